"""Loops whose call_soon_threadsafe() or handling of partial objects breaks one promise."""

import asyncio
import contextvars
import functools
import threading

from labels import breaks
from mutant_base import Base, from_program, in_loop_thread


@breaks(
    "call-soon-threadsafe.runs-in-loop-thread",
    "calls a callback with two arguments in the calling thread",
)
class RunsTwoArgumentsInTheCallingThread(Base):
    def call_soon_threadsafe(self, callback, *args, context=None):
        handle = super().call_soon_threadsafe(callback, *args, context=context)
        if len(args) == 2 and from_program(callback) and not in_loop_thread(self):
            handle._run()
            handle.cancel()
        return handle


@breaks(
    "call-soon-threadsafe.runs-in-loop-thread",
    "calls the callbacks of other threads in those threads",
)
class RunsLateCallbacksInTheCallingThread(Base):
    count = 0

    def call_soon_threadsafe(self, callback, *args, context=None):
        handle = super().call_soon_threadsafe(callback, *args, context=context)
        if from_program(callback) and threading.current_thread() is not threading.main_thread():
            handle._run()
            handle.cancel()
        return handle


@breaks("call-soon-threadsafe.wakes-idle-loop", "does not wake the loop from the second run on")
class DoesNotWakeInTheSecondRun(Base):
    def _write_to_self(self):
        if self.runs < 2:
            super()._write_to_self()


@breaks("call-soon-threadsafe.wakes-idle-loop", "never wakes the loop")
class DoesNotWake(Base):
    def _write_to_self(self):
        pass


@breaks("call-soon-threadsafe.same-thread-ok", "refuses the loop's own thread in debug mode")
class RefusesItsOwnThreadInDebugMode(Base):
    def call_soon_threadsafe(self, callback, *args, context=None):
        if self.get_debug() and in_loop_thread(self):
            raise RuntimeError("not from the loop's own thread")
        return super().call_soon_threadsafe(callback, *args, context=context)


@breaks(
    "call-soon-threadsafe.same-thread-ok",
    "loses what the loop's own thread schedules from the second run on",
)
class LosesWhatItsOwnThreadSchedulesInTheSecondRun(Base):
    def call_soon_threadsafe(self, callback, *args, context=None):
        handle = super().call_soon_threadsafe(callback, *args, context=context)
        if self.runs > 1 and in_loop_thread(self) and from_program(callback):
            handle.cancel()
        return handle


@breaks(
    "call-soon-threadsafe.order-per-thread",
    "swaps one callback in five hundred with the one before it",
)
class SwapsOneInFiveHundred(Base):
    count = 0

    def call_soon_threadsafe(self, callback, *args, context=None):
        handle = super().call_soon_threadsafe(callback, *args, context=context)
        self.count += 1
        if self.count % 500 == 0 and len(self._ready) > 1 and not in_loop_thread(self):
            try:
                a, b = self._ready.pop(), self._ready.pop()
                self._ready.extend((a, b))
            except IndexError:
                pass
        return handle


@breaks("call-soon-threadsafe.order-per-thread", "swaps the callbacks of a thread, pair by pair")
class SwapsThePairsOfAThread(Base):
    held = None

    def call_soon_threadsafe(self, callback, *args, context=None):
        if threading.current_thread() is threading.main_thread() or not from_program(callback):
            return super().call_soon_threadsafe(callback, *args, context=context)
        if self.held is None:
            self.held = (callback, args, context or contextvars.copy_context())
            threading.Timer(0.05, self.flush).start()
            return asyncio.Handle(callback, args, self, context)
        handle = super().call_soon_threadsafe(callback, *args, context=context)
        self.flush()
        return handle

    def flush(self):
        held, self.held = self.held, None
        if held is not None and not self.is_closed():
            callback, args, context = held
            super().call_soon_threadsafe(callback, *args, context=context)


@breaks("call-soon-threadsafe.none-lost", "loses one callback in five hundred")
class LosesOneInFiveHundred(Base):
    count = 0

    def call_soon_threadsafe(self, callback, *args, context=None):
        handle = super().call_soon_threadsafe(callback, *args, context=context)
        self.count += not in_loop_thread(self)
        if self.count == 500:
            self.count = 0
            handle.cancel()
        return handle


@breaks("call-soon-threadsafe.before-run-queued", "loses callbacks from before the first run")
class LosesWhatComesBeforeTheFirstRun(Base):
    def call_soon_threadsafe(self, callback, *args, context=None):
        handle = super().call_soon_threadsafe(callback, *args, context=context)
        if self.runs == 0 and from_program(callback):
            handle.cancel()
        return handle


@breaks(
    "call-soon-threadsafe.before-run-queued",
    "loses what another thread queues while nothing runs",
)
class LosesWhatAThreadQueuesBetweenRuns(Base):
    def call_soon_threadsafe(self, callback, *args, context=None):
        handle = super().call_soon_threadsafe(callback, *args, context=context)
        if not self.is_running() and threading.current_thread() is not threading.main_thread():
            handle.cancel()
        return handle


@breaks("call-soon-threadsafe.context-explicit", "ignores the context")
class IgnoresTheContext(Base):
    def call_soon_threadsafe(self, callback, *args, context=None):
        return super().call_soon_threadsafe(callback, *args)


@breaks(
    "call-soon-threadsafe.context-explicit",
    "ignores the context of another thread's callback with one argument",
)
class IgnoresTheContextFromThreadsWithOneArgument(Base):
    def call_soon_threadsafe(self, callback, *args, context=None):
        if len(args) == 1 and threading.current_thread() is not threading.main_thread():
            context = contextvars.copy_context()
        return super().call_soon_threadsafe(callback, *args, context=context)


@breaks(
    "call-soon-threadsafe.context-default-of-calling-thread",
    "runs callbacks without a context in an empty one",
)
class UsesAnEmptyContextByDefault(Base):
    def call_soon_threadsafe(self, callback, *args, context=None):
        context = contextvars.Context() if context is None else context
        return super().call_soon_threadsafe(callback, *args, context=context)


@breaks(
    "call-soon-threadsafe.context-default-of-calling-thread",
    "runs callbacks without a context in a copy of the run's",
)
class UsesTheContextOfTheLoop(Base):
    own = None

    def run_forever(self):
        self.own = contextvars.copy_context()
        super().run_forever()

    def call_soon_threadsafe(self, callback, *args, context=None):
        if context is None and self.own is not None:
            context = self.own.copy()
        return super().call_soon_threadsafe(callback, *args, context=context)


@breaks("call-soon-threadsafe.returns-cancellable-handle", "returns a handle that cancels nothing")
class ReturnsAHandleThatCannotCancel(Base):
    def call_soon_threadsafe(self, callback, *args, context=None):
        handle = super().call_soon_threadsafe(callback, *args, context=context)
        return asyncio.Handle(callback, args, self, context) if from_program(callback) else handle


@breaks(
    "call-soon-threadsafe.returns-cancellable-handle",
    "cannot cancel another thread's callback with exactly one argument",
)
class CannotCancelOneArgumentOfAThread(Base):
    def call_soon_threadsafe(self, callback, *args, context=None):
        handle = super().call_soon_threadsafe(callback, *args, context=context)
        foreign = threading.current_thread() is not threading.main_thread()
        return asyncio.Handle(callback, args, self, context) if foreign and len(args) == 1 else handle


@breaks("call-soon-threadsafe.no-debug-thread-error", "objects to other threads in debug mode")
class ObjectsToTheThreadInDebugMode(Base):
    def call_soon_threadsafe(self, callback, *args, context=None):
        if self.get_debug():
            self._check_thread()
        return super().call_soon_threadsafe(callback, *args, context=context)


@breaks("call-soon-threadsafe.closed-rejected", "accepts callbacks on a closed loop")
class AcceptsOnAClosedLoop(Base):
    def call_soon_threadsafe(self, callback, *args, context=None):
        if self.is_closed():
            return asyncio.Handle(callback, args, self, context)
        return super().call_soon_threadsafe(callback, *args, context=context)


@breaks(
    "call-soon-threadsafe.closed-rejected",
    "accepts callbacks of other threads on a closed loop",
)
class AcceptsOnAClosedLoopFromThreads(Base):
    def call_soon_threadsafe(self, callback, *args, context=None):
        if self.is_closed() and threading.current_thread() is not threading.main_thread():
            return asyncio.Handle(callback, args, self, context)
        return super().call_soon_threadsafe(callback, *args, context=context)


@breaks("call-soon-threadsafe.reentrant", "loses what a signal handler schedules")
class LosesWhatASignalHandlerSchedules(Base):
    inside = False

    def call_soon(self, callback, *args, context=None):
        self.inside = True
        try:
            return super().call_soon(callback, *args, context=context)
        finally:
            self.inside = False

    def call_soon_threadsafe(self, callback, *args, context=None):
        import sys

        frame, depth = sys._getframe(1), 0
        while frame is not None:
            depth += frame.f_code.co_name in ("raise_signal", "_run")
            frame = frame.f_back
        handle = super().call_soon_threadsafe(callback, *args, context=context)
        if depth and in_loop_thread(self):
            handle.cancel()
        return handle


@breaks("partial.scheduling-functions-take-no-kwargs", "swallows keyword arguments of call_later()")
class SwallowsKeywordsOfTimers(Base):
    def call_later(self, delay, callback, *args, context=None, **kwargs):
        return super().call_later(delay, callback, *args, context=context)


@breaks(
    "partial.scheduling-functions-take-no-kwargs",
    "swallows keyword arguments of all that schedules",
)
class SwallowsKeywordsEverywhere(Base):
    def call_soon(self, callback, *args, context=None, **kwargs):
        return super().call_soon(callback, *args, context=context)

    def call_soon_threadsafe(self, callback, *args, context=None, **kwargs):
        return super().call_soon_threadsafe(callback, *args, context=context)

    def call_at(self, when, callback, *args, context=None, **kwargs):
        return super().call_at(when, callback, *args, context=context)


@breaks("partial.delivers-keywords", "drops the keywords of partial objects")
class StripsTheKeywordsOfPartials(Base):
    def call_soon(self, callback, *args, context=None):
        if isinstance(callback, functools.partial) and from_program(callback.func):
            callback, args = callback.func, callback.args + args
        return super().call_soon(callback, *args, context=context)


@breaks(
    "partial.delivers-keywords",
    "drops the keywords of partial objects in call_soon_threadsafe()",
)
class StripsTheKeywordsOfPartialsFromThreads(Base):
    def call_soon_threadsafe(self, callback, *args, context=None):
        if isinstance(callback, functools.partial) and from_program(callback.func):
            callback, args = callback.func, callback.args + args
        return super().call_soon_threadsafe(callback, *args, context=context)


@breaks("call-soon-threadsafe.wakes-promptly", "is woken by other threads a second and a half late")
class WakesLate(Base):
    DELAY = 1.5

    def _write_to_self(self):
        if in_loop_thread(self) or not self.is_running():
            return super()._write_to_self()
        timer = threading.Timer(self.DELAY, super()._write_to_self)
        timer.daemon = True
        timer.start()


@breaks("call-soon-threadsafe.wakes-promptly", "is woken late from the third time on")
class WakesLateInTheLongRun(WakesLate):
    woken = 0

    def _write_to_self(self):
        self.woken += 1
        if self.woken < 3:
            return Base._write_to_self(self)
        super()._write_to_self()
