"""Mutants of run_until_complete()."""

import asyncio
import copy
import threading
import time

from mutant_base import Base, Iterating


class GivesNoneForFalsyResults(Base):
    def run_until_complete(self, future):
        return super().run_until_complete(future) or None


class GivesACopyOfTheResult(Base):
    def run_until_complete(self, future):
        result = super().run_until_complete(future)
        return result if isinstance(result, asyncio.AbstractEventLoop) else copy.copy(result)


class GivesTheResultOfTheFirstRun(Base):
    first = None

    def run_until_complete(self, future):
        result = super().run_until_complete(future)
        if self.first is None:
            self.first = (result,)
        return self.first[0] if self.runs == 3 else result


class GivesNoneInDebugMode(Base):
    def run_until_complete(self, future):
        result = super().run_until_complete(future)
        return None if self.get_debug() else result


class GivesTheFuture(Base):
    def run_until_complete(self, future):
        result = super().run_until_complete(future)
        return future if asyncio.isfuture(future) else result


class GivesTrueForOne(Base):
    def run_until_complete(self, future):
        result = super().run_until_complete(future)
        return bool(result) if result in (0, 1) and type(result) is int else result


class GivesErrorsAsResults(Base):
    def run_until_complete(self, future):
        try:
            return super().run_until_complete(future)
        except ValueError as error:
            return error


class RaisesACopy(Base):
    def run_until_complete(self, future):
        try:
            return super().run_until_complete(future)
        except RuntimeError:
            raise
        except Exception as error:
            raise copy.copy(error) from None


class RaisesARuntimeErrorInstead(Base):
    def run_until_complete(self, future):
        try:
            return super().run_until_complete(future)
        except ValueError as error:
            raise RuntimeError(str(error)) from error


class SwallowsErrorsOfFutures(Base):
    def run_until_complete(self, future):
        try:
            return super().run_until_complete(future)
        except Exception:
            if not asyncio.isfuture(future) or isinstance(future, asyncio.Task) or not future.done():
                raise
            return None


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


class SwallowsErrorsInDebugMode(Base):
    def run_until_complete(self, future):
        try:
            return super().run_until_complete(future)
        except Exception:
            if not self.get_debug():
                raise


class SwallowsCancellation(Base):
    def run_until_complete(self, future):
        try:
            return super().run_until_complete(future)
        except asyncio.CancelledError:
            return None


class SwallowsCancellationFromBefore(Base):
    def run_until_complete(self, future):
        if asyncio.isfuture(future) and future.cancelled():
            return None
        return super().run_until_complete(future)


class RaisesATimeoutForCancellation(Base):
    def run_until_complete(self, future):
        try:
            return super().run_until_complete(future)
        except asyncio.CancelledError:
            if asyncio.isfuture(future):
                raise
            raise asyncio.TimeoutError from None


class RaisesInvalidStateForCancellation(Base):
    def run_until_complete(self, future):
        try:
            return super().run_until_complete(future)
        except asyncio.CancelledError:
            raise asyncio.InvalidStateError from None


class RefusesTheThirdRun(Base):
    def run_forever(self):
        if self.runs == 2:
            raise RuntimeError("this loop has run twice")
        super().run_forever()


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


class ReturnsWhenNothingIsReady(Early):
    def early(self):
        return not self._ready and not self._scheduled


class ReturnsWhenOnlyTimersAreLeft(Early):
    def early(self):
        return not self._ready and self._scheduled and len(self._selector.get_map()) == 1


class ReturnsAfterAThousandIterations(Early):
    rounds = 0

    def early(self):
        self.rounds += 1
        return self.rounds == 1000


class ReturnsWhenIdleInTheSecondRun(Early):
    def early(self):
        return self.runs > 1 and not self._ready


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


class HidesTheTaskInTheSecondRun(Base):
    def run_until_complete(self, future):
        if self.runs == 0 or not asyncio.iscoroutine(future):
            return super().run_until_complete(future)

        return DoesNotRunTheCoroutineAsATask.run_until_complete(self, future)


class TimersHoldUpADoneFuture(Iterating):
    def run_until_complete(self, future):
        if asyncio.isfuture(future) and future.done() and self._scheduled:
            self.call_later(max(0, self._scheduled[0]._when - self.time()), int)
            while self._scheduled and not self.is_closed():
                self._run_once()
        return super().run_until_complete(future)


class WaitsABitForADoneFuture(Base):
    def run_until_complete(self, future):
        if asyncio.isfuture(future) and future.done() and self._scheduled:
            time.sleep(30)
        return super().run_until_complete(future)


class ADoneFutureWaitsForTheQueue(Base):
    def run_until_complete(self, future):
        if asyncio.isfuture(future) and future.done() and not self.is_running():
            for task in asyncio.all_tasks(self):
                super().run_until_complete(asyncio.wait([task]))
        return super().run_until_complete(future)


class ADoneFailureWaitsForATimer(Base):
    def run_until_complete(self, future):
        if asyncio.isfuture(future) and future.done() and not future.cancelled():
            if future.exception() is not None:
                for handle in list(self._scheduled):
                    threading.Event().wait(max(0, handle._when - self.time()))
        return super().run_until_complete(future)
