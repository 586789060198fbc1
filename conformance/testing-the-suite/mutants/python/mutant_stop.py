"""Mutants of what stop() does to the run that is going on, and of what it leaves for the next one."""

import asyncio
import collections
import threading

from mutant_base import Base, Iterating, from_program, in_loop_thread


class Stopping(Iterating):
    """Knows from where stop() was called."""

    def task_calls(self):
        try:
            return asyncio.current_task(self) is not None
        except RuntimeError:
            return False


class CutsTheBatchShort(Iterating):
    def run_batch(self):
        for _ in range(len(self._ready)):
            self.run_one()
            if self._stopping and self.runs > 1:
                break


class CutsTheBatchShortAtOnce(Iterating):
    def run_batch(self):
        for _ in range(len(self._ready)):
            self.run_one()
            if self._stopping:
                break


class CutsTheBatchShortInDebugMode(Iterating):
    def run_batch(self):
        for _ in range(len(self._ready)):
            self.run_one()
            if self._stopping and self.get_debug():
                break


class CutsALongBatchShort(Iterating):
    def run_batch(self):
        for done in range(len(self._ready)):
            self.run_one()
            if self._stopping and done > 100:
                break


class DropsTheRestOfTheBatch(Iterating):
    def run_batch(self):
        for _ in range(len(self._ready)):
            if self._ready:
                self.run_one()
                if self._stopping and len(self._ready) > 1:
                    self._ready.pop()


class RunsWhatIsNewWhenItStops(Iterating):
    """A bug that a real loop had: the batch grows while it runs."""

    def run_batch(self):
        super().run_batch()
        while self._stopping and self._ready and from_program(self._ready[0]._callback):
            self.run_one()


class RunsOneMoreBatchWhenItStops(Iterating):
    def run_batch(self):
        super().run_batch()
        if self._stopping:
            super().run_batch()


class RunsOneMoreBatchWhenItStopsInTheSecondRun(Iterating):
    def run_batch(self):
        super().run_batch()
        if self._stopping and self.runs > 1:
            super().run_batch()


class RunsOneMoreBatchWhenItStopsInDebugMode(Iterating):
    def run_batch(self):
        super().run_batch()
        if self._stopping and self.get_debug():
            super().run_batch()


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


class DropsWhatItDefers(Iterating):
    def run_forever(self):
        super().run_forever()
        for handle in [each for each in self._ready if from_program(each._callback)]:
            self._ready.remove(handle)


class DropsTheSecondThatItDefers(Iterating):
    def run_forever(self):
        super().run_forever()
        deferred = [each for each in self._ready if from_program(each._callback)]
        for handle in deferred[1:2]:
            self._ready.remove(handle)


class DropsWhatItDefersInDebugMode(Iterating):
    def run_forever(self):
        super().run_forever()
        if self.get_debug():
            self._ready.clear()


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


class DropsDeferredOnesInACompletingRun(Completing):
    def prepare_to_complete(self):
        if self.runs and not self.is_running():
            for handle in [each for each in self._ready if from_program(each._callback)]:
                self._ready.remove(handle)


class ReversesDeferredOnesInACompletingRun(Completing):
    def prepare_to_complete(self):
        if self.runs and not self.is_running():
            self._ready = collections.deque(reversed(self._ready))


class CannotBeRestarted(Iterating):
    stopped = False

    def stop(self):
        self.stopped = True
        super().stop()

    def run_forever(self):
        if self.stopped and self.runs > 1:
            return
        super().run_forever()


class ForgetsTimersWhenItStops(Iterating):
    def run_forever(self):
        super().run_forever()
        self._scheduled.clear()


class ForgetsReadersWhenItStops(Iterating):
    def run_forever(self):
        super().run_forever()
        own = self._ssock.fileno() if self._ssock else -1
        for fd in [each for each in list(self._selector.get_map() or ()) if each != own]:
            self._remove_reader(fd)


class DropsTheQueueBetweenRuns(Iterating):
    """What main schedules between two runs is lost in the second."""

    def run_forever(self):
        if self.runs:
            for handle in [each for each in self._ready if from_program(each._callback)][1:]:
                self._ready.remove(handle)
        super().run_forever()


class IgnoresAStopOfACoroutine(Stopping):
    def stop(self):
        if not self.task_calls():
            super().stop()


class IgnoresAStopOfATimer(Stopping):
    inside_timer = False

    def run_one(self):
        self.inside_timer = isinstance(self._ready[0], asyncio.TimerHandle)
        super().run_one()
        self.inside_timer = False

    def stop(self):
        if not self.inside_timer:
            super().stop()


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


class IgnoresAStopInDebugMode(Stopping):
    def stop(self):
        if not self.get_debug():
            super().stop()


class IgnoresAStopInTheThirdRun(Stopping):
    def stop(self):
        if self.runs != 3:
            super().stop()


class IgnoresAStopAfterAnError(Stopping):
    failed = False

    def call_exception_handler(self, context):
        super().call_exception_handler(context)
        self.failed = True

    def stop(self):
        if not self.failed:
            super().stop()


class InterruptsTheStoppingCallback(Stopping):
    def stop(self):
        super().stop()
        if self.is_running() and in_loop_thread(self) and self.runs > 1:
            raise asyncio.CancelledError


class InterruptsTheStoppingCallbackAtOnce(Stopping):
    def stop(self):
        super().stop()
        if self.is_running() and in_loop_thread(self) and not self.task_calls():
            raise RuntimeError("stopping")


class InterruptsAStoppingCoroutine(Stopping):
    def stop(self):
        super().stop()
        if self.is_running() and self.task_calls():
            raise asyncio.CancelledError


class InterruptsInDebugMode(Stopping):
    def stop(self):
        super().stop()
        if self.get_debug():
            raise RuntimeError("stopping")


class SecondStopIsKept(Stopping):
    stops = 0

    def stop(self):
        self.stops += self.is_running()
        super().stop()

    def run_forever(self):
        super().run_forever()
        self._stopping = self.stops > 1
        self.stops = 0


class StopOfAnIdleLoopRaises(Stopping):
    def stop(self):
        if not self.is_running():
            raise RuntimeError("this loop is not running")
        super().stop()


class StopOfAnIdleLoopIsLostWhenItHasTimers(Stopping):
    def stop(self):
        if self.is_running() or not self._scheduled:
            super().stop()


class StopOfAnIdleLoopIsLostAfterARun(Stopping):
    def stop(self):
        if self.is_running() or not self.runs:
            super().stop()


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


class AThreadCannotStopIt(Stopping):
    def call_soon_threadsafe(self, callback, *args, context=None):
        if getattr(callback, "__func__", None) is not None and callback.__name__ == "stop":
            if threading.current_thread() is not threading.main_thread():
                return self.call_soon(int)
        return super().call_soon_threadsafe(callback, *args, context=context)


class AThreadStopsItWithoutWaking(Stopping):
    def call_soon_threadsafe(self, callback, *args, context=None):
        if getattr(callback, "__name__", "") == "stop":
            return self._call_soon(callback, args, context)
        return super().call_soon_threadsafe(callback, *args, context=context)


class AThreadStopsItOnlyOnce(Stopping):
    stopped = False

    def call_soon_threadsafe(self, callback, *args, context=None):
        if getattr(callback, "__name__", "") == "stop" and not in_loop_thread(self):
            if self.stopped:
                callback = int
            self.stopped = True
        return super().call_soon_threadsafe(callback, *args, context=context)
