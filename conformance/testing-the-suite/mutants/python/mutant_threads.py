"""Loops whose call_soon_threadsafe() breaks one promise at every call."""

import asyncio
import contextvars
import signal
import threading

from labels import breaks
from mutant_base import Base, ElsewhereHandle, from_program, in_loop_thread, in_main_thread, turned


@breaks(
    "call-soon-threadsafe.closed-rejected-unpromised",
    "accepts callbacks of threads once it is closed",
)
class TakesThreadsCallbacksWhenClosed(Base):
    def call_soon_threadsafe(self, callback, *args, context=None):
        if self.is_closed():
            return asyncio.Handle(callback, args, self, context)
        return super().call_soon_threadsafe(callback, *args, context=context)


@breaks(
    "call-soon-threadsafe.context-default-of-calling-thread",
    "changes the context of the thread that calls",
)
class RunsInTheContextOfTheCaller(Base):
    """Runs a callback in a copy whose values it hands back to the thread that waits for it."""

    borrowed = None

    def call_soon_threadsafe(self, callback, *args, context=None):
        if context is None and from_program(callback) and not in_loop_thread(self):
            self.lend(callback, args)
        return super().call_soon_threadsafe(callback, *args, context=context)

    def lend(self, callback, args):
        done = threading.Event()
        changed = contextvars.copy_context()

        def calls():
            changed.run(callback, *args)
            done.set()

        super().call_soon_threadsafe(calls)
        done.wait(0.5)
        for variable, value in changed.items():
            variable.set(value)


@breaks("call-soon-threadsafe.cancel-from-other-thread", "ignores cancellation by other threads")
class CannotBeCancelledByThreads(Base):
    def call_soon_threadsafe(self, callback, *args, context=None):
        handle = super().call_soon_threadsafe(callback, *args, context=context)

        class Guarded(asyncio.Handle):
            __slots__ = ()

            def cancel(handle):
                if in_loop_thread(self):
                    super().cancel()

        return turned(handle, Guarded) if from_program(callback) else handle


@breaks(
    "call-soon-threadsafe.order-per-thread",
    "runs what its own thread schedules in reverse order",
)
class SameThreadLastInFirstOut(Base):
    def call_soon_threadsafe(self, callback, *args, context=None):
        handle = super().call_soon_threadsafe(callback, *args, context=context)
        if from_program(callback) and (in_loop_thread(self) or not self.is_running()):
            self._ready.rotate(1)
        return handle


@breaks(
    "call-soon-threadsafe.ordered-with-call-soon",
    "puts what its own thread schedules ahead of what waits",
)
class SameThreadGoesAhead(SameThreadLastInFirstOut):
    pass


@breaks("call-soon-threadsafe.none-lost", "loses one callback of other threads in seven")
class LosesOneInSeven(Base):
    count = 0

    def call_soon_threadsafe(self, callback, *args, context=None):
        handle = super().call_soon_threadsafe(callback, *args, context=context)
        self.count += from_program(callback) and not in_main_thread()
        if self.count == 7:
            self.count = 0
            handle.cancel()
        return handle


@breaks(
    "call-soon-threadsafe.none-lost",
    "loses the callbacks of other threads outside the first run",
)
class LosesWhatSurroundsARun(Base):
    """Loses every callback of a thread while no task of a program is running."""

    def call_soon_threadsafe(self, callback, *args, context=None):
        handle = super().call_soon_threadsafe(callback, *args, context=context)
        if from_program(callback) and not in_main_thread() and self.runs != 1:
            handle.cancel()
        return handle


@breaks("call-soon-threadsafe.no-debug-thread-error", "refuses other threads in debug mode")
class ChecksTheThreadInDebugMode(Base):
    def call_soon_threadsafe(self, callback, *args, context=None):
        if self.get_debug() and not in_main_thread():
            raise RuntimeError("called from another thread in debug mode")
        return super().call_soon_threadsafe(callback, *args, context=context)


@breaks("call-soon-threadsafe.same-thread-ok", "loses what its own thread schedules")
class LosesTheSameThread(Base):
    def call_soon_threadsafe(self, callback, *args, context=None):
        handle = super().call_soon_threadsafe(callback, *args, context=context)
        if from_program(callback) and (in_loop_thread(self) or not self.is_running()):
            handle.cancel()
        return handle


@breaks(
    "call-soon-threadsafe.runs-in-loop-thread",
    "runs the callbacks of threads in threads of their own",
)
class RunsThreadsCallbacksElsewhere(Base):
    def call_soon_threadsafe(self, callback, *args, context=None):
        handle = super().call_soon_threadsafe(callback, *args, context=context)
        return turned(handle, ElsewhereHandle) if from_program(callback) else handle


@breaks("call-soon-threadsafe.reentrant", "loses what signal handlers schedule")
class LosesWhatSignalHandlersSchedule(Base):
    inside = False

    def __init__(self, selector=None):
        super().__init__(selector)
        set_handler = signal.signal

        def marking(number, handler):
            if not callable(handler):
                return set_handler(number, handler)

            def marked(*args):
                self.inside = True
                try:
                    handler(*args)
                finally:
                    self.inside = False

            return set_handler(number, marked)

        signal.signal = marking

    def call_soon_threadsafe(self, callback, *args, context=None):
        handle = super().call_soon_threadsafe(callback, *args, context=context)
        if self.inside:
            handle.cancel()
        return handle
