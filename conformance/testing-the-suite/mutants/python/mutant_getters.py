"""Mutants of the functions that get, set and make loops: asyncio's own are replaced in the module.

asyncio itself asks `asyncio.events`, and stays sound.
"""

import asyncio
import threading

from labels import breaks
from mutant_base import Base, in_main_thread, loop_factory, replaced


def no_function(name):
    @loop_factory
    def make():
        setattr(asyncio, name, None)
        return Base()

    return make


no_get_running_loop = breaks("obtaining.four-functions-exist", "comes with no get_running_loop()")(no_function("get_running_loop"))
no_get_event_loop = breaks("obtaining.four-functions-exist", "comes with no get_event_loop()")(no_function("get_event_loop"))
no_set_event_loop = breaks("obtaining.four-functions-exist", "comes with no set_event_loop()")(no_function("set_event_loop"))
no_new_event_loop = breaks("obtaining.four-functions-exist", "comes with no new_event_loop()")(no_function("new_event_loop"))

# The running loop


OTHER = []


def another_loop():
    if not OTHER:
        OTHER.append(asyncio.SelectorEventLoop())
    return OTHER[0]


@breaks(
    "get-running-loop.returns-loop-in-coroutine",
    "has another running loop when a task asks again",
)
@replaced("get_running_loop")
def another_running_loop_after_an_await(original):
    loop = original()
    task = asyncio.current_task()
    if task is not None:
        task.asked = getattr(task, "asked", 0) + 1
        if task.asked > 1:
            return another_loop()
    return loop


@breaks("get-running-loop.returns-loop-in-callback", "has another running loop in debug mode")
@replaced("get_running_loop")
def another_running_loop_in_debug_mode(original):
    loop = original()
    return another_loop() if loop.get_debug() else loop


@breaks(
    "get-running-loop.returns-loop-in-callback",
    "has another running loop from the second run on",
)
@replaced("get_running_loop")
def another_running_loop_in_the_second_run(original):
    loop = original()
    return another_loop() if getattr(loop, "runs", 0) > 1 else loop


@breaks("get-running-loop.returns-loop-in-coroutine", "has another running loop in coroutines")
@replaced("get_running_loop")
def another_running_loop_in_coroutines(original):
    loop = original()
    return another_loop() if asyncio.current_task() is not None else loop


@breaks("get-running-loop.returns-loop-in-callback", "has another running loop in callbacks")
@replaced("get_running_loop")
def another_running_loop_in_callbacks(original):
    loop = original()
    return another_loop() if asyncio.current_task() is None else loop


class KnowsItsCallback(Base):
    """Knows how the callback that is running came to it."""

    kind = None

    def tell(self, kind, callback):
        def told(*args):
            self.kind = kind
            try:
                return callback(*args)
            finally:
                self.kind = None

        told.__module__ = "asyncio.told"
        return told

    def call_later(self, delay, callback, *args, context=None):
        return super().call_later(delay, self.tell("timer", callback), *args, context=context)

    def call_soon_threadsafe(self, callback, *args, context=None):
        callback = self.tell("threadsafe", callback)
        return super().call_soon_threadsafe(callback, *args, context=context)

    def add_reader(self, fd, callback, *args):
        return super().add_reader(fd, self.tell("reader", callback), *args)

    def add_writer(self, fd, callback, *args):
        return super().add_writer(fd, self.tell("writer", callback), *args)

    def add_signal_handler(self, sig, callback, *args):
        return super().add_signal_handler(sig, self.tell("signal", callback), *args)


def fails_for(kind):
    def get_running_loop(original):
        loop = original()
        if getattr(loop, "kind", None) == kind:
            raise RuntimeError("no running event loop")
        return loop

    return replaced("get_running_loop", KnowsItsCallback)(get_running_loop)


no_running_loop_in_timers = breaks("get-running-loop.returns-loop-in-other-callback-kinds", "has no running loop in timers")(fails_for("timer"))
no_running_loop_in_threadsafe_callbacks = breaks(
    "get-running-loop.returns-loop-in-other-callback-kinds",
    "has no running loop in call_soon_threadsafe()'s callbacks",
)(fails_for("threadsafe"))
no_running_loop_in_readers = breaks(
    "get-running-loop.returns-loop-in-other-callback-kinds",
    "has no running loop in callbacks of readers",
)(fails_for("reader"))
no_running_loop_in_writers = breaks(
    "get-running-loop.returns-loop-in-other-callback-kinds",
    "has no running loop in callbacks of writers",
)(fails_for("writer"))
no_running_loop_in_signal_handlers = breaks(
    "get-running-loop.returns-loop-in-other-callback-kinds",
    "has no running loop in callbacks of signals",
)(fails_for("signal"))


@breaks("get-running-loop.raises-when-none", "gives None when no loop runs")
@replaced("get_running_loop")
def none_when_nothing_runs(original):
    try:
        return original()
    except RuntimeError:
        return None


@breaks("get-running-loop.raises-in-worker-thread", "gives None in threads without a loop")
@replaced("get_running_loop")
def none_in_threads(original):
    try:
        return original()
    except RuntimeError:
        if in_main_thread():
            raise
        return None


@breaks("get-running-loop.raises-when-none", "raises LookupError when no loop runs")
@replaced("get_running_loop")
def lookup_error_when_nothing_runs(original):
    try:
        return original()
    except RuntimeError:
        raise LookupError("no running event loop") from None


class Remembered(Base):
    last = None
    made = None

    def __init__(self):
        super().__init__()
        Remembered.made = self

    def run_forever(self):
        Remembered.last = self
        super().run_forever()


@breaks(
    "get-running-loop.raises-before-and-after-run",
    "goes on as the running loop when its run is over",
)
@replaced("get_running_loop", Remembered)
def keeps_the_loop_of_the_last_run(original):
    try:
        return original()
    except RuntimeError:
        if Remembered.last is None or not in_main_thread():
            raise
        return Remembered.last


@breaks("get-running-loop.raises-before-and-after-run", "is the running loop before its first run")
@replaced("get_running_loop", Remembered)
def answers_before_the_first_run(original):
    try:
        return original()
    except RuntimeError:
        if not in_main_thread() or Remembered.made.runs:
            raise
        return Remembered.made


class NotesErrors(Base):
    failed = None

    def run_until_complete(self, future):
        NotesErrors.failed = None
        try:
            return super().run_until_complete(future)
        except BaseException:
            NotesErrors.failed = self
            raise


@breaks(
    "get-running-loop.raises-before-and-after-run",
    "goes on as the running loop after a run that raised",
)
@replaced("get_running_loop", NotesErrors)
def keeps_the_loop_of_a_raising_run(original):
    try:
        return original()
    except RuntimeError:
        if NotesErrors.failed is None or not in_main_thread():
            raise
        return NotesErrors.failed


RUNNING = []


class Listed(Base):
    def run_forever(self):
        RUNNING.append(self)
        try:
            super().run_forever()
        finally:
            RUNNING.remove(self)


@breaks("get-running-loop.per-thread", "is the running loop in all threads, the first that runs")
@replaced("get_running_loop", Listed)
def one_running_loop_for_all_threads(original):
    return RUNNING[0] if RUNNING else original()


@breaks("get-running-loop.per-thread", "is the running loop in all threads, the last that runs")
@replaced("get_running_loop", Listed)
def the_newest_running_loop_for_all_threads(original):
    loop = original()
    return RUNNING[-1] if RUNNING else loop


@breaks("get-running-loop.raises-in-worker-thread", "is the running loop in worker threads")
@replaced("get_running_loop", Listed)
def worker_threads_get_the_loop(original):
    try:
        return original()
    except RuntimeError:
        if in_main_thread() or not RUNNING:
            raise
        return RUNNING[0]


@breaks("get-running-loop.raises-in-worker-thread", "is the running loop in threads of its executor")
@replaced("get_running_loop", Listed)
def executor_threads_get_the_loop(original):
    try:
        return original()
    except RuntimeError:
        if "asyncio" not in threading.current_thread().name or not RUNNING:
            raise
        return RUNNING[0]


@breaks(
    "get-running-loop.ignores-set-event-loop",
    "is the running loop as soon as it is the current one",
)
@replaced("get_running_loop")
def the_current_loop_counts_as_running(original):
    try:
        return original()
    except RuntimeError:
        found = getattr(asyncio.get_event_loop_policy(), "_local", None)
        if getattr(found, "_loop", None) is None:
            raise
        return found._loop
