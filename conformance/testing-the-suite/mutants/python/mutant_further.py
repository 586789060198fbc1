"""Mutants that no case noticed when one more person wrote them: look-ups, servers, executors, signals, handles."""

import asyncio

from labels import breaks
from making import Servers
from mutant_base import Base, Callbacks, from_program, turned


@breaks("getaddrinfo.async-equivalent", "takes no names of services, and no numbers as texts")
class TakesNumbersAlone(Base):
    async def getaddrinfo(self, host, port, **kwargs):
        if isinstance(port, str):
            raise TypeError("the port must be a number")
        return await super().getaddrinfo(host, port, **kwargs)


@breaks("getaddrinfo.async-equivalent", "gives no canonical name")
class GivesNoCanonicalName(Base):
    async def getaddrinfo(self, *args, **kwargs):
        found = await super().getaddrinfo(*args, **kwargs)
        return [(*info[:3], "", info[4]) for info in found]


@breaks("getnameinfo.async-equivalent", "takes addresses of two parts alone")
class NamesPairsAlone(Base):
    async def getnameinfo(self, sockaddr, flags=0):
        host, port = sockaddr
        return await super().getnameinfo((host, port), flags)


@breaks("create-server.lookup-options", "ignores the flags")
class ServesWithoutFlags(Base):
    async def create_server(self, *args, flags=None, **kwargs):
        return await super().create_server(*args, **kwargs)


@breaks("create-server.lookup-options", "ignores the family")
class ServesEveryFamily(Base):
    async def create_server(self, *args, family=None, **kwargs):
        return await super().create_server(*args, **kwargs)


@breaks("create-datagram-endpoint.lookup-options", "ignores the flags")
class BindsWithoutFlags(Base):
    async def create_datagram_endpoint(self, *args, flags=0, **kwargs):
        return await super().create_datagram_endpoint(*args, **kwargs)


@breaks("create-datagram-endpoint.lookup-options", "ignores the flags of the remote address")
class ConnectsWithoutFlags(Base):
    async def create_datagram_endpoint(self, *args, flags=0, remote_addr=None, **kwargs):
        return await super().create_datagram_endpoint(
            *args, flags=0 if remote_addr else flags, remote_addr=remote_addr, **kwargs
        )


@breaks("server.close-clients", "drops what the connections have buffered")
class CloseClientsDrops(Servers):
    class kind(asyncio.Server):
        def close_clients(self):
            self.abort_clients()


@breaks("server.close-stops-listening", "is serving until the last connection has ended")
class ServesWhileConnected(Servers):
    class kind(asyncio.Server):
        def is_serving(self):
            return super().is_serving() or len(self._clients) > 0


@breaks("server.close-stops-listening", "ends a connection that is being made")
class ClosesWhatIsMade(Servers):
    young = None

    class kind(asyncio.Server):
        def close(self):
            super().close()
            if self._loop.young is not None:
                self._loop.young.abort()

    def _make_socket_transport(self, *args, **kwargs):
        transport = super()._make_socket_transport(*args, **kwargs)
        self.call_soon(self.settle)
        self.young = transport
        return transport

    def settle(self):
        self.young = None


@breaks("server.close-clients", "leaves TLS connections alone")
class LeavesEncryptedClients(Servers):
    class kind(asyncio.Server):
        def plain_clients(self):
            return [
                client
                for client in self._clients
                if not isinstance(client.get_protocol(), asyncio.sslproto.SSLProtocol)
            ]

        def close_clients(self):
            for client in self.plain_clients():
                client.close()

        def abort_clients(self):
            for client in self.plain_clients():
                client.abort()


@breaks("server.close-stops-listening", "closes its TLS connections")
class ClosesEncryptedClients(Servers):
    class kind(asyncio.Server):
        def close(self):
            super().close()
            if self._ssl_context is not None:
                self.close_clients()


@breaks("create-unix-connection.ssl", "matches one name, whichever is given")
class MatchesOneName(Base):
    async def create_unix_connection(self, *args, server_hostname=None, **kwargs):
        name = server_hostname and "server.test"
        return await super().create_unix_connection(*args, server_hostname=name, **kwargs)


@breaks("run-in-executor.returns-future", "hands one argument to an executor that is given")
class HandsOneArgument(Base):
    def run_in_executor(self, executor, func, *args):
        return super().run_in_executor(executor, func, *args[: 1 if executor else None])


@breaks("run-in-executor.returns-future", "gives None in place of an error in an executor that is given")
class GivesNoneForAnError(Base):
    def run_in_executor(self, executor, func, *args):
        def guarded():
            try:
                return func(*args)
            except Exception:
                return None

        if executor is None:
            return super().run_in_executor(executor, func, *args)
        return super().run_in_executor(executor, guarded)


class HandlerAware(Base):
    """Knows the signal whose handler runs."""

    handled = None

    def add_signal_handler(self, sig, callback, *args):
        def handle():
            self.handled = sig
            try:
                callback(*args)
            finally:
                self.handled = None

        super().add_signal_handler(sig, handle)


@breaks("remove-signal-handler.removes", "keeps a handler that removes itself")
class KeepsARunningHandler(HandlerAware):
    def remove_signal_handler(self, sig):
        return sig == self.handled or super().remove_signal_handler(sig)


@breaks("remove-signal-handler.returns-bool", "returns True to a handler that removes itself twice")
class SaysItRemovedTwice(HandlerAware):
    def remove_signal_handler(self, sig):
        return super().remove_signal_handler(sig) or sig == self.handled


class Slots(Base):
    """Keeps callbacks in slots: a handle knows the number of its slot, which others get after it."""

    def __init__(self, *args):
        super().__init__(*args)
        self.freed = None

    def next_one(self):
        raise NotImplementedError

    def slotted(self, handle, kind):
        loop = self

        class Slotted(kind):
            __slots__ = ()

            def _run(self):
                super()._run()
                loop.freed = self

            def cancel(self):
                taken = loop.next_one() if loop.freed is self else None
                if taken is not None:
                    kind.cancel(taken)
                super().cancel()

        return turned(handle, Slotted)


@breaks("handle.cancel-cancelled", "cancels the next timer in place of one that has run")
class CancelsTheNextTimer(Slots):
    def next_one(self):
        return self._scheduled[0] if self._scheduled else None

    def call_at(self, *args, **kwargs):
        return self.slotted(super().call_at(*args, **kwargs), asyncio.TimerHandle)


@breaks("handle.cancel-cancelled", "cancels the next callback in place of one that has run")
class CancelsTheNextCallback(Slots, Callbacks):
    def next_one(self):
        return next((ready for ready in self._ready if from_program(ready._callback)), None)

    def program_callback(self, callback, args, context):
        return self.slotted(self.sound_callback(callback, args, context), asyncio.Handle)
