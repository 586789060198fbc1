"""Mutants of the current loop: get_event_loop(), set_event_loop(), new_event_loop() and policies."""

import asyncio
import threading
import warnings

from labels import breaks
from mutant_base import Base, in_main_thread, loop_factory, replaced

policy_of = asyncio.get_event_loop_policy
running_loop = asyncio._get_running_loop


def installed():
    """The loop that this thread's default policy holds; never makes one."""
    return getattr(getattr(policy_of(), "_local", None), "_loop", None)


def asks_the_policy_when(wrong):
    """A get_event_loop() that overlooks the running loop where `wrong` says so."""

    def get_event_loop(original):
        loop = running_loop()
        if loop is not None and wrong(loop):
            return policy_of().get_event_loop()
        return original()

    return get_event_loop


def in_a_coroutine(loop):
    return asyncio.current_task(loop) is not None


overlooks_the_running_loop_in_coroutines = breaks("get-event-loop.returns-running-in-coroutine", "asks the policy in coroutines")(replaced("get_event_loop")(asks_the_policy_when(in_a_coroutine)))
overlooks_the_running_loop_in_callbacks = breaks("get-event-loop.returns-running-in-callback", "asks the policy in callbacks")(replaced("get_event_loop")(
    asks_the_policy_when(lambda loop: not in_a_coroutine(loop))
))
overlooks_the_running_loop_in_debug_mode = breaks("get-event-loop.returns-running-in-callback", "asks the policy in debug mode")(replaced("get_event_loop")(
    asks_the_policy_when(lambda loop: loop.get_debug())
))
overlooks_the_running_loop_if_another_is_current = breaks("get-event-loop.running-beats-current", "prefers the current loop to the running one")(replaced("get_event_loop")(
    asks_the_policy_when(lambda loop: installed() not in (None, loop))
))
overlooks_the_running_loop_in_the_second_run = breaks(
    "get-event-loop.running-beats-current",
    "prefers the current loop to the running one from the second run on",
)(replaced("get_event_loop")(
    asks_the_policy_when(lambda loop: getattr(loop, "runs", 0) > 1 and installed())
))
asks_a_custom_policy_while_running = breaks(
    "policy.not-consulted-while-running",
    "is not the current loop in a run with a custom policy",
)(replaced("get_event_loop")(
    asks_the_policy_when(lambda loop: not type(policy_of()).__module__.startswith("asyncio"))
))


@breaks("get-event-loop.running-beats-current", "goes on as the current loop when its run is over")
@replaced("get_event_loop")
def keeps_answering_the_loop_that_ran(original):
    loop = running_loop()
    if loop is not None:
        keeps_answering_the_loop_that_ran.last = loop
        return loop
    last = getattr(keeps_answering_the_loop_that_ran, "last", None)
    if last is not None and last._ready is not None and not last.is_closed() and installed():
        return last
    return original()


@breaks("get-event-loop.auto-created-is-installed", "is made anew by each get_event_loop()")
@replaced("get_event_loop")
def makes_a_new_loop_each_time(original):
    if running_loop() is None and installed() is None and in_main_thread():
        original()
        return asyncio.SelectorEventLoop()
    return original()


@breaks("get-event-loop.auto-created-is-installed", "is made by get_event_loop() and not installed")
@replaced("get_event_loop")
def creates_and_does_not_install(original):
    if running_loop() is not None or installed() is not None:
        return original()
    loop = original()
    policy_of()._local._loop = None
    policy_of()._local._set_called = False
    return loop


@breaks("get-event-loop.auto-creates-in-main-thread", "is never made by get_event_loop()")
@replaced("get_event_loop")
def never_creates(original):
    if running_loop() is None and installed() is None:
        raise RuntimeError("no current event loop")
    return original()


@breaks(
    "get-event-loop.auto-creates-in-main-thread",
    "is closed already when get_event_loop() makes it",
)
@replaced("get_event_loop")
def creates_a_closed_loop(original):
    known = running_loop() or installed()
    loop = original()
    if known is None:
        loop.close()
    return loop


@breaks(
    "get-event-loop.not-auto-created-in-other-threads",
    "is made by get_event_loop() in any thread",
)
@replaced("get_event_loop")
def creates_in_threads_too(original):
    if running_loop() is None and installed() is None and not in_main_thread():
        loop = asyncio.SelectorEventLoop()
        policy_of().set_event_loop(loop)
        return loop
    return original()


@breaks(
    "get-event-loop.after-explicit-none-raises",
    "is made by get_event_loop() after set_event_loop(None)",
)
@replaced("get_event_loop")
def creates_after_an_explicit_none(original):
    try:
        return original()
    except RuntimeError:
        if not in_main_thread() or not type(policy_of()).__module__.startswith("asyncio"):
            raise
        return asyncio.SelectorEventLoop()


@breaks(
    "get-event-loop.not-auto-created-in-other-threads",
    "leaves get_event_loop() to give None for want of a loop",
)
@replaced("get_event_loop")
def none_for_want_of_a_loop(original):
    try:
        return original()
    except RuntimeError:
        return None


@breaks(
    "get-event-loop.may-return-closed-loop",
    "is replaced as the current loop when it was closed",
)
@replaced("get_event_loop")
def replaces_a_closed_current_loop(original):
    loop = original()
    return asyncio.SelectorEventLoop() if loop.is_closed() else loop


@breaks("get-event-loop.auto-create-warns", "is made by get_event_loop() without a warning")
@replaced("get_event_loop")
def does_not_warn_when_it_creates(original):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return original()


CURRENT = []


def set_for_all_threads(original, loop):
    original(loop)
    CURRENT[:] = [loop]


@breaks("get-event-loop.independent-per-thread", "is the current loop of all threads")
@loop_factory
def current_loop_is_common_to_all_threads():
    def get_event_loop():
        return running_loop() or CURRENT[0] if CURRENT and CURRENT[0] else own_get()

    if asyncio.get_event_loop is own_get:
        asyncio.set_event_loop = lambda loop: set_for_all_threads(own_set, loop)
        asyncio.get_event_loop = get_event_loop
    return Base()


own_get, own_set = asyncio.get_event_loop, asyncio.set_event_loop


# set_event_loop()


@breaks("set-event-loop.installs-for-calling-thread", "stays the current loop when another is set")
@replaced("set_event_loop")
def first_set_wins(original, loop):
    if installed() is None or loop is None:
        original(loop)


@breaks("set-event-loop.installs-for-calling-thread", "cannot be set in other threads")
@replaced("set_event_loop")
def sets_nothing_in_threads(original, loop):
    if in_main_thread():
        original(loop)


@breaks("set-event-loop.during-run-does-not-redirect", "cannot be set during a run")
@replaced("set_event_loop")
def sets_nothing_during_a_run(original, loop):
    if running_loop() is None:
        original(loop)


@breaks(
    "set-event-loop.during-run-does-not-redirect",
    "becomes the running loop when it is set during a run",
)
@replaced("set_event_loop")
def redirects_the_running_loop(original, loop):
    original(loop)
    if running_loop() is not None:
        asyncio._set_running_loop(loop)


@breaks("set-event-loop.does-not-start-or-close", "counts as running when it is set")
@replaced("set_event_loop")
def set_starts_to_run(original, loop):
    original(loop)
    if loop is not None and running_loop() is None:
        asyncio._set_running_loop(loop)


@breaks("set-event-loop.does-not-start-or-close", "is closed when another is set")
@replaced("set_event_loop")
def closes_what_it_replaces(original, loop):
    before = installed()
    original(loop)
    if before not in (None, loop) and not before.is_running():
        before.close()


@breaks("set-event-loop.none-clears", "stays the current loop after set_event_loop(None)")
@replaced("set_event_loop")
def none_does_not_clear(original, loop):
    if loop is not None:
        original(loop)


MAIN_LOOP = []


@breaks("set-event-loop.other-threads-unaffected", "is set for the main thread by any thread")
@loop_factory
def a_thread_sets_the_loop_of_the_main_thread():
    def get_event_loop():
        if running_loop() is None and MAIN_LOOP and in_main_thread():
            return MAIN_LOOP[0]
        return own_get()

    def set_event_loop(loop):
        own_set(loop)
        if not in_main_thread():
            MAIN_LOOP[:] = [loop]

    if asyncio.get_event_loop is own_get:
        asyncio.set_event_loop, asyncio.get_event_loop = set_event_loop, get_event_loop
    del MAIN_LOOP[:]
    return Base()


# new_event_loop()


@breaks("new-event-loop.not-installed", "is the current loop when new")
@replaced("new_event_loop")
def installs_the_new_loop(original):
    loop = original()
    policy_of().set_event_loop(loop)
    return loop


@breaks(
    "new-event-loop.fresh-each-call",
    "is given out again by new_event_loop() if it is the current one",
)
@replaced("new_event_loop")
def new_gives_the_current_loop(original):
    return installed() or original()


@breaks("new-event-loop.fresh-each-call", "is given out again by new_event_loop() while it runs")
@replaced("new_event_loop")
def new_gives_the_running_loop(original):
    return running_loop() or original()


SPARE = []


@breaks("new-event-loop.fresh-each-call", "is made once and given out again until it is closed")
@loop_factory
def makes_one_loop_for_all():
    if not SPARE or SPARE[0].is_closed():
        SPARE[:] = [Base()]
    return SPARE[0]


@breaks("new-event-loop.initial-state", "is closed when new, one in three")
@loop_factory
def makes_a_closed_loop_now_and_then():
    SPARE.append(None)
    loop = Base()
    if len(SPARE) > 2 and len(SPARE) % 3 == 1:  # Two are made before the first program.
        loop.close()
    return loop


@breaks("loops.own-queues", "shares its queue with all others")
class SharesItsQueue(Base):
    common = None

    def __init__(self):
        super().__init__()
        if SharesItsQueue.common is None:
            SharesItsQueue.common = self._ready
        self._ready = SharesItsQueue.common


@breaks("new-event-loop.initial-state", "says that it runs when new")
class SaysThatItRunsWhenNew(Base):
    def run_forever(self):
        self.made = False
        super().run_forever()

    def close(self):
        self.made = False
        super().close()

    def is_running(self):
        return (self.made and self.runs == 0) or super().is_running()


@breaks("new-event-loop.returns-loop-object", "has no call_soon_threadsafe()")
class HasNoThreadsafeMethod(Base):
    call_soon_threadsafe = None


@breaks("new-event-loop.returns-loop-object", "has no shutdown_asyncgens()")
class HasNoShutdown(Base):
    @property
    def shutdown_asyncgens(self):
        raise AttributeError("shutdown_asyncgens")


@breaks("new-event-loop.while-another-runs", "cannot be made during a run")
class CannotBeMadeInARun(Base):
    def __init__(self):
        if running_loop() is not None:
            raise RuntimeError("a loop is running")
        super().__init__()


@breaks("new-event-loop.any-thread", "cannot be made in other threads")
class CannotBeMadeInThreads(Base):
    def __init__(self):
        if threading.current_thread() is not threading.main_thread():
            raise RuntimeError("only in the main thread")
        super().__init__()


# Policies


@breaks("policy.overrides-new", "is made without asking the policy")
@replaced("new_event_loop")
def new_overlooks_the_policy(original):
    return asyncio.SelectorEventLoop()


@breaks("policy.overrides-set", "is set without telling the policy")
@replaced("set_event_loop")
def set_overlooks_the_policy(original, loop):
    if type(policy_of()).__module__.startswith("asyncio"):
        original(loop)


@breaks("policy.overrides-set", "is set without telling the policy during a run")
@replaced("set_event_loop")
def set_overlooks_the_policy_during_a_run(original, loop):
    if type(policy_of()).__module__.startswith("asyncio") or running_loop() is None:
        original(loop)


@breaks("policy.overrides-get-when-not-running", "is the current loop whatever the policy says")
@replaced("get_event_loop")
def get_overlooks_the_policy(original):
    policy = policy_of()
    if running_loop() is None and not type(policy).__module__.startswith("asyncio"):
        return policy._local._loop or asyncio.SelectorEventLoop()
    return original()


@breaks("policy.overrides-get-when-not-running", "is made anew when the policy raises")
@replaced("get_event_loop")
def swallows_errors_of_the_policy(original):
    try:
        return original()
    except Exception as error:
        if isinstance(error, RuntimeError):
            raise
        return asyncio.SelectorEventLoop()


@breaks("policy.none-restores-default", "stays with the custom policy for ever")
@replaced("set_event_loop_policy")
def no_way_back_to_the_default_policy(original, policy):
    if policy is not None:
        original(policy)
