"""Loops that report the errors of callbacks wrongly, or take callbacks that they have to refuse."""

import asyncio
import threading

from labels import breaks
from mutant_base import Base, Callbacks, from_program


@breaks("call-soon.error-context-optional-keys", "reports nothing but a message")
class LeavesOutTheOptionalKeys(Base):
    def call_exception_handler(self, context):
        super().call_exception_handler({"message": context["message"]})


@breaks("call-soon.error-context-optional-keys", "reports a copy of the error")
class ReportsACopyOfTheError(Base):
    def call_exception_handler(self, context):
        if "exception" in context:
            error = context["exception"]
            context = dict(context, exception=type(error)(*error.args))
        super().call_exception_handler(context)


@breaks("call-soon.error-context-keys", "reports every error twice")
class ReportsEveryErrorTwice(Base):
    def call_exception_handler(self, context):
        super().call_exception_handler(context)
        super().call_exception_handler(context)


@breaks("call-soon.error-context-keys", "reports the first error alone")
class ReportsOneErrorOnly(Base):
    reported = False

    def call_exception_handler(self, context):
        if not self.reported:
            super().call_exception_handler(context)
        self.reported = True


@breaks("call-soon.cancellederror-reported", "does not report a CancelledError")
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


@breaks("call-soon.return-value-ignored", "calls a callback again that returns something")
class RepeatsWhatReturnsSomething(Callbacks):
    """Takes the result of a callback for the wish to be called again."""

    def program_callback(self, callback, args, context):
        def repeats(*values):
            if callback(*values):
                self.call_soon(callback, *values)

        return self.sound_callback(repeats, args, context)


@breaks("call-soon.return-value-ignored", "ends the run when a callback returns False")
class EndsTheRunAtFalse(Looking):
    def returned(self, value):
        if value is False:
            self.stop()


@breaks("call-soon.return-value-ignored", "raises when a callback returns an error")
class RaisesReturnedErrors(Looking):
    def returned(self, value):
        if isinstance(value, BaseException):
            raise KeyboardInterrupt


@breaks("call-soon.return-value-ignored", "calls what callbacks return")
class CallsReturnedMethods(Looking):
    def returned(self, value):
        if callable(value):
            value()


@breaks("call-soon.return-value-ignored", "runs a coroutine that a callback returns")
class RunsReturnedCoroutines(Looking):
    def returned(self, value):
        if asyncio.iscoroutine(value):
            self.create_task(value)


@breaks("call-soon.error-context-keys", "reports callbacks that did not fail")
class ReportsSuccess(Looking):
    def returned(self, value):
        self.call_exception_handler({"message": "a callback returned"})


@breaks("call-soon.rejects-missing-callback", "takes calls without a callback")
class CallsWithoutACallback(Base):
    def call_soon(self, callback=None, *args, context=None):
        if callback is None:
            return asyncio.Handle(print, (), self, context)
        return super().call_soon(callback, *args, context=context)


@breaks("call-soon.noncallable-debug", "takes what cannot be called in debug mode")
class TakesAnythingInDebugMode(Base):
    def _check_callback(self, callback, method):
        pass


@breaks("call-soon.noncallable-nondebug", "refuses what cannot be called outside debug mode too")
class RefusesOutsideDebugModeToo(Base):
    def call_soon(self, callback, *args, context=None):
        if not callable(callback):
            raise TypeError("a callback has to be callable")
        return super().call_soon(callback, *args, context=context)


@breaks("call-soon.closed-rejected", "accepts callbacks once it is closed")
class TakesCallbacksWhenClosed(Base):
    def call_soon(self, callback, *args, context=None):
        if self.is_closed():
            return asyncio.Handle(callback, args, self, context)
        return super().call_soon(callback, *args, context=context)


@breaks("call-soon.wrong-thread-debug-type", "raises ValueError for calls from another thread")
class ThreadErrorOfAnotherKind(Base):
    def _check_thread(self):
        try:
            super()._check_thread()
        except RuntimeError as error:
            raise ValueError("called from another thread") from error


@breaks(
    "call-soon.wrong-thread-debug-type",
    "raises for calls from another thread although nothing is amiss",
)
class ObjectsToIdleLoops(Base):
    def __init__(self, selector=None):
        super().__init__(selector)
        self.home = threading.get_ident()

    def call_soon(self, callback, *args, context=None):
        if from_program(callback) and self.home != threading.get_ident():
            raise RuntimeError("called from another thread")
        return super().call_soon(callback, *args, context=context)


@breaks(
    "run-forever.callback-error-does-not-stop",
    "raises when a callback has failed in the last batch of a run",
)
class ErrorBehindStopIsRaised(Base):
    def call_exception_handler(self, context):
        super().call_exception_handler(context)
        if self._stopping and "handle" in context:
            raise KeyboardInterrupt




@breaks(
    "future-exception-never-retrieved.reported",
    "reports failures that nobody was told of when it is closed, and not before",
)
class ReportsLostFailuresAtClose(Base):
    kept = ()

    def call_exception_handler(self, context):
        if "never retrieved" in context.get("message", ""):
            self.kept = (*self.kept, context)
        else:
            super().call_exception_handler(context)

    def close(self):
        if not self.is_running():
            for context in self.kept:
                super().call_exception_handler(context)
            self.kept = ()
        super().close()


@breaks(
    "future-exception-never-retrieved.reported",
    "reports failures of its later runs when it is closed, and not before",
)
class ReportsLateLostFailuresAtClose(ReportsLostFailuresAtClose):
    def call_exception_handler(self, context):
        if self.runs > 2:
            return super().call_exception_handler(context)
        Base.call_exception_handler(self, context)
