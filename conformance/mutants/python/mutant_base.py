"""What the mutants share: a selector loop whose iteration is spelled out, so that each step can be broken alone."""

import asyncio
import heapq
import threading

MAXIMUM_WAIT = 24 * 3600


class Base(asyncio.SelectorEventLoop):
    """Counts its runs; otherwise asyncio's own selector loop."""

    runs = 0

    def run_forever(self):
        self.runs += 1
        super().run_forever()


class Iterating(Base):
    """One iteration in four steps, each a method of its own. Conforming by itself."""

    def _run_once(self):
        self.poll()
        self.collect_due_timers()
        self.run_batch()

    def poll_timeout(self):
        while self._scheduled and self._scheduled[0]._cancelled:
            self._timer_cancelled_count -= 1
            heapq.heappop(self._scheduled)._scheduled = False
        if self._ready or self._stopping:
            return 0
        if not self._scheduled:
            return None
        return min(max(0, self._scheduled[0]._when - self.time()), MAXIMUM_WAIT)

    def poll(self):
        self._process_events(self._selector.select(self.poll_timeout()))

    def collect_due_timers(self):
        end = self.time() + self._clock_resolution
        while self._scheduled and self._scheduled[0]._when < end:
            handle = heapq.heappop(self._scheduled)
            handle._scheduled = False
            self._ready.append(handle)

    def run_batch(self):
        for _ in range(len(self._ready)):
            self.run_one()

    def run_one(self):
        handle = self._ready.popleft()
        if not handle._cancelled:
            handle._run()


def from_program(callback):
    """Whether a callback comes from a program, and not from asyncio's own machinery."""
    module = getattr(callback, "__module__", None) or ""
    return hasattr(callback, "__code__") and not module.startswith(("asyncio", "concurrent"))


def in_loop_thread(loop):
    return loop._thread_id == threading.get_ident()
