"""Loops that close wrongly, or behave wrongly once they are closed, always."""

import asyncio
import os
import socket
import warnings

from mutant_base import Base, from_program, turned


class NeverSaysClosed(Base):
    def is_closed(self):
        return False


class CloseReturnsTheLoop(Base):
    def close(self):
        super().close()
        return self


REVIVING = (
    "call_soon_threadsafe call_later call_at stop create_future create_task set_debug time"
    " shutdown_asyncgens"
).split()


class AnyCallRevives(Base):
    revived = False

    def is_closed(self):
        return super().is_closed() and not self.revived

    def __getattribute__(self, name):
        if name in REVIVING and super().__getattribute__("_closed"):
            self.revived = True
        return super().__getattribute__(name)


class TakesAllSchedulingWhenClosed(Base):
    def _check_closed(self):
        pass

    def run_forever(self):
        super()._check_closed()
        super().run_forever()


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


class FuturesOfAClosedLoopAreStuck(Base):
    def create_future(self):
        return ClosedFuture(loop=self)


class CloseWaitsForRunningJobs(Base):
    def close(self):
        executor = self._default_executor
        if executor is not None and not self.is_running():
            executor.shutdown(wait=True)
        super().close()


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


class CloseIsDeafWhileRunning(Base):
    def close(self):
        if not self.is_running():
            super().close()


class RefusedCloseEndsTheRun(Base):
    def close(self):
        if self.is_running():
            self.call_soon_threadsafe(self.stop)
            self._ready.rotate(1)
        super().close()


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


class ClosesWatchedSockets(Base):
    def close(self):
        if not self.is_closed() and not self.is_running():
            for key in list(self._selector.get_map().values()):
                if key.fd != self._ssock.fileno():
                    socket.socket(fileno=os.dup(key.fd)).shutdown(socket.SHUT_RDWR)
        super().close()


class LosesTasksSilently(Base):
    def create_task(self, coro, **kwargs):
        task = super().create_task(coro, **kwargs)
        task._log_destroy_pending = False
        return task


class LamentingTask(asyncio.Task):
    def __del__(self):
        self.get_loop().call_exception_handler({"message": "a task was destroyed"})


class LamentsEveryTask(Base):
    def create_task(self, coro, **kwargs):
        return LamentingTask(coro, loop=self)


class GoesUnclosedSilently(Base):
    def __del__(self):
        if not self.is_running():
            self.close()


class WarnsAlwaysWhenCollected(Base):
    def __del__(self, _warn=None):
        warnings.warn("an event loop was collected", ResourceWarning, source=self)


class KeepsSignals(Base):
    def remove_signal_handler(self, sig):
        return not self.is_closed() and super().remove_signal_handler(sig)
