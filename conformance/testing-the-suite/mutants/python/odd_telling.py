"""Loops that give a transport away before its protocol hears of it, where no text promises the order, and are right."""

import socket

from labels import odd
from mutant_base import Base


def released(waiter):
    """No waiter for the transport: who waits for it goes on at once, ahead of `connection_made()`."""
    if waiter is not None:
        waiter.set_result(None)


@odd("gives the transport of a pipe away before its protocol hears of it")
class TellsOfPipesLater(Base):
    def _make_read_pipe_transport(self, pipe, protocol, waiter=None, extra=None):
        return super()._make_read_pipe_transport(pipe, protocol, released(waiter), extra)

    def _make_write_pipe_transport(self, pipe, protocol, waiter=None, extra=None):
        return super()._make_write_pipe_transport(pipe, protocol, released(waiter), extra)


@odd("gives the transport of a datagram endpoint away before its protocol hears of it")
class TellsOfEndpointsLater(Base):
    def _make_datagram_transport(self, sock, protocol, address=None, waiter=None, extra=None):
        return super()._make_datagram_transport(sock, protocol, address, released(waiter), extra)


@odd(
    "gives the transport of a Unix connection away before its protocol hears of it",
    "create-unix-connection.order-of-steps",
)
class TellsOfUnixConnectionsLater(Base):
    def _make_socket_transport(self, sock, protocol, waiter=None, **kwargs):
        if sock.family == socket.AF_UNIX and kwargs.get("server") is None:
            waiter = released(waiter)
        return super()._make_socket_transport(sock, protocol, waiter, **kwargs)


@odd("gives the transport of an accepted socket away before its protocol hears of it")
class TellsOfAcceptedSocketsLater(Base):
    wrapping = False

    async def connect_accepted_socket(self, *args, **kwargs):
        self.wrapping = True
        return await super().connect_accepted_socket(*args, **kwargs)

    def _make_socket_transport(self, sock, protocol, waiter=None, **kwargs):
        if self.wrapping:
            self.wrapping = False
            waiter = released(waiter)
        return super()._make_socket_transport(sock, protocol, waiter, **kwargs)
