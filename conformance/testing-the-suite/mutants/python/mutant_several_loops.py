"""Loops that have too much to do with each other."""

import asyncio

from labels import breaks
from mutant_base import Base


@breaks("loops.own-queues", "has one ready queue with all loops of its class")
class SharesOneQueue(Base):
    """What is ready on one of them, the next run of any executes."""

    queue = None

    def __init__(self, selector=None):
        super().__init__(selector)
        if SharesOneQueue.queue is None or not self.others_alive():
            SharesOneQueue.queue = self._ready
        self._ready = SharesOneQueue.queue
        SharesOneQueue.alive = [*self.others_alive(), self]

    alive = []

    def others_alive(self):
        return [loop for loop in SharesOneQueue.alive if not loop.is_closed()]


@breaks("loops.own-queues", "fires the timers of other loops")
class TakesOthersTimersAlong(Base):
    """Executes due timers of any of them."""

    alive = []

    def __init__(self, selector=None):
        super().__init__(selector)
        others = [loop for loop in TakesOthersTimersAlong.alive if not loop.is_closed()]
        if others:
            self._scheduled = others[0]._scheduled
        TakesOthersTimersAlong.alive = [*others, self]


@breaks(
    "get-running-loop.returns-loop-in-callback",
    "becomes the running loop when it is made inside a run",
)
class MadeInsideItRuns(Base):
    """The newest loop is the running one if any is."""

    def __init__(self, selector=None):
        super().__init__(selector)
        if asyncio._get_running_loop() is not None:
            asyncio._set_running_loop(self)


@breaks(
    "get-running-loop.returns-loop-in-coroutine",
    "becomes the running loop when a task makes it",
)
class MadeInsideATaskItRuns(Base):
    """So in a task alone."""

    def __init__(self, selector=None):
        super().__init__(selector)
        running = asyncio._get_running_loop()
        if running is not None and asyncio.current_task(running) is not None:
            asyncio._set_running_loop(self)


@breaks(
    "get-running-loop.returns-loop-in-other-callback-kinds",
    "becomes the running loop when a timer makes it",
)
class MadeInsideATimerItRuns(Base):
    """So in what is neither a task nor a plain callback."""

    inside = None

    def __init__(self, selector=None):
        super().__init__(selector)
        if MadeInsideATimerItRuns.inside is not None:
            asyncio._set_running_loop(self)

    def call_at(self, when, callback, *args, **kwargs):
        return super().call_at(when, self.noted, callback, *args, **kwargs)

    def noted(self, callback, *args):
        MadeInsideATimerItRuns.inside = self
        try:
            callback(*args)
        finally:
            MadeInsideATimerItRuns.inside = None


@breaks("is-running.other-loop-false", "says that it is running when it was made inside a run")
class MadeInsideSaysThatItRuns(Base):
    """A loop that was made inside a run says that it is running."""

    inside = False

    def __init__(self, selector=None):
        super().__init__(selector)
        self.inside = asyncio._get_running_loop() is not None

    def is_running(self):
        return super().is_running() or (self.inside and asyncio._get_running_loop() is not None)

    def close(self):
        self.inside = False
        super().close()
