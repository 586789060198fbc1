"""Mutants of name resolution, and of the options of connections and servers."""

import asyncio
import concurrent.futures
import socket

from labels import breaks
from making import Servers
from mutant_base import Base


@breaks("getaddrinfo.async-equivalent", "forgets the port")
class ForgetsThePort(Base):
    async def getaddrinfo(self, host, port, **kwargs):
        return await super().getaddrinfo(host, 0, **kwargs)


@breaks("getaddrinfo.async-equivalent", "ignores the flags")
class IgnoresTheFlags(Base):
    async def getaddrinfo(self, host, port, *, flags=0, **kwargs):
        return await super().getaddrinfo(host, port, **kwargs)


@breaks("getaddrinfo.async-equivalent", "gives addresses of every type")
class GivesEveryType(Base):
    async def getaddrinfo(self, host, port, *, type=0, **kwargs):
        return await super().getaddrinfo(host, port, **kwargs)


@breaks("getaddrinfo.errors", "gives no address in place of an error")
class GivesNoAddress(Base):
    async def getaddrinfo(self, *args, **kwargs):
        try:
            return await super().getaddrinfo(*args, **kwargs)
        except OSError:
            return []


@breaks("getaddrinfo.errors", "raises a RuntimeError for a name with blanks")
class RaisesItsOwnError(Base):
    async def getaddrinfo(self, host, *args, **kwargs):
        if host and " " in host:
            raise RuntimeError("no name")
        return await super().getaddrinfo(host, *args, **kwargs)


@breaks("getaddrinfo.uses-default-executor", "looks up in an executor of its own")
class LooksUpElsewhere(Base):
    async def getaddrinfo(self, host, port, *, family=0, type=0, proto=0, flags=0):
        with concurrent.futures.ThreadPoolExecutor(1) as pool:
            return await self.run_in_executor(
                pool, socket.getaddrinfo, host, port, family, type, proto, flags
            )


@breaks("getnameinfo.async-equivalent", "gives the port as a number")
class GivesPortsAsNumbers(Base):
    async def getnameinfo(self, sockaddr, flags=0):
        host, _ = await super().getnameinfo(sockaddr, flags)
        return host + " ", sockaddr[1]


@breaks("getnameinfo.async-equivalent", "gives the names of ports of streams alone")
class NamesPortsOfStreams(Base):
    async def getnameinfo(self, sockaddr, flags=0):
        return await super().getnameinfo(sockaddr, flags & ~socket.NI_DGRAM)


@breaks("getnameinfo.async-equivalent", "does not know the address of all interfaces")
class KnowsNoEmptyAddress(Base):
    async def getnameinfo(self, sockaddr, flags=0):
        if sockaddr[0] == "0.0.0.0":
            raise OSError("no name")
        return await super().getnameinfo(sockaddr, flags)


@breaks("create-connection.happy-eyeballs", "refuses the keyword happy_eyeballs_delay")
class RefusesHappyEyeballs(Base):
    async def create_connection(self, *args, happy_eyeballs_delay=None, **kwargs):
        if happy_eyeballs_delay is not None:
            raise TypeError("no such keyword")
        return await super().create_connection(*args, **kwargs)


@breaks("create-connection.happy-eyeballs", "refuses the keyword interleave")
class RefusesInterleave(Base):
    async def create_connection(self, *args, interleave=None, **kwargs):
        if interleave is not None:
            raise TypeError("no such keyword")
        return await super().create_connection(*args, **kwargs)


@breaks("create-connection.nodelay", "does not set TCP_NODELAY")
class Delays(Base):
    def delays(self, server):
        return True

    def _make_socket_transport(self, sock, *args, server=None, **kwargs):
        transport = super()._make_socket_transport(sock, *args, server=server, **kwargs)
        if sock.family == socket.AF_INET and self.delays(server):
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 0)
        return transport


@breaks("create-connection.nodelay", "does not set TCP_NODELAY on a server's connections")
class DelaysOfServers(Delays):
    def delays(self, server):
        return server is not None


def without(name):
    """create_server() that ignores a keyword."""

    async def create_server(self, *args, **kwargs):
        kwargs.pop(name, None)
        return await Base.create_server(self, *args, **kwargs)

    return create_server


@breaks("create-server.reuse-options", "ignores reuse_port")
class IgnoresReusePort(Base):
    create_server = without("reuse_port")


@breaks("create-server.reuse-options-unset", "ignores reuse_address")
class IgnoresReuseAddress(Base):
    create_server = without("reuse_address")


@breaks("create-server.reuse-options", "reuses no address unless it is asked to")
class ReusesNoAddress(Base):
    async def create_server(self, *args, reuse_address=False, **kwargs):
        return await super().create_server(*args, reuse_address=reuse_address, **kwargs)


@breaks("create-server.keep-alive", "ignores keep_alive")
class IgnoresKeepAlive(Base):
    create_server = without("keep_alive")


@breaks("create-server.unavailable-address-skipped", "refuses a list with an address of elsewhere")
class RefusesAddressesOfElsewhere(Base):
    async def create_server(self, protocol_factory, host=None, *args, **kwargs):
        if isinstance(host, tuple) and "192.0.2.1" in host:
            raise OSError("not available")
        return await super().create_server(protocol_factory, host, *args, **kwargs)


@breaks("server.wait-closed-early", "waits for ever in wait_closed() where it had connections")
class WaitsForConnections(Servers):
    class kind(asyncio.Server):
        async def wait_closed(self):
            await self._loop.create_future()


@breaks("server.sockets-are-transport-sockets", "gives its very sockets away")
class GivesItsSocketsAway(Servers):
    class kind(asyncio.Server):
        @property
        def sockets(self):
            return tuple(self._sockets or ())


@breaks("server.sockets-are-transport-sockets", "gives the names of its sockets alone")
class GivesNamesOfSockets(Servers):
    class kind(asyncio.Server):
        @property
        def sockets(self):
            return tuple(map(str, self._sockets or ()))


@breaks("create-server.reuse-options", "ignores reuse_port at a name")
class SharesNoPortOfAName(Base):
    async def create_server(self, protocol_factory, host=None, *args, **kwargs):
        if host == "localhost":
            kwargs.pop("reuse_port", None)
        return await super().create_server(protocol_factory, host, *args, **kwargs)


@breaks("create-server.reuse-options-unset", "always lets others share its port")
class AlwaysSharesItsPort(Base):
    async def create_server(self, *args, reuse_port=None, **kwargs):
        return await super().create_server(*args, reuse_port=True, **kwargs)


@breaks("create-server.keep-alive", "keeps its first connection alive alone")
class KeepsTheFirstAlive(Base):
    made = 0

    def _make_socket_transport(self, sock, *args, server=None, **kwargs):
        transport = super()._make_socket_transport(sock, *args, server=server, **kwargs)
        self.made += 1
        if self.made > 1:
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 0)
        return transport


@breaks("create-connection.family", "ignores the family")
class IgnoresTheFamily(Base):
    async def create_connection(self, *args, family=0, **kwargs):
        return await super().create_connection(*args, **kwargs)


@breaks("create-connection.family", "ignores the family where it has a delay")
class IgnoresTheFamilyOfDelayed(Base):
    async def create_connection(self, *args, family=0, happy_eyeballs_delay=None, **kwargs):
        if happy_eyeballs_delay is None:
            kwargs["family"] = family
        return await super().create_connection(*args, **kwargs)


@breaks("create-connection.family", "ignores the family of names")
class IgnoresTheFamilyOfNames(Base):
    async def create_connection(self, factory, host=None, *args, family=0, **kwargs):
        family = 0 if host == "localhost" else family
        return await super().create_connection(factory, host, *args, family=family, **kwargs)


@breaks("create-connection.lookup-options", "ignores flags")
class LooksUpWithoutFlags(Base):
    async def create_connection(self, *args, flags=0, **kwargs):
        return await super().create_connection(*args, **kwargs)


@breaks("create-connection.lookup-options", "ignores proto")
class LooksUpWithoutProtocol(Base):
    async def create_connection(self, *args, proto=0, **kwargs):
        return await super().create_connection(*args, **kwargs)


@breaks("create-connection.lookup-options", "finds no address where flags are given")
class FindsNothingWithFlags(Base):
    async def create_connection(self, *args, flags=0, **kwargs):
        if flags:
            raise OSError("no address")
        return await super().create_connection(*args, **kwargs)


@breaks("create-connection.local-addr", "ignores a local_addr with an IPv6 address")
class IgnoresLocalAddressesOfIPv6(Base):
    async def create_connection(self, *args, local_addr=None, **kwargs):
        if local_addr is not None and ":" not in local_addr[0]:
            kwargs["local_addr"] = local_addr
        return await super().create_connection(*args, **kwargs)
