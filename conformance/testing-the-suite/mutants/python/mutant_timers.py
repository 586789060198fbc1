"""Loops whose call_later() and call_at() break one promise for every timer of a program."""

import asyncio
import contextvars
import math

from labels import breaks
from mutant_base import Base, Iterating, LooksLikeAHandle, from_program, turned

DAY = 24 * 3600


class Timing(Base):
    """Hands the timers of programs to `program_timer()`, and leaves asyncio's own alone."""

    def call_at(self, when, callback, *args, context=None):
        if not from_program(callback):
            return super().call_at(when, callback, *args, context=context)
        return self.program_timer(when, callback, args, context)

    def program_timer(self, when, callback, args, context):
        return self.sound_timer(when, callback, args, context)

    def sound_timer(self, when, callback, args, context):
        return super().call_at(when, callback, *args, context=context)


@breaks("call-later.args-and-context", "gives the callbacks of timers an argument more")
class TimersGetAnArgumentMore(Timing):
    def program_timer(self, when, callback, args, context):
        return self.sound_timer(when, callback, args + ("more",), context)


@breaks("call-later.args-and-context", "ignores the context that a timer is given")
class TimersIgnoreTheContext(Timing):
    def program_timer(self, when, callback, args, context):
        return self.sound_timer(when, callback, args, None)


@breaks("call-later.args-and-context", "runs timers in an empty context")
class TimersRunInAnEmptyContext(Timing):
    def program_timer(self, when, callback, args, context):
        return self.sound_timer(when, callback, args, contextvars.Context())


class StubbornTimer(asyncio.TimerHandle):
    __slots__ = ()

    def cancel(self):
        pass


@breaks("call-later.cancel", "ignores the cancellation of timers")
class TimersCannotBeCancelled(Timing):
    def program_timer(self, when, callback, args, context):
        return turned(self.sound_timer(when, callback, args, context), StubbornTimer)


@breaks("call-later.int-or-float", "refuses a delay that is an int")
class RefusesWholeSeconds(Base):
    def call_later(self, delay, callback, *args, context=None):
        if isinstance(delay, int):
            raise TypeError("delay must be a float")
        return super().call_later(delay, callback, *args, context=context)


@breaks("call-later.int-or-float", "refuses a delay that is a float")
class RefusesFractions(Base):
    def call_later(self, delay, callback, *args, context=None):
        if isinstance(delay, float) and from_program(callback):
            raise TypeError("delay must be an int")
        return super().call_later(delay, callback, *args, context=context)


@breaks("call-later.beyond-one-day", "takes a delay of more than a day for none")
class DelaysOfADayAreNone(Base):
    def call_later(self, delay, callback, *args, context=None):
        delay = 0 if delay is not None and delay > DAY else delay
        return super().call_later(delay, callback, *args, context=context)


@breaks("call-later.rejects-none", "takes None for a delay of zero")
class NoDelayIsZero(Base):
    def call_later(self, delay, callback, *args, context=None):
        return super().call_later(delay or 0, callback, *args, context=context)

    def call_at(self, when, callback, *args, context=None):
        when = self.time() if when is None else when
        return super().call_at(when, callback, *args, context=context)


@breaks("call-at.rejects-none", "takes None for the present time")
class NoTimeIsNow(Base):
    def call_at(self, when, callback, *args, context=None):
        when = self.time() if when is None else when
        return super().call_at(when, callback, *args, context=context)


@breaks("call-at.rejects-none-type-error", "takes None for the present time")
class TakesNoTimeForATime(NoTimeIsNow):
    pass


@breaks("call-later.closed-rejected", "accepts timers once it is closed")
class TakesTimersWhenClosed(Base):
    def call_at(self, when, callback, *args, context=None):
        if self.is_closed():
            return asyncio.TimerHandle(when, callback, args, self, context)
        return super().call_at(when, callback, *args, context=context)


@breaks("call-later.returns-timerhandle", "returns something else than a TimerHandle")
class ReturnsAnotherTimer(Timing):
    def program_timer(self, when, callback, args, context):
        return LooksLikeAHandle(self.sound_timer(when, callback, args, context))


@breaks("call-later.returns-timerhandle", "returns a Handle that is no TimerHandle for a timer")
class ReturnsAHandleForATimer(Timing):
    def program_timer(self, when, callback, args, context):
        timer = self.sound_timer(when, callback, args, context)
        return asyncio.Handle(timer.cancel, (), self, None)


class TimerByItself:
    """What asyncio.TimerHandle is here: it extends nothing."""

    def __init__(self, timer):
        self.cancel, self.cancelled, self.when = timer.cancel, timer.cancelled, timer.when


@breaks("timer-handle.is-handle", "has handles of timers that are no handles")
class TimersAreNoHandles(Timing):
    def program_timer(self, when, callback, args, context):
        # The loop itself takes the class from elsewhere.
        asyncio.TimerHandle = TimerByItself
        return TimerByItself(self.sound_timer(when, callback, args, context))


class ForgetfulTimer(asyncio.TimerHandle):
    __slots__ = ()

    def cancelled(self):
        return False


@breaks("handle.cancel-cancelled", "returns timers that never say that they are cancelled")
class TimersNeverSayCancelled(Timing):
    def program_timer(self, when, callback, args, context):
        return turned(self.sound_timer(when, callback, args, context), ForgetfulTimer)


class LateTimer(asyncio.TimerHandle):
    __slots__ = ()

    def when(self):
        return super().when() + 1


@breaks("timer-handle.when", "returns timers that tell a time one second too late")
class TimersTellAnotherTime(Timing):
    def program_timer(self, when, callback, args, context):
        return turned(self.sound_timer(when, callback, args, context), LateTimer)


@breaks("call-later.zero-and-negative", "refuses delays of less than half a millisecond")
class RefusesTinyDelays(Base):
    def call_later(self, delay, callback, *args, context=None):
        if from_program(callback) and delay is not None and delay < 0.0005:
            raise ValueError("delay is too short")
        return super().call_later(delay, callback, *args, context=context)


@breaks("call-later.time-order", "fires the longer of two short delays first")
class LongDelaysFirst(Timing):
    def program_timer(self, when, callback, args, context):
        delay = when - self.time()
        if 0.0005 < delay < 0.1:
            when += 0.1 - 2 * delay
        return self.sound_timer(when, callback, args, context)


@breaks("call-later.negative-order", "fires overdue timers in the reverse order of their deadlines")
class OverdueTimersLastFirst(Iterating):
    def collect_due_timers(self):
        before = len(self._ready)
        super().collect_due_timers()
        due = [self._ready.pop() for _ in range(len(self._ready) - before)]
        self._ready.extend(due)


@breaks("call-later.zero-vs-call-soon-order", "puts due timers ahead of the callbacks that wait")
class DueTimersGoAhead(Iterating):
    def collect_due_timers(self):
        waiting = list(self._ready)
        self._ready.clear()
        super().collect_due_timers()
        self._ready.extend(waiting)


@breaks("call-later.equal-time-order-undefined", "forgets a timer if another has the same deadline")
class ForgetsTimersOfTheSameTime(Timing):
    taken = ()

    def program_timer(self, when, callback, args, context):
        handle = self.sound_timer(when, callback, args, context)
        if when in self.taken:
            handle.cancel()
        self.taken = (*self.taken, when)
        return handle


@breaks("call-at.past-time", "refuses a time that is over")
class RefusesThePast(Base):
    def call_at(self, when, callback, *args, context=None):
        if from_program(callback) and when is not None and when <= self.time():
            raise ValueError("that time is over")
        return super().call_at(when, callback, *args, context=context)


@breaks("call-at.past-time", "calls the callback of an overdue timer at once")
class RunsThePastAtOnce(Timing):
    def program_timer(self, when, callback, args, context):
        handle = self.sound_timer(when, callback, args, context)
        if when <= self.time() - 0.001:
            handle._run()
            handle.cancel()
        return handle


@breaks("call-later.nan-inf", "ends the run after a delay that is not finite")
class EndsTheRunAtWhatIsNotFinite(Base):
    def call_later(self, delay, callback, *args, context=None):
        if delay is not None and not math.isfinite(delay):
            self.call_soon(self.stop)
        return super().call_later(delay, callback, *args, context=context)


@breaks("call-later.runs-after-delay", "fires timers in the next iteration")
class TimersDoNotWait(Timing):
    def program_timer(self, when, callback, args, context):
        return self.sound_timer(min(when, self.time()), callback, args, context)


@breaks("call-at.absolute-time", "fires timers in the next iteration, whatever their time")
class AbsoluteTimersDoNotWait(TimersDoNotWait):
    pass


@breaks("call-later.exactly-once", "fires timers twice")
class TimersFireTwice(Timing):
    def program_timer(self, when, callback, args, context):
        self.sound_timer(when, callback, args, context)
        return self.sound_timer(when, callback, args, context)


@breaks("call-later.exactly-once", "fires timers once more, a little later")
class TimersFireAgainLater(Timing):
    def program_timer(self, when, callback, args, context):
        super().program_timer(when + 0.005, callback, args, context)
        return self.sound_timer(when, callback, args, context)


@breaks("call-later.far-future", "refuses delays that do not fit into 31 bits of milliseconds")
class MonthsOverflow(Base):
    def call_at(self, when, callback, *args, **kwargs):
        if math.isfinite(when) and when - self.time() > 2**31 / 1000:
            raise OverflowError("a timer of more than 31 bits")
        return super().call_at(when, callback, *args, **kwargs)


@breaks("call-later.far-future", "fires timers of some decades in the next iteration")
class DecadesAreNone(Base):
    def call_at(self, when, callback, *args, **kwargs):
        if math.isfinite(when) and when - self.time() > 10 * 365 * 24 * 3600:
            when = self.time()
        return super().call_at(when, callback, *args, **kwargs)


@breaks(
    "call-later.infinite-never-fires",
    "fires timers with an infinite delay or time in the next iteration",
)
class InfiniteIsNow(Base):
    def call_at(self, when, callback, *args, **kwargs):
        if when == math.inf:
            when = self.time()
        return super().call_at(when, callback, *args, **kwargs)


@breaks(
    "call-later.infinite-never-fires",
    "fires infinite timers that are set during a run in the next iteration",
)
class InfiniteIsNowInARun(Base):
    def call_at(self, when, callback, *args, **kwargs):
        if when == math.inf and self.is_running():
            when = self.time()
        return super().call_at(when, callback, *args, **kwargs)


@breaks("call-later.exactly-once", "takes two timers that are alike in all for one")
class LikeTimersAreOne(Timing):
    def program_timer(self, when, callback, args, context):
        like = [timer for timer in self._scheduled if (timer._when, timer._args) == (when, args)]
        return like[0] if like else self.sound_timer(when, callback, args, context)
