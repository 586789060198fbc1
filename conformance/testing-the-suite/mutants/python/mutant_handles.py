"""Loops whose handles keep things alive, or cannot be compared, hashed or referred to weakly."""

import asyncio
import functools

from labels import breaks
from mutant_base import Base, from_program, turned


class Gives(Base):
    """Hands the handles that a program gets through `given()`."""

    def call_soon(self, callback, *args, context=None):
        handle = super().call_soon(callback, *args, context=context)
        own = from_program(callback) or isinstance(callback, functools.partial)
        return self.given(handle) if own else handle

    def call_soon_threadsafe(self, callback, *args, context=None):
        return self.given(super().call_soon_threadsafe(callback, *args, context=context))

    def call_at(self, when, callback, *args, context=None):
        return self.given(super().call_at(when, callback, *args, context=context))


class KeptHandle(asyncio.Handle):
    __slots__ = ()

    def cancel(self):
        kept = self._callback, self._args
        super().cancel()
        self._callback, self._args = kept


class KeptTimer(asyncio.TimerHandle):
    __slots__ = ()

    def cancel(self):
        kept = self._callback, self._args
        super().cancel()
        self._callback, self._args = kept


def keeping(handle):
    return turned(handle, KeptTimer if isinstance(handle, asyncio.TimerHandle) else KeptHandle)


@breaks("handle.releases-references", "keeps what a cancelled handle referred to")
class KeepsWhatIsCancelled(Gives):
    def given(self, handle):
        return keeping(handle)


@breaks("handle.releases-references", "keeps what a cancelled timer of call_at() referred to")
class KeepsCancelledTimers(Base):
    def call_at(self, when, callback, *args, context=None):
        return keeping(super().call_at(when, callback, *args, context=context))

    def call_later(self, delay, callback, *args, context=None):
        return super().call_at(self.time() + delay, callback, *args, context=context)


@breaks("handle.releases-references", "keeps in debug mode what a cancelled handle referred to")
class KeepsWhatIsCancelledInDebugMode(Gives):
    def given(self, handle):
        return keeping(handle) if self.get_debug() else handle


@breaks("handle.releases-references", "keeps the callbacks that it has run")
class KeepsWhatHasRun(Gives):
    def __init__(self):
        super().__init__()
        self.history = []

    def given(self, handle):
        self.history.append(handle)
        return handle


@breaks("handle.releases-references", "keeps the last error that a callback raised")
class KeepsTheLastError(Base):
    def call_exception_handler(self, context):
        self.last = context
        super().call_exception_handler(context)


class Bare:
    """A handle without support for weak references."""

    __slots__ = ("of",)

    def __init__(self, of):
        self.of = of

    def cancel(self):
        self.of.cancel()

    def cancelled(self):
        return self.of.cancelled()

    def when(self):
        return self.of.when()


@breaks("handle.weak-referenceable", "gives handles that no weak reference can be made to")
class GivesBareHandles(Gives):
    def given(self, handle):
        return Bare(handle)


@breaks("handle.weak-referenceable", "gives timers' handles that no weak reference can be made to")
class GivesBareTimers(Base):
    def call_later(self, delay, callback, *args, context=None):
        return Bare(super().call_later(delay, callback, *args, context=context))


class Reversed(asyncio.TimerHandle):
    __slots__ = ()
    __hash__ = asyncio.TimerHandle.__hash__

    def __lt__(self, other):
        return self._when > other._when


class CancelledLast(asyncio.TimerHandle):
    __slots__ = ()
    __hash__ = asyncio.TimerHandle.__hash__

    def __lt__(self, other):
        return (self._cancelled, self._when) < (other._cancelled, other._when)


class Unhashable(asyncio.TimerHandle):
    __slots__ = ()
    __hash__ = None


class Rehashed(asyncio.TimerHandle):
    __slots__ = ()

    def __hash__(self):
        return hash((self._when, self._cancelled))


class NotAfter(asyncio.TimerHandle):
    __slots__ = ()
    __hash__ = asyncio.TimerHandle.__hash__

    def __lt__(self, other):
        return self._when <= other._when


class Timers(Base):
    """Gives timers' handles of its class `kind`."""

    def call_at(self, when, callback, *args, context=None):
        return turned(super().call_at(when, callback, *args, context=context), self.kind)


@breaks("timer-handle.ordering-hash", "orders timers by their times backwards")
class OrdersTimersBackwards(Timers):
    kind = Reversed


@breaks("timer-handle.ordering-hash", "orders cancelled timers last")
class OrdersCancelledTimersLast(Timers):
    kind = CancelledLast


@breaks("timer-handle.ordering-hash", "puts of two timers for one time each before the other")
class OrdersEqualTimers(Timers):
    kind = NotAfter


@breaks("timer-handle.ordering-hash", "gives timers' handles that have no hash")
class GivesUnhashableTimers(Timers):
    kind = Unhashable


@breaks("timer-handle.ordering-hash", "gives a timer's handle another hash once it is cancelled")
class RehashesCancelledTimers(Timers):
    kind = Rehashed
