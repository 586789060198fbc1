"""Goes before a printed script that is to run in virtual time."""

import asyncio
import time


class VirtualSelector:
    """Waits for nothing: a clock that all loops of the process have in common moves instead."""

    now = 0.0

    def __init__(self, selector):
        self._selector = selector

    def __getattr__(self, name):
        return getattr(self._selector, name)

    def select(self, timeout=None):
        ready = self._selector.select(0)
        if not ready and timeout is None:
            raise SystemExit("nothing left to wait for")
        if not ready and timeout > 0:
            VirtualSelector.now += timeout
        return ready


make = asyncio.SelectorEventLoop.__init__


def make_virtual(self, *args, **kwargs):
    make(self, *args, **kwargs)
    self._selector = VirtualSelector(self._selector)
    self.time = time.monotonic


held = []
"""Tasks and futures: what they say when they are collected is not what a script is compared by."""


def holding(made):
    def make_and_hold(self, *args, **kwargs):
        held.append(made(self, *args, **kwargs))
        return held[-1]

    return make_and_hold


def sleep(seconds):
    VirtualSelector.now += seconds


asyncio.SelectorEventLoop.__init__ = make_virtual
for method in ("create_task", "create_future"):
    setattr(asyncio.BaseEventLoop, method, holding(getattr(asyncio.BaseEventLoop, method)))
time.sleep = sleep
time.monotonic = lambda: VirtualSelector.now
