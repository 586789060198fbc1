"""Mutants of getters and of generators that are wrong in one combination of circumstances alone."""

import asyncio
import contextvars

from mutant_base import Base, in_main_thread, replaced

RUNNING = contextvars.ContextVar("running")


class RemembersTheRunningLoop(Base):
    def run_until_complete(self, future):
        token = RUNNING.set(self)
        try:
            return super().run_until_complete(future)
        finally:
            RUNNING.reset(token)


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


@replaced("get_running_loop", Handling)
def no_running_loop_in_exception_handlers(original):
    if Handling.handling:
        raise RuntimeError("no running event loop")
    return original()


def loop_set_here():
    return getattr(asyncio.get_event_loop_policy()._local, "_loop", None)


@replaced("get_event_loop")
def current_loop_first_in_threads(original):
    if not in_main_thread() and loop_set_here() is not None:
        return loop_set_here()
    return original()


THREADS_LOOPS = []


@replaced("set_event_loop")
def sets_no_closed_loop(original, loop):
    if loop is None or not loop.is_closed():
        original(loop)


@replaced("new_event_loop")
def closed_loop_again_in_threads(original):
    if in_main_thread():
        return original()
    if not THREADS_LOOPS or not THREADS_LOOPS[-1].is_closed():
        THREADS_LOOPS.append(original())
    return THREADS_LOOPS[-1]


@replaced("new_event_loop")
def new_loops_run_while_another_does(original):
    loop = original()
    if asyncio._get_running_loop() is not None:
        loop.is_running = lambda: asyncio._get_running_loop() is not None
    return loop


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


class ReopensWhenItRefusesARun(Base):
    def run_forever(self):
        try:
            super().run_forever()
        except RuntimeError:
            self._closed = False
            raise


class LosesTheRestOfAMessage(Base):
    async def sock_recv(self, socket, count):
        return (await super().sock_recv(socket, 4096))[:count]


class TasksStarveDescriptors(Base):
    def _process_events(self, events):
        owners = [getattr(handle._callback, "__self__", None) for handle in self._ready]
        if not any(isinstance(owner, asyncio.Task) for owner in owners):
            super()._process_events(events)
