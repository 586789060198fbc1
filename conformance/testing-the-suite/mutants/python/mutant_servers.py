"""Mutants of create_connection(), create_server() and of the servers that it makes."""

import asyncio

from labels import breaks
from making import Servers
from mutant_base import Base


@breaks("create-connection.order-of-steps", "calls the factory before it connects")
class CallsTheFactoryFirst(Base):
    async def create_connection(self, protocol_factory, *args, **kwargs):
        protocol = protocol_factory()
        return await super().create_connection(lambda: protocol, *args, **kwargs)


@breaks("create-connection.order-of-steps", "returns protocol and transport in the wrong order")
class SwapsThePair(Base):
    async def create_connection(self, *args, **kwargs):
        transport, protocol = await super().create_connection(*args, **kwargs)
        return protocol, transport


@breaks("create-connection.local-addr", "ignores local_addr")
class IgnoresTheLocalAddress(Base):
    async def create_connection(self, *args, local_addr=None, **kwargs):
        return await super().create_connection(*args, **kwargs)


@breaks("create-connection.sock-ownership", "leaves the socket open that it was given")
class LeavesTheSocketOpen(Base):
    async def create_connection(self, *args, sock=None, **kwargs):
        if sock is not None:
            sock = sock.dup()
            sock.setblocking(False)
        return await super().create_connection(*args, sock=sock, **kwargs)


@breaks("create-server.start-serving-false", "serves although start_serving is False")
class ServesTooSoon(Base):
    async def create_server(self, *args, start_serving=True, **kwargs):
        return await super().create_server(*args, **kwargs)


@breaks("create-server.host-kinds", "refuses an empty text as host")
class RefusesAnEmptyHost(Base):
    async def create_server(self, protocol_factory, host=None, *args, **kwargs):
        if host == "":
            raise OSError("no host")
        return await super().create_server(protocol_factory, host, *args, **kwargs)


@breaks("create-server.host-kinds", "refuses a sequence of hosts")
class RefusesSequencesOfHosts(Base):
    async def create_server(self, protocol_factory, host=None, *args, **kwargs):
        if host is not None and not isinstance(host, str):
            raise TypeError("no text")
        return await super().create_server(protocol_factory, host, *args, **kwargs)


@breaks("create-server.port-zero", "takes None as port for a fault")
class RefusesNoPort(Base):
    async def create_server(self, protocol_factory, host=None, port=None, **kwargs):
        if host is not None and port is None:
            raise TypeError("no port")
        return await super().create_server(protocol_factory, host, port, **kwargs)


@breaks("create-server.binds-and-serves", "gives one protocol to all connections")
class SharesTheProtocol(Base):
    async def create_server(self, protocol_factory, *args, **kwargs):
        made = []

        def factory():
            made.append(made[0] if made else protocol_factory())
            return made[0]

        return await super().create_server(factory, *args, **kwargs)


@breaks("connect-accepted-socket.wraps", "takes a copy of the protocol of an accepted socket")
class WrapsTwoProtocols(Base):
    async def connect_accepted_socket(self, protocol_factory, *args, **kwargs):
        transport, _ = await super().connect_accepted_socket(protocol_factory, *args, **kwargs)
        return transport, asyncio.Protocol()


@breaks("server.close-stops-listening", "goes on accepting after close()")
class GoesOnAccepting(Servers):
    class kind(asyncio.Server):
        def close(self):
            self._sockets, self.kept = None, self._sockets


@breaks("server.close-stops-listening", "closes its connections with itself")
class ClosesItsConnections(Servers):
    def _make_socket_transport(self, *args, server=None, **kwargs):
        transport = super()._make_socket_transport(*args, server=server, **kwargs)
        if server is not None:
            server.transports = [*getattr(server, "transports", ()), transport]
        return transport

    class kind(asyncio.Server):
        def close(self):
            super().close()
            for transport in getattr(self, "transports", ()):
                transport.close()


@breaks("server.close-stops-listening", "says that it serves after close()")
class ServesForEver(Servers):
    class kind(asyncio.Server):
        def is_serving(self):
            return True


LEFT_OPEN = []


@breaks("server.close-stops-listening", "keeps the port of a server that has never served")
class KeepsUnservedPorts(Servers):
    class kind(asyncio.Server):
        def close(self):
            if not self._serving:
                self._sockets, self.kept = None, self._sockets
                LEFT_OPEN.append(self)
            super().close()


@breaks("server.start-serving-idempotent", "raises when it is started twice")
class StartsOnce(Servers):
    class kind(asyncio.Server):
        async def start_serving(self):
            if self._serving:
                raise RuntimeError("serves already")
            await super().start_serving()


@breaks("server.serve-forever", "does not close when serve_forever() is cancelled")
class OutlivesServeForever(Servers):
    class kind(asyncio.Server):
        async def serve_forever(self):
            self._start_serving()
            await self._loop.create_future()


@breaks("server.serve-forever", "returns from serve_forever() at once")
class ServesForAMoment(Servers):
    class kind(asyncio.Server):
        async def serve_forever(self):
            self._start_serving()


@breaks("server.async-context-manager", "does not close at the end of its async with block")
class StaysOpenBehindItsBlock(Servers):
    class kind(asyncio.Server):
        async def __aexit__(self, *error):
            pass


@breaks("server.async-context-manager", "does not close when its async with block is left by an error")
class StaysOpenAfterAnError(Servers):
    class kind(asyncio.Server):
        async def __aexit__(self, *error):
            if error[1] is None:
                await super().__aexit__(*error)


@breaks("server.async-context-manager", "does not close when its async with block is cancelled")
class StaysOpenAfterCancellation(Servers):
    class kind(asyncio.Server):
        async def __aexit__(self, *error):
            if not isinstance(error[1], asyncio.CancelledError):
                await super().__aexit__(*error)


@breaks("server.wait-closed", "waits for ever when wait_closed() is awaited again")
class WaitsAgainForEver(Servers):
    class kind(asyncio.Server):
        waited = False

        async def wait_closed(self):
            if self.waited:
                await self._loop.create_future()
            self.waited = True
            await super().wait_closed()


@breaks("server.get-loop", "forgets its loop when it is closed")
class ForgetsItsLoop(Servers):
    class kind(asyncio.Server):
        def get_loop(self):
            return self._loop if self._sockets else None


@breaks("server.close-stops-listening", "closes the first socket of a server alone")
class ClosesTheFirstSocket(Servers):
    class kind(asyncio.Server):
        def close(self):
            if self._sockets:
                self._sockets = self._sockets[:1]
            super().close()
