"""Mutants of connections and servers over Unix sockets."""

import asyncio
import os
import socket

from labels import breaks
from mutant_base import Base

Transport = asyncio.selector_events._SelectorSocketTransport


def exists(path):
    return isinstance(path, (str, bytes, os.PathLike)) and os.path.exists(path)


@breaks("create-unix-connection.order-of-steps", "calls the factory before it connects")
class CallsTheFactoryFirst(Base):
    async def create_unix_connection(self, protocol_factory, *args, **kwargs):
        protocol = protocol_factory()
        return await super().create_unix_connection(lambda: protocol, *args, **kwargs)


@breaks("create-unix-connection.connects", "returns the transport alone")
class ReturnsTheTransport(Base):
    async def create_unix_connection(self, *args, **kwargs):
        transport, _ = await super().create_unix_connection(*args, **kwargs)
        return (transport, None)


@breaks("create-unix-connection.path-kinds", "refuses every path that is no text")
class ConnectsToTextsAlone(Base):
    async def create_unix_connection(self, protocol_factory, path=None, **kwargs):
        if path is not None and not isinstance(path, str):
            raise TypeError("no text")
        return await super().create_unix_connection(protocol_factory, path, **kwargs)


@breaks("create-unix-connection.path-kinds", "takes abstract names for the names of files")
class ConnectsToFilesAlone(Base):
    async def create_unix_connection(self, protocol_factory, path=None, **kwargs):
        if isinstance(path, str):
            path = path.lstrip("\0")
        return await super().create_unix_connection(protocol_factory, path, **kwargs)


@breaks("create-unix-connection.path-kinds", "refuses a socket in place of a path")
class ConnectsNoSockets(Base):
    async def create_unix_connection(self, protocol_factory, path=None, *, sock=None, **kwargs):
        if path is None and sock is not None:
            raise ValueError("no path")
        return await super().create_unix_connection(protocol_factory, path, sock=sock, **kwargs)


@breaks("create-unix-connection.sock-exclusive", "ignores the path beside a socket")
class IgnoresThePathBesideASocket(Base):
    async def create_unix_connection(self, protocol_factory, path=None, *, sock=None, **kwargs):
        if sock is not None and path is not None:
            return None, None
        return await super().create_unix_connection(protocol_factory, path, sock=sock, **kwargs)


@breaks("create-unix-connection.sock-exclusive", "takes a TCP socket for a Unix socket")
class ConnectsTcpSockets(Base):
    async def create_unix_connection(self, protocol_factory, path=None, *, sock=None, **kwargs):
        if sock is not None and sock.family == socket.AF_INET:
            return None, None
        return await super().create_unix_connection(protocol_factory, path, sock=sock, **kwargs)


@breaks("create-unix-connection.errors", "raises a RuntimeError where nobody listens")
class RaisesItsOwnError(Base):
    async def create_unix_connection(self, *args, **kwargs):
        try:
            return await super().create_unix_connection(*args, **kwargs)
        except OSError as error:
            raise RuntimeError("no connection") from error


@breaks("create-unix-connection.errors", "waits for a server where the path exists")
class WaitsForAServer(Base):
    async def create_unix_connection(self, *args, **kwargs):
        try:
            return await super().create_unix_connection(*args, **kwargs)
        except ConnectionRefusedError:
            await self.create_future()


@breaks("create-unix-server.serves", "serves although start_serving is False")
class ServesTooSoon(Base):
    async def create_unix_server(self, *args, start_serving=True, **kwargs):
        return await super().create_unix_server(*args, **kwargs)


@breaks("create-unix-server.serves", "gives one protocol to all connections")
class SharesTheProtocol(Base):
    async def create_unix_server(self, protocol_factory, *args, **kwargs):
        made = []

        def factory():
            made.append(made[0] if made else protocol_factory())
            return made[0]

        return await super().create_unix_server(factory, *args, **kwargs)


@breaks("create-unix-server.path-kinds", "refuses every path that is no text")
class ServesTextsAlone(Base):
    async def create_unix_server(self, protocol_factory, path=None, **kwargs):
        if path is not None and not isinstance(path, str):
            raise TypeError("no text")
        return await super().create_unix_server(protocol_factory, path, **kwargs)


@breaks("create-unix-server.path-kinds", "takes abstract names for the names of files")
class ServesFilesAlone(Base):
    async def create_unix_server(self, protocol_factory, path=None, **kwargs):
        if isinstance(path, str):
            path = path.lstrip("\0")
        return await super().create_unix_server(protocol_factory, path, **kwargs)


@breaks("create-unix-server.sock-exclusive", "ignores the path beside a socket")
class ServesASocketBesideAPath(Base):
    async def create_unix_server(self, protocol_factory, path=None, *, sock=None, **kwargs):
        if sock is not None:
            path = None
        return await super().create_unix_server(protocol_factory, path, sock=sock, **kwargs)


class WithoutFiles(Base):
    """Removes the files of its servers by itself, where asyncio does not."""

    def asks(self, kwargs):
        return kwargs

    async def create_unix_server(self, protocol_factory, path=None, **kwargs):
        server = await super().create_unix_server(protocol_factory, path, **self.asks(kwargs))
        server.path = path
        server.__class__ = self.kind
        return server

    class kind(asyncio.Server):
        def close(self):
            super().close()
            if exists(self.path):
                os.remove(self.path)


@breaks("create-unix-server.path-and-cleanup", "removes the file of its path, whoever has made it")
class RemovesReplacedFiles(WithoutFiles):
    pass


@breaks("create-unix-server.path-stays", "removes the file of its path")
class RemovesTheFile(WithoutFiles):
    pass


@breaks("create-unix-server.path-and-cleanup", "never removes the file of its path")
class KeepsTheFile(Base):
    async def create_unix_server(self, *args, cleanup_socket=None, **kwargs):
        return await super().create_unix_server(*args, cleanup_socket=False, **kwargs)


@breaks("create-unix-server.path-and-cleanup", "ignores cleanup_socket=False")
class IgnoresCleanupSocket(Base):
    async def create_unix_server(self, *args, cleanup_socket=None, **kwargs):
        return await super().create_unix_server(*args, **kwargs)


@breaks("create-unix-server.path-and-cleanup", "keeps the file where a socket was given")
class KeepsTheFileOfSockets(Base):
    async def create_unix_server(self, *args, sock=None, **kwargs):
        if sock is not None:
            kwargs["cleanup_socket"] = False
        return await super().create_unix_server(*args, sock=sock, **kwargs)


@breaks("create-unix-server.stale-path", "refuses a path that exists")
class RefusesStalePaths(Base):
    async def create_unix_server(self, protocol_factory, path=None, **kwargs):
        if exists(path):
            raise OSError("the path exists")
        return await super().create_unix_server(protocol_factory, path, **kwargs)


class UnixTransports(Base):
    """Makes transports of its class `kind` over Unix sockets."""

    kind = Transport

    def _make_socket_transport(self, sock, protocol, waiter=None, *, extra=None, server=None):
        transport = super()._make_socket_transport(
            sock, protocol, waiter, extra=extra, server=server
        )
        if sock.family == socket.AF_UNIX:
            transport.__class__ = self.kind
            # Binds what reads to the methods of the new class.
            transport.set_protocol(protocol)
        return transport


@breaks("transport.close-flushes", "drops what is buffered when a Unix transport is closed")
class DropsTheBufferOfUnixSockets(UnixTransports):
    class kind(Transport):
        def close(self):
            self.abort()


@breaks("transport.pause-reading", "ignores pause_reading() of a Unix transport")
class NeverPausesUnixSockets(UnixTransports):
    class kind(Transport):
        def pause_reading(self):
            pass

        def resume_reading(self):
            pass


@breaks("protocol.eof-received", "does not call eof_received() of a Unix transport")
class NeverTellsTheEndOfUnixSockets(UnixTransports):
    class kind(Transport):
        def _read_ready__on_eof(self):
            self.close()


@breaks("transport.write-eof", "closes a Unix transport by write_eof()")
class ClosesUnixSocketsByWriteEof(UnixTransports):
    class kind(Transport):
        def write_eof(self):
            self.close()


@breaks("protocol.data-received", "loses a byte of each piece beyond 100,000 of a Unix transport")
class LosesBytesOfUnixSockets(UnixTransports):
    class kind(Transport):
        def _read_ready__data_received(self):
            data = self._sock.recv(self.max_size)
            if data:
                self._protocol.data_received(data if len(data) <= 100_000 else data[:-1])
            else:
                self._read_ready__on_eof()


class OutlivingServer(asyncio.Server):
    async def serve_forever(self):
        self._start_serving()
        await self._loop.create_future()


@breaks("server.serve-forever", "leaves a Unix server open when serve_forever() is cancelled")
class UnixOutlivesServeForever(Base):
    async def create_unix_server(self, *args, **kwargs):
        server = await super().create_unix_server(*args, **kwargs)
        server.__class__ = OutlivingServer
        return server
