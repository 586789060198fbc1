"""What the mutants share: a selector loop whose iteration is spelled out, so that each step can be broken alone."""

import asyncio
import functools
import heapq
import sys
import threading

MAXIMUM_WAIT = 24 * 3600


class Base(asyncio.SelectorEventLoop):
    """Counts its runs; otherwise asyncio's own selector loop."""

    runs = 0
    made = False

    def __init__(self, selector=None):
        super().__init__(selector)
        self.made = True

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
        while self._scheduled and not self._scheduled[0]._when >= end:
            handle = heapq.heappop(self._scheduled)
            handle._scheduled = False
            self._ready.append(handle)

    def run_batch(self):
        for _ in range(len(self._ready)):
            self.run_one()

    def run_one(self):
        self.run_handle(self._ready.popleft())

    def run_handle(self, handle):
        if handle._cancelled:
            return
        begun = self.time()
        handle._run()
        took = self.time() - begun
        if self.get_debug() and took >= self.slow_callback_duration:
            asyncio.log.logger.warning("%r has run for %.3f s", handle, took)


def from_program(callback):
    """Whether a callback comes from a program, and not from asyncio's own machinery."""
    module = getattr(callback, "__module__", None) or ""
    return hasattr(callback, "__code__") and not module.startswith(("asyncio", "concurrent"))


class Callbacks(Base):
    """Hands the callbacks of programs to `program_callback()`, and leaves asyncio's own alone."""

    def call_soon(self, callback, *args, context=None):
        if not from_program(callback):
            return super().call_soon(callback, *args, context=context)
        return self.program_callback(callback, args, context)

    def program_callback(self, callback, args, context):
        return self.sound_callback(callback, args, context)

    def sound_callback(self, callback, args, context):
        return super().call_soon(callback, *args, context=context)


def in_loop_thread(loop):
    return loop._thread_id == threading.get_ident()


def in_main_thread():
    return threading.current_thread() is threading.main_thread()


def loop_factory(function):
    """Marks a function that makes loops, so that the catalogue can be held against the modules."""
    function.makes_loops = True
    function.__module__ = sys._getframe(1).f_globals["__name__"]
    return function


def replaced(name, loop_class=None):
    """Turns a function into a factory of sound loops that also puts it in place of asyncio's own.

    The function gets asyncio's own as its first argument.
    """

    original = getattr(asyncio, name)
    module = sys._getframe(1).f_globals["__name__"]

    def decorate(function):
        @functools.wraps(function)
        def replacement(*args, **kwargs):
            return function(original, *args, **kwargs)

        def make():
            setattr(asyncio, name, replacement)
            return (loop_class or Base)()

        make.makes_loops = True
        make.__name__ = function.__name__
        make.__module__ = module
        return make

    return decorate


def turned(handle, kind):
    """The same handle with the behaviour of `kind`, a subclass of its class without slots of its own."""

    handle.__class__ = kind
    return handle


class LooksLikeAHandle:
    """Neither a Handle nor a TimerHandle, and the same to use."""

    def __init__(self, handle):
        self.handle = handle

    def __getattr__(self, name):
        return getattr(self.handle, name)


class ElsewhereHandle(asyncio.Handle):
    """Runs its callback in a thread of its own, and waits for it."""

    __slots__ = ()

    def _run(self):
        worker = threading.Thread(target=super()._run)
        worker.start()
        worker.join()


class SilentHandle(asyncio.Handle):
    __slots__ = ()

    def __repr__(self):
        return "<Handle>"


class SilentTimer(asyncio.TimerHandle):
    __slots__ = ()

    def __repr__(self):
        return "<TimerHandle>"
