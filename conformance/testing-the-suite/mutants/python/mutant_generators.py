"""Loops that treat async generators wrongly, always."""

import gc
import os
import threading
import types
import warnings

from mutant_base import Base


class FailsWithNothingOpen(Base):
    async def shutdown_asyncgens(self):
        if not len(self._asyncgens):
            raise RuntimeError("nothing to shut down")
        await super().shutdown_asyncgens()


class ShutsDownWithoutBeingAwaited(Base):
    def shutdown_asyncgens(self):
        return self.create_task(super().shutdown_asyncgens())


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


class ShutsDownInTurn(Listing):
    async def shutdown_asyncgens(self):
        for generator in self.begun:
            await generator.aclose()
        await super().shutdown_asyncgens()


class ShutsDownInTurnBackwards(Listing):
    async def shutdown_asyncgens(self):
        for generator in reversed(self.begun):
            await generator.aclose()
        await super().shutdown_asyncgens()


class LeavesCollectedGeneratorsOpen(Base):
    def _asyncgen_finalizer_hook(self, agen):
        self._asyncgens.discard(agen)


class LeavesGeneratorsThatThreadsCollectOpen(Base):
    def _asyncgen_finalizer_hook(self, agen):
        if threading.current_thread() is threading.main_thread():
            super()._asyncgen_finalizer_hook(agen)


class DiesOfGeneratorsWhenClosed(Base):
    def _asyncgen_finalizer_hook(self, agen):
        if self.is_closed():
            os._exit(70)
        super()._asyncgen_finalizer_hook(agen)


class ShutdownWaitsForBusyGenerators(Base):
    async def shutdown_asyncgens(self):
        for generator in list(self._asyncgens):
            if generator.ag_running:
                await self.create_future()
        await super().shutdown_asyncgens()


class InterruptEndsShutdown(Base):
    def run_forever(self):
        try:
            super().run_forever()
        except (KeyboardInterrupt, SystemExit):
            self._asyncgens.clear()
            raise


class WarnsBeforeShutdown(Base):
    def _asyncgen_firstiter_hook(self, agen):
        warnings.warn("an async generator begins", ResourceWarning, stacklevel=2)
        self._asyncgens.add(agen)


class DoesNotWarnAfterShutdown(Base):
    def _asyncgen_firstiter_hook(self, agen):
        self._asyncgens.add(agen)


class BeginsWhatItNeverSaw(Base):
    async def shutdown_asyncgens(self):
        for each in gc.get_objects():
            if isinstance(each, types.AsyncGeneratorType) and each.ag_frame is not None:
                await each.__anext__()
        await super().shutdown_asyncgens()


class RaisesForFinishedGenerators(Listing):
    async def shutdown_asyncgens(self):
        await super().shutdown_asyncgens()
        if any(generator.ag_frame is None for generator in self.begun):
            raise RuntimeError("a generator was closed already")
