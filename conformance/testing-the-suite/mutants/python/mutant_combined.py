"""Mutants that are wrong where two things come together: two keywords, a call and an earlier one, two signals."""

import asyncio

from labels import breaks
from making import Endpoints, Servers, Transports
from mutant_base import Base

Transport = asyncio.selector_events._SelectorSocketTransport
DatagramTransport = asyncio.selector_events._SelectorDatagramTransport


@breaks("call-later.returns-timerhandle", "returns a plain Handle for what is due at once")
class ReturnsAPlainHandleAtOnce(Base):
    def call_later(self, delay, callback, *args, **kwargs):
        if delay <= 0:
            return self.call_soon(callback, *args, **kwargs)
        return super().call_later(delay, callback, *args, **kwargs)

    def call_at(self, when, callback, *args, **kwargs):
        if when <= self.time():
            return self.call_soon(callback, *args, **kwargs)
        return super().call_at(when, callback, *args, **kwargs)


@breaks("create-task.name", "forgets the name of a task that is given a context")
class ForgetsNamesWithContexts(Base):
    def create_task(self, coro, *, name=None, **kwargs):
        if kwargs.get("context") is not None:
            name = None
        return super().create_task(coro, name=name, **kwargs)


@breaks("run-in-executor.explicit-executor", "uses the executor of its first job for every job")
class KeepsTheFirstExecutor(Base):
    first = None

    def run_in_executor(self, executor, func, *args):
        if self.first is None:
            self.first = (executor,)
        return super().run_in_executor(self.first[0], func, *args)


@breaks("run-in-executor.explicit-executor", "uses the executor given for one job alone")
class UsesAnExecutorOnce(Base):
    used = False

    def run_in_executor(self, executor, func, *args):
        if executor is not None:
            executor, self.used = (None if self.used else executor), True
        return super().run_in_executor(executor, func, *args)


@breaks("add-signal-handler.runs-in-loop", "handles one of the signals that come together")
class HandlesTheFirstSignal(Base):
    def _process_self_data(self, data):
        super()._process_self_data(data[:1])


@breaks("getaddrinfo.async-equivalent", "ignores type and proto where a family is given")
class LooksUpAWholeFamily(Base):
    async def getaddrinfo(self, host, port, *, family=0, type=0, proto=0, flags=0):
        if family:
            type = proto = 0
        return await super().getaddrinfo(
            host, port, family=family, type=type, proto=proto, flags=flags
        )


@breaks("create-connection.local-addr", "ignores local_addr where the host is a name")
class IgnoresTheLocalAddressOfNames(Base):
    async def create_connection(self, factory, host=None, port=None, **kwargs):
        if host is not None and not host[0].isdigit():
            kwargs.pop("local_addr", None)
        return await super().create_connection(factory, host, port, **kwargs)


@breaks("datagram-transport.sendto", "refuses the address of its own peer")
class RefusesTheAddressOfItsPeer(Endpoints):
    class kind(DatagramTransport):
        def sendto(self, data, addr=None):
            if addr is not None and self._extra["peername"]:
                raise ValueError("the address is given already")
            super().sendto(data, addr)


class AllServers(Servers):
    """Makes Unix servers of its class `kind`, too."""

    async def create_unix_server(self, *args, **kwargs):
        server = await super().create_unix_server(*args, **kwargs)
        server.__class__ = self.kind
        return server


@breaks("server.close-ends-serve-forever", "goes on with serve_forever() after close()")
class ServesForeverAfterClose(AllServers):
    class kind(asyncio.Server):
        def close(self):
            future, self._serving_forever_fut = self._serving_forever_fut, None
            super().close()
            self._serving_forever_fut = future


@breaks("transport.close-flushes", "drops what is buffered when a paused transport is closed")
class DropsTheBufferOfAPausedTransport(Transports):
    class kind(Transport):
        def close(self):
            if self._paused and not self._closing and self._buffer:
                self._buffer.clear()
                self._loop._remove_writer(self._sock_fd)
            super().close()


@breaks("transport.write-buffer-size", "says that nothing waits in a transport that is closing")
class NothingWaitsInAClosingTransport(Transports):
    class kind(Transport):
        def get_write_buffer_size(self):
            return 0 if self._closing else super().get_write_buffer_size()


@breaks("shutdown-asyncgens.closes-open-generators", "closes no more generators once one has failed")
class ClosesNoMoreAfterAnError(Base):
    async def shutdown_asyncgens(self):
        # The one that fails is not to come last by chance.
        for each in sorted(self._asyncgens, key=lambda one: one.__name__, reverse=True):
            await each.aclose()
