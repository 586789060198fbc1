"""Loops whose tasks break one promise."""

import asyncio
import contextvars

from mutant_base import Base


class MakesTasks(Base):
    """Makes tasks of its own class."""

    task_class = asyncio.Task

    def create_task(self, coro, **kwargs):
        self._check_closed()
        if self.get_task_factory() is not None:
            return super().create_task(coro, **kwargs)
        return self.task_class(coro, loop=self, **kwargs)


def with_tasks(task_class):
    """A class of loops whose tasks are of this class."""

    return type("With" + task_class.__name__, (MakesTasks,), {"task_class": task_class})


class Stubborn(asyncio.Task):
    def cancel(self, *args):
        return False


class CancelsWhatIsDone(asyncio.Task):
    def cancel(self, *args):
        return super().cancel(*args) or True


class NeverUncancels(asyncio.Task):
    def uncancel(self):
        return self.cancelling()


class Forgetful(asyncio.Task):
    def result(self):
        super().result()


class Hurrying(asyncio.Task):
    def __init__(self, coro, *, loop, **kwargs):
        super().__init__(coro, loop=loop, **kwargs)
        if asyncio.current_task(loop) is None:
            return
        current = asyncio.current_task(loop)
        asyncio.tasks._leave_task(loop, current)
        loop._ready.pop()._run()
        asyncio.tasks._enter_task(loop, current)


class Sleepy(asyncio.Task):
    count = 0

    def __init__(self, coro, *, loop, **kwargs):
        super().__init__(coro, loop=loop, **kwargs)
        Sleepy.count += 1
        if Sleepy.count % 2 == 0 and len(loop._ready) > 1:
            loop._ready.pop()


CannotCancelTasks = with_tasks(Stubborn)
CancelSaysYesWhenDone = with_tasks(CancelsWhatIsDone)
TasksStayCancelling = with_tasks(NeverUncancels)
TasksForgetTheirResults = with_tasks(Forgetful)
TasksBeginInsideSteps = with_tasks(Hurrying)
LosesTasksMadeTogether = with_tasks(Sleepy)


class IgnoresTheContextOfTasks(Base):
    def create_task(self, coro, *, context=None, **kwargs):
        return super().create_task(coro, **kwargs)


class RunsTasksInAnEmptyContext(Base):
    def create_task(self, coro, **kwargs):
        return contextvars.Context().run(super().create_task, coro, **kwargs)


class SwallowsTheKeywordsOfTasks(Base):
    def create_task(self, coro, **kwargs):
        known = {key: kwargs[key] for key in ("name", "context") if key in kwargs}
        return super().create_task(coro, **known)


class TakesTasksWhenClosed(Base):
    def create_task(self, coro, **kwargs):
        if self.is_closed():
            coro.close()
            return self.create_future()
        return super().create_task(coro, **kwargs)


class MakesFuturesForTasks(Base):
    def create_task(self, coro, **kwargs):
        task = super().create_task(coro, **kwargs)
        future = self.create_future()

        def copies(done):
            if done.cancelled():
                future.cancel()
            elif done.exception() is not None:
                future.set_exception(done.exception())
            else:
                future.set_result(done.result())

        task.add_done_callback(copies)
        return future


class FactoriesGetNoContext(Base):
    def set_task_factory(self, factory):
        if not callable(factory):
            return super().set_task_factory(factory)
        super().set_task_factory(lambda loop, coro, **kwargs: factory(loop, coro))


class FactoriesGetACopyOfTheLoop(Base):
    def set_task_factory(self, factory):
        if not callable(factory):
            return super().set_task_factory(factory)
        super().set_task_factory(lambda loop, coro, **kwargs: factory(Base, coro, **kwargs))
