"""Loops that make their transports and servers of a class of their own: what a mutant or an odd loop is about stands there."""

import asyncio

from mutant_base import Base


class Transports(Base):
    """Makes the transports of its connections of its class `kind`."""

    kind = asyncio.selector_events._SelectorSocketTransport

    def _make_socket_transport(self, *args, **kwargs):
        transport = super()._make_socket_transport(*args, **kwargs)
        transport.__class__ = self.kind
        return transport


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
