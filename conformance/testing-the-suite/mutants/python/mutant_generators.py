"""Loops that treat async generators wrongly, always."""

import gc
import os
import threading
import types
import warnings

from labels import breaks
from mutant_base import Base


@breaks("shutdown-asyncgens.none-open-is-noop", "raises from shutdown_asyncgens() if none is open")
class FailsWithNothingOpen(Base):
    async def shutdown_asyncgens(self):
        if not len(self._asyncgens):
            raise RuntimeError("nothing to shut down")
        await super().shutdown_asyncgens()


@breaks("shutdown-asyncgens.lazy", "closes generators although nobody awaits it")
class ShutsDownWithoutBeingAwaited(Base):
    def shutdown_asyncgens(self):
        return self.create_task(super().shutdown_asyncgens())


@breaks("shutdown-asyncgens.returns-none", "returns the number of generators that it has closed")
class ShutdownReturnsACount(Base):
    async def shutdown_asyncgens(self):
        count = len(self._asyncgens)
        await super().shutdown_asyncgens()
        return count


class Listing(Base):
    """Keeps its generators in the order in which they began."""

    def __init__(self, selector=None):
        super().__init__(selector)
        self.begun = []

    def _asyncgen_firstiter_hook(self, agen):
        super()._asyncgen_firstiter_hook(agen)
        self.begun.append(agen)


@breaks("shutdown-asyncgens.concurrent", "closes generators one after the other")
class ShutsDownInTurn(Listing):
    async def shutdown_asyncgens(self):
        for generator in self.begun:
            await generator.aclose()
        await super().shutdown_asyncgens()


@breaks("shutdown-asyncgens.concurrent", "closes generators one after the other, the last first")
class ShutsDownInTurnBackwards(Listing):
    async def shutdown_asyncgens(self):
        for generator in reversed(self.begun):
            await generator.aclose()
        await super().shutdown_asyncgens()


@breaks("shutdown-asyncgens.gc-finalization", "does not close generators that are collected")
class LeavesCollectedGeneratorsOpen(Base):
    def _asyncgen_finalizer_hook(self, agen):
        self._asyncgens.discard(agen)


@breaks(
    "shutdown-asyncgens.gc-finalization-other-thread",
    "does not close generators that a thread collects",
)
class LeavesGeneratorsThatThreadsCollectOpen(Base):
    def _asyncgen_finalizer_hook(self, agen):
        if threading.current_thread() is threading.main_thread():
            super()._asyncgen_finalizer_hook(agen)


@breaks(
    "shutdown-asyncgens.after-close-gc-silent",
    "dies if a generator is collected once it is closed",
)
class DiesOfGeneratorsWhenClosed(Base):
    def _asyncgen_finalizer_hook(self, agen):
        if self.is_closed():
            os._exit(70)
        super()._asyncgen_finalizer_hook(agen)


@breaks("shutdown-asyncgens.busy-generator", "waits for ever for a generator that is running")
class ShutdownWaitsForBusyGenerators(Base):
    async def shutdown_asyncgens(self):
        for generator in list(self._asyncgens):
            if generator.ag_running:
                await self.create_future()
        await super().shutdown_asyncgens()


@breaks("shutdown-asyncgens.idiom-after-interrupt", "forgets its generators at an interrupt")
class InterruptEndsShutdown(Base):
    def run_forever(self):
        try:
            super().run_forever()
        except (KeyboardInterrupt, SystemExit):
            self._asyncgens.clear()
            raise


@breaks("shutdown-asyncgens.late-iteration-details", "warns of every generator that begins")
class WarnsBeforeShutdown(Base):
    def _asyncgen_firstiter_hook(self, agen):
        warnings.warn("an async generator begins", ResourceWarning, stacklevel=2)
        self._asyncgens.add(agen)


@breaks(
    "shutdown-asyncgens.late-iteration-details",
    "does not warn of generators that begin after the shutdown",
)
class DoesNotWarnAfterShutdown(Base):
    def _asyncgen_firstiter_hook(self, agen):
        self._asyncgens.add(agen)


@breaks(
    "shutdown-asyncgens.untouched-generators-ignored",
    "begins generators that nobody has begun, to close them",
)
class BeginsWhatItNeverSaw(Base):
    async def shutdown_asyncgens(self):
        for each in gc.get_objects():
            if isinstance(each, types.AsyncGeneratorType) and each.ag_frame is not None:
                await each.__anext__()
        await super().shutdown_asyncgens()


@breaks(
    "shutdown-asyncgens.untouched-generators-ignored",
    "raises if a generator has ended before the shutdown",
)
class RaisesForFinishedGenerators(Listing):
    async def shutdown_asyncgens(self):
        await super().shutdown_asyncgens()
        if any(generator.ag_frame is None for generator in self.begun):
            raise RuntimeError("a generator was closed already")


@breaks("shutdown-asyncgens.gc-finalization", "has a finalizer hook that fails")
class FinalizerHookFails(Base):
    def _asyncgen_finalizer_hook(self, agen):
        raise RuntimeError("the hook fails")


@breaks("shutdown-asyncgens.gc-finalization", "has a finalizer hook that fails while it runs")
class FinalizerHookFailsInARun(Base):
    def _asyncgen_finalizer_hook(self, agen):
        if self.is_running():
            raise RuntimeError("the hook fails")
        super()._asyncgen_finalizer_hook(agen)


@breaks("shutdown-asyncgens.gc-finalization", "has a finalizer hook that fails after some runs")
class FinalizerHookFailsLater(Base):
    def _asyncgen_finalizer_hook(self, agen):
        if self.runs > 3:
            raise RuntimeError("the hook fails")
        super()._asyncgen_finalizer_hook(agen)
