"""Loops whose protocols hear of a transport later or sooner than elsewhere, and right: no text promises the order."""

import asyncio
import fcntl
import select
import socket
import struct
import termios

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


class EndsWhilePaused(asyncio.unix_events._UnixReadPipeTransport):
    """Looks every now and then whether the other end has gone, while it is paused."""

    looking = False

    def pause_reading(self):
        super().pause_reading()
        self.looks_later()

    def looks_later(self):
        if self._paused and not self._closing and not self.looking:
            self.looking = True
            self._loop.call_later(0.002, self.looks)

    def looks(self):
        self.looking = False
        if self._paused and not self._closing and self.has_ended():
            self.resume_reading()
            self._read_ready()
        else:
            self.looks_later()

    def has_ended(self):
        poll = select.poll()
        poll.register(self._fileno, 0)
        gone = any(events & select.POLLHUP for _, events in poll.poll(0))
        waiting = struct.unpack("i", fcntl.ioctl(self._fileno, termios.FIONREAD, bytes(4)))
        return gone and waiting == (0,)


@odd("tells of the end of a pipe while reading is paused, once there is no data left")
class TellsOfPipesThatEndWhilePaused(Base):
    def _make_read_pipe_transport(self, *args, **kwargs):
        transport = super()._make_read_pipe_transport(*args, **kwargs)
        transport.__class__ = EndsWhilePaused
        return transport
