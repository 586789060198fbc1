"""Loops that keep, order and wrap callbacks in an unusual way, and are right."""

import asyncio
import collections
import contextvars
import heapq
import threading
import time

from labels import odd
from mutant_base import Base, Iterating


class OwnHandle(asyncio.Handle):
    """A handle with a number."""

    __slots__ = ("number",)


class OwnTimerHandle(asyncio.TimerHandle):
    __slots__ = ("number",)


class OwnTask(asyncio.Task):
    """A task with a method more."""

    def number_of_callbacks(self):
        return len(self._callbacks or ())


@odd("makes handles of classes of its own")
class OwnHandles(Iterating):
    """Makes handles and timer handles of classes of its own."""

    def _call_soon(self, callback, args, context):
        handle = OwnHandle(callback, args, self, context)
        if handle._source_traceback:
            del handle._source_traceback[-1]
        self._ready.append(handle)
        return handle

    def call_at(self, when, callback, *args, context=None):
        if when is None:
            raise TypeError("when cannot be None")
        self._check_closed()
        if self._debug:
            self._check_thread()
            self._check_callback(callback, "call_at")
        timer = OwnTimerHandle(when, callback, args, self, context)
        heapq.heappush(self._scheduled, timer)
        timer._scheduled = True
        return timer


@odd("makes tasks of a class of its own")
class OwnTasks(Iterating):
    """Makes tasks of a class of its own."""

    def create_task(self, coro, **kwargs):
        self._check_closed()
        if self._task_factory is not None:
            return super().create_task(coro, **kwargs)
        return OwnTask(coro, loop=self, **kwargs)


@odd("makes futures in Python")
class OwnFutures(Iterating):
    """Makes futures in Python."""

    def create_future(self):
        return asyncio.futures._PyFuture(loop=self)


class ListQueue(list):
    """A ready queue that is a list."""

    def popleft(self):
        return self.pop(0)

    def appendleft(self, value):
        self.insert(0, value)


@odd("keeps what is ready in a list")
class ListBased(Iterating):
    """Keeps what is ready in a list."""

    def __init__(self, selector=None):
        super().__init__(selector)
        self._ready = ListQueue(self._ready)


@odd("takes the whole batch from the queue before it runs any of it")
class BatchFirst(Iterating):
    """Takes the whole batch out of the queue before it runs any of it."""

    def run_batch(self):
        batch = collections.deque(self._ready)
        self._ready.clear()
        try:
            while batch:
                self.run_handle(batch.popleft())
        finally:
            self._ready.extendleft(reversed(batch))


@odd("runs timers with equal deadlines in the reverse order")
class ReversedEqualDeadlines(Iterating):
    """Runs timers with equal deadlines the last one first."""

    def collect_due_timers(self):
        due = []
        end = self.time() + self._clock_resolution
        while self._scheduled and not self._scheduled[0]._when >= end:
            handle = heapq.heappop(self._scheduled)
            handle._scheduled = False
            due.append(handle)
        due.reverse()
        due.sort(key=lambda handle: handle._when)
        self._ready.extend(due)


@odd("runs due timers ahead of what is ready", "call-later.zero-vs-call-soon-order")
class DueTimersFirst(Iterating):
    """Runs due timers ahead of what is ready."""

    def collect_due_timers(self):
        before = len(self._ready)
        super().collect_due_timers()
        for _ in range(len(self._ready) - before):
            self._ready.rotate(1)


@odd(
    "takes a moment to begin a run, and runs due timers ahead of what is ready",
    "call-later.zero-vs-call-soon-order",
    "run-forever.no-starvation",
    "run-until-complete.keyboardinterrupt-escapes",
)
class SlowStart(DueTimersFirst):
    """Takes some time before the first iteration of its first runs: short timers are due by then."""

    slow_runs = 5

    def run_forever(self):
        if self.slow_runs > 0:
            self.slow_runs -= 1
            time.sleep(0.03)
        super().run_forever()


@odd("looks for due timers before it polls")
class TimersBeforeDescriptors(Iterating):
    """Looks for due timers before it polls, and after it too."""

    def poll(self):
        self.collect_due_timers()
        super().poll()


@odd("runs the callbacks of ready descriptors ahead of what is ready")
class DescriptorsFirst(Iterating):
    """Runs callbacks of ready descriptors ahead of what is ready."""

    def poll(self):
        events = self._selector.select(self.poll_timeout())
        before = list(self._ready)
        self._ready.clear()
        self._process_events(events)
        self._ready.extend(before)


@odd("polls between the callbacks of a batch")
class PollsBetweenCallbacks(Iterating):
    """Polls between two callbacks of a batch; what is ready then is still ready at its turn."""

    def run_batch(self):
        count = len(self._ready)
        for done in range(count):
            self.run_one()
            if not self._stopping and done < count - 1:
                self._selector.select(0)


@odd("keeps the callbacks of other threads apart until an iteration begins")
class OwnThreadsafeQueue(Iterating):
    """Keeps the callbacks of other threads apart until an iteration begins."""

    def __init__(self, selector=None):
        super().__init__(selector)
        self.foreign = collections.deque()

    def call_soon_threadsafe(self, callback, *args, context=None):
        own = self._thread_id in (None, threading.get_ident())
        if own or self._debug:
            return super().call_soon_threadsafe(callback, *args, context=context)
        self._check_closed()
        handle = asyncio.Handle(callback, args, self, context)
        self.foreign.append(handle)
        self._write_to_self()
        return handle

    def drain(self):
        while self.foreign:
            self._ready.append(self.foreign.popleft())

    def poll(self):
        self.drain()
        super().poll()
        self.drain()

    def run_forever(self):
        self.drain()
        super().run_forever()

    def close(self):
        super().close()
        if self.is_closed():
            self.foreign.clear()


@odd("gives exception handlers a dict with keys of its own")
class TalkativeReports(Iterating):
    """Tells exception handlers more than they need."""

    def call_exception_handler(self, context):
        super().call_exception_handler({**context, "loop_name": "talkative", "runs": self.runs})


@odd("copies the caller's context before the handle would")
class CopiesContextsTwice(Iterating):
    """Copies the context of the caller itself, before the handle would."""

    def call_soon(self, callback, *args, context=None):
        context = contextvars.copy_context() if context is None else context
        return super().call_soon(callback, *args, context=context)


def is_step(callback):
    """Whether a callback is a step of one of asyncio's own tasks, as every CPython names it."""
    name = type(callback).__name__
    if name in ("TaskStepMethWrapper", "TaskWakeupMethWrapper"):
        return True
    return getattr(callback, "__name__", "") in ("task_wakeup", "__step", "__wakeup")


@odd("takes an iteration more for each step of a task than for a callback")
class SlowSteps(Base):
    def call_soon(self, callback, *args, context=None):
        if not is_step(callback):
            return super().call_soon(callback, *args, context=context)
        later = super().call_soon
        return later(lambda: later(callback, *args, context=context), context=context)
