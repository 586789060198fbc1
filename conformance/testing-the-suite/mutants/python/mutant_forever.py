"""Mutants of run_forever() and stop()."""

import asyncio
import threading

from mutant_base import Base, Iterating, from_program


class ReturnsWhenIdle(Iterating):
    def poll(self):
        if not self._ready and not self._scheduled and len(self._selector.get_map()) == 1:
            self._stopping = True
        super().poll()


class ReturnsAfterTwoThousandCallbacks(Iterating):
    count = 0

    def run_one(self):
        self.count += 1
        if self.count == 2000:
            self._stopping = True
        super().run_one()


class ReturnsWhenATaskEnds(Base):
    def create_task(self, coro, **kwargs):
        task = super().create_task(coro, **kwargs)
        if not self.completing:
            task.add_done_callback(lambda _: self.stop())
        return task

    completing = False

    def run_until_complete(self, future):
        self.completing = True
        try:
            return super().run_until_complete(future)
        finally:
            self.completing = False


class ReturnsAfterAnErrorInACallback(Iterating):
    def call_exception_handler(self, context):
        super().call_exception_handler(context)
        if "handle" in context and self.get_debug():
            self._stopping = True


class ReturnsAfterAnErrorInATimer(Base):
    def call_exception_handler(self, context):
        super().call_exception_handler(context)
        if isinstance(context.get("handle"), asyncio.TimerHandle):
            self._stopping = True


class DropsTheBatchAfterAnError(Iterating):
    def call_exception_handler(self, context):
        super().call_exception_handler(context)
        if "handle" in context:
            for handle in [each for each in self._ready if from_program(each._callback)]:
                self._ready.remove(handle)

    def run_batch(self):
        for _ in range(len(self._ready)):
            if self._ready:
                self.run_one()


class RaisesTheThirdError(Base):
    errors = 0

    def call_exception_handler(self, context):
        super().call_exception_handler(context)
        self.errors += "handle" in context
        if self.errors == 3:
            self.errors = 0
            raise KeyboardInterrupt


class StoppedBefore(Iterating):
    """Knows the run that a stop() from before it makes to one pass."""

    one_pass = False

    def run_forever(self):
        self.one_pass = self._stopping and not self.is_running()
        try:
            super().run_forever()
        finally:
            self.one_pass = False


class ForgetsAStopBeforeTheRun(StoppedBefore):
    def run_forever(self):
        if not self.is_running():
            self._stopping = False
        super().run_forever()


class ForgetsAStopBeforeTheSecondRun(StoppedBefore):
    def run_forever(self):
        if not self.is_running() and self.runs > 0:
            self._stopping = False
        super().run_forever()


class ForgetsAStopBeforeTheRunInDebugMode(StoppedBefore):
    def run_forever(self):
        if not self.is_running() and self.get_debug():
            self._stopping = False
        super().run_forever()


class KeepsAStopBeforeTheRun(StoppedBefore):
    kept = False

    def run_forever(self):
        before = self._stopping and not self.kept and not self.is_running()
        self.kept = False
        super().run_forever()
        if before:
            self._stopping = self.kept = True


class KeepsASecondStopBeforeTheRun(StoppedBefore):
    stops = 0

    def stop(self):
        self.stops += not self.is_running()
        super().stop()

    def run_forever(self):
        if not self.is_running():
            stops, self.stops = self.stops, 0
        super().run_forever()
        if stops > 1:
            self._stopping, self.stops = True, stops - 1


class DoesNotPollWhenStoppedBefore(StoppedBefore):
    def poll(self):
        if not self.one_pass:
            super().poll()


class PollsTwiceWhenStoppedBefore(StoppedBefore):
    def poll(self):
        super().poll()
        if self.one_pass:
            super().poll()


class PollsTwiceWhenStoppedBeforeWithTimers(StoppedBefore):
    def poll(self):
        super().poll()
        if self.one_pass and self._scheduled:
            super().poll()


class PollsForAMillisecondWhenStoppedBefore(StoppedBefore):
    def poll_timeout(self):
        return 0.001 if self.one_pass and not self._ready else super().poll_timeout()


class PollsUntilTheTimerWhenStoppedBefore(StoppedBefore):
    def poll_timeout(self):
        if not self.one_pass or self._ready or not self._scheduled:
            return super().poll_timeout()
        return max(0, self._scheduled[0]._when - self.time())


class WaitsForTheFarTimerWhenStoppedBefore(StoppedBefore):
    def poll_timeout(self):
        if not self.one_pass or not self._scheduled:
            return super().poll_timeout()
        return min(20, max(0, self._scheduled[0]._when - self.time()))


class WaitsForADescriptorWhenStoppedBefore(StoppedBefore):
    def poll_timeout(self):
        if self.one_pass and not self._scheduled and len(self._selector.get_map()) > 1:
            return None
        return super().poll_timeout()


class LeavesOutIoWhenStoppedBefore(StoppedBefore):
    def poll(self):
        events = self._selector.select(self.poll_timeout())
        if not self.one_pass:
            self._process_events(events)


class ServesOneDescriptorWhenStoppedBefore(StoppedBefore):
    def poll(self):
        events = self._selector.select(self.poll_timeout())
        self._process_events(events[:1] if self.one_pass else events)


class LeavesOutWritersWhenStoppedBefore(StoppedBefore):
    def poll(self):
        events = self._selector.select(self.poll_timeout())
        self._process_events([each for each in events if not self.one_pass or each[1] & 1])


class LeavesOutIoBesideCallbacksWhenStoppedBefore(StoppedBefore):
    def poll(self):
        events = self._selector.select(self.poll_timeout())
        if not (self.one_pass and self._ready):
            self._process_events(events)


class LeavesOutTheLastWhenStoppedBefore(StoppedBefore):
    def run_batch(self):
        for _ in range(len(self._ready) - (self.one_pass and len(self._ready) > 1)):
            self.run_one()


class RunsOneCallbackWhenStoppedBefore(StoppedBefore):
    def run_batch(self):
        for _ in range(min(1, len(self._ready)) if self.one_pass else len(self._ready)):
            self.run_one()


class RunsNothingWhenStoppedBefore(StoppedBefore):
    def run_batch(self):
        if not self.one_pass:
            super().run_batch()


class LeavesOutThreadsafeOnesWhenStoppedBefore(StoppedBefore):
    def call_soon_threadsafe(self, callback, *args, context=None):
        handle = super().call_soon_threadsafe(callback, *args, context=context)
        if not self.is_running():
            self.__dict__.setdefault("apart", []).append(handle)
        return handle

    def run_batch(self):
        apart = [each for each in self.__dict__.pop("apart", ()) if each in self._ready]
        if self.one_pass:
            for handle in apart:
                self._ready.remove(handle)
        super().run_batch()
        if self.one_pass:
            self._ready.extend(apart)


class LeavesOutWhatComesAfterTheStop(StoppedBefore):
    def stop(self):
        super().stop()
        self.known = len(self._ready)

    known = 0

    def run_batch(self):
        count = len(self._ready)
        for _ in range(min(count, self.known) if self.one_pass else count):
            self.run_one()


class DropsWhatWaitsBehindAHundredWhenStoppedBefore(StoppedBefore):
    def run_batch(self):
        count = len(self._ready)
        for _ in range(min(100, count) if self.one_pass else count):
            self.run_one()


class DefersThePassWhenStoppedBefore(StoppedBefore):
    """Makes a second pass, with what the first one has scheduled."""

    def run_batch(self):
        super().run_batch()
        if self.one_pass:
            super().run_batch()
