"""Loops that make their transports and servers of a class of their own: what a mutant or an odd loop is about stands there."""

import asyncio
import socket

from asyncio import sslproto

from mutant_base import Base


class Transports(Base):
    """Makes the transports of its connections of its class `kind`."""

    kind = asyncio.selector_events._SelectorSocketTransport

    def _make_socket_transport(self, *args, **kwargs):
        transport = super()._make_socket_transport(*args, **kwargs)
        transport.__class__ = self.kind
        return transport


class Streams(Transports):
    """Binds what reads to the methods of the new class. Its transports know whose they are."""

    families = (socket.AF_INET, socket.AF_UNIX)

    def _make_socket_transport(self, sock, protocol, *args, server=None, **kwargs):
        transport = super()._make_socket_transport(sock, protocol, *args, server=server, **kwargs)
        if sock.family not in self.families:
            transport.__class__ = Transports.kind
        transport.of_server = server is not None
        transport.set_protocol(protocol)
        transport.made = True
        self.call_soon(setattr, transport, "told", True)
        return transport


class UnixStreams(Streams):
    """Changes connections by Unix sockets alone."""

    families = (socket.AF_UNIX,)


class Pipes(Base):
    """Makes transports of its classes `reading` and `writing`."""

    reading = asyncio.unix_events._UnixReadPipeTransport
    writing = asyncio.unix_events._UnixWritePipeTransport

    def _make_read_pipe_transport(self, *args, **kwargs):
        return self.reading(self, *args, **kwargs)

    def _make_write_pipe_transport(self, *args, **kwargs):
        return self.writing(self, *args, **kwargs)


class Encrypted(Base):
    """Encrypts by its class `work`, and gives programs transports of its class `kind`."""

    kind = sslproto._SSLProtocolTransport
    work = sslproto.SSLProtocol

    def __init__(self):
        super().__init__()
        sslproto.SSLProtocol = self.work
        sslproto._SSLProtocolTransport = self.kind


class Children(Base):
    """Makes transports of children of its class `kind`."""

    kind = asyncio.unix_events._UnixSubprocessTransport

    def __init__(self):
        super().__init__()
        asyncio.unix_events._UnixSubprocessTransport = self.kind


class Endpoints(Base):
    """Makes datagram transports of its class `kind`."""

    kind = asyncio.selector_events._SelectorDatagramTransport

    def _make_datagram_transport(self, *args, **kwargs):
        transport = super()._make_datagram_transport(*args, **kwargs)
        transport.__class__ = self.kind
        return transport


class ReadingEndpoints(Endpoints):
    """Reads by the method of the new class; asyncio has taken the old one's before."""

    def _make_datagram_transport(self, *args, **kwargs):
        transport = super()._make_datagram_transport(*args, **kwargs)
        self.call_soon(self.watch, transport)
        return transport

    def watch(self, transport):
        if not transport._closing:
            self._add_reader(transport._sock_fd, transport._read_ready)


class Servers(Base):
    """Makes servers of its class `kind`."""

    kind = asyncio.Server

    async def create_server(self, *args, **kwargs):
        server = await super().create_server(*args, **kwargs)
        server.__class__ = self.kind
        return server
