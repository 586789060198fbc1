"""Loops whose clock, debug mode, exception handler, task factory or tasks break one promise."""

import asyncio
import contextvars
import functools

from labels import breaks
from mutant_base import Base, Iterating, SilentHandle, SilentTimer, turned


@breaks("time.float-seconds", "tells the time as text while it does not run")
class TellsTimeAsText(Base):
    def time(self):
        return str(super().time()) if self.made and not self.is_running() else super().time()


@breaks("set-debug.toggles", "cannot leave debug mode")
class DebugModeIsForEver(Base):
    def set_debug(self, enabled):
        super().set_debug(enabled or (self.made and self.get_debug()))


@breaks("set-debug.toggles", "leaves debug mode at the end of a run")
class DebugModeLastsOneRun(Base):
    def run_forever(self):
        try:
            super().run_forever()
        finally:
            self.set_debug(False)


@breaks("task-factory.get-and-reset", "forgets its task factory where stop() ends a run")
class TaskFactoryLastsUntilStop(Base):
    def stop(self):
        self.set_task_factory(None)
        super().stop()


@breaks("task-factory.used", "makes plain tasks after a run that raised")
class PlainTasksAfterError(Base):
    raised = False

    def run_until_complete(self, future):
        try:
            return super().run_until_complete(future)
        except Exception:
            self.raised = True
            raise

    def create_task(self, coro, **keywords):
        if not self.raised:
            return super().create_task(coro, **keywords)
        return asyncio.Task(coro, loop=self, **keywords)


@breaks("get-exception-handler.value", "forgets its exception handler once it has called it")
class HandlerOnce(Base):
    def call_exception_handler(self, context):
        super().call_exception_handler(context)
        self.set_exception_handler(None)


@breaks("set-debug.toggles", "never says that it is in debug mode")
class DebugModeStaysOff(Base):
    def get_debug(self):
        return False


@breaks("set-debug.during-run-reports-nothing", "takes a switch of debug mode in a run for a failure")
class SwitchOfDebugModeFails(Base):
    def set_debug(self, enabled):
        switched = self.made and self.is_running() and enabled != self.get_debug()
        super().set_debug(enabled)
        if switched:
            self.call_exception_handler({"message": "debug mode was switched"})


@breaks("slow-callback-duration.default", "calls callbacks slow from a second on")
class SlowIsASecond(Base):
    def __init__(self, selector=None):
        super().__init__(selector)
        self.slow_callback_duration = 1.0


@breaks("slow-callback.logged", "calls no callback slow")
class SlowIsNothing(Base):
    @property
    def slow_callback_duration(self):
        return 60

    @slow_callback_duration.setter
    def slow_callback_duration(self, seconds):
        pass


@breaks("slow-callback.logged", "calls callbacks slow from a tenth of a second on, whatever is set")
class SlowIsFixed(Iterating):
    @property
    def slow_callback_duration(self):
        return 0.1

    @slow_callback_duration.setter
    def slow_callback_duration(self, seconds):
        pass


@breaks("slow-callback.logged", "logs slow callbacks outside debug mode too")
class LogsSlowCallbacksAlways(Iterating):
    def run_handle(self, handle):
        begun = self.time()
        super().run_handle(handle)
        if not self.get_debug() and self.time() - begun > self.slow_callback_duration:
            asyncio.log.logger.warning("%r was slow", handle)


@breaks("get-exception-handler.value", "does not tell its exception handler")
class ForgetsItsHandler(Base):
    def get_exception_handler(self):
        return None


@breaks(
    "get-exception-handler.value",
    "tells the exception handler of the loop that was given one last",
)
class SharesOneHandler(Base):
    handler = None

    def set_exception_handler(self, handler):
        super().set_exception_handler(handler)
        SharesOneHandler.handler = staticmethod(handler) if handler else None

    def get_exception_handler(self):
        return SharesOneHandler.handler


@breaks(
    "set-exception-handler.runs-in-origin-context",
    "calls exception handlers in an empty context",
)
class HandlersRunInAnEmptyContext(Base):
    def set_exception_handler(self, handler):
        if callable(handler):
            handler = functools.partial(contextvars.Context().run, handler)
        super().set_exception_handler(handler)


@breaks("set-exception-handler.invalid", "overlooks an exception handler that cannot be called")
class TakesAnyHandler(Base):
    def set_exception_handler(self, handler):
        if handler is None or callable(handler):
            super().set_exception_handler(handler)


@breaks("set-exception-handler.none-restores", "keeps its exception handler when None is set")
class KeepsItsHandler(Base):
    def set_exception_handler(self, handler):
        if handler is not None:
            super().set_exception_handler(handler)


@breaks("default-exception-handler.logs", "logs no errors")
class LogsNothing(Base):
    def default_exception_handler(self, context):
        pass


@breaks(
    "set-exception-handler.replaces-default",
    "logs errors beside the exception handler",
)
class LogsBesideTheHandler(Base):
    def call_exception_handler(self, context):
        super().call_exception_handler(context)
        if self._exception_handler is not None:
            self.default_exception_handler(context)


@breaks(
    "set-exception-handler.replaces-default",
    "logs what call_exception_handler() is given outside of a run",
)
class LogsDirectCallsBesideTheHandler(Base):
    def call_exception_handler(self, context):
        super().call_exception_handler(context)
        if self._exception_handler is not None and not self.is_running():
            self.default_exception_handler(context)


@breaks(
    "set-exception-handler.called-with-loop-and-context",
    "calls exception handlers with the context alone",
)
class HandlersGetTheContextAlone(Base):
    def call_exception_handler(self, context):
        if self._exception_handler is None:
            return super().call_exception_handler(context)
        self._exception_handler(context)


@breaks(
    "set-exception-handler.called-with-loop-and-context",
    "gives the handler a list when the program calls it",
)
class HandlersOfDirectCallsGetAList(Base):
    def call_exception_handler(self, context):
        super().call_exception_handler(context if self.is_running() else list(context))


@breaks(
    "set-exception-handler.none-restores",
    "keeps an exception handler that was called when None is set",
)
class KeepsAHandlerThatWasCalled(Base):
    called = False

    def call_exception_handler(self, context):
        self.called = True
        super().call_exception_handler(context)

    def set_exception_handler(self, handler):
        if handler is not None or not self.called:
            super().set_exception_handler(handler)


@breaks(
    "call-exception-handler.broken-handler-contained",
    "lets the error of an exception handler through",
)
class BrokenHandlersEndTheRun(Base):
    def call_exception_handler(self, context):
        if self._exception_handler is None:
            return super().call_exception_handler(context)
        self._exception_handler(self, context)


@breaks(
    "call-exception-handler.interrupts-escape",
    "swallows an interrupt from an exception handler",
)
class HandlersCannotInterrupt(Base):
    def call_exception_handler(self, context):
        try:
            super().call_exception_handler(context)
        except (KeyboardInterrupt, SystemExit):
            pass


@breaks("task-factory.get-and-reset", "does not tell its task factory")
class ForgetsItsFactory(Base):
    def get_task_factory(self):
        return None


@breaks("task-factory.invalid", "overlooks a task factory that cannot be called")
class TakesAnyFactory(Base):
    def set_task_factory(self, factory):
        if factory is None or callable(factory):
            super().set_task_factory(factory)


@breaks("task-factory.get-and-reset", "keeps its task factory when None is set")
class KeepsItsFactory(Base):
    def set_task_factory(self, factory):
        if factory is not None:
            super().set_task_factory(factory)


@breaks("create-task.rejects-non-coroutine", "makes a future of what is no coroutine")
class MakesTasksOfAnything(Base):
    def create_task(self, coro, **kwargs):
        if asyncio.iscoroutine(coro):
            return super().create_task(coro, **kwargs)
        return self.create_future()


@breaks("create-task.schedules", "begins a task inside create_task()")
class BeginsTasksAtOnce(Base):
    def create_task(self, coro, **kwargs):
        task = super().create_task(coro, **kwargs)
        if asyncio.current_task(self) is None and self._ready:
            self._ready.pop()._run()
        return task


@breaks("create-task.name", "ignores the names of tasks")
class NamesNoTasks(Base):
    def create_task(self, coro, *, name=None, **kwargs):
        return super().create_task(coro, **kwargs)


@breaks("handle.representation", "renders handles without their state")
class RendersNoState(Base):
    def call_soon(self, callback, *args, context=None):
        return turned(super().call_soon(callback, *args, context=context), SilentHandle)

    def call_at(self, when, callback, *args, context=None):
        return turned(super().call_at(when, callback, *args, context=context), SilentTimer)

    def call_soon_threadsafe(self, callback, *args, context=None):
        handle = super().call_soon_threadsafe(callback, *args, context=context)
        return turned(handle, SilentHandle)
