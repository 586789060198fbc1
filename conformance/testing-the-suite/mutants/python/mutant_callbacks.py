"""Loops whose call_soon() breaks one promise for every callback of a program."""

import asyncio
import contextvars

from mutant_base import Base, Callbacks, Iterating, LooksLikeAHandle, from_program, turned


class Turning(Callbacks):
    """Gives the handles of programs the behaviour of `kind`."""

    kind = asyncio.Handle

    def program_callback(self, callback, args, context):
        return turned(self.sound_callback(callback, args, context), self.kind)


class RunsAtOnce(Callbacks):
    def program_callback(self, callback, args, context):
        handle = self.sound_callback(callback, args, context)
        handle._run()
        handle.cancel()
        return handle


class GivesAnArgumentMore(Callbacks):
    def program_callback(self, callback, args, context):
        return self.sound_callback(callback, args + ("more",), context)


class GivesTextForEveryArgument(Callbacks):
    def program_callback(self, callback, args, context):
        return self.sound_callback(callback, tuple(map(str, args)), context)


class DropsWhatWaitsBeforeARun(Base):
    def run_forever(self):
        for handle in self._ready:
            if from_program(handle._callback):
                handle.cancel()
        super().run_forever()


class LastInFirstOut(Callbacks):
    def program_callback(self, callback, args, context):
        handle = self.sound_callback(callback, args, context)
        self._ready.rotate(1)
        return handle


class RunsTwice(Callbacks):
    def program_callback(self, callback, args, context):
        self.sound_callback(callback, args, context)
        return self.sound_callback(callback, args, context)


class DropsEqualRegistrations(Callbacks):
    def program_callback(self, callback, args, context):
        handle = self.sound_callback(callback, args, context)
        for other in self._ready:
            if other is not handle and other._callback == callback and other._args == args:
                handle.cancel()
        return handle


class RunsOnWithTheBatch(Iterating):
    def run_batch(self):
        for _ in range(len(self._ready)):
            self.run_one()
        if self._ready and from_program(self._ready[-1]._callback):
            self.run_one()
            self.stop()


class IgnoresEveryContext(Callbacks):
    def program_callback(self, callback, args, context):
        if context is not None and not isinstance(context, contextvars.Context):
            raise TypeError("context must be a Context")
        return self.sound_callback(callback, args, None)


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


class RunsInTheContextOfTheRun(Turning):
    kind = LiveHandle


class RunsInOneEmptyContext(Callbacks):
    def program_callback(self, callback, args, context):
        if context is None:
            context = contextvars.Context()
        return self.sound_callback(callback, args, context)


class TakesTheLastContextAway(Callbacks):
    def program_callback(self, callback, args, context):
        args = tuple(arg for arg in args if not isinstance(arg, contextvars.Context))
        return self.sound_callback(callback, args, context)


class TakesAnythingForAContext(Callbacks):
    def program_callback(self, callback, args, context):
        if not isinstance(context, contextvars.Context):
            context = None
        return self.sound_callback(callback, args, context)


class ReturnsAnotherHandle(Callbacks):
    def program_callback(self, callback, args, context):
        return LooksLikeAHandle(self.sound_callback(callback, args, context))


class ReturnsTheCallback(Callbacks):
    def program_callback(self, callback, args, context):
        self.sound_callback(callback, args, context)
        return callback


class StubbornHandle(asyncio.Handle):
    __slots__ = ()

    def cancel(self):
        pass


class CannotCancel(Turning):
    kind = StubbornHandle


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


class AlwaysSaysCancelled(Turning):
    kind = GloomyHandle


class OtherContextHandle(asyncio.Handle):
    __slots__ = ()

    def get_context(self):
        return contextvars.Context()


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
