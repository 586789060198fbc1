"""Runs printed scripts in virtual time, each in a process of its own.

Reads scripts from standard input, a JSON text a line. Writes what each printed: a line with a JSON list of its lines.
"""

import asyncio
import contextlib
import io
import json
import os
import sys
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


def printed(script):
    output = io.StringIO()
    with contextlib.redirect_stdout(output), contextlib.redirect_stderr(io.StringIO()):
        try:
            exec(compile(script, "<script>", "exec"), {"__name__": "__main__"})
        except BaseException as error:
            print("the script ended with", repr(error))
    return output.getvalue().splitlines()


for line in sys.stdin:
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        with os.fdopen(write, "w") as pipe:
            json.dump(printed(json.loads(line)), pipe)
        os._exit(0)
    os.close(write)
    with os.fdopen(read) as pipe:
        print(pipe.read(), flush=True)
    os.waitpid(child, 0)
