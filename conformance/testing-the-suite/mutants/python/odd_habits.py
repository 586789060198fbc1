"""Loops that run, report and keep things in a way that no text asks for or forbids, and are right."""

import asyncio
import heapq
import sys
import threading
import traceback

from labels import odd
from mutant_base import Base, Iterating


@odd(
    "makes each run in a thread of its own, and lets the caller wait for it",
    "run-until-complete.keyboardinterrupt-escapes",
    # SIGINT interrupts the main thread, and not the run.
    "runner.sigint-cancels-main-task",
)
class RunsInItsOwnThread(Base):
    def run_forever(self):
        self._check_closed()
        self._check_running()
        ended = []

        def run():
            try:
                super(RunsInItsOwnThread, self).run_forever()
            except BaseException as error:
                ended.append(error)

        thread = threading.Thread(target=run)
        thread.start()
        thread.join()
        if ended:
            raise ended[0]


@odd(
    "is bound to the main thread, as loops of graphical toolkits are",
    "close.any-thread",
    "new-event-loop.not-installed",
)
class BoundToTheMainThread(Base):
    def __init__(self, selector=None):
        self.refuse_other_threads()
        super().__init__(selector)

    def run_forever(self):
        self.refuse_other_threads()
        super().run_forever()

    def run_until_complete(self, future):
        self.refuse_other_threads()
        return super().run_until_complete(future)

    def close(self):
        self.refuse_other_threads()
        super().close()

    def refuse_other_threads(self):
        if threading.current_thread() is not threading.main_thread():
            raise RuntimeError("this loop belongs to the main thread")


@odd(
    "cannot be made in a thread that runs a loop",
    "new-event-loop.while-another-runs",
)
class IsNotMadeInRuns(Base):
    def __init__(self, selector=None):
        if asyncio._get_running_loop() is not None:
            raise RuntimeError("a loop runs in this thread")
        super().__init__(selector)


@odd(
    "gives task factories a keyword that later editions know",
    "task-factory.signature",
    "task-factory.signature-context",
)
class TellsFactoriesMore(Base):
    def create_task(self, coro, **kwargs):
        if self._task_factory is None:
            return super().create_task(coro, **kwargs)
        self._check_closed()
        name = kwargs.pop("name", None)
        task = self._task_factory(self, coro, eager_start=None, **kwargs)
        if name is not None and hasattr(task, "set_name"):
            task.set_name(name)
        return task


@odd(
    "prints errors that no handler takes, and logs nothing",
    "default-exception-handler.logs",
    "call-exception-handler.broken-handler-contained",
    "close.pending-task-warned-on-gc",
    "shutdown-asyncgens.error-reported-not-raised",
    "task.context-entered",
)
class PrintsErrors(Base):
    def default_exception_handler(self, context):
        print(context.get("message"), file=sys.stderr)
        error = context.get("exception")
        if error is not None:
            traceback.print_exception(type(error), error, error.__traceback__)


@odd("fires no timer any more behind one whose time is no number")
class ComparesTimesForLess(Iterating):
    def collect_due_timers(self):
        end = self.time() + self._clock_resolution
        while self._scheduled and self._scheduled[0]._when < end:
            handle = heapq.heappop(self._scheduled)
            handle._scheduled = False
            self._ready.append(handle)

    def poll_timeout(self):
        timeout = super().poll_timeout()
        return timeout if timeout is None or timeout >= 0 else None


@odd(
    "frees the callbacks that close() discards at its own end",
    "handle.released-by-close",
)
class FreesAtItsOwnEnd(Base):
    def close(self):
        if not self.is_running() and not self.is_closed():
            self.discarded = [*self._ready, *self._scheduled]
        super().close()


@odd(
    "tells exception handlers the message alone",
    "call-soon.error-context-optional-keys",
    "call-soon.noncallable-nondebug",
    "debug.source-traceback",
    "default-exception-handler.logs",
    "run.cancels-leftover-tasks",
    "shutdown-asyncgens.busy-generator",
    "shutdown-asyncgens.error-reported-not-raised",
)
class TellsTheMessageAlone(Base):
    def call_exception_handler(self, context):
        if self._exception_handler is None:
            super().call_exception_handler(context)
        else:
            super().call_exception_handler({"message": context["message"]})


@odd(
    "does not fire timers whose delay does not fit into 31 bits of milliseconds, and refuses them",
    "call-later.far-future",
)
class RefusesFarTimers(Base):
    def call_at(self, when, callback, *args, **kwargs):
        if when is not None and when - self.time() > 2**31 / 1000:
            raise OverflowError("a timer of more than 31 bits of milliseconds")
        return super().call_at(when, callback, *args, **kwargs)


@odd(
    "keeps its timers in its queue when it is closed, and never fires them",
    "handle.released-by-close",
)
class KeepsTimersAfterClose(Base):
    def close(self):
        kept = list(self._scheduled)
        super().close()
        self._scheduled = kept


@odd(
    "keeps its ready callbacks in its queue when it is closed, and never runs them",
    "handle.released-by-close",
)
class KeepsReadyCallbacksAfterClose(Base):
    def close(self):
        kept = list(self._ready)
        super().close()
        self._ready.extend(kept)


@odd("reports the errors of callbacks at the end of the iteration after theirs, or of the run")
class ReportsLater(Iterating):
    reports = ()

    def call_exception_handler(self, context):
        if "handle" in context and self.is_running():
            self.reports = (*self.reports, context)
        else:
            super().call_exception_handler(context)

    def poll_timeout(self):
        return 0 if self.reports else super().poll_timeout()

    def run_batch(self):
        due, self.reports, ends = self.reports, (), True
        try:
            super().run_batch()
            ends = self._stopping
        finally:
            if ends:
                due, self.reports = (*due, *self.reports), ()
            for context in due:
                super().call_exception_handler(context)
