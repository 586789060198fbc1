"""Mutants of getters and of generators that are wrong in one combination of circumstances alone."""

import asyncio
import contextvars

from labels import breaks
from mutant_base import Base, in_main_thread, replaced

RUNNING = contextvars.ContextVar("running")


class RemembersTheRunningLoop(Base):
    def run_until_complete(self, future):
        token = RUNNING.set(self)
        try:
            return super().run_until_complete(future)
        finally:
            RUNNING.reset(token)


@breaks(
    "get-running-loop.raises-in-worker-thread",
    "has a running loop in threads that copied a context",
)
@replaced("get_running_loop", RemembersTheRunningLoop)
def running_loop_of_a_copied_context(original):
    try:
        return original()
    except RuntimeError:
        if RUNNING.get(None) is None:
            raise
        return RUNNING.get()


class Handling(Base):
    handling = False

    def call_exception_handler(self, context):
        Handling.handling = True
        super().call_exception_handler(context)
        Handling.handling = False


@breaks(
    "get-running-loop.returns-loop-in-other-callback-kinds",
    "has no running loop in exception handlers",
)
@replaced("get_running_loop", Handling)
def no_running_loop_in_exception_handlers(original):
    if Handling.handling:
        raise RuntimeError("no running event loop")
    return original()


def loop_set_here():
    return getattr(asyncio.get_event_loop_policy()._local, "_loop", None)


@breaks("get-event-loop.running-beats-current", "prefers the current loop in other threads")
@replaced("get_event_loop")
def current_loop_first_in_threads(original):
    if not in_main_thread() and loop_set_here() is not None:
        return loop_set_here()
    return original()


THREADS_LOOPS = []


@breaks("set-event-loop.installs-for-calling-thread", "does not set a loop that is closed")
@replaced("set_event_loop")
def sets_no_closed_loop(original, loop):
    if loop is None or not loop.is_closed():
        original(loop)


@breaks("new-event-loop.fresh-each-call", "gives a closed loop again in other threads")
@replaced("new_event_loop")
def closed_loop_again_in_threads(original):
    if in_main_thread():
        return original()
    if not THREADS_LOOPS or not THREADS_LOOPS[-1].is_closed():
        THREADS_LOOPS.append(original())
    return THREADS_LOOPS[-1]


@breaks("new-event-loop.initial-state", "makes loops that count as running while another runs")
@replaced("new_event_loop")
def new_loops_run_while_another_does(original):
    loop = original()
    if asyncio._get_running_loop() is not None:
        loop.is_running = lambda: asyncio._get_running_loop() is not None
    return loop


@breaks(
    "shutdown-asyncgens.awaits-async-cleanup",
    "cuts cleanup short at a generator's CancelledError",
)
class CancellationCutsCleanupShort(Base):
    async def shutdown_asyncgens(self):
        self._asyncgens_shutdown_called = True
        generators = list(self._asyncgens)
        self._asyncgens.clear()
        await asyncio.gather(*(self.close_generator(each) for each in generators))

    async def close_generator(self, generator):
        try:
            await generator.aclose()
        except Exception as error:
            message = "a generator could not be closed"
            self.call_exception_handler(
                {"message": message, "exception": error, "asyncgen": generator}
            )


@breaks("close.irreversible", "is open again once it has refused a run")
class ReopensWhenItRefusesARun(Base):
    def run_forever(self):
        try:
            super().run_forever()
        except RuntimeError:
            self._closed = False
            raise


@breaks("preface.performs-network-io", "loses what sock_recv() leaves of a message")
class LosesTheRestOfAMessage(Base):
    async def sock_recv(self, socket, count):
        return (await super().sock_recv(socket, 4096))[:count]


@breaks("run-forever.no-starvation", "does not serve descriptors while tasks are ready")
class TasksStarveDescriptors(Base):
    def _process_events(self, events):
        owners = [getattr(handle._callback, "__self__", None) for handle in self._ready]
        if not any(isinstance(owner, asyncio.Task) for owner in owners):
            super()._process_events(events)
