"""Mutants of run_forever() and stop()."""

import asyncio
import threading

from labels import breaks
from mutant_base import Base, Iterating, from_program


@breaks("run-forever.runs-until-stop", "returns when there is nothing left to do")
class ReturnsWhenIdle(Iterating):
    def poll(self):
        if not self._ready and not self._scheduled and len(self._selector.get_map()) == 1:
            self._stopping = True
        super().poll()


@breaks("run-forever.runs-until-stop", "returns after two thousand callbacks")
class ReturnsAfterTwoThousandCallbacks(Iterating):
    count = 0

    def run_one(self):
        self.count += 1
        if self.count == 2000:
            self._stopping = True
        super().run_one()


@breaks("run-forever.runs-until-stop", "returns when a task is done")
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


@breaks("run-forever.callback-error-does-not-stop", "ends the run after an error in debug mode")
class ReturnsAfterAnErrorInACallback(Iterating):
    def call_exception_handler(self, context):
        super().call_exception_handler(context)
        if "handle" in context and self.get_debug():
            self._stopping = True


@breaks("run-forever.callback-error-does-not-stop", "ends the run after an error in a timer")
class ReturnsAfterAnErrorInATimer(Base):
    def call_exception_handler(self, context):
        super().call_exception_handler(context)
        if isinstance(context.get("handle"), asyncio.TimerHandle):
            self._stopping = True


@breaks("run-forever.callback-error-does-not-stop", "drops the rest of the batch after an error")
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


@breaks("run-forever.callback-error-does-not-stop", "raises when three callbacks have failed")
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


@breaks("stop.on-idle-loop-is-pending", "forgets a stop from before the run")
class ForgetsAStopBeforeTheRun(StoppedBefore):
    def run_forever(self):
        if not self.is_running():
            self._stopping = False
        super().run_forever()


@breaks("stop.on-idle-loop-is-pending", "forgets a stop from before the second run")
class ForgetsAStopBeforeTheSecondRun(StoppedBefore):
    def run_forever(self):
        if not self.is_running() and self.runs > 0:
            self._stopping = False
        super().run_forever()


@breaks("stop.on-idle-loop-is-pending", "forgets a stop from before the run in debug mode")
class ForgetsAStopBeforeTheRunInDebugMode(StoppedBefore):
    def run_forever(self):
        if not self.is_running() and self.get_debug():
            self._stopping = False
        super().run_forever()


@breaks("run-forever.stop-before-run.consumed-once", "stops the next run too")
class KeepsAStopBeforeTheRun(StoppedBefore):
    kept = False

    def run_forever(self):
        before = self._stopping and not self.kept and not self.is_running()
        self.kept = False
        super().run_forever()
        if before:
            self._stopping = self.kept = True


@breaks(
    "stop.idempotent-in-batch",
    "spends each of several stops on a run of its own",
)
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


@breaks("run-forever.stop-before-run.polls-once-zero-timeout", "does not poll in the one pass")
class DoesNotPollWhenStoppedBefore(StoppedBefore):
    def poll(self):
        if not self.one_pass:
            super().poll()


@breaks("run-forever.stop-before-run.polls-once-zero-timeout", "polls twice in the one pass")
class PollsTwiceWhenStoppedBefore(StoppedBefore):
    def poll(self):
        super().poll()
        if self.one_pass:
            super().poll()


@breaks(
    "run-forever.stop-before-run.polls-once-zero-timeout",
    "polls twice in the one pass if it has timers",
)
class PollsTwiceWhenStoppedBeforeWithTimers(StoppedBefore):
    def poll(self):
        super().poll()
        if self.one_pass and self._scheduled:
            super().poll()


@breaks(
    "run-forever.stop-before-run.polls-once-zero-timeout",
    "polls for a millisecond in the one pass",
)
class PollsForAMillisecondWhenStoppedBefore(StoppedBefore):
    def poll_timeout(self):
        return 0.001 if self.one_pass and not self._ready else super().poll_timeout()


@breaks(
    "run-forever.stop-before-run.polls-once-zero-timeout",
    "polls until the next timer in the one pass",
)
class PollsUntilTheTimerWhenStoppedBefore(StoppedBefore):
    def poll_timeout(self):
        if not self.one_pass or self._ready or not self._scheduled:
            return super().poll_timeout()
        return max(0, self._scheduled[0]._when - self.time())


@breaks("run-forever.stop-before-run.exits", "waits for a timer in the one pass")
class WaitsForTheFarTimerWhenStoppedBefore(StoppedBefore):
    def poll_timeout(self):
        if not self.one_pass or not self._scheduled:
            return super().poll_timeout()
        return min(20, max(0, self._scheduled[0]._when - self.time()))


@breaks("run-forever.stop-before-run.exits", "waits for a descriptor in the one pass")
class WaitsForADescriptorWhenStoppedBefore(StoppedBefore):
    def poll_timeout(self):
        if self.one_pass and not self._scheduled and len(self._selector.get_map()) > 1:
            return None
        return super().poll_timeout()


@breaks("run-forever.stop-before-run.runs-io-callbacks", "leaves out descriptors in the one pass")
class LeavesOutIoWhenStoppedBefore(StoppedBefore):
    def poll(self):
        events = self._selector.select(self.poll_timeout())
        if not self.one_pass:
            self._process_events(events)


@breaks("run-forever.stop-before-run.runs-io-callbacks", "serves one descriptor in the one pass")
class ServesOneDescriptorWhenStoppedBefore(StoppedBefore):
    def poll(self):
        events = self._selector.select(self.poll_timeout())
        self._process_events(events[:1] if self.one_pass else events)


@breaks("run-forever.stop-before-run.runs-io-callbacks", "leaves out writers in the one pass")
class LeavesOutWritersWhenStoppedBefore(StoppedBefore):
    def poll(self):
        events = self._selector.select(self.poll_timeout())
        self._process_events([each for each in events if not self.one_pass or each[1] & 1])


@breaks(
    "run-forever.stop-before-run.runs-io-callbacks",
    "leaves out descriptors in the one pass if callbacks are ready",
)
class LeavesOutIoBesideCallbacksWhenStoppedBefore(StoppedBefore):
    def poll(self):
        events = self._selector.select(self.poll_timeout())
        if not (self.one_pass and self._ready):
            self._process_events(events)


@breaks(
    "run-forever.stop-before-run.runs-ready-callbacks",
    "leaves out the last callback in the one pass",
)
class LeavesOutTheLastWhenStoppedBefore(StoppedBefore):
    def run_batch(self):
        for _ in range(len(self._ready) - (self.one_pass and len(self._ready) > 1)):
            self.run_one()


@breaks("run-forever.stop-before-run.runs-ready-callbacks", "runs one callback in the one pass")
class RunsOneCallbackWhenStoppedBefore(StoppedBefore):
    def run_batch(self):
        for _ in range(min(1, len(self._ready)) if self.one_pass else len(self._ready)):
            self.run_one()


@breaks("run-forever.stop-before-run.runs-ready-callbacks", "runs nothing in the one pass")
class RunsNothingWhenStoppedBefore(StoppedBefore):
    def run_batch(self):
        if not self.one_pass:
            super().run_batch()


@breaks(
    "run-forever.stop-before-run.runs-ready-callbacks",
    "leaves out what call_soon_threadsafe() has scheduled in the one pass",
)
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


@breaks(
    "run-forever.stop-before-run.runs-ready-callbacks",
    "leaves out what came after the stop in the one pass",
)
class LeavesOutWhatComesAfterTheStop(StoppedBefore):
    def stop(self):
        super().stop()
        self.known = len(self._ready)

    known = 0

    def run_batch(self):
        count = len(self._ready)
        for _ in range(min(count, self.known) if self.one_pass else count):
            self.run_one()


@breaks(
    "run-forever.stop-before-run.runs-ready-callbacks",
    "runs a hundred callbacks in the one pass",
)
class DropsWhatWaitsBehindAHundredWhenStoppedBefore(StoppedBefore):
    def run_batch(self):
        count = len(self._ready)
        for _ in range(min(100, count) if self.one_pass else count):
            self.run_one()


@breaks(
    "run-forever.stop-before-run.defers-new-callbacks",
    "makes two passes if it was stopped before the run",
)
class DefersThePassWhenStoppedBefore(StoppedBefore):
    """Makes a second pass, with what the first one has scheduled."""

    def run_batch(self):
        super().run_batch()
        if self.one_pass:
            super().run_batch()
