"""Loops that report the errors of callbacks wrongly, or take callbacks that they have to refuse."""

import asyncio
import threading

from mutant_base import Base, Callbacks, from_program


class LeavesOutTheOptionalKeys(Base):
    def call_exception_handler(self, context):
        super().call_exception_handler({"message": context["message"]})


class ReportsACopyOfTheError(Base):
    def call_exception_handler(self, context):
        if "exception" in context:
            error = context["exception"]
            context = dict(context, exception=type(error)(*error.args))
        super().call_exception_handler(context)


class ReportsEveryErrorTwice(Base):
    def call_exception_handler(self, context):
        super().call_exception_handler(context)
        super().call_exception_handler(context)


class ReportsOneErrorOnly(Base):
    reported = False

    def call_exception_handler(self, context):
        if not self.reported:
            super().call_exception_handler(context)
        self.reported = True


class HidesCancellations(Base):
    def call_exception_handler(self, context):
        if isinstance(context.get("exception"), asyncio.CancelledError):
            return
        super().call_exception_handler(context)


class Looking(Callbacks):
    """Shows the results of callbacks to `returned()`."""

    def program_callback(self, callback, args, context):
        handle = self.sound_callback(callback, args, context)
        called = handle._callback

        def looks(*values):
            self.returned(called(*values))

        handle._callback = looks
        return handle

    def returned(self, value):
        pass


class RepeatsWhatReturnsSomething(Callbacks):
    """Takes the result of a callback for the wish to be called again."""

    def program_callback(self, callback, args, context):
        def repeats(*values):
            if callback(*values):
                self.call_soon(callback, *values)

        return self.sound_callback(repeats, args, context)


class EndsTheRunAtFalse(Looking):
    def returned(self, value):
        if value is False:
            self.stop()


class RaisesReturnedErrors(Looking):
    def returned(self, value):
        if isinstance(value, BaseException):
            raise KeyboardInterrupt


class CallsReturnedMethods(Looking):
    def returned(self, value):
        if callable(value):
            value()


class RunsReturnedCoroutines(Looking):
    def returned(self, value):
        if asyncio.iscoroutine(value):
            self.create_task(value)


class ReportsSuccess(Looking):
    def returned(self, value):
        self.call_exception_handler({"message": "a callback returned"})


class CallsWithoutACallback(Base):
    def call_soon(self, callback=None, *args, context=None):
        if callback is None:
            return asyncio.Handle(print, (), self, context)
        return super().call_soon(callback, *args, context=context)


class TakesAnythingInDebugMode(Base):
    def _check_callback(self, callback, method):
        pass


class RefusesOutsideDebugModeToo(Base):
    def call_soon(self, callback, *args, context=None):
        if not callable(callback):
            raise TypeError("a callback has to be callable")
        return super().call_soon(callback, *args, context=context)


class TakesCallbacksWhenClosed(Base):
    def call_soon(self, callback, *args, context=None):
        if self.is_closed():
            return asyncio.Handle(callback, args, self, context)
        return super().call_soon(callback, *args, context=context)


class ThreadErrorOfAnotherKind(Base):
    def _check_thread(self):
        try:
            super()._check_thread()
        except RuntimeError as error:
            raise ValueError("called from another thread") from error


class ObjectsToIdleLoops(Base):
    def __init__(self, selector=None):
        super().__init__(selector)
        self.home = threading.get_ident()

    def call_soon(self, callback, *args, context=None):
        if from_program(callback) and self.home != threading.get_ident():
            raise RuntimeError("called from another thread")
        return super().call_soon(callback, *args, context=context)


class ErrorBehindStopIsRaised(Base):
    def call_exception_handler(self, context):
        super().call_exception_handler(context)
        if self._stopping and "handle" in context:
            raise KeyboardInterrupt


