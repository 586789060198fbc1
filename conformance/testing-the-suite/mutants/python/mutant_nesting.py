"""Loops that allow, overlook or refuse wrongly what is run while a loop runs, and runs that end by an interrupt."""

import asyncio
import sys
import threading

from labels import breaks
from mutant_base import Base, in_main_thread


@breaks("run-forever.reentry-rejected", "overlooks run_forever() while it runs")
class NestedRunsDoNothing(Base):
    def run_forever(self):
        if not self.is_running():
            super().run_forever()


@breaks(
    "run-until-complete.reentry-same-loop-rejected",
    "returns None from run_until_complete() while it runs",
)
class NestedRunsGiveNone(Base):
    def run_until_complete(self, future):
        if not self.is_running():
            return super().run_until_complete(future)
        if asyncio.iscoroutine(future):
            future.close()
        return None


class RunsInsideOtherLoops(Base):
    def run_forever(self):
        outer = asyncio._get_running_loop()
        if outer is None or outer is self:
            return super().run_forever()
        asyncio._set_running_loop(None)
        try:
            super().run_forever()
        finally:
            asyncio._set_running_loop(outer)


@breaks("run-until-complete.nested-other-loop-rejected", "completes futures inside another loop")
class CompletesInsideOtherLoops(RunsInsideOtherLoops):
    def _check_running(self):
        if asyncio._get_running_loop() is self or self.is_running():
            super()._check_running()


@breaks("run-forever.nested-other-loop-rejected", "runs inside another loop")
class ForeverInsideOtherLoops(CompletesInsideOtherLoops):
    pass


@breaks(
    "run-forever.rejected-nesting-leaves-outer-intact",
    "stops the outer run when it refuses an inner one",
)
class RefusedNestingStopsTheOuterRun(Base):
    def _check_running(self):
        try:
            super()._check_running()
        except RuntimeError:
            outer = asyncio._get_running_loop()
            if outer is not None:
                outer.stop()
            raise


@breaks("run-forever.runs-until-stop", "stops the outer run when it refuses an inner one of a done future")
class RefusedDoneFuturesStopTheOuterRun(Base):
    def run_until_complete(self, future):
        try:
            return super().run_until_complete(future)
        except RuntimeError:
            if asyncio._get_running_loop() is not None and asyncio.isfuture(future):
                if future.done():
                    asyncio._get_running_loop().stop()
            raise


@breaks("run-forever.runs-until-stop", "stops the outer run when a closed loop refuses an inner one")
class ClosedLoopsStopTheOuterRun(Base):
    def _check_closed(self):
        try:
            super()._check_closed()
        except RuntimeError:
            if asyncio._get_running_loop() is not None:
                asyncio._get_running_loop().stop()
            raise


@breaks(
    "run-until-complete.runs-to-completion", "ends the outer run when a task asks for an inner one"
)
class RefusedNestingOfTasksEndsTheOuterRun(Base):
    def _check_running(self):
        try:
            super()._check_running()
        except RuntimeError:
            if asyncio.current_task() is not None:
                asyncio._get_running_loop().stop()
            raise


@breaks("run-until-complete.refused-begins-nothing", "begins the coroutine that it refuses to run")
class BeginsWhatItRefuses(Base):
    def run_until_complete(self, future):
        if self.is_running() and asyncio.iscoroutine(future):
            future = self.create_task(future)
        return super().run_until_complete(future)


@breaks(
    "run-until-complete.refused-begins-nothing",
    "begins the coroutine that a loop refuses to run beside another loop",
)
class BeginsWhatTheOtherLoopRefuses(Base):
    def run_until_complete(self, future):
        running = asyncio._get_running_loop()
        if running not in (None, self) and asyncio.iscoroutine(future):
            future = running.create_task(future)
        return super().run_until_complete(future)


@breaks(
    "run-until-complete.refused-makes-no-task", "makes a task before it refuses a run inside a run"
)
class MakesTasksOfWhatItRefuses(Base):
    def run_until_complete(self, future):
        if asyncio._get_running_loop() is not None and asyncio.iscoroutine(future):
            factory = self.get_task_factory()
            if factory is not None and not self.is_closed():
                future = factory(self, future)
                future.cancel()
        return super().run_until_complete(future)


@breaks("run-until-complete.refused-makes-no-task", "asks for a task before it finds itself closed")
class MakesTasksWhenClosed(Base):
    def run_until_complete(self, future):
        factory = self.get_task_factory()
        if self.is_closed() and factory is not None and asyncio.iscoroutine(future):
            future = factory(self, future)
        return super().run_until_complete(future)


@breaks(
    "close.rejected-close-leaves-loop-intact", "stops the run when a coroutine tries to close it"
)
class RefusedCloseStopsTheRun(Base):
    def close(self):
        try:
            super().close()
        except RuntimeError:
            if asyncio.current_task() is not None:
                self.stop()
            raise


@breaks(
    "run-forever.rejected-nesting-leaves-outer-intact",
    "unsets the running loop when it refuses an inner run",
)
class RefusedNestingUnsetsTheRunningLoop(Base):
    def _check_running(self):
        try:
            super()._check_running()
        except RuntimeError:
            if asyncio._get_running_loop() is not self:
                asyncio._set_running_loop(None)
            raise


@breaks(
    "run-until-complete.running-in-other-thread-rejected",
    "returns None while it runs in another thread",
)
class GivesNoneWhileRunningElsewhere(NestedRunsGiveNone):
    pass


# Interrupts


@breaks("run-forever.interrupt-escapes-batch", "raises RuntimeError in place of an interrupt")
class InterruptsBecomeErrors(Base):
    def run_forever(self):
        try:
            super().run_forever()
        except (KeyboardInterrupt, SystemExit) as error:
            raise RuntimeError("interrupted") from error


@breaks("run-forever.interrupt-escapes-batch", "ends the run at an interrupt and does not raise it")
class InterruptsEndTheRunOnly(Base):
    def run_forever(self):
        try:
            super().run_forever()
        except (KeyboardInterrupt, SystemExit):
            pass


@breaks("run-forever.interrupt-escapes-batch", "drops the rest of the batch at an interrupt")
class InterruptsDropTheRestOfTheBatch(Base):
    def run_forever(self):
        try:
            super().run_forever()
        except (KeyboardInterrupt, SystemExit):
            self._ready.clear()
            raise


@breaks(
    "run-until-complete.keyboardinterrupt-escapes",
    "cancels all timers and tasks at an interrupt",
)
class InterruptsDropTimersAndTasks(Base):
    def run_forever(self):
        try:
            super().run_forever()
        except (KeyboardInterrupt, SystemExit):
            for task in asyncio.all_tasks(self):
                task.cancel()
            for timer in self._scheduled:
                timer.cancel()
            raise


# Threads, hooks and results of run_forever()


@breaks("run-forever.non-main-thread", "refuses to run outside the main thread")
class RunsInTheMainThreadAlone(Base):
    def run_forever(self):
        if not in_main_thread():
            raise RuntimeError("only in the main thread")
        super().run_forever()


@breaks("run-until-complete.any-thread", "refuses to complete futures outside the main thread")
class CompletesInTheMainThreadAlone(RunsInTheMainThreadAlone):
    pass


@breaks("run-until-complete.moves-between-threads", "refuses to run in another thread than before")
class StaysInItsFirstThread(Base):
    home = None

    def run_forever(self):
        self.home = self.home or threading.get_ident()
        if self.home != threading.get_ident():
            raise RuntimeError("this loop has run in another thread")
        super().run_forever()


@breaks(
    "run-forever.asyncgen-hooks-installed-and-restored",
    "leaves its hooks for async generators in place",
)
class LeavesItsHooks(Base):
    def run_forever(self):
        try:
            super().run_forever()
        finally:
            sys.set_asyncgen_hooks(
                firstiter=self._asyncgen_firstiter_hook, finalizer=self._asyncgen_finalizer_hook
            )


@breaks(
    "run-forever.asyncgen-hooks-installed-and-restored",
    "installs no hooks for async generators",
)
class InstallsNoHooks(Base):
    def run_forever(self):
        def unhook():
            sys.set_asyncgen_hooks(firstiter=None, finalizer=None)

        self.call_soon(unhook)
        self._ready.rotate(1)
        super().run_forever()


@breaks("run-forever.returns-none", "returns the loop from run_forever()")
class RunForeverReturnsTheLoop(Base):
    def run_forever(self):
        super().run_forever()
        return self


@breaks("run-forever.closed-loop-rejected", "overlooks run_forever() once it is closed")
class RunsNothingWhenClosed(Base):
    def run_forever(self):
        if not self.is_closed():
            super().run_forever()
