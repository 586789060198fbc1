"""Mutants of shutdown_asyncgens(), and of what asyncio.run() does about asynchronous generators."""

import asyncio
import sys
import warnings

from labels import breaks
from mutant_base import Base


@breaks("shutdown-asyncgens.is-awaitable", "returns None from shutdown_asyncgens()")
class ShutdownIsNoCoroutine(Base):
    def shutdown_asyncgens(self):
        self._asyncgens_shutdown_called = True


@breaks("shutdown-asyncgens.closes-open-generators", "closes no generator")
class ClosesNothing(Base):
    async def shutdown_asyncgens(self):
        self._asyncgens_shutdown_called = True


class Choosing(Base):
    """Closes those open generators that `chosen` says."""

    def chosen(self, open_ones):
        return open_ones

    async def shutdown_asyncgens(self):
        open_ones = list(self._asyncgens)
        for generator in open_ones:
            if not any(generator is each for each in self.chosen(open_ones)):
                self._asyncgens.discard(generator)
                self.__dict__.setdefault("left_open", []).append(generator)
        await super().shutdown_asyncgens()


@breaks("shutdown-asyncgens.closes-open-generators", "leaves one of three or more generators open")
class LeavesTheLastOfSeveralOpen(Choosing):
    def chosen(self, open_ones):
        return open_ones if len(open_ones) < 3 else open_ones[:-1]


@breaks("shutdown-asyncgens.closes-open-generators", "closes one generator alone")
class LeavesTheSecondOpen(Choosing):
    def chosen(self, open_ones):
        return open_ones[:1]


@breaks("shutdown-asyncgens.closes-open-generators", "leaves generators of earlier runs open")
class LeavesOpenWhatBeganInAnEarlierRun(Choosing):
    def chosen(self, open_ones):
        return [each for each in open_ones if self.born.get(id(each)) == self.runs]

    @property
    def born(self):
        return self.__dict__.setdefault("_born", {})

    def _asyncgen_firstiter_hook(self, agen):
        super()._asyncgen_firstiter_hook(agen)
        self.born[id(agen)] = self.runs


@breaks("shutdown-asyncgens.closes-open-generators", "leaves generators of the same run open")
class LeavesOpenWhatBeganInThisRun(LeavesOpenWhatBeganInAnEarlierRun):
    def chosen(self, open_ones):
        return [each for each in open_ones if self.born.get(id(each)) != self.runs]


@breaks("shutdown-asyncgens.closes-open-generators", "closes no generator in debug mode")
class LeavesOpenInDebugMode(Choosing):
    def chosen(self, open_ones):
        return [] if self.get_debug() else open_ones


@breaks(
    "shutdown-asyncgens.closes-open-generators",
    "closes no generator when it is called a second time",
)
class ClosesNothingWhenCalledTwice(Base):
    calls = 0

    async def shutdown_asyncgens(self):
        self.calls += 1
        if self.calls == 1:
            await super().shutdown_asyncgens()
        else:
            self.left_open = list(self._asyncgens)


@breaks("shutdown-asyncgens.closes-open-generators", "closes no generator from the third run on")
class ClosesOnlyInTheFirstTwoRuns(Base):
    async def shutdown_asyncgens(self):
        if self.runs < 3:
            await super().shutdown_asyncgens()


@breaks(
    "shutdown-asyncgens.error-reported-not-raised",
    "closes no further generator after one that fails",
)
class StopsAtAFailingGenerator(Base):
    async def shutdown_asyncgens(self):
        self._asyncgens_shutdown_called = True
        kept = list(self._asyncgens)
        for generator in kept:
            try:
                await generator.aclose()
            except Exception:
                self.left_open = kept
                return


@breaks(
    "shutdown-asyncgens.closes-open-generators",
    "leaves generators open that are far in their code",
)
class SkipsThoseThatWereIteratedTwice(Base):
    async def shutdown_asyncgens(self):
        for generator in list(self._asyncgens):
            frame = generator.ag_frame
            if frame is not None and frame.f_lasti > 40:
                self._asyncgens.discard(generator)
                self.__dict__.setdefault("left_open", []).append(generator)
        await super().shutdown_asyncgens()


@breaks("shutdown-asyncgens.awaits-async-cleanup", "does not wait for the generators' cleanup")
class DoesNotWaitForCleanup(Base):
    async def shutdown_asyncgens(self):
        self._asyncgens_shutdown_called = True
        for generator in list(self._asyncgens):
            self.create_task(generator.aclose())


@breaks("shutdown-asyncgens.awaits-async-cleanup", "waits for one step of the generators' cleanup")
class WaitsForOneStepOfCleanup(Base):
    async def shutdown_asyncgens(self):
        self._asyncgens_shutdown_called = True
        for generator in list(self._asyncgens):
            self.create_task(generator.aclose())
        await asyncio.sleep(0)


@breaks("shutdown-asyncgens.awaits-async-cleanup", "waits for the cleanup of one generator alone")
class WaitsForTheFirstCleanupAlone(Base):
    async def shutdown_asyncgens(self):
        self._asyncgens_shutdown_called = True
        tasks = [self.create_task(each.aclose()) for each in list(self._asyncgens)]
        if tasks:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)


@breaks("shutdown-asyncgens.none-open-is-noop", "raises if no generator is open")
class RaisesWhenNothingIsOpen(Base):
    async def shutdown_asyncgens(self):
        if not self._asyncgens:
            raise RuntimeError("no open generators")
        await super().shutdown_asyncgens()


@breaks("shutdown-asyncgens.idempotent", "raises if it is called again and none is open")
class RaisesTheSecondTimeWhenNothingIsOpen(Base):
    calls = 0

    async def shutdown_asyncgens(self):
        self.calls += 1
        if self.calls > 1 and not self._asyncgens:
            raise RuntimeError("no open generators")
        await super().shutdown_asyncgens()


@breaks("shutdown-asyncgens.none-open-is-noop", "raises in the first run if no generator is open")
class RaisesOnALoopThatNeverRan(Base):
    async def shutdown_asyncgens(self):
        if self.runs == 1 and not self._asyncgens:
            raise RuntimeError("this loop has not run")
        await super().shutdown_asyncgens()


@breaks("shutdown-asyncgens.none-open-is-noop", "raises in debug mode if no generator is open")
class RaisesInDebugModeWhenNothingIsOpen(Base):
    async def shutdown_asyncgens(self):
        if self.get_debug() and not self._asyncgens:
            raise RuntimeError("no open generators")
        await super().shutdown_asyncgens()


@breaks(
    "shutdown-asyncgens.none-open-is-noop",
    "hangs if no generator is open, from the second run on",
)
class HangsWhenNothingIsOpen(Base):
    async def shutdown_asyncgens(self):
        if not self._asyncgens and self.runs > 1:
            await self.create_future()
        await super().shutdown_asyncgens()


@breaks("shutdown-asyncgens.warns-on-later-iteration", "does not warn of a later iteration")
class NeverWarns(Base):
    async def shutdown_asyncgens(self):
        await super().shutdown_asyncgens()
        self._asyncgens_shutdown_called = False


@breaks(
    "shutdown-asyncgens.warns-on-later-iteration",
    "does not warn of an iteration in a later run",
)
class WarnsOnlyInTheSameRun(Base):
    def run_forever(self):
        self._asyncgens_shutdown_called = False
        super().run_forever()


@breaks("shutdown-asyncgens.warns-on-later-iteration", "does not warn if no generator was open")
class WarnsOnlyIfSomethingWasOpen(Base):
    async def shutdown_asyncgens(self):
        empty = not self._asyncgens
        await super().shutdown_asyncgens()
        if empty:
            self._asyncgens_shutdown_called = False


@breaks("shutdown-asyncgens.warns-on-later-iteration", "keeps its warning to itself")
class WarnsSilently(Base):
    def _asyncgen_firstiter_hook(self, agen):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            super()._asyncgen_firstiter_hook(agen)


@breaks("shutdown-asyncgens.only-own-loop", "closes the generators of other loops too")
class ClosesThoseOfOtherLoops(Base):
    loops = []

    def __init__(self):
        super().__init__()
        self.loops.append(self)

    async def shutdown_asyncgens(self):
        for loop in list(self.loops):
            if loop is not self:
                for generator in list(loop._asyncgens):
                    await generator.aclose()
        await super().shutdown_asyncgens()

    def close(self):
        super().close()
        if self in self.loops:
            self.loops.remove(self)


@breaks("shutdown-asyncgens.idiom", "raises after stop() if generators are open")
class RaisesInTheIdiom(Base):
    stopped = False

    def stop(self):
        self.stopped = True
        super().stop()

    async def shutdown_asyncgens(self):
        if self.stopped and len(self._asyncgens) > 0:
            raise RuntimeError("stopped")
        await super().shutdown_asyncgens()


@breaks("shutdown-asyncgens.idiom", "cannot be closed after shutdown_asyncgens()")
class CannotBeClosedAfterShutdown(Base):
    shut = False

    async def shutdown_asyncgens(self):
        await super().shutdown_asyncgens()
        self.shut = True

    def close(self):
        if self.shut and not self.is_closed():
            self.shut = False
            raise RuntimeError("asynchronous generators were shut down")
        super().close()


@breaks("shutdown-asyncgens.idiom", "forgets the generators of its first run")
class LosesGeneratorsWhenARunIsStopped(Base):
    def run_forever(self):
        super().run_forever()
        if self.runs == 1:
            self.left_open = list(self._asyncgens)
            self._asyncgens.clear()


@breaks(
    "shutdown-asyncgens.not-needed-with-run",
    "is not asked to close generators by asyncio.run()",
)
class RunSkipsIt(Base):
    """Open generators are left alone when asyncio.run() ends the loop, and not when a program asks."""

    async def shutdown_asyncgens(self):
        frame = sys._getframe()
        while frame is not None:
            if frame.f_globals.get("__name__") == "asyncio.runners":
                self.left_open = list(self._asyncgens)
                return
            frame = frame.f_back
        await super().shutdown_asyncgens()


@breaks(
    "shutdown-asyncgens.not-needed-with-run",
    "leaves generators open in asyncio.run() after an error",
)
class RunSkipsItAfterAnError(Base):
    failed = False

    def run_until_complete(self, future):
        try:
            return super().run_until_complete(future)
        except BaseException:
            self.failed = True
            raise

    async def shutdown_asyncgens(self):
        if self.failed:
            self.left_open = list(self._asyncgens)
            return
        await super().shutdown_asyncgens()


@breaks(
    "shutdown-asyncgens.not-needed-with-run",
    "leaves generators open in asyncio.run() in debug mode",
)
class RunSkipsItInDebugMode(Base):
    async def shutdown_asyncgens(self):
        if self.get_debug():
            self.left_open = list(self._asyncgens)
            return
        await super().shutdown_asyncgens()


@breaks(
    "shutdown-asyncgens.not-needed-with-runner",
    "leaves generators open in a Runner that has run twice",
)
class RunnerSkipsIt(Base):
    """The loop of a Runner that has run twice leaves its open generators alone."""

    async def shutdown_asyncgens(self):
        if type(self)._in_runner() and self.runs > 1:
            self.left_open = list(self._asyncgens)
            return
        await super().shutdown_asyncgens()

    @staticmethod
    def _in_runner():
        frame = sys._getframe(2)
        while frame is not None:
            if frame.f_code.co_name == "close" and "runners" in frame.f_code.co_filename:
                return True
            frame = frame.f_back
        return False
