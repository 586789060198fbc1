"""Loops whose call_soon() breaks one promise."""

import asyncio
import contextvars


from labels import breaks
from mutant_base import Base, Iterating, LooksLikeAHandle, from_program


@breaks("call-soon.not-synchronous", "calls a callback at once if it has no arguments")
class RunsAtOnceWithoutArguments(Base):
    def call_soon(self, callback, *args, context=None):
        handle = super().call_soon(callback, *args, context=context)
        if not args and from_program(callback):
            handle._run()
            handle.cancel()
        return handle


@breaks("call-soon.not-synchronous", "calls callbacks at once in debug mode")
class RunsAtOnceFromCallbacksInDebugMode(Base):
    def call_soon(self, callback, *args, context=None):
        handle = super().call_soon(callback, *args, context=context)
        if self.get_debug() and from_program(callback):
            handle._run()
            handle.cancel()
        return handle


@breaks("call-soon.passes-args", "swaps the first two of exactly five arguments")
class SwapsTheFirstTwoOfFiveArguments(Base):
    def call_soon(self, callback, *args, context=None):
        if len(args) == 5:
            args = (args[1], args[0]) + args[2:]
        return super().call_soon(callback, *args, context=context)


@breaks("call-soon.passes-args", "passes another text if there is one argument alone")
class CopiesASingleArgument(Base):
    def call_soon(self, callback, *args, context=None):
        if len(args) == 1 and from_program(callback) and isinstance(args[0], str):
            args = (args[0] + " ",)
        return super().call_soon(callback, *args, context=context)


@breaks("call-soon.fifo", "swaps two neighbours in queues of a thousand")
class SwapsNeighboursInLongQueues(Base):
    def call_soon(self, callback, *args, context=None):
        handle = super().call_soon(callback, *args, context=context)
        if len(self._ready) % 1000 == 0:
            self._ready[-1], self._ready[-2] = self._ready[-2], self._ready[-1]
        return handle


@breaks("call-soon.fifo", "turns the queue between the first run and the second")
class RunsANewCallbackFirstInTheSecondRun(Base):
    def call_soon(self, callback, *args, context=None):
        handle = super().call_soon(callback, *args, context=context)
        if self.runs > 1 and from_program(callback) and not self.is_running():
            self._ready.rotate(1)
        return handle


@breaks("call-soon.each-registration-once", "drops a registration that equals the one before it")
class ForgetsARepeatedRegistration(Base):
    def call_soon(self, callback, *args, context=None):
        if self._ready and from_program(callback) and self._ready[-1]._callback is callback:
            if self._ready[-1]._args == args:
                return self._ready[-1]
        return super().call_soon(callback, *args, context=context)


@breaks("call-soon.each-registration-once", "calls one callback in a thousand twice")
class RunsOneInAThousandTwice(Base):
    count = 0

    def call_soon(self, callback, *args, context=None):
        self.count += from_program(callback)
        if self.count == 1000:
            self.count = 0
            super().call_soon(callback, *args, context=context)
        return super().call_soon(callback, *args, context=context)


@breaks(
    "call-soon.scheduled-from-callback-next-iteration",
    "runs at once what a callback has scheduled",
)
class RunsWhatACallbackSchedulesInTheSameBatch(Iterating):
    def run_batch(self):
        for _ in range(len(self._ready)):
            before = len(self._ready) - 1
            self.run_one()
            while len(self._ready) > before and from_program(self._ready[-1]._callback):
                handle = self._ready.pop()
                if not handle._cancelled:
                    handle._run()


@breaks(
    "call-soon.before-run-kept",
    "drops the first of more than three callbacks from before a run",
)
class DropsWhatWaitsForTheFirstRun(Base):
    def run_forever(self):
        if self.runs == 0 and len(self._ready) > 3:
            self._ready.popleft()
        super().run_forever()


@breaks("call-soon.before-run-kept", "drops a callback that waited when a run had raised")
class DropsWhatWaitsAfterARaisingRun(Base):
    raised = False

    def run_until_complete(self, future):
        try:
            return super().run_until_complete(future)
        except Exception:
            self.raised = True
            raise

    def run_forever(self):
        if self.raised and self._ready and from_program(self._ready[0]._callback):
            self._ready.popleft()
        self.raised = False
        super().run_forever()


@breaks("call-soon.context-explicit", "ignores the context of a callback with one argument")
class IgnoresTheContextOfOneArgument(Base):
    def call_soon(self, callback, *args, context=None):
        if len(args) == 1 and from_program(callback):
            context = None
        return super().call_soon(callback, *args, context=context)


@breaks("call-soon.context-explicit", "ignores the context in debug mode")
class IgnoresTheContextInDebugMode(Base):
    def call_soon(self, callback, *args, context=None):
        if self.get_debug() and from_program(callback):
            context = None
        return super().call_soon(callback, *args, context=context)


@breaks(
    "call-soon.context-default-is-snapshot",
    "runs all callbacks without a context in a common one",
)
class OneContextForAllCallbacks(Base):
    shared = None

    def call_soon(self, callback, *args, context=None):
        if context is None and from_program(callback):
            if self.shared is None:
                self.shared = contextvars.copy_context()
            context = self.shared
        return super().call_soon(callback, *args, context=context)


@breaks(
    "call-soon.context-default-is-snapshot",
    "runs callbacks from before the run in an empty context",
)
class SnapshotsTheContextLate(Base):
    def call_soon(self, callback, *args, context=None):
        if context is None and from_program(callback) and not self.is_running():
            context = contextvars.Context()
        return super().call_soon(callback, *args, context=context)


@breaks("call-soon.context-keyword-only", "takes a Context among the arguments for the context")
class TakesAPositionalContextAsTheContext(Base):
    def call_soon(self, callback, *args, context=None):
        if args and isinstance(args[-1], contextvars.Context):
            args, context = args[:-1], args[-1]
        return super().call_soon(callback, *args, context=context)


@breaks("call-soon.context-shared-object", "runs a callback in a copy of the given context")
class CopiesTheGivenContext(Base):
    def call_soon(self, callback, *args, context=None):
        if context is not None and from_program(callback):
            context = context.copy()
        return super().call_soon(callback, *args, context=context)


@breaks("call-soon.returns-handle", "returns a handle of another class in debug mode")
class ReturnsAnotherHandleInDebugMode(Base):
    def call_soon(self, callback, *args, context=None):
        handle = super().call_soon(callback, *args, context=context)
        return LooksLikeAHandle(handle) if self.get_debug() and from_program(callback) else handle


@breaks("call-soon.returns-handle", "returns None during a run")
class ReturnsNothingFromCallbacks(Base):
    def call_soon(self, callback, *args, context=None):
        handle = super().call_soon(callback, *args, context=context)
        return None if self.is_running() and from_program(callback) else handle


class StubbornHandle(asyncio.Handle):
    def cancel(self):
        if len(self._args or ()) == 1:
            return
        super().cancel()


@breaks("call-soon.handle-cancel-prevents-run", "cannot cancel a callback with exactly one argument")
class CannotCancelOneArgument(Base):
    def call_soon(self, callback, *args, context=None):
        self._check_closed()
        if not from_program(callback):
            return super().call_soon(callback, *args, context=context)
        handle = StubbornHandle(callback, args, self, context)
        self._ready.append(handle)
        return handle


@breaks(
    "call-soon.handle-cancel-prevents-run",
    "runs what an earlier callback of the batch has cancelled",
)
class CannotCancelWithinTheBatch(Iterating):
    batch = ()

    def run_batch(self):
        wanted = [not handle._cancelled for handle in self._ready]
        for want in wanted:
            handle = self._ready.popleft()
            if not want:
                continue
            callback, args = getattr(handle, "kept", (None, None))
            if handle._cancelled and callback is not None:
                handle._context.run(callback, *args)
            else:
                handle._run()

    def call_soon(self, callback, *args, context=None):
        handle = super().call_soon(callback, *args, context=context)
        if not from_program(callback):
            return handle

        class Keeping(asyncio.Handle):
            pass

        keeping = Keeping(callback, args, self, handle._context)
        keeping.kept = (callback, args)
        self._ready[-1] = keeping
        return keeping


@breaks("call-soon.rejects-keywords", "swallows keyword arguments")
class SwallowsKeywords(Base):
    def call_soon(self, callback, *args, context=None, **kwargs):
        return super().call_soon(callback, *args, context=context)


class ForgetfulHandle(asyncio.Handle):
    def cancelled(self):
        return False


@breaks("call-soon.handle-cancelled-query", "returns handles that never say that they are cancelled")
class HandleNeverSaysCancelled(Base):
    def call_soon(self, callback, *args, context=None):
        self._check_closed()
        if not from_program(callback):
            return super().call_soon(callback, *args, context=context)
        handle = ForgetfulHandle(callback, args, self, context)
        self._ready.append(handle)
        return handle


class FussyHandle(asyncio.Handle):
    def cancel(self):
        if self._cancelled:
            raise RuntimeError("already cancelled")
        super().cancel()


@breaks("call-soon.handle-cancel-idempotent", "returns handles whose second cancel() raises")
class SecondCancelRaises(Base):
    def call_soon(self, callback, *args, context=None):
        self._check_closed()
        if not from_program(callback):
            return super().call_soon(callback, *args, context=context)
        handle = FussyHandle(callback, args, self, context)
        self._ready.append(handle)
        return handle


@breaks("call-soon.error-context-keys", "calls the exception handler without the loop")
class CallsTheHandlerWithTheContextAlone(Base):
    def call_exception_handler(self, context):
        if self._exception_handler is None:
            super().call_exception_handler(context)
        else:
            self._exception_handler(context)


@breaks("call-soon.error-context-keys", "leaves out the message when it reports an error")
class LeavesOutTheMessage(Base):
    def call_exception_handler(self, context):
        context = {key: value for key, value in context.items() if key != "message"}
        if self._exception_handler is not None:
            self._exception_handler(self, context)


@breaks("call-soon.wrong-thread-debug", "never checks the thread")
class DoesNotCheckTheThread(Base):
    def _check_thread(self):
        pass


@breaks("run-forever.callback-error-does-not-stop", "ends the run after an error in a callback")
class CallbackErrorEndsTheRun(Base):
    def call_exception_handler(self, context):
        super().call_exception_handler(context)
        if "handle" in context:
            self.stop()


@breaks(
    "run-forever.callback-error-does-not-stop",
    "raises when a callback has failed, from the second run on",
)
class CallbackErrorIsRaised(Base):
    def call_exception_handler(self, context):
        super().call_exception_handler(context)
        if "handle" in context and self.runs > 1:
            raise KeyboardInterrupt


