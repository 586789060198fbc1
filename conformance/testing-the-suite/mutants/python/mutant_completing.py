"""Loops whose run_until_complete() breaks one promise at every call."""

import asyncio

from mutant_base import Base


class CompletesWithATuple(Base):
    def run_until_complete(self, future):
        return (super().run_until_complete(future),)


class RaisesAnotherException(Base):
    def run_until_complete(self, future):
        try:
            return super().run_until_complete(future)
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:
            raise Exception("the future failed") from error


class ReturnsAfterOneIteration(Base):
    def run_until_complete(self, future):
        future = asyncio.ensure_future(future, loop=self)
        self.call_soon(self.stop)
        self.run_forever()
        return future.result() if future.done() else None


class RefusesDoneFutures(Base):
    def run_until_complete(self, future):
        if asyncio.isfuture(future) and future.done():
            raise RuntimeError("the future is done")
        return super().run_until_complete(future)


class RunsNothingForDoneFutures(Base):
    def run_until_complete(self, future):
        if asyncio.isfuture(future) and future.done() and not self.is_closed():
            return future.result()
        return super().run_until_complete(future)


class CompletesNothingWhenClosed(Base):
    def run_until_complete(self, future):
        if not self.is_closed():
            return super().run_until_complete(future)
        if asyncio.iscoroutine(future):
            future.close()
        return None


class MakesTasksItself(Base):
    def run_until_complete(self, future):
        factory = self.get_task_factory()
        if not asyncio.iscoroutine(future) or factory is None:
            return super().run_until_complete(future)
        self.set_task_factory(None)
        task = self.create_task(future)
        self.set_task_factory(factory)
        return super().run_until_complete(task)


class WrapsFuturesIntoTasks(Base):
    def run_until_complete(self, future):
        if not asyncio.isfuture(future) or future.get_loop() is not self:
            return super().run_until_complete(future)

        async def wrapping():
            return await future

        return super().run_until_complete(self.create_task(wrapping()))


class AsksTheFactoryForFuturesToo(WrapsFuturesIntoTasks):
    pass


class RefusesAwaitables(Base):
    def run_until_complete(self, future):
        if not asyncio.isfuture(future) and not asyncio.iscoroutine(future):
            raise TypeError("a coroutine or a future is required")
        return super().run_until_complete(future)


class CompletesAnything(Base):
    def run_until_complete(self, future):
        if asyncio.isfuture(future) or asyncio.iscoroutine(future) or hasattr(future, "__await__"):
            return super().run_until_complete(future)
        return future


class CompletesFuturesOfOtherLoops(Base):
    def run_until_complete(self, future):
        if asyncio.isfuture(future) and future.get_loop() is not self:
            return None
        return super().run_until_complete(future)


class CancelsAllOtherTasks(Base):
    def run_until_complete(self, future):
        try:
            return super().run_until_complete(future)
        finally:
            for task in asyncio.all_tasks(self):
                task.cancel()


class DropsTheRestAtCompletion(Base):
    def run_until_complete(self, future):
        try:
            return super().run_until_complete(future)
        finally:
            self._ready.clear()


class DropsTimersAtCompletion(Base):
    def run_until_complete(self, future):
        try:
            return super().run_until_complete(future)
        finally:
            for timer in self._scheduled:
                timer.cancel()


class CompletesOnceOnly(Base):
    completed = False

    def run_until_complete(self, future):
        if self.completed and asyncio.iscoroutine(future):
            future.close()
            return None
        self.completed = True
        return super().run_until_complete(future)


class GivesNoneWhenStopped(Base):
    def run_until_complete(self, future):
        try:
            return super().run_until_complete(future)
        except RuntimeError as error:
            if "stopped before" not in str(error):
                raise
            return None


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


class RaisesWhenStoppedThoughDone(StopCounts):
    def run_until_complete(self, future):
        self.stopped = False
        result = super().run_until_complete(future)
        if self.stopped and not asyncio.isfuture(future) or self.stopped and self.runs == 1:
            raise RuntimeError("stopped")
        return result


class CancelsWhatIsLeftWhenStopped(Base):
    def run_until_complete(self, future):
        future = asyncio.ensure_future(future, loop=self)
        try:
            return super().run_until_complete(future)
        finally:
            if not future.done():
                future.cancel()


class LeavesAStopBehind(Base):
    def run_until_complete(self, future):
        if asyncio.isfuture(future) and future.get_loop() is self:
            future.add_done_callback(lambda _: self.call_soon(self.call_soon, self.stop))
        return super().run_until_complete(future)


class ReportsTheFailureToo(Base):
    def run_until_complete(self, future):
        try:
            return super().run_until_complete(future)
        except Exception as error:
            self.call_exception_handler({"message": "an exception was never retrieved", "exception": error})
            raise
