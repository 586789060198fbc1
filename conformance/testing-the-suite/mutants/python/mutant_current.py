"""Mutants of the current loop: get_event_loop(), set_event_loop(), new_event_loop() and policies."""

import asyncio
import threading
import warnings

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


overlooks_the_running_loop_in_coroutines = replaced("get_event_loop")(asks_the_policy_when(in_a_coroutine))
overlooks_the_running_loop_in_callbacks = replaced("get_event_loop")(
    asks_the_policy_when(lambda loop: not in_a_coroutine(loop))
)
overlooks_the_running_loop_in_debug_mode = replaced("get_event_loop")(
    asks_the_policy_when(lambda loop: loop.get_debug())
)
overlooks_the_running_loop_if_another_is_current = replaced("get_event_loop")(
    asks_the_policy_when(lambda loop: installed() not in (None, loop))
)
overlooks_the_running_loop_in_the_second_run = replaced("get_event_loop")(
    asks_the_policy_when(lambda loop: getattr(loop, "runs", 0) > 1 and installed())
)
asks_a_custom_policy_while_running = replaced("get_event_loop")(
    asks_the_policy_when(lambda loop: not type(policy_of()).__module__.startswith("asyncio"))
)


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


@replaced("get_event_loop")
def makes_a_new_loop_each_time(original):
    if running_loop() is None and installed() is None and in_main_thread():
        original()
        return asyncio.SelectorEventLoop()
    return original()


@replaced("get_event_loop")
def creates_and_does_not_install(original):
    if running_loop() is not None or installed() is not None:
        return original()
    loop = original()
    policy_of()._local._loop = None
    policy_of()._local._set_called = False
    return loop


@replaced("get_event_loop")
def never_creates(original):
    if running_loop() is None and installed() is None:
        raise RuntimeError("no current event loop")
    return original()


@replaced("get_event_loop")
def creates_a_closed_loop(original):
    known = running_loop() or installed()
    loop = original()
    if known is None:
        loop.close()
    return loop


@replaced("get_event_loop")
def creates_in_threads_too(original):
    if running_loop() is None and installed() is None and not in_main_thread():
        loop = asyncio.SelectorEventLoop()
        policy_of().set_event_loop(loop)
        return loop
    return original()


@replaced("get_event_loop")
def creates_after_an_explicit_none(original):
    try:
        return original()
    except RuntimeError:
        if not in_main_thread() or not type(policy_of()).__module__.startswith("asyncio"):
            raise
        return asyncio.SelectorEventLoop()


@replaced("get_event_loop")
def none_for_want_of_a_loop(original):
    try:
        return original()
    except RuntimeError:
        return None


@replaced("get_event_loop")
def replaces_a_closed_current_loop(original):
    loop = original()
    return asyncio.SelectorEventLoop() if loop.is_closed() else loop


@replaced("get_event_loop")
def does_not_warn_when_it_creates(original):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return original()


CURRENT = []


def set_for_all_threads(original, loop):
    original(loop)
    CURRENT[:] = [loop]


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


@replaced("set_event_loop")
def first_set_wins(original, loop):
    if installed() is None or loop is None:
        original(loop)


@replaced("set_event_loop")
def sets_nothing_in_threads(original, loop):
    if in_main_thread():
        original(loop)


@replaced("set_event_loop")
def sets_nothing_during_a_run(original, loop):
    if running_loop() is None:
        original(loop)


@replaced("set_event_loop")
def redirects_the_running_loop(original, loop):
    original(loop)
    if running_loop() is not None:
        asyncio._set_running_loop(loop)


@replaced("set_event_loop")
def set_starts_to_run(original, loop):
    original(loop)
    if loop is not None and running_loop() is None:
        asyncio._set_running_loop(loop)


@replaced("set_event_loop")
def closes_what_it_replaces(original, loop):
    before = installed()
    original(loop)
    if before not in (None, loop) and not before.is_running():
        before.close()


@replaced("set_event_loop")
def none_does_not_clear(original, loop):
    if loop is not None:
        original(loop)


MAIN_LOOP = []


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


@replaced("new_event_loop")
def installs_the_new_loop(original):
    loop = original()
    policy_of().set_event_loop(loop)
    return loop


@replaced("new_event_loop")
def new_gives_the_current_loop(original):
    return installed() or original()


@replaced("new_event_loop")
def new_gives_the_running_loop(original):
    return running_loop() or original()


SPARE = []


@loop_factory
def makes_one_loop_for_all():
    if not SPARE or SPARE[0].is_closed():
        SPARE[:] = [Base()]
    return SPARE[0]


@loop_factory
def makes_a_closed_loop_now_and_then():
    SPARE.append(None)
    loop = Base()
    if len(SPARE) % 3 == 0:
        loop.close()
    return loop


class SharesItsQueue(Base):
    common = None

    def __init__(self):
        super().__init__()
        if SharesItsQueue.common is None:
            SharesItsQueue.common = self._ready
        self._ready = SharesItsQueue.common


class SaysThatItRunsWhenNew(Base):
    def run_forever(self):
        self.made = False
        super().run_forever()

    def close(self):
        self.made = False
        super().close()

    def is_running(self):
        return (self.made and self.runs == 0) or super().is_running()


class HasNoThreadsafeMethod(Base):
    call_soon_threadsafe = None


class HasNoShutdown(Base):
    @property
    def shutdown_asyncgens(self):
        raise AttributeError("shutdown_asyncgens")


class CannotBeMadeInARun(Base):
    def __init__(self):
        if running_loop() is not None:
            raise RuntimeError("a loop is running")
        super().__init__()


class CannotBeMadeInThreads(Base):
    def __init__(self):
        if threading.current_thread() is not threading.main_thread():
            raise RuntimeError("only in the main thread")
        super().__init__()


# Policies


@replaced("new_event_loop")
def new_overlooks_the_policy(original):
    return asyncio.SelectorEventLoop()


@replaced("set_event_loop")
def set_overlooks_the_policy(original, loop):
    if type(policy_of()).__module__.startswith("asyncio"):
        original(loop)


@replaced("set_event_loop")
def set_overlooks_the_policy_during_a_run(original, loop):
    if type(policy_of()).__module__.startswith("asyncio") or running_loop() is None:
        original(loop)


@replaced("get_event_loop")
def get_overlooks_the_policy(original):
    policy = policy_of()
    if running_loop() is None and not type(policy).__module__.startswith("asyncio"):
        return policy._local._loop or asyncio.SelectorEventLoop()
    return original()


@replaced("get_event_loop")
def swallows_errors_of_the_policy(original):
    try:
        return original()
    except Exception as error:
        if isinstance(error, RuntimeError):
            raise
        return asyncio.SelectorEventLoop()


@replaced("set_event_loop_policy")
def no_way_back_to_the_default_policy(original, policy):
    if policy is not None:
        original(policy)
