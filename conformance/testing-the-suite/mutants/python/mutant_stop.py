"""Mutants of what stop() does to the run that is going on, and of what it leaves for the next one."""

import asyncio
import collections
import threading

from labels import breaks
from mutant_base import Base, Iterating, from_program, in_loop_thread


class Stopping(Iterating):
    """Knows from where stop() was called."""

    def task_calls(self):
        try:
            return asyncio.current_task(self) is not None
        except RuntimeError:
            return False


@breaks(
    "run-forever.stop-while-running.finishes-batch",
    "leaves the batch where it is stopped, from the second run on",
)
class CutsTheBatchShort(Iterating):
    def run_batch(self):
        for _ in range(len(self._ready)):
            self.run_one()
            if self._stopping and self.runs > 1:
                break


@breaks("run-forever.stop-while-running.finishes-batch", "leaves the batch where it is stopped")
class CutsTheBatchShortAtOnce(Iterating):
    def run_batch(self):
        for _ in range(len(self._ready)):
            self.run_one()
            if self._stopping:
                break


@breaks(
    "run-forever.stop-while-running.finishes-batch",
    "leaves the batch where it is stopped in debug mode",
)
class CutsTheBatchShortInDebugMode(Iterating):
    def run_batch(self):
        for _ in range(len(self._ready)):
            self.run_one()
            if self._stopping and self.get_debug():
                break


@breaks(
    "run-forever.stop-while-running.finishes-batch",
    "leaves a batch of more than a hundred where it is stopped",
)
class CutsALongBatchShort(Iterating):
    def run_batch(self):
        for done in range(len(self._ready)):
            self.run_one()
            if self._stopping and done > 100:
                break


@breaks("run-forever.stop-while-running.finishes-batch", "drops callbacks behind the stopping one")
class DropsTheRestOfTheBatch(Iterating):
    def run_batch(self):
        for _ in range(len(self._ready)):
            if self._ready:
                self.run_one()
                if self._stopping and len(self._ready) > 1:
                    self._ready.pop()


@breaks(
    "run-forever.stop-while-running.defers-new-callbacks",
    "runs new callbacks to the last when it stops",
)
class RunsWhatIsNewWhenItStops(Iterating):
    """A bug that a real loop had: the batch grows while it runs."""

    def run_batch(self):
        super().run_batch()
        while self._stopping and self._ready and from_program(self._ready[0]._callback):
            self.run_one()


@breaks("run-forever.stop-while-running.defers-new-callbacks", "runs one more batch when it stops")
class RunsOneMoreBatchWhenItStops(Iterating):
    def run_batch(self):
        super().run_batch()
        if self._stopping:
            super().run_batch()


@breaks(
    "run-forever.stop-while-running.defers-new-callbacks",
    "runs one more batch when it stops, from the second run on",
)
class RunsOneMoreBatchWhenItStopsInTheSecondRun(Iterating):
    def run_batch(self):
        super().run_batch()
        if self._stopping and self.runs > 1:
            super().run_batch()


@breaks(
    "run-forever.stop-while-running.defers-new-callbacks",
    "runs one more batch when it stops in debug mode",
)
class RunsOneMoreBatchWhenItStopsInDebugMode(Iterating):
    def run_batch(self):
        super().run_batch()
        if self._stopping and self.get_debug():
            super().run_batch()


@breaks(
    "run-forever.stop-while-running.defers-new-callbacks",
    "runs what call_soon_threadsafe() has scheduled in the stopping batch",
)
class RunsNewThreadsafeOnesWhenItStops(Iterating):
    def call_soon_threadsafe(self, callback, *args, context=None):
        handle = super().call_soon_threadsafe(callback, *args, context=context)
        handle = handle if not isinstance(handle, asyncio.Handle) else handle
        self.urgent = getattr(self, "urgent", [])
        if from_program(callback) and self.is_running() and in_loop_thread(self):
            self.urgent.append(handle)
        return handle

    def run_batch(self):
        super().run_batch()
        urgent, self.urgent = getattr(self, "urgent", []), []
        if self._stopping:
            for handle in urgent:
                if handle in self._ready and not handle._cancelled:
                    self._ready.remove(handle)
                    handle._run()


@breaks(
    "run-forever.stop-while-running.defers-new-callbacks",
    "runs timers that are due when it stops",
)
class RunsImmediateTimersWhenItStops(Iterating):
    def run_batch(self):
        super().run_batch()
        if self._stopping:
            count = len(self._ready)
            self.collect_due_timers()
            while len(self._ready) > count:
                handle = self._ready.pop()
                if not handle._cancelled:
                    handle._run()


@breaks(
    "run-forever.stop-while-running.defers-also-from-earlier-callback",
    "runs what the stopping batch has scheduled before the stop",
)
class RunsWhatCameBeforeTheStop(Iterating):
    """Runs what callbacks of the batch scheduled before stop() was called."""

    new = 0

    def stop(self):
        super().stop()
        if self.is_running() and in_loop_thread(self):
            self.new = max(0, len(self._ready) - self.left)

    left = 0

    def run_batch(self):
        self.new = 0
        for left in reversed(range(len(self._ready))):
            self.left = left
            self.run_one()
        for _ in range(self.new):
            self.run_one()


@breaks(
    "run-forever.stop-while-running.deferred-run-in-next-run-forever",
    "drops what it has deferred",
)
class DropsWhatItDefers(Iterating):
    def run_forever(self):
        super().run_forever()
        for handle in [each for each in self._ready if from_program(each._callback)]:
            self._ready.remove(handle)


@breaks(
    "run-forever.stop-while-running.deferred-run-in-next-run-forever",
    "drops the second callback that it has deferred",
)
class DropsTheSecondThatItDefers(Iterating):
    def run_forever(self):
        super().run_forever()
        deferred = [each for each in self._ready if from_program(each._callback)]
        for handle in deferred[1:2]:
            self._ready.remove(handle)


@breaks(
    "run-forever.stop-while-running.deferred-run-in-next-run-forever",
    "drops what it has deferred in debug mode",
)
class DropsWhatItDefersInDebugMode(Iterating):
    def run_forever(self):
        super().run_forever()
        if self.get_debug():
            self._ready.clear()


@breaks(
    "run-forever.stop-while-running.deferred-run-in-next-run-forever",
    "reverses what it has deferred",
)
class ReversesWhatItDefers(Iterating):
    def run_forever(self):
        super().run_forever()
        self._ready = collections.deque(reversed(self._ready))


class Completing(Iterating):
    def run_until_complete(self, future):
        self.prepare_to_complete()
        return super().run_until_complete(future)

    def prepare_to_complete(self):
        pass


@breaks(
    "run-forever.stop-while-running.deferred-run-in-next-run-until-complete",
    "drops what it has deferred in run_until_complete()",
)
class DropsDeferredOnesInACompletingRun(Completing):
    def prepare_to_complete(self):
        if self.runs and not self.is_running():
            for handle in [each for each in self._ready if from_program(each._callback)]:
                self._ready.remove(handle)


@breaks(
    "run-forever.stop-while-running.deferred-run-in-next-run-until-complete",
    "reverses what it has deferred in run_until_complete()",
)
class ReversesDeferredOnesInACompletingRun(Completing):
    def prepare_to_complete(self):
        if self.runs and not self.is_running():
            self._ready = collections.deque(reversed(self._ready))


@breaks("run-forever.restartable", "does not run again once it was stopped")
class CannotBeRestarted(Iterating):
    stopped = False

    def stop(self):
        self.stopped = True
        super().stop()

    def run_forever(self):
        if self.stopped and self.runs > 1:
            return
        super().run_forever()


@breaks("run-forever.restartable", "forgets its timers when a run ends")
class ForgetsTimersWhenItStops(Iterating):
    def run_forever(self):
        super().run_forever()
        self._scheduled.clear()


@breaks("run-forever.restartable", "forgets its readers when a run ends")
class ForgetsReadersWhenItStops(Iterating):
    def run_forever(self):
        super().run_forever()
        own = self._ssock.fileno() if self._ssock else -1
        for fd in [each for each in list(self._selector.get_map() or ()) if each != own]:
            self._remove_reader(fd)


@breaks("run-forever.restartable", "drops all but the first of what is scheduled between runs")
class DropsTheQueueBetweenRuns(Iterating):
    """What main schedules between two runs is lost in the second."""

    def run_forever(self):
        if self.runs:
            for handle in [each for each in self._ready if from_program(each._callback)][1:]:
                self._ready.remove(handle)
        super().run_forever()


@breaks("stop.ends-run", "ignores a stop from a coroutine")
class IgnoresAStopOfACoroutine(Stopping):
    def stop(self):
        if not self.task_calls():
            super().stop()


@breaks("stop.ends-run", "ignores a stop from a timer")
class IgnoresAStopOfATimer(Stopping):
    inside_timer = False

    def run_one(self):
        self.inside_timer = isinstance(self._ready[0], asyncio.TimerHandle)
        super().run_one()
        self.inside_timer = False

    def stop(self):
        if not self.inside_timer:
            super().stop()


@breaks("stop.ends-run", "ignores a stop from a reader")
class IgnoresAStopOfAReader(Stopping):
    inside_reader = False

    def run_one(self):
        handle = self._ready[0]
        own = self._selector.get_map() or {}
        self.inside_reader = any(handle in (key.data or ()) for key in own.values())
        super().run_one()
        self.inside_reader = False

    def stop(self):
        if not self.inside_reader:
            super().stop()


@breaks("stop.ends-run", "ignores stop() in debug mode")
class IgnoresAStopInDebugMode(Stopping):
    def stop(self):
        if not self.get_debug():
            super().stop()


@breaks("stop.ends-run", "ignores stop() in the third run")
class IgnoresAStopInTheThirdRun(Stopping):
    def stop(self):
        if self.runs != 3:
            super().stop()


@breaks("stop.ends-run", "ignores stop() after an error in a callback")
class IgnoresAStopAfterAnError(Stopping):
    failed = False

    def call_exception_handler(self, context):
        super().call_exception_handler(context)
        self.failed = True

    def stop(self):
        if not self.failed:
            super().stop()


@breaks("stop.current-callback-completes", "interrupts what calls stop(), from the second run on")
class InterruptsTheStoppingCallback(Stopping):
    def stop(self):
        super().stop()
        if self.is_running() and in_loop_thread(self) and self.runs > 1:
            raise asyncio.CancelledError


@breaks("stop.current-callback-completes", "interrupts the callback that calls stop()")
class InterruptsTheStoppingCallbackAtOnce(Stopping):
    def stop(self):
        super().stop()
        if self.is_running() and in_loop_thread(self) and not self.task_calls():
            raise RuntimeError("stopping")


@breaks("stop.current-callback-completes", "interrupts the coroutine that calls stop()")
class InterruptsAStoppingCoroutine(Stopping):
    def stop(self):
        super().stop()
        if self.is_running() and self.task_calls():
            raise asyncio.CancelledError


@breaks("stop.current-callback-completes", "interrupts what calls stop() in debug mode")
class InterruptsInDebugMode(Stopping):
    def stop(self):
        super().stop()
        if self.get_debug():
            raise RuntimeError("stopping")


@breaks("stop.idempotent-in-batch", "keeps the second stop of a batch for the next run")
class SecondStopIsKept(Stopping):
    stops = 0

    def stop(self):
        self.stops += self.is_running()
        super().stop()

    def run_forever(self):
        super().run_forever()
        self._stopping = self.stops > 1
        self.stops = 0


@breaks("stop.on-idle-loop-is-pending", "raises when it is stopped and does not run")
class StopOfAnIdleLoopRaises(Stopping):
    def stop(self):
        if not self.is_running():
            raise RuntimeError("this loop is not running")
        super().stop()


@breaks("stop.on-idle-loop-is-pending", "forgets a stop from before the run if it has timers")
class StopOfAnIdleLoopIsLostWhenItHasTimers(Stopping):
    def stop(self):
        if self.is_running() or not self._scheduled:
            super().stop()


@breaks("stop.on-idle-loop-is-pending", "forgets a stop from between two runs")
class StopOfAnIdleLoopIsLostAfterARun(Stopping):
    def stop(self):
        if self.is_running() or not self.runs:
            super().stop()


@breaks(
    "run-forever.stop-before-run.defers-new-callbacks",
    "makes two passes after a stop from before the run",
)
class StopOfAnIdleLoopStopsTheRunAfterNext(Stopping):
    pending = False

    def stop(self):
        if self.is_running():
            super().stop()
        else:
            self.pending = True

    def run_forever(self):
        pending, self.pending = self.pending, False
        if pending and not self.is_running():
            self.call_soon(self.call_soon, super().stop)
        super().run_forever()


@breaks("stop.cross-thread-via-threadsafe", "ignores a stop from another thread")
class AThreadCannotStopIt(Stopping):
    def call_soon_threadsafe(self, callback, *args, context=None):
        if getattr(callback, "__func__", None) is not None and callback.__name__ == "stop":
            if threading.current_thread() is not threading.main_thread():
                return self.call_soon(int)
        return super().call_soon_threadsafe(callback, *args, context=context)


@breaks("stop.cross-thread-via-threadsafe", "does not wake for a stop from another thread")
class AThreadStopsItWithoutWaking(Stopping):
    def call_soon_threadsafe(self, callback, *args, context=None):
        if getattr(callback, "__name__", "") == "stop":
            return self._call_soon(callback, args, context)
        return super().call_soon_threadsafe(callback, *args, context=context)


@breaks("stop.cross-thread-via-threadsafe", "ignores the second stop from another thread")
class AThreadStopsItOnlyOnce(Stopping):
    stopped = False

    def call_soon_threadsafe(self, callback, *args, context=None):
        if getattr(callback, "__name__", "") == "stop" and not in_loop_thread(self):
            if self.stopped:
                callback = int
            self.stopped = True
        return super().call_soon_threadsafe(callback, *args, context=context)


@breaks("run-forever.stop-while-running.polls-no-more", "polls once more before a stopped run ends")
class PollsOnceMoreWhenStopped(Base):
    def _run_once(self):
        super()._run_once()
        if self._stopping and not self._ready:
            super()._run_once()
