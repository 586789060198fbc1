"""Loops that go on or end at the wrong time, always, or tell wrongly whether they run."""

import asyncio
import threading
import time

from labels import breaks
from mutant_base import Base, Callbacks, ElsewhereHandle, Iterating, turned


@breaks("run-forever.restartable", "does nothing in later runs")
class RunsOnceOnly(Base):
    def run_forever(self):
        if self.runs == 0 or self.is_closed() or self.is_running():
            super().run_forever()


@breaks(
    "run-forever.stop-while-running.deferred-run-in-next-run-forever",
    "cancels the timers that are due when a run ends",
)
class LosesTimersOfTheLastBatch(Base):
    def run_forever(self):
        super().run_forever()
        now = self.time()
        for timer in self._scheduled:
            if timer.when() <= now + 0.001:
                timer.cancel()


@breaks(
    "run-forever.stop-while-running.deferred-run-in-next-run-until-complete",
    "cancels the timers that are due when a run ends",
)
class LosesDeferredTimersOfTheNextRun(LosesTimersOfTheLastBatch):
    pass


@breaks(
    "run-forever.stop-while-running.defers-also-from-earlier-callback",
    "runs one batch more with the timers that are due",
)
class DueTimersGetAnExtraIteration(Iterating):
    def run_forever(self):
        super().run_forever()
        self.collect_due_timers()
        self.run_batch()


@breaks("run-forever.no-starvation", "polls only when no callback waits")
class StarvesTimersAndDescriptors(Iterating):
    def poll(self):
        if not self._ready:
            super().poll()

    def collect_due_timers(self):
        if not self._ready:
            super().collect_due_timers()


@breaks("run-forever.no-starvation", "runs no callbacks while a descriptor is ready")
class StarvesCallbacks(Iterating):
    def run_batch(self):
        events = self._selector.select(0)
        if any(key.fd != self._ssock.fileno() for key, _ in events):
            self._process_events(events)
            self._ready[-1]._run()
            self._ready.pop()
        else:
            super().run_batch()


@breaks("run-forever.idle-does-not-spin", "uses the processor while it waits")
class WorksWhileItWaits(Iterating):
    def poll(self):
        begun = time.process_time()
        while not self._ready and not self._stopping and time.process_time() - begun < 0.2:
            pass
        super().poll()


@breaks("run-forever.stop-before-run.exits", "forgets a stop() from before the run")
class ForgetsAStopBeforeTheRun(Base):
    def run_forever(self):
        if not self.is_running():
            self._stopping = False
        super().run_forever()


@breaks("stop.idempotent-in-batch", "ends as many runs as stop() was called")
class StopsPileUp(Base):
    stops = 0

    def stop(self):
        self.stops += 1
        super().stop()

    def run_forever(self):
        super().run_forever()
        self.stops -= 1
        if self.stops > 0:
            super().stop()


@breaks(
    "run-forever.stop-before-run.runs-due-timers",
    "runs no due timers if it was stopped before the run",
)
class PassOverTimersWhenStopped(Iterating):
    def collect_due_timers(self):
        if not self._stopping:
            super().collect_due_timers()


@breaks("run-forever.runs-until-stop", "ends the run when no callback waits")
class RunsOutOfWork(Iterating):
    def poll(self):
        if not self._ready and not self._stopping:
            self.stop()
        super().poll()


@breaks("run-forever.stop-while-running.finishes-batch", "drops the rest of the batch at a stop()")
class StopDropsTheBatch(Iterating):
    def run_batch(self):
        for _ in range(len(self._ready)):
            self.run_one()
            if self._stopping:
                self._ready.clear()
                break


@breaks(
    "run-forever.stop-while-running.defers-new-callbacks",
    "runs what the last batch has scheduled before it returns",
)
class StopAddsAnIteration(Iterating):
    def run_batch(self):
        super().run_batch()
        if self._stopping and self._ready:
            super().run_batch()


@breaks(
    "run-forever.stop-while-running.finishes-batch",
    "refuses stop() from the last callback of a batch",
)
class LastInTheBatchCannotStop(Base):
    def stop(self):
        if self._ready:
            super().stop()
        else:
            raise RuntimeError("nothing to stop")


@breaks("stop.ends-run", "raises when it was stopped")
class StopRaises(Base):
    def run_forever(self):
        super().run_forever()
        raise RuntimeError("the loop was stopped")


@breaks("stop.cross-thread-via-threadsafe", "drops the arguments of callbacks from other threads")
class StopsOnlyWithoutArguments(Base):
    def call_soon_threadsafe(self, callback, *args, context=None):
        if args and threading.current_thread() is not threading.main_thread():
            args = ()
        return super().call_soon_threadsafe(callback, *args, context=context)


@breaks("stop.returns-none", "returns the loop from stop()")
class StopReturnsTheLoop(Base):
    def stop(self):
        super().stop()
        return self


@breaks("stop.on-closed-loop", "refuses stop() once it is closed")
class ClosedLoopsCannotBeStopped(Base):
    def stop(self):
        self._check_closed()
        super().stop()


# is_running()


RUNNING = set()


class Registered(Base):
    def run_forever(self):
        RUNNING.add(self)
        try:
            super().run_forever()
        finally:
            RUNNING.discard(self)


@breaks("is-running.other-loop-false", "says that it runs if any loop runs")
class RunsIfAnyLoopRuns(Registered):
    def is_running(self):
        return super().is_running() or bool(RUNNING)

    def _check_running(self):
        if super().is_running():
            raise RuntimeError("This event loop is already running")


@breaks("is-running.visible-across-threads", "says to other threads that it does not run")
class RunsInItsOwnThreadAlone(Base):
    def is_running(self):
        return super().is_running() and self._thread_id == threading.get_ident()


@breaks("is-running.type-bool", "gives a number where it is asked whether it runs")
class TellsAThreadForRunning(Base):
    def is_running(self):
        return self._thread_id or 0


# What the preface says


@breaks("preface.runs-callbacks-and-tasks", "runs callbacks in other threads")
class RunsCallbacksInThreads(Callbacks):
    def program_callback(self, callback, args, context):
        return turned(self.sound_callback(callback, args, context), ElsewhereHandle)


@breaks("preface.runs-callbacks-and-tasks", "makes no task while another is pending")
class FirstTaskAlone(Base):
    def create_task(self, coro, **kwargs):
        if any(not task.done() for task in asyncio.all_tasks(self)):
            coro.close()
            return self.create_future()
        return super().create_task(coro, **kwargs)


@breaks("preface.runs-subprocesses", "starts no subprocesses")
class StartsNoSubprocesses(Base):
    async def subprocess_exec(self, protocol_factory, *args, **kwargs):
        raise NotImplementedError
