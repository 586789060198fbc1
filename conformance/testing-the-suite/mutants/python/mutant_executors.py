"""Loops that break one promise about executors."""

import asyncio
import threading
import warnings
from concurrent.futures import ThreadPoolExecutor

from labels import breaks
from mutant_base import Base


@breaks("run-in-executor.returns-future", "returns a future of concurrent.futures")
class JobsGiveForeignFutures(Base):
    def run_in_executor(self, executor, func, *args):
        with ThreadPoolExecutor(1) as pool:
            return pool.submit(func, *args)


@breaks("run-in-executor.returns-future", "forgets what a job raises")
class FailedJobsGiveNone(Base):
    def run_in_executor(self, executor, func, *args):
        def quiet(*args):
            try:
                return func(*args)
            except Exception:
                return None

        return super().run_in_executor(executor, quiet, *args)


@breaks("run-in-executor.returns-future", "gives None for the result of a job in debug mode")
class JobsGiveNoneInDebugMode(Base):
    def run_in_executor(self, executor, func, *args):
        if not self.get_debug():
            return super().run_in_executor(executor, func, *args)
        return super().run_in_executor(executor, lambda *args: func(*args) and None, *args)


class InPlace(ThreadPoolExecutor):
    """Runs jobs in the thread that submits them."""

    def submit(self, function, *args):
        future = asyncio.futures.concurrent.futures.Future()
        try:
            future.set_result(function(*args))
        except Exception as error:
            future.set_exception(error)
        return future


@breaks("run-in-executor.runs-off-loop-thread", "runs jobs in the loop's thread")
class JobsRunInTheLoopsThread(Base):
    def run_in_executor(self, executor, func, *args):
        return super().run_in_executor(InPlace(1), func, *args)


@breaks("run-in-executor.runs-off-loop-thread", "waits for each job before it goes on")
class WaitsForEachJob(Base):
    def run_in_executor(self, executor, func, *args):
        ended = threading.Event()

        def noted(*args):
            try:
                return func(*args)
            finally:
                ended.set()

        future = super().run_in_executor(executor, noted, *args)
        ended.wait()
        return future


@breaks("run-in-executor.default-lazy-pool", "refuses a job when no executor was set")
class RefusesJobsWithoutAnExecutor(Base):
    def run_in_executor(self, executor, func, *args):
        if executor is None and self._default_executor is None:
            raise RuntimeError("no executor was set")
        return super().run_in_executor(executor, func, *args)


@breaks("run-in-executor.default-lazy-pool", "loses its own executor after one run")
class LosesItsExecutorAfterARun(Base):
    def run_in_executor(self, executor, func, *args):
        if executor is None and self.runs > 1:
            raise RuntimeError("no executor is left")
        return super().run_in_executor(executor, func, *args)


@breaks("run-in-executor.explicit-executor", "uses the default executor whatever is given")
class IgnoresTheExecutorGiven(Base):
    def run_in_executor(self, executor, func, *args):
        return super().run_in_executor(None, func, *args)


@breaks("run-in-executor.explicit-executor", "prefers the executor that was set as default")
class PrefersTheDefaultExecutor(Base):
    def run_in_executor(self, executor, func, *args):
        if self._default_executor is not None:
            executor = None
        return super().run_in_executor(executor, func, *args)


@breaks(
    "run-in-executor.cancel-does-not-kill-thread",
    "logs an error when a job ends whose future was cancelled",
)
class LamentsCancelledJobs(Base):
    def run_in_executor(self, executor, func, *args):
        future = None

        def noted(*args):
            result = func(*args)
            if future is not None and future.cancelled():
                asyncio.log.logger.error("nobody waits for the result of a job")
            return result

        future = super().run_in_executor(executor, noted, *args)
        return future


@breaks("run-in-executor.debug-rejects-coroutine", "takes a coroutine function for a job in debug mode")
class TakesCoroutineFunctionsForJobs(Base):
    def run_in_executor(self, executor, func, *args):
        return super().run_in_executor(executor, lambda *args: func(*args), *args)


@breaks("set-default-executor.used-by-none", "keeps its own executor when another is set")
class KeepsItsOwnExecutor(Base):
    def set_default_executor(self, executor):
        super().set_default_executor(ThreadPoolExecutor(1) if self.made else executor)


@breaks("set-default-executor.used-by-none", "keeps its own executor once it has used it")
class KeepsAnExecutorInUse(Base):
    def set_default_executor(self, executor):
        if self._default_executor is None:
            super().set_default_executor(executor)


@breaks("set-default-executor.type-error", "takes any object for an executor")
class TakesAnyExecutor(Base):
    def set_default_executor(self, executor):
        if isinstance(executor, ThreadPoolExecutor):
            super().set_default_executor(executor)


@breaks("set-default-executor.type-error", "takes None for no executor")
class TakesNoneForNoExecutor(Base):
    def set_default_executor(self, executor):
        if executor is not None:
            super().set_default_executor(executor)


@breaks("set-default-executor.type-checked", "does not warn of an executor of another kind")
class OverlooksOtherExecutors(Base):
    def set_default_executor(self, executor):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            super().set_default_executor(executor)


@breaks("shutdown-default-executor.joins-threads", "does not wait for the threads of its executor")
class ShutdownDoesNotWait(Base):
    async def shutdown_default_executor(self, *args, **kwargs):
        self._executor_shutdown_called = True
        if self._default_executor is not None:
            self._default_executor.shutdown(wait=False)


@breaks("shutdown-default-executor.joins-threads", "waits for the jobs, and leaves the threads of its executor")
class ShutdownLeavesTheThreads(Base):
    jobs = ()

    def run_in_executor(self, executor, func, *args):
        self.jobs += (super().run_in_executor(executor, func, *args),)
        return self.jobs[-1]

    async def shutdown_default_executor(self, *args, **kwargs):
        self._executor_shutdown_called = True
        await asyncio.gather(*self.jobs, return_exceptions=True)


@breaks("shutdown-default-executor.joins-threads", "does not wait for an executor that was set")
class ShutdownLeavesSetExecutors(Base):
    was_set = False

    def set_default_executor(self, executor):
        self.was_set = True
        super().set_default_executor(executor)

    async def shutdown_default_executor(self, *args, **kwargs):
        if not self.was_set:
            await super().shutdown_default_executor(*args, **kwargs)


@breaks("shutdown-default-executor.blocks-later-use", "takes jobs after the shutdown")
class TakesJobsAfterTheShutdown(Base):
    async def shutdown_default_executor(self, *args, **kwargs):
        await super().shutdown_default_executor(*args, **kwargs)
        self._executor_shutdown_called = False
        self._default_executor = None


@breaks(
    "shutdown-default-executor.blocks-later-use", "takes jobs after a shutdown without an executor"
)
class TakesJobsAfterAnEmptyShutdown(Base):
    async def shutdown_default_executor(self, *args, **kwargs):
        if self._default_executor is not None:
            await super().shutdown_default_executor(*args, **kwargs)


@breaks("shutdown-default-executor.without-executor-noop", "cannot shut down what is not there")
class CannotShutDownNothing(Base):
    async def shutdown_default_executor(self, *args, **kwargs):
        if self._default_executor is None:
            raise RuntimeError("there is no executor")
        await super().shutdown_default_executor(*args, **kwargs)


@breaks(
    "shutdown-default-executor.without-executor-noop",
    "cannot shut down what is not there in a second run",
)
class CannotShutDownNothingAgain(CannotShutDownNothing):
    async def shutdown_default_executor(self, *args, **kwargs):
        if self.runs > 1:
            await super().shutdown_default_executor(*args, **kwargs)


@breaks("shutdown-default-executor.timeout", "overlooks the timeout of the shutdown")
class ShutdownHasNoTimeout(Base):
    async def shutdown_default_executor(self, timeout=None):
        await super().shutdown_default_executor()


@breaks("shutdown-default-executor.timeout", "warns whenever the shutdown has a timeout")
class ShutdownAlwaysWarns(Base):
    async def shutdown_default_executor(self, timeout=None):
        await super().shutdown_default_executor(*(() if timeout is None else (timeout,)))
        if timeout is not None:
            warnings.warn("the executor took its time", RuntimeWarning)


@breaks("shutdown-default-executor.run-calls-it", "does not shut its executor down for asyncio.run()")
class RunLeavesTheExecutor(Base):
    async def shutdown_default_executor(self, *args, **kwargs):
        pass


@breaks("debug.thread-checks", "lets any thread call call_at() in debug mode")
class AnyThreadMaySetTimers(Base):
    def call_at(self, when, callback, *args, context=None):
        debug, self._debug = self._debug, False
        try:
            return super().call_at(when, callback, *args, context=context)
        finally:
            self._debug = debug


@breaks("debug.thread-checks", "lets any thread call call_at() in debug mode, from its second run on")
class AnyThreadMaySetTimersLater(AnyThreadMaySetTimers):
    def call_at(self, when, callback, *args, context=None):
        if self.runs > 1:
            return super().call_at(when, callback, *args, context=context)
        return Base.call_at(self, when, callback, *args, context=context)


@breaks("create-future.subclass-allowed", "makes futures that isfuture() does not accept")
class MakesHiddenFutures(Base):
    def create_future(self):
        return object() if self.made and not self.is_running() else super().create_future()


@breaks("time.equals-monotonic-clock", "has a clock of its own that began an hour ago")
class ClockBeganAnHourAgo(Base):
    def time(self):
        return super().time() + 3600


@breaks("call-exception-handler.keys", "gives exception handlers no message")
class ReportsHaveNoMessage(Base):
    def call_exception_handler(self, context):
        super().call_exception_handler({key: context[key] for key in context if key != "message"})


@breaks("call-exception-handler.keys", "gives exception handlers the text of an exception")
class ReportsHaveTextForTheException(Base):
    def call_exception_handler(self, context):
        if "exception" in context:
            context = {**context, "exception": str(context["exception"])}
        super().call_exception_handler(context)


@breaks("call-exception-handler.keys", "gives exception handlers no message for what is handed on")
class HandedOnReportsHaveNoMessage(Base):
    def call_exception_handler(self, context):
        if not self.is_running():
            context = {key: context[key] for key in context if key != "message"}
        super().call_exception_handler(context)
