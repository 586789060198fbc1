"""Loops whose clock, debug mode, exception handler, task factory or tasks break one promise."""

import asyncio
import contextvars

from mutant_base import Base, Iterating, SilentHandle, SilentTimer, turned


class TellsTimeAsText(Base):
    def time(self):
        return str(super().time()) if self.made and not self.is_running() else super().time()


class DebugModeIsForEver(Base):
    def set_debug(self, enabled):
        super().set_debug(enabled or (self.made and self.get_debug()))


class DebugModeStaysOff(Base):
    def get_debug(self):
        return False


class SlowIsASecond(Base):
    def __init__(self, selector=None):
        super().__init__(selector)
        self.slow_callback_duration = 1.0


class SlowIsNothing(Base):
    @property
    def slow_callback_duration(self):
        return 60

    @slow_callback_duration.setter
    def slow_callback_duration(self, seconds):
        pass


class SlowIsFixed(Iterating):
    @property
    def slow_callback_duration(self):
        return 0.1

    @slow_callback_duration.setter
    def slow_callback_duration(self, seconds):
        pass


class LogsSlowCallbacksAlways(Iterating):
    def run_handle(self, handle):
        begun = self.time()
        super().run_handle(handle)
        if not self.get_debug() and self.time() - begun > self.slow_callback_duration:
            asyncio.log.logger.warning("%r was slow", handle)


class ForgetsItsHandler(Base):
    def get_exception_handler(self):
        return None


class SharesOneHandler(Base):
    handler = None

    def set_exception_handler(self, handler):
        super().set_exception_handler(handler)
        SharesOneHandler.handler = staticmethod(handler) if handler else None

    def get_exception_handler(self):
        return SharesOneHandler.handler


class HandlersRunInAnEmptyContext(Base):
    def call_exception_handler(self, context):
        contextvars.Context().run(super().call_exception_handler, context)


class TakesAnyHandler(Base):
    def set_exception_handler(self, handler):
        if handler is None or callable(handler):
            super().set_exception_handler(handler)


class KeepsItsHandler(Base):
    def set_exception_handler(self, handler):
        if handler is not None:
            super().set_exception_handler(handler)


class LogsNothing(Base):
    def default_exception_handler(self, context):
        pass


class LogsBesideTheHandler(Base):
    def call_exception_handler(self, context):
        super().call_exception_handler(context)
        if self._exception_handler is not None:
            self.default_exception_handler(context)


class BrokenHandlersEndTheRun(Base):
    def call_exception_handler(self, context):
        if self._exception_handler is None:
            return super().call_exception_handler(context)
        self._exception_handler(self, context)


class HandlersCannotInterrupt(Base):
    def call_exception_handler(self, context):
        try:
            super().call_exception_handler(context)
        except (KeyboardInterrupt, SystemExit):
            pass


class ForgetsItsFactory(Base):
    def get_task_factory(self):
        return None


class TakesAnyFactory(Base):
    def set_task_factory(self, factory):
        if factory is None or callable(factory):
            super().set_task_factory(factory)


class KeepsItsFactory(Base):
    def set_task_factory(self, factory):
        if factory is not None:
            super().set_task_factory(factory)


class MakesTasksOfAnything(Base):
    def create_task(self, coro, **kwargs):
        if asyncio.iscoroutine(coro):
            return super().create_task(coro, **kwargs)
        return self.create_future()


class BeginsTasksAtOnce(Base):
    def create_task(self, coro, **kwargs):
        task = super().create_task(coro, **kwargs)
        if asyncio.current_task(self) is None and self._ready:
            self._ready.pop()._run()
        return task


class NamesNoTasks(Base):
    def create_task(self, coro, *, name=None, **kwargs):
        return super().create_task(coro, **kwargs)


class RendersNoState(Base):
    def call_soon(self, callback, *args, context=None):
        return turned(super().call_soon(callback, *args, context=context), SilentHandle)

    def call_at(self, when, callback, *args, context=None):
        return turned(super().call_at(when, callback, *args, context=context), SilentTimer)

    def call_soon_threadsafe(self, callback, *args, context=None):
        handle = super().call_soon_threadsafe(callback, *args, context=context)
        return turned(handle, SilentHandle)
