"""Mutants of the functions that get, set and make loops, wrong at every call: asyncio's own are replaced."""

import asyncio
import os
import threading
import warnings

from labels import breaks
from mutant_base import Base, in_main_thread, loop_factory, replaced


class Known:
    """What the functions remember. It lives as long as the process of the driver."""

    last = None
    made = None
    home = os.getpid()
    owners = {}


@breaks(
    "get-running-loop.returns-loop-in-callback",
    "get_running_loop() gives another object each time",
)
@replaced("get_running_loop")
def a_new_running_loop_each_time(original):
    original()
    return object()


class RemembersItsRun(Base):
    def run_forever(self):
        Known.last = self
        super().run_forever()


@breaks(
    "get-running-loop.raises-before-and-after-run",
    "get_running_loop() gives a thread the last loop that ran",
)
@replaced("get_running_loop", RemembersItsRun)
def the_last_loop_to_run_in_a_thread(original):
    try:
        return original()
    except RuntimeError:
        if in_main_thread() or Known.last is None:
            raise
        return Known.last


@breaks(
    "get-running-loop.no-side-effects",
    "get_running_loop() unsets the current loop before it raises",
)
@replaced("get_running_loop")
def takes_the_current_loop_away(original):
    try:
        return original()
    except RuntimeError:
        asyncio.set_event_loop(None)
        raise


@breaks(
    "get-running-loop.no-side-effects",
    "get_running_loop() sets a current loop before it raises",
)
@replaced("get_running_loop")
def installs_a_loop(original):
    try:
        return original()
    except RuntimeError:
        asyncio.set_event_loop(Base())
        raise


@breaks(
    "get-running-loop.forked-child-has-none",
    "get_running_loop() gives a forked child its parent's loop",
)
@replaced("get_running_loop", RemembersItsRun)
def the_running_loop_of_the_parent(original):
    try:
        return original()
    except RuntimeError:
        if os.getpid() == Known.home or Known.last is None:
            raise
        return Known.last


@breaks(
    "get-running-loop.returns-loop-in-other-callback-kinds",
    "get_running_loop() gives callbacks another object",
)
@replaced("get_running_loop")
def another_running_loop_outside_tasks(original):
    loop = original()
    return loop if asyncio.current_task() is not None else object()


# The current loop


@breaks("get-event-loop.returns-set-loop", "get_event_loop() gives another object")
@replaced("get_event_loop")
def always_another_current_loop(original):
    original()
    return object()


@breaks("get-event-loop.never-null", "get_event_loop() gives None")
@replaced("get_event_loop")
def no_current_loop(original):
    try:
        original()
    except RuntimeError:
        pass
    return None


def always_warns(original):
    warnings.warn("There is no current event loop", DeprecationWarning, stacklevel=3)
    return original()


warns_of_the_set_loop = breaks("get-event-loop.set-loop-no-warning", "get_event_loop() warns although a loop is set")(replaced("get_event_loop")(always_warns))
warns_of_the_set_loop_from_3_10_9 = breaks(
    "get-event-loop.set-loop-no-warning-from-3-10-9",
    "get_event_loop() warns although a loop is set",
)(replaced("get_event_loop")(always_warns))
warns_of_the_set_loop_from_3_11_1 = breaks(
    "get-event-loop.set-loop-no-warning-from-3-11-1",
    "get_event_loop() warns although a loop is set",
)(replaced("get_event_loop")(always_warns))
warns_when_it_makes_a_loop = breaks("get-event-loop.auto-create-silent", "get_event_loop() warns when it makes a loop")(replaced("get_event_loop")(always_warns))


@breaks("get-event-loop.auto-create-warns", "get_event_loop() makes a loop and does not warn")
@replaced("get_event_loop")
def makes_a_loop_without_a_word(original):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return original()


@breaks("get-event-loop.not-auto-created", "get_event_loop() makes a loop where there is none")
@replaced("get_event_loop")
def makes_a_loop_where_there_is_none(original):
    try:
        return original()
    except RuntimeError:
        return Base()


def another_kind_of_error(original):
    try:
        return original()
    except RuntimeError as error:
        raise LookupError("no current event loop") from error


current_loop_error_of_another_kind = breaks("get-event-loop.no-loop-error-type", "get_event_loop() raises LookupError without a loop")(replaced("get_event_loop")(another_kind_of_error))
current_loop_error_of_an_unpromised_kind = breaks(
    "get-event-loop.no-loop-error-type-unpromised",
    "get_event_loop() raises LookupError without a loop",
)(replaced("get_event_loop")(another_kind_of_error))


# Setting


@breaks("get-event-loop.independent-per-thread", "set_event_loop() sets a loop in one thread alone")
@replaced("set_event_loop")
def gives_a_loop_to_one_thread_alone(original, loop):
    owner = Known.owners.setdefault(loop, threading.get_ident())
    original(loop if owner == threading.get_ident() else None)


@breaks("set-event-loop.installs-for-calling-thread", "set_event_loop() does nothing")
@replaced("set_event_loop")
def sets_nothing(original, loop):
    if loop is not None and not isinstance(loop, asyncio.AbstractEventLoop):
        original(loop)


@breaks("set-event-loop.installs-for-calling-thread", "set_event_loop() takes the first loop alone")
@replaced("set_event_loop")
def sets_the_first_loop_alone(original, loop):
    if Known.made is None or loop is None:
        Known.made = (loop,)
        original(loop)


class OneForAll(asyncio.DefaultEventLoopPolicy):
    """Gives all threads the same current loop."""

    loop = None

    def get_event_loop(self):
        if self.loop is None:
            raise RuntimeError("There is no current event loop")
        return self.loop

    def set_event_loop(self, loop):
        self.loop = loop


@breaks("set-event-loop.other-threads-unaffected", "set_event_loop() sets the loop of all threads")
@replaced("set_event_loop")
def one_current_loop_for_all_threads(original, loop):
    if not isinstance(asyncio.get_event_loop_policy(), OneForAll):
        asyncio.set_event_loop_policy(OneForAll())
    original(loop)


def takes_anything(original, loop):
    if loop is None or isinstance(loop, asyncio.AbstractEventLoop):
        original(loop)


takes_anything_for_a_loop = breaks("set-event-loop.rejects-non-loop", "set_event_loop() overlooks what is no loop")(replaced("set_event_loop")(takes_anything))
takes_anything_for_a_loop_in_place_of_a_type_error = breaks("set-event-loop.rejects-non-loop-type-error", "set_event_loop() overlooks what is no loop")(replaced("set_event_loop")(takes_anything))


@breaks("set-event-loop.returns-none", "set_event_loop() returns the loop")
@replaced("set_event_loop")
def returns_the_loop_that_was_set(original, loop):
    original(loop)
    return loop


# Making


def for_second_loops(make_second):
    """A factory that makes a sound loop unless one is open, and otherwise what `make_second()` makes."""

    @loop_factory
    def make():
        if Known.made is not None and not Known.made.is_closed():
            return make_second()
        Known.made = Base()
        return Known.made

    make.__module__ = __name__
    return make


def closed_loop():
    loop = Base()
    loop.close()
    return loop


def installed_loop():
    loop = Base()
    asyncio.set_event_loop(loop)
    return loop


def running_loop():
    loop = Base()
    asyncio._set_running_loop(loop)
    return loop


makes_nothing = breaks("new-event-loop.returns-loop-object", "new_event_loop() makes nothing")(for_second_loops(lambda: None))
makes_a_bare_object = breaks("new-event-loop.abstract-interface", "new_event_loop() makes an object without methods")(for_second_loops(object))
makes_one_loop_alone = breaks("new-event-loop.fresh-each-call", "new_event_loop() makes one loop alone")(for_second_loops(lambda: Known.made))
makes_closed_loops = breaks("new-event-loop.initial-state", "new_event_loop() makes closed loops")(for_second_loops(closed_loop))
installs_every_new_loop = breaks("new-event-loop.not-installed", "new_event_loop() sets each new loop as the current one")(for_second_loops(installed_loop))
makes_running_loops = breaks("new-event-loop.not-installed", "new_event_loop() makes each new loop the running one")(for_second_loops(running_loop))


def takes_any_policy(original, policy):
    if policy is None or isinstance(policy, asyncio.AbstractEventLoopPolicy):
        original(policy)


takes_anything_for_a_policy = breaks("policy.type-error", "set_event_loop_policy() overlooks what is no policy")(replaced("set_event_loop_policy")(takes_any_policy))
takes_anything_for_a_policy_as_before_3_11 = breaks("policy.type-checked", "set_event_loop_policy() overlooks what is no policy")(replaced("set_event_loop_policy")(takes_any_policy))
