"""Mutants of asyncio.run(), asyncio.Runner and run_coroutine_threadsafe(), and of what they need of a loop."""

import asyncio
import contextvars
import signal
import sys
import threading

from labels import breaks
from mutant_base import Base, loop_factory, replaced


@breaks("run.new-loop-each-time", "stays open after asyncio.run()")
class StaysOpen(Base):
    def close(self):
        pass


@breaks("run.new-loop-each-time", "stays open after an asyncio.run() that raised")
class StaysOpenAfterErrors(Base):
    failed = False

    def run_until_complete(self, future):
        try:
            return super().run_until_complete(future)
        except BaseException:
            self.failed = True
            raise

    def close(self):
        if not self.failed:
            super().close()


def in_a_thread(run, main, options):
    """Runs beside what runs, in a thread."""
    worker = threading.Thread(target=run, args=(main,), kwargs=options)
    worker.start()
    worker.join()


@breaks("run.nested-rejected", "runs a nested asyncio.run() in a thread")
@replaced("run")
def runs_nested(run, main, **options):
    if asyncio._get_running_loop() is None:
        return run(main, **options)
    return in_a_thread(run, main, options)


@breaks("run.nested-rejected", "runs an asyncio.run() of a callback in a thread")
@replaced("run")
def runs_nested_in_callbacks(run, main, **options):
    if asyncio._get_running_loop() is None or asyncio.current_task() is not None:
        return run(main, **options)
    return in_a_thread(run, main, options)


def refusing(run, main, options, wrong):
    try:
        return run(main, **options)
    except (TypeError, ValueError) as error:
        raise wrong(str(error)) from None


@breaks("run.argument-type", "raises LookupError for what is no coroutine")
@replaced("run")
def raises_lookup_error(run, main, **options):
    return refusing(run, main, options, LookupError)


@breaks("run.argument-type", "takes None for a coroutine")
@replaced("run")
def takes_none(run, main, **options):
    return main and run(main, **options)


@breaks("run.argument-type-error", "raises ValueError for what cannot be awaited")
@replaced("run")
def raises_value_error(run, main, **options):
    return refusing(run, main, options, ValueError)


@breaks("run.argument-type-error", "calls a function")
@replaced("run")
def calls_functions(run, main, **options):
    return run(main() if callable(main) else main, **options)


def without_cancelling(run, main, options):
    runners = sys.modules["asyncio.runners"]
    before = runners._cancel_all_tasks
    runners._cancel_all_tasks = lambda loop: None
    try:
        return run(main, **options)
    finally:
        runners._cancel_all_tasks = before


@breaks("run.cancels-leftover-tasks", "leaves tasks as they are")
@replaced("run")
def leaves_tasks(run, main, **options):
    return without_cancelling(run, main, options)


@breaks("run.cancels-leftover-tasks", "leaves a second task as it is")
@replaced("run")
def leaves_a_second_task(run, main, **options):
    runners = sys.modules["asyncio.runners"]
    before = runners._cancel_all_tasks

    def cancel_one(loop):
        left = asyncio.all_tasks(loop)
        if len(left) < 2:
            before(loop)

    runners._cancel_all_tasks = cancel_one
    try:
        return run(main, **options)
    finally:
        runners._cancel_all_tasks = before


@breaks("run.debug-parameter", "ignores debug")
@replaced("run")
def ignores_debug(run, main, *, debug=None, **options):
    return run(main, **options)


@breaks("run.debug-parameter", "keeps the debug mode of a loop that has it", "3.12")
@replaced("run")
def keeps_debug(run, main, *, debug=None, **options):
    return run(main, debug=debug or None, **options)


@breaks("run.debug-none", "runs in debug mode unless it is told otherwise")
@replaced("run")
def debugs(run, main, *, debug=None, **options):
    return run(main, debug=True if debug is None else debug, **options)


@breaks("run.debug-none", "runs outside of debug mode unless it is told otherwise", "3.12")
@replaced("run")
def does_not_debug(run, main, *, debug=None, **options):
    return run(main, debug=bool(debug), **options)


@breaks("run.loop-factory", "ignores loop_factory")
@replaced("run")
def ignores_factories(run, main, *, loop_factory=None, **options):
    return run(main, loop_factory=Base, **options)


@breaks("run.loop-factory", "ignores loop_factory in debug mode")
@replaced("run")
def ignores_factories_in_debug(run, main, *, debug=None, loop_factory=None):
    return run(main, debug=debug, loop_factory=Base if debug else loop_factory)


@breaks("run.current-loop-cleared", "leaves a current loop")
@replaced("run")
def leaves_a_current_loop(run, main, **options):
    try:
        return run(main, **options)
    finally:
        asyncio.set_event_loop(Base())


@breaks("run.current-loop-cleared", "leaves a current loop after an error")
@replaced("run")
def leaves_a_current_loop_after_errors(run, main, **options):
    try:
        return run(main, **options)
    except BaseException:
        asyncio.set_event_loop(Base())
        raise


Runner = getattr(asyncio, "Runner", object)


def with_runner(kind):
    """A sound loop; asyncio.Runner is that kind."""
    asyncio.Runner = kind
    if "asyncio.runners" in sys.modules:
        sys.modules["asyncio.runners"].Runner = kind
    return Base()


class EarlyRunner(Runner):
    def __init__(self, **options):
        super().__init__(**options)
        self.get_loop()


@breaks("runner.lazy-and-reusable", "has a Runner that makes its loop at once")
@loop_factory
def makes_loops_early():
    return with_runner(EarlyRunner)


class ForgetfulRunner(Runner):
    def run(self, coro, *, context=None):
        return super().run(coro, context=context or contextvars.copy_context())


@breaks("runner.lazy-and-reusable", "has a Runner with a new context for each run")
@loop_factory
def forgets_contexts():
    return with_runner(ForgetfulRunner)


class LivelyRunner(Runner):
    def run(self, coro, **options):
        try:
            return super().run(coro, **options)
        except RuntimeError:
            coro.close()

    def get_loop(self):
        try:
            return super().get_loop()
        except RuntimeError:
            return None


@breaks("runner.closed-rejected", "has a Runner that ignores what a closed one is told")
@loop_factory
def ignores_closed_runners():
    return with_runner(LivelyRunner)


class TouchyRunner(Runner):
    closes = 0

    def close(self):
        self.closes += 1
        if self.closes > 1:
            raise RuntimeError("closed already")
        super().close()


@breaks("runner.closed-rejected", "has a Runner that can be closed once")
@loop_factory
def closes_runners_once():
    return with_runner(TouchyRunner)


class DeafRunner(Runner):
    def run(self, coro, *, context=None):
        return super().run(coro)


@breaks("runner.run-context", "has a Runner that ignores the context that it is given")
@loop_factory
def ignores_contexts():
    return with_runner(DeafRunner)


class CopyingRunner(Runner):
    def run(self, coro, *, context=None):
        return super().run(coro, context=context if context is None else context.copy())


@breaks("runner.run-context", "has a Runner that copies the context that it is given")
@loop_factory
def copies_contexts():
    return with_runner(CopyingRunner)


class InterruptedRunner(Runner):
    def run(self, coro, **options):
        signal.signal(signal.SIGINT, lambda *_: signal.default_int_handler(*_))
        try:
            return super().run(coro, **options)
        finally:
            signal.signal(signal.SIGINT, signal.default_int_handler)


@breaks("runner.sigint-cancels-main-task", "has a Runner that interrupts the main task at once")
@loop_factory
def interrupts_at_once():
    return with_runner(InterruptedRunner)


class PatientRunner(Runner):
    def _on_sigint(self, signum, frame, main_task):
        self._interrupt_count = 0
        super()._on_sigint(signum, frame, main_task)


@breaks("runner.sigint-cancels-main-task", "has a Runner that never interrupts at once")
@loop_factory
def never_interrupts():
    return with_runner(PatientRunner)


class StickyRunner(Runner):
    def run(self, coro, **options):
        try:
            return super().run(coro, **options)
        except BaseException:
            if self.stays:
                signal.signal(signal.SIGINT, lambda *_: None)
            raise
        finally:
            if self.always:
                signal.signal(signal.SIGINT, lambda *_: None)

    always = False
    stays = True


class StickierRunner(StickyRunner):
    always = True


@breaks("runner.sigint-handler-restored", "has a Runner that leaves its handler behind")
@loop_factory
def leaves_handlers():
    return with_runner(StickierRunner)


@breaks("runner.sigint-handler-restored", "has a Runner that leaves its handler behind after an error")
@loop_factory
def leaves_handlers_after_errors():
    return with_runner(StickyRunner)


@breaks("run-coroutine-threadsafe.bridge", "hands the coroutine over without waking the loop")
@replaced("run_coroutine_threadsafe")
def does_not_wake(hand, coro, loop):
    loop.call_soon_threadsafe = loop.call_soon
    try:
        return hand(coro, loop)
    finally:
        del loop.call_soon_threadsafe


@breaks("run-coroutine-threadsafe.bridge", "gives None for an error")
@replaced("run_coroutine_threadsafe")
def gives_none_for_errors(hand, coro, loop):
    async def sound():
        try:
            return await coro
        except Exception:
            return None

    return hand(sound(), loop)


@breaks("run-coroutine-threadsafe.bridge", "keeps the task when its future is cancelled")
@replaced("run_coroutine_threadsafe")
def keeps_the_task(hand, coro, loop):
    async def shielded():
        return await asyncio.shield(coro)

    return hand(shielded(), loop)
