"""Loops that wait, or tell the time, in an unusual way, and are right."""

import asyncio
import os
import random
import selectors
import threading
import time

from labels import odd
from mutant_base import Iterating, loop_factory


@odd("waits with select()")
@loop_factory
def with_select():
    return Iterating(selectors.SelectSelector())


@odd("waits with poll()")
@loop_factory
def with_poll():
    return Iterating(getattr(selectors, "PollSelector", selectors.SelectSelector)())


@odd("waits with epoll()")
@loop_factory
def with_epoll():
    return Iterating(getattr(selectors, "EpollSelector", selectors.DefaultSelector)())


@odd("never waits longer than two milliseconds, so that most iterations do nothing")
class ShortWaits(Iterating):
    """Never blocks for more than two milliseconds: most iterations have nothing to do."""

    def poll_timeout(self):
        timeout = super().poll_timeout()
        return 0.002 if timeout is None else min(timeout, 0.002)


@odd("never blocks in its selector")
class BusyPolling(Iterating):
    """Never blocks in its selector, and gives way to other threads between two polls."""

    def poll_timeout(self):
        timeout = super().poll_timeout()
        if timeout != 0:
            time.sleep(0)
        return 0


@odd("makes two empty rounds before each iteration")
class EmptyRounds(Iterating):
    """Turns twice without doing anything before each iteration that does something."""

    rounds = 0

    def _run_once(self):
        if self.rounds < 2 and not self._stopping:
            self.rounds += 1
            return
        self.rounds = 0
        super()._run_once()


@odd("takes a millisecond more for each iteration")
class SlowIterations(Iterating):
    """Takes a millisecond more for each iteration."""

    def _run_once(self):
        time.sleep(0.001)
        super()._run_once()


@odd("takes a moment before each of the first callbacks of a batch")
class SlowCallbacks(Iterating):
    """Takes some time before each of the first callbacks of a batch."""

    def run_batch(self):
        for done in range(len(self._ready)):
            if done < 5:
                time.sleep(0.0002)
            self.run_one()


@odd("has a clock that moves in steps of 16 milliseconds")
class CoarseClock(Iterating):
    """Its clock moves in steps of 16 milliseconds."""

    STEP = 0.016

    def __init__(self, selector=None):
        super().__init__(selector)
        self._clock_resolution = self.STEP

    def time(self):
        return super().time() // self.STEP * self.STEP


@odd("has a clock that began a year ago", "time.equals-monotonic-clock")
class DistantClock(Iterating):
    """Its clock began a year ago. The documentation promises no origin."""

    def time(self):
        return super().time() + 365 * 24 * 3600


@odd("takes ready descriptors in any order")
class ShuffledDescriptors(Iterating):
    """Takes ready descriptors in any order."""

    def poll(self):
        events = self._selector.select(self.poll_timeout())
        random.shuffle(events)
        self._process_events(events)


@odd("is woken by a thread of its own, a moment later")
class HelperThreadWakes(Iterating):
    """A thread of its own writes the wake-ups of other threads, a moment later."""

    def _write_to_self(self):
        wake = super()._write_to_self
        thread = threading.Timer(0.001, wake)
        thread.daemon = True
        thread.start()


@odd("has a thread of its own from its first run on")
class OwnThread(Iterating):
    """Has a thread beside it from its first run on, which ends when it is closed."""

    over = None

    def run_forever(self):
        self._check_closed()
        if self.over is None:
            self.over = threading.Event()
            threading.Thread(target=self.over.wait, daemon=True).start()
        super().run_forever()

    def close(self):
        super().close()
        if self.over is not None:
            self.over.set()


@odd("wakes itself for every callback")
class EagerWakeUps(Iterating):
    """Wakes itself for every callback, its own thread's too."""

    def call_soon(self, callback, *args, context=None):
        handle = super().call_soon(callback, *args, context=context)
        self._write_to_self()
        return handle


@odd("has callbacks and timers of its own")
class Heartbeat(Iterating):
    """Has callbacks and timers of its own."""

    def run_forever(self):
        self._check_closed()
        if not self.is_running():
            self.beat()
        super().run_forever()

    def beat(self):
        if self.is_closed():
            return
        self.call_later(0.01, self.beat) if self.is_running() else self.call_soon(int)


@odd("has a default executor from the start")
class WithAnExecutor(Iterating):
    """Has its default executor from the start, with a thread that is alive."""

    def __init__(self, selector=None):
        super().__init__(selector)
        self.set_default_executor(asyncio.base_events.concurrent.futures.ThreadPoolExecutor(1))


@odd("watches a descriptor of its own")
class WatchesADescriptor(Iterating):
    """Watches a pipe of its own that never has anything to read."""

    def __init__(self, selector=None):
        super().__init__(selector)
        self.own = os.pipe()
        self._add_reader(self.own[0], int)

    def close(self):
        if not self.is_running() and not self.is_closed():
            self._remove_reader(self.own[0])
            os.close(self.own[0])
            os.close(self.own[1])
        super().close()
