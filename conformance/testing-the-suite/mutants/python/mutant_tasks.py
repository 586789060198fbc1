"""Loops whose tasks break one promise."""

import asyncio
import contextvars

from labels import breaks
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


CannotCancelTasks = breaks("task.cancel-throws", "makes tasks that cannot be cancelled")(with_tasks(Stubborn))
CancelSaysYesWhenDone = breaks("task.cancel-result", "makes tasks whose cancel() returns True when they are done")(with_tasks(CancelsWhatIsDone))
TasksStayCancelling = breaks("task.uncancel", "makes tasks whose uncancel() does nothing")(with_tasks(NeverUncancels))
TasksForgetTheirResults = breaks("create-task.type", "makes tasks whose result is None")(with_tasks(Forgetful))
TasksBeginInsideSteps = breaks("create-task.schedules", "begins a task inside the step that makes it")(with_tasks(Hurrying))
LosesTasksMadeTogether = breaks("create-task.schedules", "loses every second task if others wait")(with_tasks(Sleepy))


@breaks("create-task.context", "ignores the context that a task is given")
class IgnoresTheContextOfTasks(Base):
    def create_task(self, coro, *, context=None, **kwargs):
        return super().create_task(coro, **kwargs)


@breaks("create-task.context", "runs tasks in an empty context")
class RunsTasksInAnEmptyContext(Base):
    def create_task(self, coro, **kwargs):
        return contextvars.Context().run(super().create_task, coro, **kwargs)


@breaks(
    "create-task.extra-kwargs-rejected",
    "swallows keywords of create_task() that it does not know",
)
class SwallowsTheKeywordsOfTasks(Base):
    def create_task(self, coro, **kwargs):
        known = {key: kwargs[key] for key in ("name", "context") if key in kwargs}
        return super().create_task(coro, **known)


@breaks("create-task.closed-rejected", "accepts coroutines once it is closed")
class TakesTasksWhenClosed(Base):
    def create_task(self, coro, **kwargs):
        if self.is_closed():
            coro.close()
            return self.create_future()
        return super().create_task(coro, **kwargs)


@breaks("create-task.type", "returns a future for a task")
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


@breaks("task-factory.gets-context", "gives the task factory no context")
class FactoriesGetNoContext(Base):
    def set_task_factory(self, factory):
        if not callable(factory):
            return super().set_task_factory(factory)
        super().set_task_factory(lambda loop, coro, **kwargs: factory(loop, coro))


@breaks("task-factory.used", "gives the task factory another object for the loop")
class FactoriesGetACopyOfTheLoop(Base):
    def set_task_factory(self, factory):
        if not callable(factory):
            return super().set_task_factory(factory)
        super().set_task_factory(lambda loop, coro, **kwargs: factory(Base, coro, **kwargs))


@breaks("task-factory.signature", "gives the task factory a keyword eager_start")
class FactoriesGetAKeywordMore(Base):
    def create_task(self, coro, **kwargs):
        if self._task_factory is None:
            return super().create_task(coro, **kwargs)
        return self._task_factory(self, coro, eager_start=None, **without_name(kwargs))


@breaks("task-factory.signature-context", "gives the task factory a name")
class FactoriesGetANameToo(Base):
    def create_task(self, coro, **kwargs):
        if self._task_factory is None:
            return super().create_task(coro, **kwargs)
        return self._task_factory(self, coro, **{"name": None, **kwargs})


@breaks("task-factory.signature-context", "gives the task factory a name while it runs")
class FactoriesGetANameInARun(Base):
    def create_task(self, coro, **kwargs):
        if self._task_factory is None or not self.is_running():
            return super().create_task(coro, **kwargs)
        return self._task_factory(self, coro, **{"name": None, **kwargs})


def without_name(kwargs):
    return {key: value for key, value in kwargs.items() if key != "name"}
