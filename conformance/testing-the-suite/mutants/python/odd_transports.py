"""Loops whose transports are objects of other classes than asyncio's, and right."""

import asyncio
import socket

from around import Around
from labels import odd
from mutant_base import Base


class Own(Around, asyncio.Transport):
    """A transport around asyncio's: what no method of the documentation needs is missing."""

    def is_reading(self):
        return self.inner.is_reading()

    def pause_reading(self):
        self.inner.pause_reading()

    def resume_reading(self):
        self.inner.resume_reading()

    def set_write_buffer_limits(self, high=None, low=None):
        self.inner.set_write_buffer_limits(high, low)

    def get_write_buffer_size(self):
        return self.inner.get_write_buffer_size()

    def get_write_buffer_limits(self):
        return self.inner.get_write_buffer_limits()

    def write(self, data):
        self.inner.write(data)

    def writelines(self, pieces):
        self.inner.writelines(pieces)

    def write_eof(self):
        self.inner.write_eof()

    def can_write_eof(self):
        return self.inner.can_write_eof()


def with_own(factory):
    """A factory of the same protocols, which are told of a transport around asyncio's."""

    def make():
        protocol = factory()
        made = protocol.connection_made

        def connection_made(inner):
            protocol.outer = Own(inner)
            made(protocol.outer)

        protocol.connection_made = connection_made
        return protocol

    return make


@odd(
    "has transports of its own class, which know nothing for get_extra_info()",
    "tls-transport.extra-info",
    "debug.transport-unclosed-warning",
)
class OwnTransports(Base):
    async def create_connection(self, factory, *args, **kwargs):
        _, protocol = await super().create_connection(with_own(factory), *args, **kwargs)
        return protocol.outer, protocol

    async def create_unix_connection(self, factory, *args, **kwargs):
        _, protocol = await super().create_unix_connection(with_own(factory), *args, **kwargs)
        return protocol.outer, protocol

    async def connect_accepted_socket(self, factory, *args, **kwargs):
        _, protocol = await super().connect_accepted_socket(with_own(factory), *args, **kwargs)
        return protocol.outer, protocol

    async def create_server(self, factory, *args, **kwargs):
        return await super().create_server(with_own(factory), *args, **kwargs)

    async def create_unix_server(self, factory, *args, **kwargs):
        return await super().create_unix_server(with_own(factory), *args, **kwargs)

    async def sendfile(self, transport, *args, **kwargs):
        return await super().sendfile(getattr(transport, "inner", transport), *args, **kwargs)

    async def start_tls(self, transport, *args, **kwargs):
        inner = getattr(transport, "inner", transport)
        made = await super().start_tls(inner, *args, **kwargs)
        return None if made is None else Own(made)


def says_nothing(transport):
    """The same transport, which knows nothing for get_extra_info()."""
    kind = type(transport)
    transport.__class__ = type(
        kind.__name__, (kind,), {"get_extra_info": lambda self, name, default=None: default}
    )
    return transport


@odd("knows nothing for get_extra_info(), whatever the transport", "tls-transport.extra-info")
class SaysNothing(Base):
    def _make_socket_transport(self, *args, **kwargs):
        return says_nothing(super()._make_socket_transport(*args, **kwargs))

    def _make_ssl_transport(self, *args, **kwargs):
        return says_nothing(super()._make_ssl_transport(*args, **kwargs))

    def _make_datagram_transport(self, *args, **kwargs):
        return says_nothing(super()._make_datagram_transport(*args, **kwargs))

    def _make_read_pipe_transport(self, *args, **kwargs):
        return says_nothing(super()._make_read_pipe_transport(*args, **kwargs))

    def _make_write_pipe_transport(self, *args, **kwargs):
        return says_nothing(super()._make_write_pipe_transport(*args, **kwargs))

    async def _make_subprocess_transport(self, *args, **kwargs):
        return says_nothing(await super()._make_subprocess_transport(*args, **kwargs))


@odd("decrypts a few bytes at a time")
class DecryptsInPieces(Base):
    def _make_ssl_transport(self, rawsock, protocol, *args, **kwargs):
        transport = super()._make_ssl_transport(rawsock, protocol, *args, **kwargs)
        transport._ssl_protocol.max_size = 100
        return transport


@odd("reads pipes and the output of children byte by byte")
class ReadsPipesByteByByte(Base):
    def _make_read_pipe_transport(self, *args, **kwargs):
        transport = super()._make_read_pipe_transport(*args, **kwargs)
        transport.__class__ = ReadsLittle
        return transport


class ReadsLittle(asyncio.unix_events._UnixReadPipeTransport):
    reads = 0

    @property
    def max_size(self):
        """Much is read in larger pieces: it would only be slow."""
        self.reads += 1
        return 1 if self.reads < 50 else 4099


@odd("has no sendfile() of the kernel, and reads and writes instead")
class SendsFilesByHand(Base):
    async def _sendfile_native(self, transport, file, offset, count):
        self.refuse(file, offset)

    async def _sock_sendfile_native(self, sock, file, offset, count):
        self.refuse(file, offset)

    def refuse(self, file, offset):
        # asyncio's own substitute reads from where the file stands, if the offset is 0.
        file.seek(offset)
        raise asyncio.SendfileNotAvailableError("this loop has none")


@odd("waits until a socket is ready before it tries")
class WaitsBeforeItTries(Base):
    async def sock_recv(self, sock, count):
        await self.ready(sock, self.add_reader, self.remove_reader)
        return await super().sock_recv(sock, count)

    async def sock_recv_into(self, sock, buffer):
        await self.ready(sock, self.add_reader, self.remove_reader)
        return await super().sock_recv_into(sock, buffer)

    async def sock_accept(self, sock):
        await self.ready(sock, self.add_reader, self.remove_reader)
        return await super().sock_accept(sock)

    async def sock_sendall(self, sock, data):
        await self.ready(sock, self.add_writer, self.remove_writer)
        return await super().sock_sendall(sock, data)

    async def ready(self, sock, add, remove):
        if self.get_debug() and sock.gettimeout() != 0:
            return
        waiter = self.create_future()
        descriptor = sock.fileno()
        add(descriptor, lambda: waiter.done() or waiter.set_result(None))
        try:
            await waiter
        finally:
            remove(descriptor)


@odd("receives three bytes of a stream at a time by the methods for sockets")
class ReceivesLittle(Base):
    """At first: more would only be slow."""

    reads = 0

    def most(self, sock):
        self.reads += 1
        return 3 if sock.type == socket.SOCK_STREAM and self.reads < 50 else 4099

    async def sock_recv(self, sock, count):
        return await super().sock_recv(sock, min(count, self.most(sock)))

    async def sock_recv_into(self, sock, buffer):
        return await super().sock_recv_into(sock, memoryview(buffer)[: self.most(sock)])


@odd("tells of the end of a connection within the call that ends it", "start-tls.closing-transport")
class TellsOfEndsAtOnce(Base):
    """Of sockets alone: asyncio tells of the ends of pipes and children by a callback before it."""

    def call_soon(self, callback, *args, context=None):
        of_socket = isinstance(
            getattr(callback, "__self__", None), asyncio.selector_events._SelectorTransport
        )
        if of_socket and callback.__name__ == "_call_connection_lost":
            callback(*args)
            return None
        return super().call_soon(callback, *args, context=context)
