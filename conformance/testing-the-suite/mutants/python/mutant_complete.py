"""Mutants of run_until_complete()."""

import asyncio
import copy
import threading
import time

from labels import breaks
from mutant_base import Base, Iterating


@breaks("run-until-complete.returns-result", "gives None for falsy results")
class GivesNoneForFalsyResults(Base):
    def run_until_complete(self, future):
        return super().run_until_complete(future) or None


@breaks("run-until-complete.returns-result", "gives a copy of the result")
class GivesACopyOfTheResult(Base):
    def run_until_complete(self, future):
        result = super().run_until_complete(future)
        return result if isinstance(result, asyncio.AbstractEventLoop) else copy.copy(result)


@breaks("run-until-complete.returns-result", "gives the first run's result in the third run")
class GivesTheResultOfTheFirstRun(Base):
    first = None

    def run_until_complete(self, future):
        result = super().run_until_complete(future)
        if self.first is None:
            self.first = (result,)
        return self.first[0] if self.runs == 3 else result


@breaks("run-until-complete.returns-result", "gives None in debug mode")
class GivesNoneInDebugMode(Base):
    def run_until_complete(self, future):
        result = super().run_until_complete(future)
        return None if self.get_debug() else result


@breaks("run-until-complete.returns-result", "gives the future instead of its result")
class GivesTheFuture(Base):
    def run_until_complete(self, future):
        result = super().run_until_complete(future)
        return future if asyncio.isfuture(future) else result


@breaks("run-until-complete.returns-result", "gives booleans for 0 and 1")
class GivesTrueForOne(Base):
    def run_until_complete(self, future):
        result = super().run_until_complete(future)
        return bool(result) if result in (0, 1) and type(result) is int else result


@breaks("run-until-complete.raises-exception", "gives a ValueError as the result")
class GivesErrorsAsResults(Base):
    def run_until_complete(self, future):
        try:
            return super().run_until_complete(future)
        except ValueError as error:
            return error


@breaks("run-until-complete.raises-exception", "raises a copy of the exception")
class RaisesACopy(Base):
    def run_until_complete(self, future):
        try:
            return super().run_until_complete(future)
        except RuntimeError:
            raise
        except Exception as error:
            raise copy.copy(error) from None


@breaks("run-until-complete.raises-exception", "raises a RuntimeError for a ValueError")
class RaisesARuntimeErrorInstead(Base):
    def run_until_complete(self, future):
        try:
            return super().run_until_complete(future)
        except ValueError as error:
            raise RuntimeError(str(error)) from error


@breaks("run-until-complete.raises-exception", "swallows the exception of a plain future")
class SwallowsErrorsOfFutures(Base):
    def run_until_complete(self, future):
        try:
            return super().run_until_complete(future)
        except Exception:
            if not asyncio.isfuture(future) or isinstance(future, asyncio.Task) or not future.done():
                raise
            return None


@breaks("run-until-complete.raises-exception", "swallows the second exception")
class SwallowsTheSecondError(Base):
    errors = 0

    def run_until_complete(self, future):
        try:
            return super().run_until_complete(future)
        except Exception:
            self.errors += 1
            if self.errors == 2:
                return None
            raise


@breaks("run-until-complete.raises-exception", "swallows exceptions in debug mode")
class SwallowsErrorsInDebugMode(Base):
    def run_until_complete(self, future):
        try:
            return super().run_until_complete(future)
        except Exception:
            if not self.get_debug():
                raise


@breaks("run-until-complete.raises-cancelled", "returns None for what was cancelled")
class SwallowsCancellation(Base):
    def run_until_complete(self, future):
        try:
            return super().run_until_complete(future)
        except asyncio.CancelledError:
            return None


@breaks("run-until-complete.raises-cancelled", "returns None for what was cancelled before the run")
class SwallowsCancellationFromBefore(Base):
    def run_until_complete(self, future):
        if asyncio.isfuture(future) and future.cancelled():
            return None
        return super().run_until_complete(future)


@breaks("run-until-complete.raises-cancelled", "raises a timeout for a coroutine that was cancelled")
class RaisesATimeoutForCancellation(Base):
    def run_until_complete(self, future):
        try:
            return super().run_until_complete(future)
        except asyncio.CancelledError:
            if asyncio.isfuture(future):
                raise
            raise asyncio.TimeoutError from None


@breaks("run-until-complete.raises-cancelled", "raises InvalidStateError for what was cancelled")
class RaisesInvalidStateForCancellation(Base):
    def run_until_complete(self, future):
        try:
            return super().run_until_complete(future)
        except asyncio.CancelledError:
            raise asyncio.InvalidStateError from None


@breaks("run-until-complete.repeatable", "refuses the third run")
class RefusesTheThirdRun(Base):
    def run_forever(self):
        if self.runs == 2:
            raise RuntimeError("this loop has run twice")
        super().run_forever()


@breaks("run-until-complete.repeatable", "refuses run_until_complete() after run_forever()")
class RefusesAfterAForeverRun(Base):
    ran_forever = False

    def run_forever(self):
        self.ran_forever = True
        super().run_forever()

    def run_until_complete(self, future):
        forever, self.ran_forever = self.ran_forever, False
        if forever and not self.is_closed() and not self.is_running():
            raise RuntimeError("this loop has run for ever")
        try:
            return super().run_until_complete(future)
        finally:
            self.ran_forever = False


@breaks("run-until-complete.repeatable", "refuses to run after a run that raised")
class RefusesAfterARaisingRun(Base):
    raised = False

    def run_forever(self):
        if self.raised:
            raise RuntimeError("a run has failed")
        super().run_forever()

    def run_until_complete(self, future):
        try:
            return super().run_until_complete(future)
        except Exception:
            self.raised = True
            raise


@breaks("run-until-complete.repeatable", "does not run after a run that was cancelled")
class RefusesAfterACancelledRun(Base):
    cancelled = False

    def run_until_complete(self, future):
        if self.cancelled:
            return None
        try:
            return super().run_until_complete(future)
        except asyncio.CancelledError:
            self.cancelled = True
            raise


class Early(Iterating):
    """Returns from run_until_complete() before the future is done, where `early` says so."""

    wanted = None
    result = None

    def run_until_complete(self, future):
        task = asyncio.ensure_future(future, loop=self)
        self.wanted = task
        try:
            return super().run_until_complete(task)
        except RuntimeError:
            if task.done() or not self.cut:
                raise
            return None
        finally:
            self.wanted, self.cut = None, False

    cut = False

    def poll(self):
        if self.wanted is not None and not self.wanted.done() and self.early():
            self.cut = True
            self.stop()
        super().poll()

    def early(self):
        return False


@breaks(
    "run-until-complete.runs-to-completion",
    "returns when nothing is ready and no timer is left",
)
class ReturnsWhenNothingIsReady(Early):
    def early(self):
        return not self._ready and not self._scheduled


@breaks("run-until-complete.runs-to-completion", "returns when only timers are left")
class ReturnsWhenOnlyTimersAreLeft(Early):
    def early(self):
        return not self._ready and self._scheduled and len(self._selector.get_map()) == 1


@breaks("run-until-complete.runs-to-completion", "returns after a thousand iterations")
class ReturnsAfterAThousandIterations(Early):
    rounds = 0

    def early(self):
        self.rounds += 1
        return self.rounds == 1000


@breaks(
    "run-until-complete.runs-to-completion",
    "returns when nothing is ready, from the second run on",
)
class ReturnsWhenIdleInTheSecondRun(Early):
    def early(self):
        return self.runs > 1 and not self._ready


@breaks("run-until-complete.wraps-coroutine-in-task", "drives a coroutine without a task")
class DoesNotRunTheCoroutineAsATask(Base):
    def run_until_complete(self, future):
        if not asyncio.iscoroutine(future) or self.is_running() or self.is_closed():
            return super().run_until_complete(future)
        done = self.create_future()

        def step():
            try:
                waits = future.send(None)
            except StopIteration as stop:
                done.done() or done.set_result(stop.value)
            except (KeyboardInterrupt, SystemExit):
                raise
            except asyncio.CancelledError:
                done.cancel()
            except BaseException as error:
                done.set_exception(error)
            else:
                if waits is None:
                    self.call_soon(step)
                else:
                    waits._asyncio_future_blocking = False
                    waits.add_done_callback(lambda _: step())

        self.call_soon(step)
        return super().run_until_complete(done)


@breaks(
    "run-until-complete.wraps-coroutine-in-task",
    "drives a coroutine without a task from the second run on",
)
class HidesTheTaskInTheSecondRun(Base):
    def run_until_complete(self, future):
        if self.runs == 0 or not asyncio.iscoroutine(future):
            return super().run_until_complete(future)

        return DoesNotRunTheCoroutineAsATask.run_until_complete(self, future)


@breaks(
    "run-until-complete.done-future-returns-at-once",
    "runs the timers before it gives the result of a future that is done",
)
class TimersHoldUpADoneFuture(Iterating):
    def run_until_complete(self, future):
        if asyncio.isfuture(future) and future.done() and self._scheduled:
            self.call_later(max(0, self._scheduled[0]._when - self.time()), int)
            while self._scheduled and not self.is_closed():
                self._run_once()
        return super().run_until_complete(future)


@breaks(
    "run-until-complete.done-future-returns-at-once",
    "waits half a minute for a future that is done if it has timers",
)
class WaitsABitForADoneFuture(Base):
    def run_until_complete(self, future):
        if asyncio.isfuture(future) and future.done() and self._scheduled:
            time.sleep(30)
        return super().run_until_complete(future)


@breaks(
    "run-until-complete.done-future-returns-at-once",
    "waits for the other tasks before a future that is done",
)
class ADoneFutureWaitsForTheQueue(Base):
    def run_until_complete(self, future):
        if asyncio.isfuture(future) and future.done() and not self.is_running():
            for task in asyncio.all_tasks(self):
                super().run_until_complete(asyncio.wait([task]))
        return super().run_until_complete(future)


@breaks(
    "run-until-complete.done-future-returns-at-once",
    "waits for the timers before it raises what is there already",
)
class ADoneFailureWaitsForATimer(Base):
    def run_until_complete(self, future):
        if asyncio.isfuture(future) and future.done() and not future.cancelled():
            if future.exception() is not None:
                for handle in list(self._scheduled):
                    threading.Event().wait(max(0, handle._when - self.time()))
        return super().run_until_complete(future)
