"""Loops whose call_soon_threadsafe() or handling of partial objects breaks one promise."""

import asyncio
import contextvars
import functools
import threading

from mutant_base import Base, from_program, in_loop_thread


class RunsTwoArgumentsInTheCallingThread(Base):
    def call_soon_threadsafe(self, callback, *args, context=None):
        handle = super().call_soon_threadsafe(callback, *args, context=context)
        if len(args) == 2 and from_program(callback) and not in_loop_thread(self):
            handle._run()
            handle.cancel()
        return handle


class RunsLateCallbacksInTheCallingThread(Base):
    count = 0

    def call_soon_threadsafe(self, callback, *args, context=None):
        handle = super().call_soon_threadsafe(callback, *args, context=context)
        if from_program(callback) and threading.current_thread() is not threading.main_thread():
            handle._run()
            handle.cancel()
        return handle


class DoesNotWakeInTheSecondRun(Base):
    def _write_to_self(self):
        if self.runs < 2:
            super()._write_to_self()


class DoesNotWake(Base):
    def _write_to_self(self):
        pass


class RefusesItsOwnThreadInDebugMode(Base):
    def call_soon_threadsafe(self, callback, *args, context=None):
        if self.get_debug() and in_loop_thread(self):
            raise RuntimeError("not from the loop's own thread")
        return super().call_soon_threadsafe(callback, *args, context=context)


class LosesWhatItsOwnThreadSchedulesInTheSecondRun(Base):
    def call_soon_threadsafe(self, callback, *args, context=None):
        handle = super().call_soon_threadsafe(callback, *args, context=context)
        if self.runs > 1 and in_loop_thread(self) and from_program(callback):
            handle.cancel()
        return handle


class SwapsOneInFiveHundred(Base):
    count = 0

    def call_soon_threadsafe(self, callback, *args, context=None):
        handle = super().call_soon_threadsafe(callback, *args, context=context)
        self.count += 1
        if self.count % 500 == 0 and len(self._ready) > 1 and not in_loop_thread(self):
            try:
                a, b = self._ready.pop(), self._ready.pop()
                self._ready.extend((a, b))
            except IndexError:
                pass
        return handle


class SwapsThePairsOfAThread(Base):
    held = None

    def call_soon_threadsafe(self, callback, *args, context=None):
        if threading.current_thread() is threading.main_thread() or not from_program(callback):
            return super().call_soon_threadsafe(callback, *args, context=context)
        if self.held is None:
            self.held = (callback, args, context or contextvars.copy_context())
            threading.Timer(0.05, self.flush).start()
            return asyncio.Handle(callback, args, self, context)
        handle = super().call_soon_threadsafe(callback, *args, context=context)
        self.flush()
        return handle

    def flush(self):
        held, self.held = self.held, None
        if held is not None and not self.is_closed():
            callback, args, context = held
            super().call_soon_threadsafe(callback, *args, context=context)


class LosesOneInFiveHundred(Base):
    count = 0

    def call_soon_threadsafe(self, callback, *args, context=None):
        handle = super().call_soon_threadsafe(callback, *args, context=context)
        self.count += not in_loop_thread(self)
        if self.count == 500:
            self.count = 0
            handle.cancel()
        return handle


class LosesWhatComesBeforeTheFirstRun(Base):
    def call_soon_threadsafe(self, callback, *args, context=None):
        handle = super().call_soon_threadsafe(callback, *args, context=context)
        if self.runs == 0 and from_program(callback):
            handle.cancel()
        return handle


class LosesWhatAThreadQueuesBetweenRuns(Base):
    def call_soon_threadsafe(self, callback, *args, context=None):
        handle = super().call_soon_threadsafe(callback, *args, context=context)
        if not self.is_running() and threading.current_thread() is not threading.main_thread():
            handle.cancel()
        return handle


class IgnoresTheContext(Base):
    def call_soon_threadsafe(self, callback, *args, context=None):
        return super().call_soon_threadsafe(callback, *args)


class IgnoresTheContextFromThreadsWithOneArgument(Base):
    def call_soon_threadsafe(self, callback, *args, context=None):
        if len(args) == 1 and threading.current_thread() is not threading.main_thread():
            context = contextvars.copy_context()
        return super().call_soon_threadsafe(callback, *args, context=context)


class UsesAnEmptyContextByDefault(Base):
    def call_soon_threadsafe(self, callback, *args, context=None):
        context = contextvars.Context() if context is None else context
        return super().call_soon_threadsafe(callback, *args, context=context)


class UsesTheContextOfTheLoop(Base):
    own = None

    def run_forever(self):
        self.own = contextvars.copy_context()
        super().run_forever()

    def call_soon_threadsafe(self, callback, *args, context=None):
        if context is None and self.own is not None:
            context = self.own.copy()
        return super().call_soon_threadsafe(callback, *args, context=context)


class ReturnsAHandleThatCannotCancel(Base):
    def call_soon_threadsafe(self, callback, *args, context=None):
        handle = super().call_soon_threadsafe(callback, *args, context=context)
        return asyncio.Handle(callback, args, self, context) if from_program(callback) else handle


class CannotCancelOneArgumentOfAThread(Base):
    def call_soon_threadsafe(self, callback, *args, context=None):
        handle = super().call_soon_threadsafe(callback, *args, context=context)
        foreign = threading.current_thread() is not threading.main_thread()
        return asyncio.Handle(callback, args, self, context) if foreign and len(args) == 1 else handle


class ObjectsToTheThreadInDebugMode(Base):
    def call_soon_threadsafe(self, callback, *args, context=None):
        if self.get_debug():
            self._check_thread()
        return super().call_soon_threadsafe(callback, *args, context=context)


class AcceptsOnAClosedLoop(Base):
    def call_soon_threadsafe(self, callback, *args, context=None):
        if self.is_closed():
            return asyncio.Handle(callback, args, self, context)
        return super().call_soon_threadsafe(callback, *args, context=context)


class AcceptsOnAClosedLoopFromThreads(Base):
    def call_soon_threadsafe(self, callback, *args, context=None):
        if self.is_closed() and threading.current_thread() is not threading.main_thread():
            return asyncio.Handle(callback, args, self, context)
        return super().call_soon_threadsafe(callback, *args, context=context)


class LosesWhatASignalHandlerSchedules(Base):
    inside = False

    def call_soon(self, callback, *args, context=None):
        self.inside = True
        try:
            return super().call_soon(callback, *args, context=context)
        finally:
            self.inside = False

    def call_soon_threadsafe(self, callback, *args, context=None):
        import sys

        frame, depth = sys._getframe(1), 0
        while frame is not None:
            depth += frame.f_code.co_name in ("raise_signal", "_run")
            frame = frame.f_back
        handle = super().call_soon_threadsafe(callback, *args, context=context)
        if depth and in_loop_thread(self):
            handle.cancel()
        return handle


class SwallowsKeywordsOfTimers(Base):
    def call_later(self, delay, callback, *args, context=None, **kwargs):
        return super().call_later(delay, callback, *args, context=context)


class SwallowsKeywordsEverywhere(Base):
    def call_soon(self, callback, *args, context=None, **kwargs):
        return super().call_soon(callback, *args, context=context)

    def call_soon_threadsafe(self, callback, *args, context=None, **kwargs):
        return super().call_soon_threadsafe(callback, *args, context=context)

    def call_at(self, when, callback, *args, context=None, **kwargs):
        return super().call_at(when, callback, *args, context=context)


class StripsTheKeywordsOfPartials(Base):
    def call_soon(self, callback, *args, context=None):
        if isinstance(callback, functools.partial) and from_program(callback.func):
            callback, args = callback.func, callback.args + args
        return super().call_soon(callback, *args, context=context)


class StripsTheKeywordsOfPartialsFromThreads(Base):
    def call_soon_threadsafe(self, callback, *args, context=None):
        if isinstance(callback, functools.partial) and from_program(callback.func):
            callback, args = callback.func, callback.args + args
        return super().call_soon_threadsafe(callback, *args, context=context)
