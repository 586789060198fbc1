"""Mutants of eager task factories."""

import asyncio
import contextvars

from labels import breaks
from mutant_base import Base, loop_factory

EAGER = getattr(asyncio, "eager_task_factory", None)
CREATE = getattr(asyncio, "create_eager_task_factory", None)


def with_factory(factory, loop_class=Base):
    """A loop of that class; asyncio's own eager factory is this one."""
    asyncio.eager_task_factory = factory
    return loop_class()


def later(loop, coro, *, eager_start=None, **options):
    return asyncio.Task(coro, loop=loop, **options)


@breaks("eager-factory.runs-synchronously", "starts no coroutine inside create_task()")
@loop_factory
def starts_later():
    return with_factory(later)


def later_in_callbacks(loop, coro, **options):
    inside = asyncio.current_task(loop) is not None
    return (EAGER if inside else later)(loop, coro, **options)


@breaks("eager-factory.runs-synchronously", "starts no coroutine inside a callback's create_task()")
@loop_factory
def starts_later_in_callbacks():
    return with_factory(later_in_callbacks)


def forgetting(loop, coro, **options):
    task = EAGER(loop, coro, **options)
    if not task.done():
        task.cancel()
    return task


@breaks("eager-factory.blocks-then-scheduled", "cancels a coroutine that suspends")
@loop_factory
def cancels_suspended():
    return with_factory(forgetting)


@breaks("eager-factory.blocks-then-scheduled", "cancels a coroutine that suspends in debug mode")
@loop_factory
def cancels_suspended_in_debug():
    return with_factory(
        lambda loop, coro, **options: (forgetting if loop.get_debug() else EAGER)(
            loop, coro, **options
        )
    )


def in_an_empty_context(loop, coro, **options):
    return contextvars.Context().run(EAGER, loop, coro, **options)


@breaks("eager-factory.current-task-and-context", "starts a coroutine in an empty context")
@loop_factory
def empties_contexts():
    return with_factory(in_an_empty_context)


def unsettled(loop, coro, **options):
    own = asyncio.current_task(loop)
    task = EAGER(loop, coro, **options)
    if task.done() and task.exception() is not None and own is not None:
        asyncio.tasks._leave_task(loop, own)
        loop.call_soon(lambda: None)
    return task


@breaks("eager-factory.current-task-and-context", "has no current task after an error")
@loop_factory
def loses_the_current_task():
    return with_factory(unsettled)


class Cancelled(asyncio.Task):
    failed = False

    def cancel(self, msg=None):
        done = self.done()
        result = super().cancel()
        return result or (done and (not self.failed or self.exception() is not None))


class CancelledAfterErrors(Cancelled):
    failed = True


def made_of(kind):
    return CREATE and CREATE(kind)


@breaks("eager-factory.cancel-after-completion", "says that it cancelled a task that is done")
@loop_factory
def says_it_cancelled():
    return with_factory(made_of(Cancelled))


@breaks("eager-factory.cancel-after-completion", "says that it cancelled a task that has raised")
@loop_factory
def says_it_cancelled_after_errors():
    return with_factory(made_of(CancelledAfterErrors))


@breaks("create-eager-task-factory.custom-constructor", "ignores the constructor")
@loop_factory
def ignores_constructors():
    asyncio.create_eager_task_factory = lambda constructor: EAGER
    return Base()


def once(constructor):
    used = []

    def construct(coro, **options):
        kind = asyncio.Task if used else constructor
        used.append(True)
        return kind(coro, **options)

    return CREATE(construct)


@breaks("create-eager-task-factory.custom-constructor", "uses the constructor for one task")
@loop_factory
def uses_constructors_once():
    asyncio.create_eager_task_factory = once
    return Base()


class StartsEagerly(Base):
    """Forgets eager_start=False."""

    def forgets(self):
        return True

    def create_task(self, coro, **options):
        if self.forgets() and options.get("eager_start") is False:
            del options["eager_start"]
        return super().create_task(coro, **options)


@breaks("create-task.eager-start-overrides-factory", "forgets eager_start=False")
class ForgetsTheStart(StartsEagerly):
    pass


@breaks("create-task.eager-start-overrides-factory", "forgets eager_start=False under asyncio's own eager factory")
class ForgetsTheStartUnderEagerFactories(StartsEagerly):
    def forgets(self):
        return self.get_task_factory() is EAGER
