"""Loops whose servers and connections are unusual, and right."""

import asyncio
import socket

from labels import odd
from making import Transports
from mutant_base import Base

Transport = asyncio.selector_events._SelectorSocketTransport
FIRST_READS = 50


class Connections(Transports):
    """Binds what reads to the methods of the new class."""

    def _make_socket_transport(self, *args, **kwargs):
        transport = super()._make_socket_transport(*args, **kwargs)
        transport.set_protocol(transport.get_protocol())
        return transport


class Accepting(Base):
    """Hands accepted sockets to `accepted()`, with what makes a connection of one."""

    async def _accept_connection2(self, *args, **kwargs):
        await self.accepted(lambda: super(Accepting, self)._accept_connection2(*args, **kwargs))


@odd("takes all connections that wait, and makes the last one's protocol first")
class AcceptsInBatches(Accepting):
    batch = ()

    async def accepted(self, connect):
        if self.batch:
            self.batch.append(connect)
            return
        self.batch = [connect]
        await asyncio.sleep(0)
        batch, self.batch = self.batch, ()
        await asyncio.gather(*(each() for each in reversed(batch)))


@odd("accepts one connection an iteration")
class AcceptsOneByOne(Base):
    def _accept_connection(
        self, protocol_factory, sock, sslcontext=None, server=None, backlog=100, *args
    ):
        super()._accept_connection(protocol_factory, sock, sslcontext, server, 1, *args)


@odd("reads the first bytes of a connection one at a time")
class ReadsByteByByte(Connections):
    """Not all of them: that would only be slow."""

    class kind(Transport):
        reads = 0

        @property
        def max_size(self):
            self.reads += 1
            return 1 if self.reads < FIRST_READS else 4099

        def _read_ready__get_buffer(self):
            protocol = self._protocol
            try:
                data = self._sock.recv(self.max_size)
            except (BlockingIOError, InterruptedError):
                return
            except OSError as error:
                self._fatal_error(error, "a read has failed")
                return
            if not data:
                self._read_ready__on_eof()
                return
            try:
                while data:
                    buffer = memoryview(protocol.get_buffer(len(data))).cast("B")
                    if not len(buffer):
                        raise RuntimeError("the protocol's buffer has no room")
                    count = min(len(data), len(buffer))
                    buffer[:count] = data[:count]
                    protocol.buffer_updated(count)
                    data = data[count:]
            except Exception as error:
                self._fatal_error(error, "a buffered protocol has failed")


@odd("sends in the iteration after write(), or when the connection is closed")
class WritesLater(Connections):
    class kind(Transport):
        waiting = ()

        def write(self, data):
            if self._closing or self._eof or self._conn_lost or not isinstance(data, bytes):
                super().write(data)
            elif data:
                if not self.waiting:
                    self.waiting = []
                    self._loop.call_soon(self.sends)
                self.waiting.append(data)
                self._maybe_pause_protocol()

        def writelines(self, pieces):
            self.write(b"".join(pieces))

        def sends(self):
            waiting, self.waiting = self.waiting, ()
            for data in waiting:
                super().write(data)
            if waiting and not self._closing:
                self._maybe_resume_protocol()

        def get_write_buffer_size(self):
            return super().get_write_buffer_size() + sum(map(len, self.waiting))

        def write_eof(self):
            self.sends()
            super().write_eof()

        def _make_empty_waiter(self):
            self.sends()
            return super()._make_empty_waiter()

        def close(self):
            if not self._closing:
                self.sends()
            super().close()

        def _force_close(self, error):
            self.waiting = ()
            super()._force_close(error)


@odd("gives its connections small send buffers in the kernel")
class HasSmallBuffers(Base):
    def _make_socket_transport(self, sock, *args, **kwargs):
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 16384)
        return super()._make_socket_transport(sock, *args, **kwargs)


@odd("tells of the end of a connection some iterations later")
class TellsOfEndsLater(Connections):
    class kind(Transport):
        patience = 3

        def _call_connection_lost(self, error):
            if self.patience:
                self.patience -= 1
                self._loop.call_soon(self._call_connection_lost, error)
            else:
                super()._call_connection_lost(error)


@odd("passes data on in a later iteration than it could")
class PassesDataOnLater(Connections):
    class kind(Transport):
        passing = False

        def _read_ready__data_received(self):
            self.later(super()._read_ready__data_received)

        def _read_ready__get_buffer(self):
            self.later(super()._read_ready__get_buffer)

        def later(self, read):
            if not self.passing:
                self.passing = True
                self._loop.call_soon(self.reads, read)

        def reads(self, read):
            self.passing = False
            if not self._closing and not self._paused:
                read()


@odd("has no IPv6")
class HasNoIPv6(Base):
    async def getaddrinfo(self, host, port, **kwargs):
        found = await super().getaddrinfo(host, port, **kwargs)
        found = [info for info in found if info[0] != socket.AF_INET6]
        if not found:
            raise socket.gaierror(socket.EAI_NONAME, "no address that this loop can use")
        return found


class LateServer(asyncio.base_events.Server):
    closing = False

    def close(self):
        self.closing = True
        if self._loop.is_running():
            self._loop.call_soon(super().close)
        else:
            super().close()

    def is_serving(self):
        return not self.closing and super().is_serving()

    @property
    def sockets(self):
        return () if self.closing else super().sockets


@odd("closes the sockets of a server an iteration after its close()")
class ClosesServersLater(Base):
    async def create_server(self, *args, **kwargs):
        return self.late(await super().create_server(*args, **kwargs))

    async def create_unix_server(self, *args, **kwargs):
        return self.late(await super().create_unix_server(*args, **kwargs))

    def late(self, server):
        server.__class__ = LateServer
        return server
