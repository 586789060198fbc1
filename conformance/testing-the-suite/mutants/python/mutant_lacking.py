"""Loops that lack methods, start in the wrong mode, or say nothing of what was left open."""

import asyncio
import concurrent.futures
import sys
import warnings

from labels import breaks
from making import Endpoints, Transports
from mutant_base import Base

Transport = asyncio.selector_events._SelectorSocketTransport


class Lacking:
    """A method that is not there."""

    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, loop, owner=None):
        raise AttributeError("the loop has no %s" % self.name)


@breaks("abstract-event-loop.method-list", "has no methods for signals")
class HasNoSignals(Base):
    add_signal_handler = Lacking()
    remove_signal_handler = Lacking()

    def close(self):
        asyncio.selector_events.BaseSelectorEventLoop.close(self)


@breaks("abstract-event-loop.method-list", "has no create_unix_server()")
class HasNoUnixServers(Base):
    create_unix_server = Lacking()


@breaks("abstract-event-loop.method-list", "has no shutdown_default_executor()")
class ShutsNoExecutorDown(Base):
    shutdown_default_executor = Lacking()


@breaks("abstract-event-loop.method-list", "has no sock_recvfrom_into()")
class ReceivesNoDatagrams(Base):
    sock_recvfrom_into = Lacking()


def refused(*_, **__):
    raise AttributeError("'Base' object has no attribute '_backend'")


async def refused_later(*_, **__):
    refused()


@breaks("abstract-event-loop.unimplemented", "raises AttributeError where it supports nothing")
class FailsWithAttributeError(Base):
    add_writer = add_signal_handler = refused
    sock_sendall = create_server = create_datagram_endpoint = getaddrinfo = refused_later


@breaks("abstract-event-loop.unimplemented", "raises AttributeError for Unix sockets")
class FailsWithUnixServers(Base):
    create_unix_server = refused_later


@breaks("get-debug.default", "starts in debug mode")
class StartsInDebugMode(Base):
    def __init__(self):
        super().__init__()
        self.set_debug(True)


@breaks("get-debug.default", "starts in the debug mode of the loop before")
class TakesDebugModeOver(Base):
    shared = None

    def __init__(self):
        before = TakesDebugModeOver.shared
        super().__init__()
        if before is not None:
            self.set_debug(before)

    def set_debug(self, enabled):
        super().set_debug(enabled)
        TakesDebugModeOver.shared = enabled


@breaks("get-debug.default", "turns to debug mode with its first run")
class RunsInDebugMode(Base):
    def run_forever(self):
        self._debug = True
        super().run_forever()


@breaks("debug.coroutine-never-awaited-origin", "does not track where coroutines are made")
class TracksNoOrigins(Base):
    def _set_coroutine_origin_tracking(self, enabled):
        pass


@breaks("debug.coroutine-never-awaited-origin", "tracks in its first run alone where coroutines are made")
class TracksOriginsOnce(Base):
    def _set_coroutine_origin_tracking(self, enabled):
        if self.runs < 2 or not enabled:
            super()._set_coroutine_origin_tracking(enabled)


@breaks("debug.coroutine-never-awaited-origin", "tracks always where coroutines are made")
class TracksOriginsAlways(Base):
    def run_forever(self):
        before = sys.get_coroutine_origin_tracking_depth()
        sys.set_coroutine_origin_tracking_depth(10)
        try:
            super().run_forever()
        finally:
            sys.set_coroutine_origin_tracking_depth(before)


@breaks("debug.transport-unclosed-warning", "warns of no connection that is collected open")
class LosesConnectionsSilently(Transports):
    class kind(Transport):
        def __del__(self, _warn=None):
            if self._sock is not None:
                self._sock.close()


@breaks("debug.transport-unclosed-warning", "warns of no endpoint that is collected open")
class LosesEndpointsSilently(Endpoints):
    class kind(Endpoints.kind):
        def __del__(self, _warn=None):
            if self._sock is not None:
                self._sock.close()


@breaks("debug.transport-unclosed-warning", "warns of connections that were closed")
class WarnsOfClosedConnections(Transports):
    class kind(Transport):
        def __del__(self, _warn=None):
            warnings.warn("unclosed transport", ResourceWarning)
            if self._sock is not None:
                self._sock.close()


@breaks("set-default-executor.interpreter-pool-ok", "accepts pools of threads of this interpreter alone")
class AcceptsPlainPools(Base):
    def set_default_executor(self, executor):
        if type(executor) is not concurrent.futures.ThreadPoolExecutor:
            raise TypeError("not a pool of threads")
        super().set_default_executor(executor)


@breaks("set-default-executor.interpreter-pool-ok", "accepts pools of interpreters before it runs")
class AcceptsPoolsBeforehand(AcceptsPlainPools):
    def set_default_executor(self, executor):
        if self.is_running():
            super().set_default_executor(executor)
        else:
            Base.set_default_executor(self, executor)
