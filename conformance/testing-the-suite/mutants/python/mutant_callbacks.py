"""Loops whose call_soon() breaks one promise for every callback of a program."""

import asyncio
import contextvars

from labels import breaks
from mutant_base import Base, Callbacks, Iterating, LooksLikeAHandle, from_program, turned


class Turning(Callbacks):
    """Gives the handles of programs the behaviour of `kind`."""

    kind = asyncio.Handle

    def program_callback(self, callback, args, context):
        return turned(self.sound_callback(callback, args, context), self.kind)


@breaks("call-soon.not-synchronous", "calls every callback at once")
class RunsAtOnce(Callbacks):
    def program_callback(self, callback, args, context):
        handle = self.sound_callback(callback, args, context)
        handle._run()
        handle.cancel()
        return handle


@breaks("call-soon.passes-args", "gives every callback an argument more")
class GivesAnArgumentMore(Callbacks):
    def program_callback(self, callback, args, context):
        return self.sound_callback(callback, args + ("more",), context)


@breaks("call-soon.passes-args", "turns every argument into text")
class GivesTextForEveryArgument(Callbacks):
    def program_callback(self, callback, args, context):
        return self.sound_callback(callback, tuple(map(str, args)), context)


@breaks("call-soon.before-run-kept", "drops the callbacks that wait when a run begins")
class DropsWhatWaitsBeforeARun(Base):
    def run_forever(self):
        for handle in self._ready:
            if from_program(handle._callback):
                handle.cancel()
        super().run_forever()


@breaks("call-soon.fifo", "runs the callback that was scheduled last first")
class LastInFirstOut(Callbacks):
    def program_callback(self, callback, args, context):
        handle = self.sound_callback(callback, args, context)
        self._ready.rotate(1)
        return handle


@breaks("call-soon.each-registration-once", "calls every callback twice")
class RunsTwice(Callbacks):
    def program_callback(self, callback, args, context):
        self.sound_callback(callback, args, context)
        return self.sound_callback(callback, args, context)


@breaks("call-soon.each-registration-once", "drops a registration that equals one that waits")
class DropsEqualRegistrations(Callbacks):
    def program_callback(self, callback, args, context):
        handle = self.sound_callback(callback, args, context)
        for other in self._ready:
            if other is not handle and other._callback == callback and other._args == args:
                handle.cancel()
        return handle


@breaks(
    "call-soon.scheduled-from-callback-next-iteration",
    "takes one callback more into the batch, and ends the run",
)
class RunsOnWithTheBatch(Iterating):
    def run_batch(self):
        for _ in range(len(self._ready)):
            self.run_one()
        if self._ready and from_program(self._ready[-1]._callback):
            self.run_one()
            self.stop()


@breaks("call-soon.context-explicit", "ignores the context that a callback is given")
class IgnoresEveryContext(Callbacks):
    def program_callback(self, callback, args, context):
        if context is not None and not isinstance(context, contextvars.Context):
            raise TypeError("context must be a Context")
        return self.sound_callback(callback, args, None)


@breaks("call-soon.context-shared-object", "runs each callback in a copy of its context")
class RunsInACopy(Callbacks):
    def program_callback(self, callback, args, context):
        if isinstance(context, contextvars.Context):
            context = context.copy()
        return self.sound_callback(callback, args, context)


class LiveHandle(asyncio.Handle):
    __slots__ = ()

    def _run(self):
        try:
            self._callback(*self._args)
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as error:
            context = {"message": "A callback failed", "exception": error, "handle": self}
            self._loop.call_exception_handler(context)


@breaks(
    "call-soon.context-default-is-snapshot",
    "runs callbacks in the context of whoever runs the loop",
)
class RunsInTheContextOfTheRun(Turning):
    kind = LiveHandle


@breaks("call-soon.context-default-is-snapshot", "runs callbacks without a context in an empty one")
class RunsInOneEmptyContext(Callbacks):
    def program_callback(self, callback, args, context):
        if context is None:
            context = contextvars.Context()
        return self.sound_callback(callback, args, context)


@breaks("call-soon.context-keyword-only", "takes contexts out of the arguments")
class TakesTheLastContextAway(Callbacks):
    def program_callback(self, callback, args, context):
        args = tuple(arg for arg in args if not isinstance(arg, contextvars.Context))
        return self.sound_callback(callback, args, context)


@breaks("call-soon.context-invalid", "takes anything for a context")
class TakesAnythingForAContext(Callbacks):
    def program_callback(self, callback, args, context):
        if not isinstance(context, contextvars.Context):
            context = None
        return self.sound_callback(callback, args, context)


@breaks("call-soon.returns-handle", "returns an object that is no Handle")
class ReturnsAnotherHandle(Callbacks):
    def program_callback(self, callback, args, context):
        return LooksLikeAHandle(self.sound_callback(callback, args, context))


@breaks("call-soon.returns-handle", "returns the callback")
class ReturnsTheCallback(Callbacks):
    def program_callback(self, callback, args, context):
        self.sound_callback(callback, args, context)
        return callback


class StubbornHandle(asyncio.Handle):
    __slots__ = ()

    def cancel(self):
        pass


@breaks("call-soon.handle-cancel-prevents-run", "ignores the cancellation of callbacks")
class CannotCancel(Turning):
    kind = StubbornHandle


@breaks(
    "call-soon.handle-cancel-prevents-run",
    "cancels all callbacks that wait with the one that is cancelled",
)
class CancelsAllEqualCallbacks(Callbacks):
    def program_callback(self, callback, args, context):
        handle = self.sound_callback(callback, args, context)

        class Sweeping(asyncio.Handle):
            __slots__ = ()

            def cancel(handle):
                for other in list(self._ready):
                    if other is not handle and from_program(other._callback):
                        asyncio.Handle.cancel(other)
                super().cancel()

        return turned(handle, Sweeping)


@breaks("call-soon.handle-cancel-idempotent", "raises if a callback is cancelled that has run")
class CannotCancelWhatRan(Callbacks):
    def program_callback(self, callback, args, context):
        handle = self.sound_callback(callback, args, context)
        ran = []

        class Fussy(asyncio.Handle):
            __slots__ = ()

            def _run(handle):
                ran.append(True)
                super()._run()

            def cancel(handle):
                if ran:
                    raise RuntimeError("the callback has run")
                super().cancel()

        return turned(handle, Fussy)


@breaks(
    "call-soon.handle-cancel-idempotent",
    "drops the next callback if one is cancelled that does not wait",
)
class LateCancelTakesTheNext(Callbacks):
    def program_callback(self, callback, args, context):
        handle = self.sound_callback(callback, args, context)

        class Greedy(asyncio.Handle):
            __slots__ = ()

            def cancel(handle):
                if handle not in self._ready and self._ready:
                    self._ready.popleft()
                super().cancel()

        return turned(handle, Greedy)


class GloomyHandle(asyncio.Handle):
    __slots__ = ()

    def cancelled(self):
        return True


@breaks(
    "call-soon.handle-cancelled-query",
    "returns handles that always say that they are cancelled",
)
class AlwaysSaysCancelled(Turning):
    kind = GloomyHandle


class OtherContextHandle(asyncio.Handle):
    __slots__ = ()

    def get_context(self):
        return contextvars.Context()


@breaks("handle.get-context", "returns handles that tell an empty context")
class TellsAnotherContext(Base):
    def call_soon(self, callback, *args, context=None):
        handle = super().call_soon(callback, *args, context=context)
        return turned(handle, OtherContextHandle) if from_program(callback) else handle

    def call_soon_threadsafe(self, callback, *args, context=None):
        handle = super().call_soon_threadsafe(callback, *args, context=context)
        return turned(handle, OtherContextHandle) if from_program(callback) else handle

    def call_at(self, when, callback, *args, context=None):
        handle = super().call_at(when, callback, *args, context=context)

        class OtherContextTimer(asyncio.TimerHandle):
            __slots__ = ()

            def get_context(self):
                return contextvars.Context()

        return turned(handle, OtherContextTimer) if from_program(callback) else handle
