"""Loops that close wrongly, or behave wrongly once they are closed, always."""

import asyncio
import os
import socket
import warnings

from labels import breaks
from mutant_base import Base, from_program, in_main_thread, turned


@breaks("close.sets-closed", "never says that it is closed")
class NeverSaysClosed(Base):
    def is_closed(self):
        return False


@breaks("close.returns-none", "returns the loop from close()")
class CloseReturnsTheLoop(Base):
    def close(self):
        super().close()
        return self


REVIVING = (
    "call_soon_threadsafe call_later call_at stop create_future create_task set_debug time"
    " shutdown_asyncgens"
).split()


@breaks("close.irreversible", "is open again once it is asked for anything")
class AnyCallRevives(Base):
    revived = False

    def is_closed(self):
        return super().is_closed() and not self.revived

    def __getattribute__(self, name):
        if name in REVIVING and super().__getattribute__("_closed"):
            self.revived = True
        return super().__getattribute__(name)


@breaks("close.rejects-scheduling", "accepts callbacks and timers once it is closed")
class TakesAllSchedulingWhenClosed(Base):
    def _check_closed(self):
        pass

    def run_forever(self):
        super()._check_closed()
        super().run_forever()


@breaks("close.rejects-executor-and-watchers", "accepts jobs and watchers once it is closed")
class TakesWatchersWhenClosed(Base):
    def run_in_executor(self, executor, func, *args):
        if self.is_closed():
            return self.create_future()
        return super().run_in_executor(executor, func, *args)

    def add_reader(self, fd, callback, *args):
        if not self.is_closed():
            super().add_reader(fd, callback, *args)

    def add_writer(self, fd, callback, *args):
        if not self.is_closed():
            super().add_writer(fd, callback, *args)

    def add_signal_handler(self, sig, callback, *args):
        if not self.is_closed():
            super().add_signal_handler(sig, callback, *args)


@breaks("close.harmless-queries", "raises once it is closed, whatever it is asked")
class AnswersNothingWhenClosed(Base):
    def time(self):
        self.answering()
        return super().time()

    def get_debug(self):
        if getattr(self, "made", False):
            self.answering()
        return super().get_debug()

    def is_running(self):
        if getattr(self, "silent", False):
            self.answering()
        return super().is_running()

    def create_future(self):
        self.answering()
        return super().create_future()

    def remove_reader(self, fd):
        self.answering()
        return super().remove_reader(fd)

    def call_exception_handler(self, context):
        self.answering()
        super().call_exception_handler(context)

    def answering(self):
        if self.silent:
            raise RuntimeError("a closed loop gives no answers")

    silent = False

    def close(self):
        super().close()
        self.silent = True


class ClosedHandle(asyncio.Handle):
    __slots__ = ()

    def cancel(self):
        if self._loop.is_closed():
            raise RuntimeError("the loop is closed")
        super().cancel()


class ClosedTimer(asyncio.TimerHandle):
    __slots__ = ()

    def cancel(self):
        if self._loop.is_closed():
            raise RuntimeError("the loop is closed")
        super().cancel()


@breaks("close.handle-cancel-after-close", "raises if a handle is cancelled once it is closed")
class HandlesCannotBeCancelledWhenClosed(Base):
    def call_soon(self, callback, *args, context=None):
        handle = super().call_soon(callback, *args, context=context)
        return turned(handle, ClosedHandle) if from_program(callback) else handle

    def call_at(self, when, callback, *args, context=None):
        handle = super().call_at(when, callback, *args, context=context)
        return turned(handle, ClosedTimer) if from_program(callback) else handle


class ClosedFuture(asyncio.Future):
    def set_result(self, result):
        if not self.get_loop().is_closed():
            super().set_result(result)
        elif not self._callbacks:
            raise RuntimeError("the loop is closed")


@breaks("close.future-callbacks-after-close", "swaps what its futures do once it is closed")
class FuturesOfAClosedLoopAreStuck(Base):
    def create_future(self):
        return ClosedFuture(loop=self)


@breaks(
    "close.running-executor-job-finishes",
    "waits for the jobs of its executor when it is closed",
)
class CloseWaitsForRunningJobs(Base):
    def close(self):
        executor = self._default_executor
        if executor is not None and not self.is_running():
            executor.shutdown(wait=True)
        super().close()


@breaks("close.discards-ready-callbacks", "hands the callbacks that wait to the next loop that runs")
class KeepsWhatWasDeferred(Base):
    kept = ()

    def close(self):
        if not self.is_closed():
            Base.kept = [h for h in self._ready if not h._cancelled and from_program(h._callback)]
        super().close()

    def run_forever(self):
        for handle in Base.kept:
            self.call_soon(handle._callback, *handle._args)
        Base.kept = ()
        super().run_forever()


@breaks("close.running-rejected", "overlooks close() while it runs")
class CloseIsDeafWhileRunning(Base):
    def close(self):
        if not self.is_running():
            super().close()


@breaks("close.rejected-close-leaves-loop-intact", "ends the run when it refuses to be closed")
class RefusedCloseEndsTheRun(Base):
    def close(self):
        if self.is_running():
            self.call_soon_threadsafe(self.stop)
            self._ready.rotate(1)
        super().close()


@breaks(
    "close.rejected-close-leaves-loop-intact",
    "drops all that waits when it refuses to be closed",
)
class RefusedCloseDropsWhatWaits(Base):
    def close(self):
        if self.is_running():
            self._ready.clear()
            self._scheduled.clear()
            for key in list(self._selector.get_map().values()):
                if key.fileobj != self._ssock.fileno():
                    self._selector.unregister(key.fileobj)
            self.stop()
        super().close()


@breaks("close.keeps-user-sockets", "shuts the sockets that it watched when it is closed")
class ClosesWatchedSockets(Base):
    def close(self):
        if not self.is_closed() and not self.is_running():
            for key in list(self._selector.get_map().values()):
                if key.fd != self._ssock.fileno():
                    socket.socket(fileno=os.dup(key.fd)).shutdown(socket.SHUT_RDWR)
        super().close()


@breaks("close.pending-task-warned-on-gc", "says nothing when a pending task is collected")
class LosesTasksSilently(Base):
    def create_task(self, coro, **kwargs):
        task = super().create_task(coro, **kwargs)
        task._log_destroy_pending = False
        return task


class LamentingTask(asyncio.Task):
    def __del__(self):
        self.get_loop().call_exception_handler({"message": "a task was destroyed"})


@breaks("close.pending-task-warned-on-gc", "reports every task that is collected")
class LamentsEveryTask(Base):
    def create_task(self, coro, **kwargs):
        return LamentingTask(coro, loop=self)


@breaks(
    "close.unclosed-loop-warning",
    "does not warn when it is collected without having been closed",
)
class GoesUnclosedSilently(Base):
    def __del__(self):
        if not self.is_running():
            self.close()


@breaks("close.unclosed-loop-warning", "warns when it is collected, closed or not")
class WarnsAlwaysWhenCollected(Base):
    def __del__(self, _warn=None):
        warnings.warn("an event loop was collected", ResourceWarning, source=self)


@breaks("close.removes-signal-handlers", "keeps its signal handlers when it is closed")
class KeepsSignals(Base):
    def remove_signal_handler(self, sig):
        return not self.is_closed() and super().remove_signal_handler(sig)


@breaks(
    "handle.released-by-close",
    "keeps the callbacks that it discards until it is collected itself",
)
class KeepsWhatItDiscards(Base):
    """Frees it at its own end."""

    def close(self):
        if not self.is_running():
            self.kept = list(self._ready)
        super().close()


@breaks(
    "handle.released-by-close",
    "keeps the timers that it discards until it is collected itself",
)
class KeepsTimersThatItDiscards(Base):
    """Frees them at its own end."""

    def close(self):
        if not self.is_running():
            self.kept = list(self._scheduled)
        super().close()


@breaks("close.any-thread", "refuses close() outside of the main thread")
class RefusesToCloseElsewhere(Base):
    def close(self):
        if not in_main_thread() and not self.is_closed():
            raise RuntimeError("close() belongs to the main thread")
        super().close()


@breaks("close.any-thread", "refuses close() outside of the main thread once it has run")
class RefusesToCloseElsewhereAfterARun(Base):
    def close(self):
        if self.runs and not in_main_thread() and not self.is_closed():
            raise RuntimeError("close() belongs to the main thread")
        super().close()
