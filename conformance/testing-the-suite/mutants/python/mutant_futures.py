"""Loops whose futures break one promise."""

import asyncio

from labels import breaks
from mutant_base import Base


class MadeOfFutures(Base):
    """Makes futures of its own class."""

    future_class = asyncio.Future

    def create_future(self):
        return self.future_class(loop=self)


def with_futures(future_class):
    """A class of loops whose futures are of this class."""

    return type("With" + future_class.__name__, (MadeOfFutures,), {"future_class": future_class})


class NeverDone(asyncio.Future):
    def done(self):
        return False


class AlwaysCancelled(asyncio.Future):
    def cancelled(self):
        return self.done()


class NoneForResult(asyncio.Future):
    def result(self):
        super().result()


class PendingIsNone(asyncio.Future):
    def result(self):
        return super().result() if self.done() else None

    def exception(self):
        return super().exception() if self.done() else None


class CancelledIsNone(asyncio.Future):
    def result(self):
        return None if self.cancelled() else super().result()

    def exception(self):
        return None if self.cancelled() else super().exception()


class TextForException(asyncio.Future):
    def exception(self):
        return str(super().exception())


class SetAgain(asyncio.Future):
    def set_result(self, result):
        if not self.done():
            super().set_result(result)

    def set_exception(self, exception):
        if not self.done():
            super().set_exception(exception)


class CancelSaysTheOpposite(asyncio.Future):
    def cancel(self, *args, **kwargs):
        return not super().cancel(*args, **kwargs)


class CallsBackTwice(asyncio.Future):
    def add_done_callback(self, fn, *, context=None):
        super().add_done_callback(fn, context=context)
        super().add_done_callback(fn, context=context)


class CallsBackAtOnce(asyncio.Future):
    def add_done_callback(self, fn, *, context=None):
        if self.done():
            fn(self)
        else:
            super().add_done_callback(fn, context=context)


class CallsBackWithoutTheContext(asyncio.Future):
    def add_done_callback(self, fn, *, context=None):
        super().add_done_callback(fn)


class RemovesNothing(asyncio.Future):
    def remove_done_callback(self, fn):
        return 0


class AwaitedOnce(asyncio.Future):
    awaited = False

    def __await__(self):
        if self.awaited:
            raise RuntimeError("awaited already")
        self.awaited = True
        return super().__await__()

    __iter__ = __await__


class Nameless(asyncio.Future):
    def __repr__(self):
        return "<a future>"


class Quiet(asyncio.Future):
    def set_exception(self, exception):
        super().set_exception(exception)
        self._log_traceback = False


class ExceptionIsTheResult(asyncio.Future):
    def exception(self):
        return super().exception() or super().result()


class ResultOfAFailure(asyncio.Future):
    def result(self):
        if self.done() and not self.cancelled() and self.exception() is not None:
            return None
        return super().result()

    def __await__(self):
        yield from super().__await__()

    __iter__ = __await__


class Lamenting(asyncio.Future):
    def __del__(self):
        if self.done():
            told = {"message": "the exception of a future was never retrieved", "future": self}
            self.get_loop().call_exception_handler(told)


class OfNoLoop(asyncio.Future):
    def get_loop(self):
        return None


FuturesAreNeverDone = breaks("future.done", "makes futures that never say that they are done")(with_futures(NeverDone))
DoneFuturesAreCancelled = breaks("future.cancelled", "makes futures that say that they were cancelled once they are done")(with_futures(AlwaysCancelled))
ResultsAreNone = breaks("future.result", "makes futures whose result is None")(with_futures(NoneForResult))
PendingFuturesHaveResults = breaks("future.not-done", "makes futures that have None for a result while they are pending")(with_futures(PendingIsNone))
CancelledFuturesHaveResults = breaks("future.of-cancelled", "makes futures that have None for a result when cancelled")(with_futures(CancelledIsNone))
ExceptionsAreText = breaks("future.exception", "makes futures whose exception is text")(with_futures(TextForException))
DoneFuturesTakeResults = breaks("future.set-once", "makes futures that overlook a second result")(with_futures(SetAgain))
CancelSaysNo = breaks("future.cancel", "makes futures whose cancel() says the opposite")(with_futures(CancelSaysTheOpposite))
DoneCallbacksRunTwice = breaks("future.done-callbacks", "makes futures that call each callback twice")(with_futures(CallsBackTwice))
LateDoneCallbacksRunAtOnce = breaks("future.done-callbacks", "makes futures that call a late callback at once")(with_futures(CallsBackAtOnce))
DoneCallbacksIgnoreTheContext = breaks("future.done-callback-context", "makes futures that ignore the context of a callback")(with_futures(CallsBackWithoutTheContext))
DoneCallbacksCannotBeRemoved = breaks("future.remove-done-callback", "makes futures whose callbacks cannot be removed")(with_futures(RemovesNothing))
FuturesAreAwaitedOnce = breaks("future.many-await", "makes futures that can be awaited once")(with_futures(AwaitedOnce))
FuturesDoNotTellTheirState = breaks("future.representation", "makes futures whose representation does not tell their state")(with_futures(Nameless))
FailedFuturesAreQuiet = breaks("future-exception-never-retrieved.reported", "makes futures whose exception nobody hears of")(with_futures(Quiet))
FuturesBelongToNoLoop = breaks("create-future.bound-to-loop", "makes futures that do not name their loop")(with_futures(OfNoLoop))
ExceptionsAreResults = breaks("future.exception", "makes futures whose exception is their result")(with_futures(ExceptionIsTheResult))
FailuresHaveResults = breaks("future.result", "makes futures whose result is None when they have an exception")(with_futures(ResultOfAFailure))
EveryFutureIsLamented = breaks(
    "future-exception-never-retrieved.reported",
    "reports every future that was done when it is collected",
)(with_futures(Lamenting))
