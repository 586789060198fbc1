"""Loops whose run_until_complete() breaks one promise at every call."""

import asyncio

from labels import breaks
from mutant_base import Base


@breaks("run-until-complete.returns-result", "returns the result in a tuple")
class CompletesWithATuple(Base):
    def run_until_complete(self, future):
        return (super().run_until_complete(future),)


@breaks("run-until-complete.raises-exception", "raises another exception than the future has")
class RaisesAnotherException(Base):
    def run_until_complete(self, future):
        try:
            return super().run_until_complete(future)
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:
            raise Exception("the future failed") from error


@breaks("run-until-complete.runs-to-completion", "returns after one iteration")
class ReturnsAfterOneIteration(Base):
    def run_until_complete(self, future):
        future = asyncio.ensure_future(future, loop=self)
        self.call_soon(self.stop)
        self.run_forever()
        return future.result() if future.done() else None


@breaks("run-until-complete.done-future-returns-at-once", "refuses futures that are done")
class RefusesDoneFutures(Base):
    def run_until_complete(self, future):
        if asyncio.isfuture(future) and future.done():
            raise RuntimeError("the future is done")
        return super().run_until_complete(future)


@breaks(
    "run-until-complete.done-future-runs-ready-callbacks",
    "returns at once for a future that is done, and runs nothing",
)
class RunsNothingForDoneFutures(Base):
    def run_until_complete(self, future):
        if asyncio.isfuture(future) and future.done() and not self.is_closed():
            return future.result()
        return super().run_until_complete(future)


@breaks("run-until-complete.closed-loop-rejected", "returns None once it is closed")
class CompletesNothingWhenClosed(Base):
    def run_until_complete(self, future):
        if not self.is_closed():
            return super().run_until_complete(future)
        if asyncio.iscoroutine(future):
            future.close()
        return None


@breaks("run-until-complete.uses-task-factory", "does not ask the task factory")
class MakesTasksItself(Base):
    def run_until_complete(self, future):
        factory = self.get_task_factory()
        if not asyncio.iscoroutine(future) or factory is None:
            return super().run_until_complete(future)
        self.set_task_factory(None)
        task = self.create_task(future)
        self.set_task_factory(factory)
        return super().run_until_complete(task)


@breaks("run-until-complete.uses-given-future-unwrapped", "awaits a future in a task of its own")
class WrapsFuturesIntoTasks(Base):
    def run_until_complete(self, future):
        if not asyncio.isfuture(future) or future.get_loop() is not self:
            return super().run_until_complete(future)

        async def wrapping():
            return await future

        return super().run_until_complete(self.create_task(wrapping()))


@breaks("run-until-complete.uses-task-factory", "asks the task factory for a future too")
class AsksTheFactoryForFuturesToo(WrapsFuturesIntoTasks):
    pass


@breaks(
    "run-until-complete.accepts-awaitable",
    "refuses awaitables that are neither coroutines nor futures",
)
class RefusesAwaitables(Base):
    def run_until_complete(self, future):
        if not asyncio.isfuture(future) and not asyncio.iscoroutine(future):
            raise TypeError("a coroutine or a future is required")
        return super().run_until_complete(future)


@breaks("run-until-complete.rejects-non-awaitable", "returns what cannot be awaited")
class CompletesAnything(Base):
    def run_until_complete(self, future):
        if asyncio.isfuture(future) or asyncio.iscoroutine(future) or hasattr(future, "__await__"):
            return super().run_until_complete(future)
        return future


@breaks("run-until-complete.foreign-future-rejected", "returns None for a future of another loop")
class CompletesFuturesOfOtherLoops(Base):
    def run_until_complete(self, future):
        if asyncio.isfuture(future) and future.get_loop() is not self:
            return None
        return super().run_until_complete(future)


@breaks(
    "run-until-complete.other-tasks-stay-pending",
    "cancels all other tasks when its future is done",
)
class CancelsAllOtherTasks(Base):
    def run_until_complete(self, future):
        try:
            return super().run_until_complete(future)
        finally:
            for task in asyncio.all_tasks(self):
                task.cancel()


@breaks("run-until-complete.completion-batch-semantics", "drops what waits when its future is done")
class DropsTheRestAtCompletion(Base):
    def run_until_complete(self, future):
        try:
            return super().run_until_complete(future)
        finally:
            self._ready.clear()


@breaks("run-until-complete.repeatable", "cancels all timers when its future is done")
class DropsTimersAtCompletion(Base):
    def run_until_complete(self, future):
        try:
            return super().run_until_complete(future)
        finally:
            for timer in self._scheduled:
                timer.cancel()


@breaks("run-until-complete.repeatable", "completes one coroutine alone")
class CompletesOnceOnly(Base):
    completed = False

    def run_until_complete(self, future):
        if self.completed and asyncio.iscoroutine(future):
            future.close()
            return None
        self.completed = True
        return super().run_until_complete(future)


@breaks("run-until-complete.stop-before-done-raises", "returns None if it was stopped")
class GivesNoneWhenStopped(Base):
    def run_until_complete(self, future):
        try:
            return super().run_until_complete(future)
        except RuntimeError as error:
            if "stopped before" not in str(error):
                raise
            return None


@breaks("run-until-complete.prior-stop-makes-it-fail", "forgets a stop() from before the run")
class ForgetsAnEarlierStop(Base):
    def run_until_complete(self, future):
        if not self.is_running():
            self._stopping = False
        return super().run_until_complete(future)


class StopCounts(Base):
    stopped = False

    def stop(self):
        self.stopped = True
        super().stop()


@breaks(
    "run-until-complete.stop-and-done-same-batch-ok",
    "raises if it was stopped although its future is done",
)
class RaisesWhenStoppedThoughDone(StopCounts):
    def run_until_complete(self, future):
        self.stopped = False
        result = super().run_until_complete(future)
        if self.stopped and not asyncio.isfuture(future) or self.stopped and self.runs == 1:
            raise RuntimeError("stopped")
        return result


@breaks("run-until-complete.pending-future-survives-stop", "cancels its future if it was stopped")
class CancelsWhatIsLeftWhenStopped(Base):
    def run_until_complete(self, future):
        future = asyncio.ensure_future(future, loop=self)
        try:
            return super().run_until_complete(future)
        finally:
            if not future.done():
                future.cancel()


@breaks(
    "run-until-complete.no-stale-stop-callback",
    "stops a later run when the future of an earlier one is done",
)
class LeavesAStopBehind(Base):
    def run_until_complete(self, future):
        if asyncio.isfuture(future) and future.get_loop() is self:
            future.add_done_callback(lambda _: self.call_soon(self.call_soon, self.stop))
        return super().run_until_complete(future)


@breaks("run-until-complete.failure-reported-once", "reports the exception that it raises")
class ReportsTheFailureToo(Base):
    def run_until_complete(self, future):
        try:
            return super().run_until_complete(future)
        except Exception as error:
            self.call_exception_handler({"message": "an exception was never retrieved", "exception": error})
            raise
