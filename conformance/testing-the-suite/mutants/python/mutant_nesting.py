"""Loops that allow, overlook or refuse wrongly what is run while a loop runs, and runs that end by an interrupt."""

import asyncio
import sys
import threading

from mutant_base import Base, in_main_thread


class NestedRunsDoNothing(Base):
    def run_forever(self):
        if not self.is_running():
            super().run_forever()


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


class CompletesInsideOtherLoops(RunsInsideOtherLoops):
    def _check_running(self):
        if asyncio._get_running_loop() is self or self.is_running():
            super()._check_running()


class ForeverInsideOtherLoops(CompletesInsideOtherLoops):
    pass


class RefusedNestingStopsTheOuterRun(Base):
    def _check_running(self):
        try:
            super()._check_running()
        except RuntimeError:
            outer = asyncio._get_running_loop()
            if outer is not None:
                outer.stop()
            raise


class RefusedNestingUnsetsTheRunningLoop(Base):
    def _check_running(self):
        try:
            super()._check_running()
        except RuntimeError:
            if asyncio._get_running_loop() is not self:
                asyncio._set_running_loop(None)
            raise


class GivesNoneWhileRunningElsewhere(NestedRunsGiveNone):
    pass


# Interrupts


class InterruptsBecomeErrors(Base):
    def run_forever(self):
        try:
            super().run_forever()
        except (KeyboardInterrupt, SystemExit) as error:
            raise RuntimeError("interrupted") from error


class InterruptsEndTheRunOnly(Base):
    def run_forever(self):
        try:
            super().run_forever()
        except (KeyboardInterrupt, SystemExit):
            pass


class InterruptsDropTheRestOfTheBatch(Base):
    def run_forever(self):
        try:
            super().run_forever()
        except (KeyboardInterrupt, SystemExit):
            self._ready.clear()
            raise


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


class RunsInTheMainThreadAlone(Base):
    def run_forever(self):
        if not in_main_thread():
            raise RuntimeError("only in the main thread")
        super().run_forever()


class CompletesInTheMainThreadAlone(RunsInTheMainThreadAlone):
    pass


class StaysInItsFirstThread(Base):
    home = None

    def run_forever(self):
        self.home = self.home or threading.get_ident()
        if self.home != threading.get_ident():
            raise RuntimeError("this loop has run in another thread")
        super().run_forever()


class LeavesItsHooks(Base):
    def run_forever(self):
        try:
            super().run_forever()
        finally:
            sys.set_asyncgen_hooks(
                firstiter=self._asyncgen_firstiter_hook, finalizer=self._asyncgen_finalizer_hook
            )


class InstallsNoHooks(Base):
    def run_forever(self):
        def unhook():
            sys.set_asyncgen_hooks(firstiter=None, finalizer=None)

        self.call_soon(unhook)
        self._ready.rotate(1)
        super().run_forever()


class RunForeverReturnsTheLoop(Base):
    def run_forever(self):
        super().run_forever()
        return self


class RunsNothingWhenClosed(Base):
    def run_forever(self):
        if not self.is_closed():
            super().run_forever()
