"""Loops that render callbacks wrongly, or treat partial objects wrongly wherever they are scheduled."""

import asyncio
import functools

from labels import breaks
from mutant_base import Base, SilentHandle, SilentTimer, from_program, turned


class Schedules(Base):
    """Hands all that a program schedules through `changed()`, and the handles that it gets through `given()`."""

    def changed(self, callback, args):
        return callback, args

    def given(self, handle):
        return handle

    def call_soon(self, callback, *args, context=None):
        own = from_program(callback) or isinstance(callback, functools.partial)
        if not own:
            return super().call_soon(callback, *args, context=context)
        callback, args = self.changed(callback, args)
        return self.given(super().call_soon(callback, *args, context=context))

    def call_soon_threadsafe(self, callback, *args, context=None):
        callback, args = self.changed(callback, args)
        return self.given(super().call_soon_threadsafe(callback, *args, context=context))

    def call_at(self, when, callback, *args, context=None):
        callback, args = self.changed(callback, args)
        return self.given(super().call_at(when, callback, *args, context=context))


@breaks("partial.delivers-keywords", "drops the keywords of partial objects")
class DropsTheKeywordsOfPartials(Schedules):
    def changed(self, callback, args):
        if isinstance(callback, functools.partial):
            return callback.func, callback.args + args
        return callback, args


@breaks("partial.delivers-keywords", "drops the positional arguments of partial objects")
class DropsTheArgumentsOfPartials(Schedules):
    def changed(self, callback, args):
        if isinstance(callback, functools.partial):
            callback = functools.partial(callback.func, **callback.keywords)
        return callback, args


@breaks("partial.rendered-outside-debug", "renders handles without their callback")
class ShowsNoCallback(Schedules):
    def given(self, handle):
        timer = isinstance(handle, asyncio.TimerHandle)
        return turned(handle, SilentTimer if timer else SilentHandle)

    def call_exception_handler(self, context):
        super().call_exception_handler(dict(context, message="A callback failed"))


@breaks("partial.rendered-in-debug", "renders handles in debug mode without their callback")
class ShowsNoCallbackInDebugMode(ShowsNoCallback):
    def given(self, handle):
        return super().given(handle) if self.get_debug() else handle


class OpenHandle(asyncio.Handle):
    __slots__ = ()

    def __repr__(self):
        return f"<Handle {self._callback!r} {self._args!r}>"


class OpenTimer(asyncio.TimerHandle):
    __slots__ = ()

    def __repr__(self):
        return f"<TimerHandle {self._callback!r} {self._args!r}>"


@breaks("partial.arguments-hidden-outside-debug", "renders the arguments outside debug mode too")
class ShowsEverythingOutsideDebugMode(Schedules):
    def given(self, handle):
        timer = isinstance(handle, asyncio.TimerHandle)
        return turned(handle, OpenTimer if timer else OpenHandle)


@breaks(
    "partial.scheduling-functions-take-no-kwargs",
    "swallows the keywords of run_in_executor and of watchers",
)
class SwallowsKeywordsOfWatchers(Base):
    def run_in_executor(self, executor, func, *args, **kwargs):
        return super().run_in_executor(executor, func, *args)

    def add_reader(self, fd, callback, *args, **kwargs):
        return super().add_reader(fd, callback, *args)

    def add_writer(self, fd, callback, *args, **kwargs):
        return super().add_writer(fd, callback, *args)

    def add_signal_handler(self, sig, callback, *args, **kwargs):
        return super().add_signal_handler(sig, callback, *args)
