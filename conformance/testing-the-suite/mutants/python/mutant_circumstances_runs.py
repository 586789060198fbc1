"""Loops that break a promise of runs, of state or of close() in one combination of circumstances alone."""

import asyncio
import collections
import threading

from labels import breaks
from mutant_base import Base, in_loop_thread


@breaks("stop.ends-run", "forgets a stop() in an exception handler")
class ForgetsStopOfExceptionHandlers(Base):
    def call_exception_handler(self, context):
        before = self._stopping
        super().call_exception_handler(context)
        self._stopping = before


@breaks(
    "run-forever.stop-while-running.defers-new-callbacks",
    "runs one more batch where one was cancelled",
)
class OneMoreBatchBesideCancelled(Base):
    def _run_once(self):
        cancelled = any(handle._cancelled for handle in self._ready)
        super()._run_once()
        if cancelled and self._stopping:
            super()._run_once()


@breaks(
    "run-forever.stop-while-running.defers-new-callbacks",
    "runs one more batch after two calls of stop()",
)
class OneMoreBatchAfterTwoStops(Base):
    stops = 0

    def stop(self):
        self.stops += 1
        super().stop()

    def _run_once(self):
        self.stops = 0
        super()._run_once()
        if self.stops > 1:
            super()._run_once()


@breaks(
    "run-forever.stop-while-running.finishes-batch",
    "puts off the rest of a batch with a cancelled callback",
)
class PutsOffWhatIsBehindCancelled(Base):
    """At stop(), puts off the rest of a batch that has a cancelled callback in it."""

    def stop(self):
        super().stop()
        if in_loop_thread(self) and any(handle._cancelled for handle in self._ready):
            rest = self._ready
            self._ready = collections.deque(asyncio.Handle(int, (), self) for _ in rest)
            self.call_later(0, rest_of_batch, self, rest)


def rest_of_batch(loop, rest):
    loop._ready.extend(rest)


@breaks(
    "run-forever.stop-while-running.deferred-run-in-next-run-until-complete",
    "drops what was deferred when a done future is run",
)
class DropsTheDeferredForADoneFuture(Base):
    def run_until_complete(self, future):
        if asyncio.isfuture(future) and future.done() and not self.is_running():
            self._ready.clear()
        return super().run_until_complete(future)


@breaks("run-forever.stop-before-run.exits", "waits when the first of the timers is cancelled")
class WaitsBehindCancelledTimers(Base):
    """Forgets the stop() from before the run when the first timer is a cancelled one."""

    def _run_once(self):
        if self._stopping and not self._ready and self._scheduled and self._scheduled[0]._cancelled:
            self._stopping = False
        super()._run_once()


@breaks("stop.on-idle-loop-is-pending", "forgets a stop() before the run when a task is made")
class NewTasksUndoStop(Base):
    def create_task(self, *args, **kwargs):
        if not self.is_running():
            self._stopping = False
        return super().create_task(*args, **kwargs)


@breaks("run-forever.callback-error-does-not-stop", "stops at the second error of a batch")
class StopsAtTheSecondErrorOfABatch(Base):
    failures = 0

    def _run_once(self):
        self.failures = 0
        super()._run_once()

    def call_exception_handler(self, context):
        super().call_exception_handler(context)
        self.failures += 1
        if self.failures > 1:
            self.stop()


@breaks("run-forever.callback-error-does-not-stop", "removes a descriptor's callback that raises")
class RemovesReadersThatRaise(Base):
    def add_reader(self, descriptor, callback, *args):
        def guarded(*args):
            try:
                callback(*args)
            except Exception:
                self.remove_reader(descriptor)
                raise

        return super().add_reader(descriptor, guarded, *args)


@breaks("run-forever.restartable", "forgets its timers after a run that raised")
class ForgetsTimersAfterARaise(Base):
    def run_until_complete(self, future):
        try:
            return super().run_until_complete(future)
        except Exception:
            if not self.is_running():
                self._scheduled.clear()
            raise


@breaks("run-until-complete.returns-result", "returns the result of a future that is the result")
class UnwrapsFutures(Base):
    def run_until_complete(self, future):
        result = super().run_until_complete(future)
        return result.result() if asyncio.isfuture(result) and result.done() else result


@breaks("run-until-complete.raises-exception", "raises a copy of what is no Exception")
class RaisesACopyOfBaseExceptions(Base):
    def run_until_complete(self, future):
        try:
            return super().run_until_complete(future)
        except (Exception, KeyboardInterrupt, SystemExit, asyncio.CancelledError):
            raise
        except BaseException as error:
            raise type(error)(*error.args) from None


@breaks(
    "run-until-complete.reentry-same-loop-rejected",
    "gives the result of a done future in a nested run",
)
class NestsDoneFutures(Base):
    def run_until_complete(self, future):
        if in_loop_thread(self) and asyncio.isfuture(future) and future.done():
            return future.result()
        return super().run_until_complete(future)


@breaks(
    "run-until-complete.running-in-other-thread-rejected",
    "gives another thread the result of a done future",
)
class OtherThreadsRunDoneFutures(Base):
    def run_until_complete(self, future):
        elsewhere = self.is_running() and not in_loop_thread(self)
        if elsewhere and asyncio.isfuture(future) and future.done():
            return future.result()
        return super().run_until_complete(future)


@breaks(
    "run-forever.rejected-nesting-leaves-outer-intact",
    "forgets a stop() when it refuses a nested run",
)
class RefusedRunUndoesStop(Base):
    def run_forever(self):
        if self.is_running():
            self._stopping = False
        super().run_forever()


@breaks("is-running.true-inside", "does not count as running in the pass of an earlier stop()")
class NotRunningInAStoppedPass(Base):
    passing = False

    def run_forever(self):
        self.passing = bool(self._stopping)
        super().run_forever()

    def is_running(self):
        return super().is_running() and not self.passing


@breaks("is-closed.false-until-close", "counts as closed after a refused close()")
class ClosedByARefusedClose(Base):
    refused = False

    def close(self):
        self.refused = self.refused or self.is_running()
        super().close()

    def is_closed(self):
        return super().is_closed() or (self.made and self.refused)


@breaks("close.running-rejected", "ignores close() in an exception handler")
class ClosesSilentlyInExceptionHandlers(Base):
    handling = False

    def call_exception_handler(self, context):
        self.handling = True
        super().call_exception_handler(context)
        self.handling = False

    def close(self):
        if not (self.handling and self.is_running()):
            super().close()


@breaks(
    "close.rejected-close-leaves-loop-intact",
    "shuts its executor when it refuses a thread's close()",
)
class RefusedCloseShutsTheExecutor(Base):
    def close(self):
        if self.is_running() and not in_loop_thread(self) and self._default_executor:
            self._default_executor.shutdown(wait=False)
        super().close()


@breaks("close.any-thread", "raises at a second close() in another thread")
class ClosesOnceForAllThreads(Base):
    closer = None

    def close(self):
        if self.is_closed() and self.closer != threading.get_ident():
            raise RuntimeError("closed by another thread")
        super().close()
        self.closer = threading.get_ident()


@breaks("close.does-not-wait-for-executor", "waits for its executor where two jobs are in work")
class WaitsForTwoJobs(Base):
    def close(self):
        executor = self._default_executor
        if executor is not None and not self.is_running() and len(executor._threads) > 1:
            executor.shutdown(wait=True)
        super().close()


@breaks("close.shuts-default-executor", "leaves an executor open in which jobs wait")
class LeavesABusyExecutorOpen(Base):
    def close(self):
        executor = self._default_executor
        if executor is not None and not self.is_running() and executor._work_queue.qsize():
            self._default_executor = None
        super().close()
