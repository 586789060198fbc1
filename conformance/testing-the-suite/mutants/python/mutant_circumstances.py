"""Loops that break a promise of scheduling in one combination of circumstances alone."""

import asyncio
import contextvars
import functools

from labels import breaks
from mutant_base import Base, from_program, in_loop_thread, in_main_thread, turned


@breaks("call-soon.passes-args", "drops None as the last of several arguments")
class DropsALastNone(Base):
    def call_soon(self, callback, *args, context=None):
        if len(args) > 1 and args[-1] is None:
            args = args[:-1]
        return super().call_soon(callback, *args, context=context)


@breaks(
    "call-soon.context-default-is-snapshot",
    "runs what one callback registers in one copied context",
)
class SharesCopiesWithinACallback(Base):
    """Copies the context once for all that a callback registers."""

    copied = None

    def call_soon(self, callback, *args, context=None):
        if context is None and from_program(callback) and self.is_running():
            current = contextvars.copy_context()
            if self.copied is None or dict(self.copied[0]) != dict(current):
                self.copied = (current, current.copy())
            context = self.copied[1]
        return super().call_soon(callback, *args, context=context)


@breaks("call-later.args-and-context", "takes an empty context for none, in timers")
class TakesAnEmptyContextForNoneInTimers(Base):
    def call_at(self, when, callback, *args, context=None):
        return super().call_at(when, callback, *args, context=context or None)


@breaks("call-soon.context-shared-object", "copies a context that was given two runs ago")
class CopiesAnOldContext(Base):
    """Runs callbacks in a copy of a context that was given two runs ago."""

    def call_soon(self, callback, *args, context=None):
        if context is not None and from_program(callback):
            seen = self.__dict__.setdefault("seen", {})
            run, _ = seen.setdefault(id(context), (self.runs, context))
            if self.runs > run + 1:
                context = context.copy()
        return super().call_soon(callback, *args, context=context)


@breaks(
    "call-soon.each-registration-once",
    "takes equal registrations of its own thread in a row for one, by call_soon_threadsafe",
)
class TakesEqualRegistrationsForOne(Base):
    def call_soon_threadsafe(self, callback, *args, context=None):
        if args and self._ready and in_loop_thread(self):
            waiting = self._ready[-1]
            if (waiting._callback, waiting._args) == (callback, args):
                return waiting
        return super().call_soon_threadsafe(callback, *args, context=context)


@breaks(
    "call-soon.each-registration-once",
    "forgets that a callback registered itself before it raised",
)
class ForgetsWhatAFailureRegistered(Base):
    """Drops a callback that registered itself again before it raised."""

    def call_exception_handler(self, context):
        handle = context.get("handle")
        if handle is not None and self._ready and self._ready[-1]._callback is handle._callback:
            self._ready.pop()
        super().call_exception_handler(context)


@breaks("call-soon.handle-cancel-prevents-run", "ignores cancellation behind an error in the batch")
class CannotBeCancelledAfterAnError(Base):
    failed = False

    def _run_once(self):
        self.failed = False
        super()._run_once()
        self.failed = False

    def call_exception_handler(self, context):
        self.failed = True
        super().call_exception_handler(context)

    def call_soon(self, callback, *args, context=None):
        handle = super().call_soon(callback, *args, context=context)

        class Guarded(asyncio.Handle):
            __slots__ = ()

            def cancel(handle):
                if not self.failed:
                    super().cancel()

        return turned(handle, Guarded) if from_program(callback) else handle


@breaks("call-soon.handle-cancel-prevents-run", "ignores cancellation of partials")
class CannotCancelPartials(Base):
    def call_soon(self, callback, *args, context=None):
        handle = super().call_soon(callback, *args, context=context)

        class Guarded(asyncio.Handle):
            __slots__ = ()

            def cancel(handle):
                pass

        return turned(handle, Guarded) if isinstance(callback, functools.partial) else handle


@breaks(
    "call-soon.handle-cancelled-query",
    "forgets the cancellation once the handle's turn is over",
)
class ForgetsCancellationAfterTheTurn(Base):
    def call_soon(self, callback, *args, context=None):
        handle = super().call_soon(callback, *args, context=context)

        class Forgetful(asyncio.Handle):
            __slots__ = ()

            def cancelled(handle):
                return handle._cancelled and handle in self._ready

        return turned(handle, Forgetful) if from_program(callback) else handle


@breaks("call-later.cancel", "ignores cancellation of a timer that is due")
class CannotCancelWhatIsDue(Base):
    def call_at(self, when, callback, *args, context=None):
        handle = super().call_at(when, callback, *args, context=context)

        class Guarded(asyncio.TimerHandle):
            __slots__ = ()

            def cancel(handle):
                if handle._scheduled:
                    super().cancel()

        return turned(handle, Guarded)


@breaks(
    "partial.delivers-keywords",
    "drops the keywords of other threads' partials without arguments",
)
class DropsKeywordsOfThreads(Base):
    """Calls the function of a partial that holds keywords alone without them, for other threads."""

    def call_soon_threadsafe(self, callback, *args, context=None):
        if isinstance(callback, functools.partial) and not callback.args and not in_main_thread():
            callback = callback.func
        return super().call_soon_threadsafe(callback, *args, context=context)


@breaks("partial.delivers-keywords", "keeps one keyword of a partial that is given a context")
class KeepsOneKeywordInAContext(Base):
    def call_soon(self, callback, *args, context=None):
        if context is not None and isinstance(callback, functools.partial):
            first = dict(list(callback.keywords.items())[:1])
            callback = functools.partial(callback.func, *callback.args, **first)
        return super().call_soon(callback, *args, context=context)


@breaks(
    "partial.scheduling-functions-take-no-kwargs",
    "takes keywords, and drops them, from other threads",
)
class TakesKeywordsOfThreads(Base):
    def call_soon_threadsafe(self, callback, *args, context=None, **keywords):
        if keywords and in_main_thread():
            raise TypeError("call_soon_threadsafe() takes no such keyword")
        return super().call_soon_threadsafe(callback, *args, context=context)


@breaks("call-soon.error-context-keys", "reports the errors of partials without a message")
class NoMessageForPartials(Base):
    def call_exception_handler(self, context):
        handle = context.get("handle")
        if handle is not None and isinstance(handle._callback, functools.partial):
            context = {key: value for key, value in context.items() if key != "message"}
        super().call_exception_handler(context)


@breaks("call-soon.error-context-keys", "does not report errors behind stop() in the batch")
class SilentAfterStop(Base):
    def call_exception_handler(self, context):
        if not self._stopping:
            super().call_exception_handler(context)


@breaks("call-soon.error-context-keys", "reports one error of a batch")
class SilentAfterTheFirstOfABatch(Base):
    reported = 0

    def _run_once(self):
        self.reported = 0
        super()._run_once()

    def call_exception_handler(self, context):
        self.reported += 1
        if self.reported == 1:
            super().call_exception_handler(context)


@breaks("call-soon.error-context-keys", "does not report the errors of other threads' callbacks")
class SilentAboutThreads(Base):
    def call_soon_threadsafe(self, callback, *args, context=None):
        if not in_main_thread() and from_program(callback):
            callback = functools.partial(self.silently, callback)
        return super().call_soon_threadsafe(callback, *args, context=context)

    def silently(self, callback, *args):
        try:
            callback(*args)
        except Exception:
            pass
