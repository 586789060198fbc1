"""Mutants of signal handlers."""

import signal
import threading

from labels import breaks
from mutant_base import Base


@breaks("add-signal-handler.runs-in-loop", "never runs a handler")
class NeverHandles(Base):
    def _handle_signal(self, sig):
        pass


@breaks("add-signal-handler.runs-in-loop", "runs a handler in the midst of the callback that runs")
class HandlesAtOnce(Base):
    def add_signal_handler(self, sig, callback, *args):
        super().add_signal_handler(sig, callback, *args)
        signal.signal(sig, lambda *_: callback(*args))


@breaks("add-signal-handler.runs-in-loop", "loses the arguments of a handler")
class LosesSignalArguments(Base):
    def add_signal_handler(self, sig, callback, *args):
        super().add_signal_handler(sig, callback, *args[:1])


@breaks("add-signal-handler.runs-in-loop", "is not woken by a signal")
class SleepsThroughSignals(Base):
    def add_signal_handler(self, sig, callback, *args):
        super().add_signal_handler(sig, callback, *args)
        signal.set_wakeup_fd(-1)
        signal.signal(sig, lambda *_: self._ready.append(self._signal_handlers[sig]))


@breaks("add-signal-handler.runs-in-loop", "runs a handler for one signal, and for no later one")
class HandlesOnce(Base):
    def _handle_signal(self, sig):
        super()._handle_signal(sig)
        self.remove_signal_handler(sig)


@breaks("add-signal-handler.runs-in-loop", "removes a handler that raises")
class RemovesHandlersThatRaise(Base):
    def add_signal_handler(self, sig, callback, *args):
        def guarded(*args):
            try:
                callback(*args)
            except Exception:
                self.remove_signal_handler(sig)
                raise

        super().add_signal_handler(sig, guarded, *args)


@breaks("add-signal-handler.runs-in-loop", "handles SIGINT in no loop")
class LeavesInterruptsAlone(Base):
    def add_signal_handler(self, sig, callback, *args):
        super().add_signal_handler(sig, callback, *args)
        if sig == signal.SIGINT:
            signal.signal(sig, signal.SIG_IGN)


@breaks("add-signal-handler.replaces", "keeps the first handler")
class KeepsTheFirstHandler(Base):
    def add_signal_handler(self, sig, callback, *args):
        if sig not in self._signal_handlers:
            super().add_signal_handler(sig, callback, *args)


@breaks("add-signal-handler.replaces", "keeps the first handler in a run")
class KeepsTheFirstHandlerInRuns(Base):
    def add_signal_handler(self, sig, callback, *args):
        if sig not in self._signal_handlers or not self.is_running():
            super().add_signal_handler(sig, callback, *args)


@breaks("add-signal-handler.invalid-signal", "raises TypeError for a number that is no signal")
class RaisesForNoSignal(Base):
    def add_signal_handler(self, sig, callback, *args):
        try:
            super().add_signal_handler(sig, callback, *args)
        except ValueError:
            raise TypeError("no signal") from None


@breaks("add-signal-handler.invalid-signal", "takes 0 for a signal")
class TakesZero(Base):
    def add_signal_handler(self, sig, callback, *args):
        if sig != 0:
            super().add_signal_handler(sig, callback, *args)


@breaks("add-signal-handler.uncatchable", "ignores a handler of SIGKILL")
class TakesKill(Base):
    def add_signal_handler(self, sig, callback, *args):
        if sig != signal.SIGKILL:
            super().add_signal_handler(sig, callback, *args)


@breaks("add-signal-handler.uncatchable", "ignores a handler of SIGKILL in a run")
class TakesKillInRuns(Base):
    def add_signal_handler(self, sig, callback, *args):
        if sig != signal.SIGKILL or not self.is_running():
            super().add_signal_handler(sig, callback, *args)


@breaks("add-signal-handler.main-thread-only", "ignores handlers outside of the main thread")
class IgnoresOtherThreads(Base):
    def add_signal_handler(self, sig, callback, *args):
        if threading.current_thread() is threading.main_thread():
            super().add_signal_handler(sig, callback, *args)


@breaks("add-signal-handler.rejects-coroutine", "takes coroutines")
class TakesCoroutines(Base):
    def add_signal_handler(self, sig, callback, *args):
        super().add_signal_handler(sig, lambda: callback(*args))


@breaks("add-signal-handler.signal-between-runs", "forgets a signal that comes between two runs")
class ForgetsSignals(Base):
    def run_forever(self):
        try:
            while self._csock is not None and self._ssock.recv(100):
                pass
        except BlockingIOError:
            pass
        super().run_forever()


@breaks("remove-signal-handler.returns-bool", "raises for a signal without a handler")
class RaisesWithoutAHandler(Base):
    def remove_signal_handler(self, sig):
        del self._signal_handlers[sig]
        signal.signal(sig, signal.SIG_DFL)
        return True


@breaks("remove-signal-handler.returns-bool", "returns None")
class ReturnsNothing(Base):
    def remove_signal_handler(self, sig):
        super().remove_signal_handler(sig)


@breaks("remove-signal-handler.returns-bool", "returns False outside of runs")
class RemovesInRunsOnly(Base):
    def remove_signal_handler(self, sig):
        return super().remove_signal_handler(sig) and self.is_running()


@breaks("remove-signal-handler.removes", "removes no handler")
class RemovesNothing(Base):
    def remove_signal_handler(self, sig):
        known, handle = sig in self._signal_handlers, self._signal_handlers.get(sig)
        if known:
            restored = signal.signal

            def keep(number, function):
                restored(number, function)
                self._add_callback_signalsafe(handle)

            signal.signal = keep
        return known


@breaks("remove-signal-handler.removes", "removes the handlers of all signals")
class RemovesAll(Base):
    def remove_signal_handler(self, sig):
        found = sig in self._signal_handlers
        for each in list(self._signal_handlers):
            super().remove_signal_handler(each)
        # Without a handler the signal would end the process.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        return found


@breaks("remove-signal-handler.restores-default", "leaves its own function to the signal")
class LeavesItsFunction(Base):
    def remove_signal_handler(self, sig):
        before = signal.getsignal(sig)
        found = super().remove_signal_handler(sig)
        signal.signal(sig, before)
        return found


@breaks("signal.handlers-removed-by-close", "leaves its handlers behind when it is closed")
class LeavesHandlers(Base):
    def close(self):
        self._signal_handlers.clear()
        super().close()
