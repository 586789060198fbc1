"""Mutants of is_running(), is_closed() and close()."""

import asyncio
import threading
import time

from labels import breaks
from mutant_base import Base, Iterating


class Telling(Base):
    """Says what `running` or `closed` makes of the truth, to programs and not to asyncio."""

    def is_running(self):
        return self.running(super().is_running())

    def is_closed(self):
        return self.closed(super().is_closed())

    def _check_running(self):
        if super().is_running():
            raise RuntimeError("This event loop is already running")
        if asyncio._get_running_loop() is not None:
            raise RuntimeError("Cannot run the event loop while another loop is running")

    def running(self, truth):
        return truth

    def closed(self, truth):
        return truth

    def close(self):
        if super().is_running():
            raise RuntimeError("Cannot close a running event loop")
        self.running = lambda truth: truth
        super().close()
        del self.running


@breaks("is-running.false-before-and-after", "says that it runs when its first run is over")
class RunsAfterTheFirstRun(Telling):
    def running(self, truth):
        return truth or (self.runs == 1 and not self._closed)


@breaks("is-running.false-before-and-after", "says that it runs before its first run")
class RunsBeforeTheFirstRun(Telling):
    def running(self, truth):
        return truth or (self.made and self.runs == 0 and not self._closed)


@breaks("is-running.false-before-and-after", "says that it runs after a run that raised")
class RunsAfterARaisingRun(Telling):
    failed = False

    def run_until_complete(self, future):
        try:
            return super().run_until_complete(future)
        except Exception:
            self.failed = True
            raise

    def running(self, truth):
        return truth or (self.failed and not self._closed)


@breaks("is-running.false-before-and-after", "says that it runs after a run that was cancelled")
class RunsAfterACancelledRun(Telling):
    failed = False

    def run_until_complete(self, future):
        try:
            return super().run_until_complete(future)
        except asyncio.CancelledError:
            self.failed = True
            raise

    def running(self, truth):
        return truth or (self.failed and not self._closed)


@breaks(
    "run-until-complete.keyboardinterrupt-escapes",
    "says that it runs after a run that was interrupted",
)
class RunsAfterAnInterruptedRun(Telling):
    failed = False

    def run_forever(self):
        try:
            super().run_forever()
        except (KeyboardInterrupt, SystemExit):
            self.failed = True
            raise

    def running(self, truth):
        return truth or (self.failed and not self._closed)


@breaks("is-running.false-before-and-after", "says that it runs while it has work")
class RunsWhileItHasWork(Telling):
    def running(self, truth):
        return truth or (not self._closed and bool(self._ready or self._scheduled))


@breaks("is-running.true-inside", "denies that it runs once it is stopping")
class DoesNotRunOnceItIsStopping(Telling):
    def running(self, truth):
        return truth and not self._stopping


@breaks("is-running.true-inside", "denies in callbacks that it runs")
class DoesNotRunInCallbacks(Telling):
    def running(self, truth):
        return truth and asyncio.current_task(self) is not None


@breaks("is-running.true-inside", "denies in coroutines that it runs")
class DoesNotRunInCoroutines(Telling):
    def running(self, truth):
        return truth and asyncio.current_task(self) is None


@breaks("is-running.true-inside", "denies that it runs in its second run")
class DoesNotRunInTheSecondRun(Telling):
    def running(self, truth):
        return truth and self.runs != 2


@breaks("is-running.true-inside", "denies that it runs in debug mode")
class DoesNotRunInDebugMode(Telling):
    def running(self, truth):
        return truth and not self._debug


@breaks("is-running.other-loop-false", "says that it runs when any loop does")
class RunsWhenAnyLoopRuns(Telling):
    def running(self, truth):
        return truth or asyncio._get_running_loop() is not None


@breaks("is-running.other-loop-false", "says that it runs when any loop does, once it has run")
class RunsWhenAnyLoopRunsOnceItHasRun(Telling):
    def running(self, truth):
        return truth or (self.runs > 0 and asyncio._get_running_loop() is not None)


@breaks("is-closed.false-until-close", "says that it is closed after its first run")
class ClosedAfterTheFirstRun(Telling):
    def closed(self, truth):
        return truth or self.runs == 1


@breaks("is-closed.false-until-close", "says that it is closed before its first run")
class ClosedWhenNew(Telling):
    def closed(self, truth):
        return truth or self.runs == 0


@breaks("is-closed.false-until-close", "says that it is closed after a run that raised")
class ClosedAfterARaisingRun(RunsAfterARaisingRun):
    running = Telling.running

    def closed(self, truth):
        return truth or self.failed


@breaks("is-closed.false-until-close", "says that it is closed while it runs")
class ClosedWhileItRuns(Telling):
    def closed(self, truth):
        return truth or self._thread_id is not None


@breaks("is-closed.false-until-close", "says that it is closed while it is stopping")
class ClosedWhileItIsStopping(Telling):
    def closed(self, truth):
        return truth or self._stopping


@breaks("is-closed.false-until-close", "says that it is closed in debug mode")
class ClosedInDebugMode(Telling):
    def closed(self, truth):
        return truth or (self._debug and self._thread_id is None)


@breaks("is-closed.true-after-close", "never says that it is closed")
class NeverClosed(Telling):
    def closed(self, truth):
        return False


@breaks("is-closed.true-after-close", "says that it is open after a second close()")
class OpenAfterASecondClose(Telling):
    closes = 0

    def close(self):
        super().close()
        self.closes += 1

    def closed(self, truth):
        return truth and self.closes != 2


@breaks("is-closed.true-after-close", "says that it is open after close() if it never ran")
class OpenAfterCloseWhenItNeverRan(Telling):
    def closed(self, truth):
        return truth and self.runs > 0


@breaks("is-closed.true-after-close", "says that it is open after close() if work was pending")
class OpenAfterCloseWithPendingWork(Telling):
    left = False

    def close(self):
        self.left = bool(self._ready or self._scheduled)
        super().close()

    def closed(self, truth):
        return truth and not self.left


@breaks("is-closed.true-after-close", "says that it is open after close() in debug mode")
class OpenAfterCloseInDebugMode(Telling):
    def closed(self, truth):
        return truth and not self._debug


@breaks("is-closed.true-after-close", "says in other threads that it is open after close()")
class OpenInOtherThreadsAfterClose(Telling):
    def closed(self, truth):
        return truth and threading.current_thread() is threading.main_thread()


# close()


@breaks("close.discards-ready-callbacks", "runs pending callbacks in close()")
class RunsPendingCallbacksOnClose(Iterating):
    def close(self):
        if not self.is_running() and not self.is_closed():
            self.run_batch()
        super().close()


@breaks("close.discards-timers", "lets timers fire after close()")
class LetsTimersFireAfterClose(Base):
    def close(self):
        if not self.is_running():
            for handle in self._scheduled:
                if not handle._cancelled:
                    callback, args, context = handle._callback, handle._args, handle._context
                    delay = max(0, handle._when - self.time())
                    timer = threading.Timer(delay, context.run, (callback, *args))
                    timer.daemon = True
                    timer.start()
        super().close()


@breaks("close.shuts-default-executor", "leaves the default executor open in close()")
class LeavesTheExecutorOpen(Base):
    def close(self):
        self._default_executor = None
        super().close()


@breaks("close.shuts-default-executor", "leaves a default executor open that it was given")
class LeavesAGivenExecutorOpen(Base):
    given = False

    def set_default_executor(self, executor):
        self.given = True
        super().set_default_executor(executor)

    def close(self):
        if self.given:
            self._default_executor = None
        super().close()


@breaks("close.does-not-wait-for-executor", "waits for the executor in close()")
class WaitsForTheExecutor(Base):
    def close(self):
        executor = self._default_executor
        super().close()
        if executor is not None:
            executor.shutdown(wait=True)


@breaks("close.idempotent", "raises in a second close()")
class SecondCloseRaises(Base):
    def close(self):
        self._check_closed()
        super().close()


@breaks("close.idempotent", "raises in a second close() in debug mode")
class SecondCloseRaisesInDebugMode(Base):
    def close(self):
        if self.get_debug():
            self._check_closed()
        super().close()


@breaks("close.idempotent", "raises in a third close()")
class ThirdCloseRaises(Base):
    closes = 0

    def close(self):
        self.closes += 1
        if self.closes == 3:
            raise RuntimeError("closed twice already")
        super().close()


@breaks("close.irreversible", "is open again after a second close()")
class SecondCloseOpensAgain(Base):
    def close(self):
        if not self.is_closed():
            return super().close()
        self._closed = False
        return None


@breaks("close.irreversible", "is open again after a call_soon()")
class CallSoonOpensAgain(Base):
    def call_soon(self, callback, *args, context=None):
        self._closed = False
        return super().call_soon(callback, *args, context=context)


@breaks("close.sets-closed", "is not closed by close() if it has timers")
class CloseLeavesItOpenWithTimers(Base):
    def close(self):
        if self._scheduled and not self.is_running():
            self._scheduled.clear()
            return
        super().close()


@breaks("close.discards-timers", "waits for timers in close()")
class CloseWaitsForTimers(Base):
    def close(self):
        if not self.is_running() and self._scheduled:
            time.sleep(30)
        super().close()


@breaks("close.releases-descriptors", "leaves its own descriptors open in close()")
class LeavesItsDescriptorsOpen(Base):
    leaked = []

    def _close_self_pipe(self):
        self._remove_reader(self._ssock.fileno())
        self.leaked.append((self._ssock, self._csock))
        self._ssock = self._csock = None
