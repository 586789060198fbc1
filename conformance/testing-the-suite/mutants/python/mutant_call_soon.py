"""Loops whose call_soon() breaks one promise."""

import asyncio
import contextvars


from mutant_base import Base, Iterating, LooksLikeAHandle, from_program


class RunsAtOnceWithoutArguments(Base):
    def call_soon(self, callback, *args, context=None):
        handle = super().call_soon(callback, *args, context=context)
        if not args and from_program(callback):
            handle._run()
            handle.cancel()
        return handle


class RunsAtOnceFromCallbacksInDebugMode(Base):
    def call_soon(self, callback, *args, context=None):
        handle = super().call_soon(callback, *args, context=context)
        if self.get_debug() and from_program(callback):
            handle._run()
            handle.cancel()
        return handle


class SwapsTheFirstTwoOfFiveArguments(Base):
    def call_soon(self, callback, *args, context=None):
        if len(args) == 5:
            args = (args[1], args[0]) + args[2:]
        return super().call_soon(callback, *args, context=context)


class CopiesASingleArgument(Base):
    def call_soon(self, callback, *args, context=None):
        if len(args) == 1 and from_program(callback) and isinstance(args[0], str):
            args = (args[0] + " ",)
        return super().call_soon(callback, *args, context=context)


class SwapsNeighboursInLongQueues(Base):
    def call_soon(self, callback, *args, context=None):
        handle = super().call_soon(callback, *args, context=context)
        if len(self._ready) % 1000 == 0:
            self._ready[-1], self._ready[-2] = self._ready[-2], self._ready[-1]
        return handle


class RunsANewCallbackFirstInTheSecondRun(Base):
    def call_soon(self, callback, *args, context=None):
        handle = super().call_soon(callback, *args, context=context)
        if self.runs > 1 and from_program(callback) and not self.is_running():
            self._ready.rotate(1)
        return handle


class ForgetsARepeatedRegistration(Base):
    def call_soon(self, callback, *args, context=None):
        if self._ready and from_program(callback) and self._ready[-1]._callback is callback:
            if self._ready[-1]._args == args:
                return self._ready[-1]
        return super().call_soon(callback, *args, context=context)


class RunsOneInAThousandTwice(Base):
    count = 0

    def call_soon(self, callback, *args, context=None):
        self.count += from_program(callback)
        if self.count == 1000:
            self.count = 0
            super().call_soon(callback, *args, context=context)
        return super().call_soon(callback, *args, context=context)


class RunsWhatACallbackSchedulesInTheSameBatch(Iterating):
    def run_batch(self):
        for _ in range(len(self._ready)):
            before = len(self._ready) - 1
            self.run_one()
            while len(self._ready) > before and from_program(self._ready[-1]._callback):
                handle = self._ready.pop()
                if not handle._cancelled:
                    handle._run()


class DropsWhatWaitsForTheFirstRun(Base):
    def run_forever(self):
        if self.runs == 0 and len(self._ready) > 3:
            self._ready.popleft()
        super().run_forever()


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


class IgnoresTheContextOfOneArgument(Base):
    def call_soon(self, callback, *args, context=None):
        if len(args) == 1 and from_program(callback):
            context = None
        return super().call_soon(callback, *args, context=context)


class IgnoresTheContextInDebugMode(Base):
    def call_soon(self, callback, *args, context=None):
        if self.get_debug() and from_program(callback):
            context = None
        return super().call_soon(callback, *args, context=context)


class OneContextForAllCallbacks(Base):
    shared = None

    def call_soon(self, callback, *args, context=None):
        if context is None and from_program(callback):
            if self.shared is None:
                self.shared = contextvars.copy_context()
            context = self.shared
        return super().call_soon(callback, *args, context=context)


class SnapshotsTheContextLate(Base):
    def call_soon(self, callback, *args, context=None):
        if context is None and from_program(callback) and not self.is_running():
            context = contextvars.Context()
        return super().call_soon(callback, *args, context=context)


class TakesAPositionalContextAsTheContext(Base):
    def call_soon(self, callback, *args, context=None):
        if args and isinstance(args[-1], contextvars.Context):
            args, context = args[:-1], args[-1]
        return super().call_soon(callback, *args, context=context)


class CopiesTheGivenContext(Base):
    def call_soon(self, callback, *args, context=None):
        if context is not None and from_program(callback):
            context = context.copy()
        return super().call_soon(callback, *args, context=context)


class ReturnsAnotherHandleInDebugMode(Base):
    def call_soon(self, callback, *args, context=None):
        handle = super().call_soon(callback, *args, context=context)
        return LooksLikeAHandle(handle) if self.get_debug() and from_program(callback) else handle


class ReturnsNothingFromCallbacks(Base):
    def call_soon(self, callback, *args, context=None):
        handle = super().call_soon(callback, *args, context=context)
        return None if self.is_running() and from_program(callback) else handle


class StubbornHandle(asyncio.Handle):
    def cancel(self):
        if len(self._args or ()) == 1:
            return
        super().cancel()


class CannotCancelOneArgument(Base):
    def call_soon(self, callback, *args, context=None):
        self._check_closed()
        if not from_program(callback):
            return super().call_soon(callback, *args, context=context)
        handle = StubbornHandle(callback, args, self, context)
        self._ready.append(handle)
        return handle


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


class SwallowsKeywords(Base):
    def call_soon(self, callback, *args, context=None, **kwargs):
        return super().call_soon(callback, *args, context=context)


class ForgetfulHandle(asyncio.Handle):
    def cancelled(self):
        return False


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


class SecondCancelRaises(Base):
    def call_soon(self, callback, *args, context=None):
        self._check_closed()
        if not from_program(callback):
            return super().call_soon(callback, *args, context=context)
        handle = FussyHandle(callback, args, self, context)
        self._ready.append(handle)
        return handle


class CallsTheHandlerWithTheContextAlone(Base):
    def call_exception_handler(self, context):
        if self._exception_handler is None:
            super().call_exception_handler(context)
        else:
            self._exception_handler(context)


class LeavesOutTheMessage(Base):
    def call_exception_handler(self, context):
        context = {key: value for key, value in context.items() if key != "message"}
        if self._exception_handler is not None:
            self._exception_handler(self, context)


class DoesNotCheckTheThread(Base):
    def _check_thread(self):
        pass


class CallbackErrorEndsTheRun(Base):
    def call_exception_handler(self, context):
        super().call_exception_handler(context)
        if "handle" in context:
            self.stop()


class CallbackErrorIsRaised(Base):
    def call_exception_handler(self, context):
        super().call_exception_handler(context)
        if "handle" in context and self.runs > 1:
            raise KeyboardInterrupt


