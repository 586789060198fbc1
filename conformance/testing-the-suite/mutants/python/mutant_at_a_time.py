"""Mutants of flow control that looks after one at a time or once, and of ends that came before the loop did."""

import asyncio
import select
import socket

from asyncio import sslproto
from labels import breaks
from making import Encrypted, Pipes, Transports, UnixStreams
from mutant_base import Base

Transport = asyncio.selector_events._SelectorSocketTransport
Reading = asyncio.unix_events._UnixReadPipeTransport
Writing = asyncio.unix_events._UnixWritePipeTransport


class OneAtATime:
    """Pauses no protocol while another one of the loop is paused."""

    def _maybe_pause_protocol(self):
        loop = self._loop
        if getattr(loop, "full", None) in (None, self):
            super()._maybe_pause_protocol()
            loop.full = self if self._protocol_paused else None

    def _maybe_resume_protocol(self):
        loop = self._loop
        super()._maybe_resume_protocol()
        if getattr(loop, "full", None) is self and not self._protocol_paused:
            loop.full = None


class Once:
    """Pauses its protocol the first time that the buffer is full, and never again."""

    paused_once = False

    def _maybe_pause_protocol(self):
        if not self.paused_once:
            super()._maybe_pause_protocol()
            self.paused_once = self._protocol_paused


@breaks("transport.flow-control", "pauses no protocol of a connection while another one is paused")
class PausesOneConnection(Transports):
    class kind(OneAtATime, Transport):
        pass


@breaks("transport.flow-control", "pauses no protocol of a Unix socket while another one is paused")
class PausesOneUnixConnection(UnixStreams):
    class kind(OneAtATime, Transport):
        pass


@breaks("transport.flow-control", "pauses no protocol of a pipe while another one is paused")
class PausesOnePipe(Pipes):
    class writing(OneAtATime, Writing):
        pass


@breaks("transport.flow-control", "pauses no protocol of an encrypted connection but the first that is full")
class PausesTheFirstEncrypted(Encrypted):
    class work(sslproto.SSLProtocol):
        def _control_app_writing(self):
            full = self._get_write_buffer_size() >= self._outgoing_high_water
            if not full or self._loop.__dict__.setdefault("full", self) is self:
                super()._control_app_writing()


@breaks("transport.flow-control-order", "pauses each protocol of a Unix socket once")
class PausesUnixConnectionsOnce(UnixStreams):
    class kind(Once, Transport):
        pass


@breaks("transport.flow-control-order", "pauses each protocol of a pipe once")
class PausesPipesOnce(Pipes):
    class writing(Once, Writing):
        pass


@breaks("transport.flow-control-order", "pauses each protocol of an encrypted connection once")
class PausesEncryptedOnce(Encrypted):
    class work(sslproto.SSLProtocol):
        paused_once = False

        def _control_app_writing(self):
            if self._app_writing_paused or not self.paused_once:
                super()._control_app_writing()
                self.paused_once = self.paused_once or self._app_writing_paused


@breaks("transport.close-stops-receiving", "reads on where reading is resumed while a close() waits")
class ReadsOnWhileClosing(Transports):
    class kind(Transport):
        def resume_reading(self):
            if self._closing and self._paused and self._buffer:
                self._loop._add_reader(self._sock_fd, self._read_ready)
            else:
                super().resume_reading()


def has_ended(fd):
    """Whether nothing is left of a pipe but its end."""
    poll = select.poll()
    poll.register(fd, select.POLLIN)
    return poll.poll(0) == [(fd, select.POLLHUP)]


@breaks("connect-read-pipe.receives-data", "tells of no end of a pipe that was there before it")
class MissesEarlierEnds(Pipes):
    class reading(Reading):
        def _add_reader(self, fd, callback):
            if not has_ended(fd):
                super()._add_reader(fd, callback)


@breaks("connect-read-pipe.receives-data", "tells of the end of a pipe ahead of connection_made() if it was there before")
class TellsOfEarlierEndsFirst(Pipes):
    class reading(Reading):
        def __init__(self, loop, pipe, protocol, waiter=None, extra=None):
            if has_ended(pipe.fileno()):
                loop.call_soon(protocol.eof_received)
            super().__init__(loop, pipe, protocol, waiter, extra)


class MissesEarlierEndsOf(Base):
    def _make_socket_transport(self, sock, *args, **kwargs):
        transport = super()._make_socket_transport(sock, *args, **kwargs)
        if sock.family == self.family and self.ended(sock):
            # The transport begins to read with a callback that is queued already.
            self.call_soon(self._remove_reader, sock.fileno())
        return transport

    def ended(self, sock):
        try:
            return sock.recv(1, socket.MSG_PEEK) == b""
        except BlockingIOError:
            return False


@breaks("protocol.eof-received", "tells of no end that was there before it has the socket")
class MissesEarlierEndsOfSockets(MissesEarlierEndsOf):
    family = socket.AF_INET


@breaks("protocol.eof-received", "tells of no end that was there before it has the Unix socket")
class MissesEarlierEndsOfUnixSockets(MissesEarlierEndsOf):
    family = socket.AF_UNIX


@breaks("protocol.called-once", "tells of the loss of a connection whose handshake has failed")
class LosesWhatWasNotMade(Encrypted):
    class work(sslproto.SSLProtocol):
        def _on_handshake_complete(self, error):
            protocol = self._app_protocol
            made = self._app_state is not sslproto.AppProtocolState.STATE_INIT
            super()._on_handshake_complete(error)
            if error is not None and not made:
                self._loop.call_soon(protocol.connection_lost, error)


@breaks("transport.set-protocol", "has one other protocol of an encrypted connection, and no third")
class ReplacesEncryptedOnce(Encrypted):
    class kind(sslproto._SSLProtocolTransport):
        replaced = False

        def set_protocol(self, protocol):
            if not self.replaced:
                self.replaced = True
                super().set_protocol(protocol)


@breaks("transport.set-protocol", "has one other protocol of a pipe, and no third")
class ReplacesReadersOnce(Pipes):
    class reading(Reading):
        replaced = False

        def set_protocol(self, protocol):
            if not self.replaced:
                self.replaced = True
                super().set_protocol(protocol)
