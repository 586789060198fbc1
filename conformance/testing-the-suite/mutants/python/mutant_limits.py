"""Mutants of the limits of TLS handshakes and shutdowns: whatever makes the connection, and in one circumstance."""

import asyncio
import socket

from labels import breaks
from mutant_base import Base
from mutant_tls import without

HANDSHAKE = "ssl_handshake_timeout"
SHUTDOWN = "ssl_shutdown_timeout"


def with_sock(name, method):
    """The same method, which ignores the keyword where a socket is given."""

    async def changed(self, *args, sock=None, **kwargs):
        if sock is not None:
            kwargs.pop(name, None)
        return await method(self, *args, sock=sock, **kwargs)

    return changed


class Limits(Base):
    """Changes the TLS protocols of connections of which `concerns()` is true."""

    kind = asyncio.sslproto.SSLProtocol
    made = 0

    def concerns(self, sock, server_side, server):
        return True

    def _make_ssl_transport(self, rawsock, *args, server_side=False, server=None, **kwargs):
        transport = super()._make_ssl_transport(
            rawsock, *args, server_side=server_side, server=server, **kwargs
        )
        self.made += 1
        if self.concerns(rawsock, server_side, server):
            transport._ssl_protocol.__class__ = self.kind
        return transport


class WaitsOnceBegun(asyncio.sslproto.SSLProtocol):
    """Gives no handshake up once a part of the other end's has come."""

    def buffer_updated(self, nbytes):
        if self._handshake_timeout_handle is not None:
            self._handshake_timeout_handle.cancel()
        super().buffer_updated(nbytes)


class WaitsForHandshakes(asyncio.sslproto.SSLProtocol):
    def _check_handshake_timeout(self):
        pass


class BegunOnes(Limits):
    kind = WaitsOnceBegun


class LaterOnes(Limits):
    kind = WaitsForHandshakes

    def concerns(self, sock, server_side, server):
        return server is not None and sock.family == self.family and self.made > 1


@breaks("create-connection.handshake-timeout", "gives no handshake of a client up that has begun")
class WaitsForBegunServers(BegunOnes):
    def concerns(self, sock, server_side, server):
        return not server_side and sock.family == socket.AF_INET


@breaks("create-connection.handshake-timeout", "waits for ever where a client's socket was given")
class WaitsForServersOfGivenSockets(Base):
    create_connection = with_sock(HANDSHAKE, Base.create_connection)


@breaks("create-server.handshake-timeout", "gives no handshake of a server's client up that has begun")
class WaitsForBegunClients(BegunOnes):
    def concerns(self, sock, server_side, server):
        return server is not None and sock.family == socket.AF_INET


@breaks("create-server.handshake-timeout", "gives the handshake of a server's first client up alone")
class WaitsForLaterClients(LaterOnes):
    family = socket.AF_INET


@breaks("create-unix-connection.handshake-timeout", "waits for ever for a handshake by a Unix socket")
class WaitsForUnixServers(Base):
    create_unix_connection = without(HANDSHAKE)(Base.create_unix_connection)


@breaks("create-unix-connection.handshake-timeout", "waits for ever where a Unix socket was given")
class WaitsForServersOfGivenUnixSockets(Base):
    create_unix_connection = with_sock(HANDSHAKE, Base.create_unix_connection)


@breaks("create-unix-server.handshake-timeout", "waits for ever for a handshake of a Unix server's client")
class WaitsForUnixClients(Base):
    create_unix_server = without(HANDSHAKE)(Base.create_unix_server)


@breaks("create-unix-server.handshake-timeout", "gives the handshake of a Unix server's first client up alone")
class WaitsForLaterUnixClients(LaterOnes):
    family = socket.AF_UNIX


@breaks("connect-accepted-socket.handshake-timeout", "waits for ever for the handshake of an accepted socket")
class WaitsForAccepted(Base):
    connect_accepted_socket = without(HANDSHAKE)(Base.connect_accepted_socket)


@breaks("connect-accepted-socket.handshake-timeout", "gives no handshake of an accepted socket up that has begun")
class WaitsForBegunAccepted(BegunOnes):
    def concerns(self, sock, server_side, server):
        return server_side and server is None


@breaks("create-connection.shutdown-timeout", "waits for the shutdown of a client whose socket was given")
class WaitsForTheEndOfGivenSockets(Base):
    create_connection = with_sock(SHUTDOWN, Base.create_connection)


@breaks("create-unix-connection.shutdown-timeout", "waits for ever for a shutdown by a Unix socket")
class WaitsForTheEndOfUnixServers(Base):
    create_unix_connection = without(SHUTDOWN)(Base.create_unix_connection)


@breaks("create-unix-connection.shutdown-timeout", "waits for the shutdown where a Unix socket was given")
class WaitsForTheEndOfGivenUnixSockets(Base):
    create_unix_connection = with_sock(SHUTDOWN, Base.create_unix_connection)


@breaks("create-unix-server.shutdown-timeout", "waits for ever for a shutdown of a Unix server's client")
class WaitsForTheEndOfUnixClients(Base):
    create_unix_server = without(SHUTDOWN)(Base.create_unix_server)


@breaks("connect-accepted-socket.shutdown-timeout", "waits for ever for the shutdown of an accepted socket")
class WaitsForTheEndOfAccepted(Base):
    connect_accepted_socket = without(SHUTDOWN)(Base.connect_accepted_socket)


@breaks("start-tls.shutdown-timeout", "waits for ever for a shutdown after start_tls() as a server")
class WaitsForTheEndOfUpgradedClients(Base):
    async def start_tls(self, *args, server_side=False, **kwargs):
        if server_side:
            kwargs.pop(SHUTDOWN, None)
        return await super().start_tls(*args, server_side=server_side, **kwargs)
