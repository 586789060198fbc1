"""Mutants that pass data on in pieces, and heed at the end of the last one alone what the protocol does at the first."""

import asyncio

from cutting import CutsPipes, CutsStreams, CutsTls, pieces
from labels import breaks
from making import Encrypted, Pipes, Streams, UnixStreams

Transport = asyncio.selector_events._SelectorSocketTransport


@breaks("transport.pause-reading", "passes the rest of what it has read on although it is paused meanwhile")
class PausedBetweenPieces(Streams):
    class kind(CutsStreams):
        def cut(self, data):
            for piece in pieces(data):
                if self._closing:
                    return
                self._protocol.data_received(piece)


@breaks("transport.pause-reading", "passes the rest of what it has read by a Unix socket on although it is paused")
class UnixPausedBetweenPieces(UnixStreams):
    kind = PausedBetweenPieces.kind


@breaks("transport.pause-reading", "passes the rest of what it has decrypted on although it is paused meanwhile")
class TlsPausedBetweenPieces(Encrypted):
    class work(CutsTls):
        def cut(self, chunks):
            for chunk in chunks:
                if self._app_transport is None or self._app_transport._closed:
                    return
                self._app_protocol.data_received(chunk)


@breaks("transport.pause-reading", "passes the rest of what it has read from a pipe on although it is paused")
class PipePausedBetweenPieces(Pipes):
    class reading(CutsPipes):
        def cut(self, data):
            for piece in pieces(data):
                if self._closing:
                    return
                self._protocol.data_received(piece)


@breaks("transport.close-stops-receiving", "passes the rest of what it has read on although it is closed meanwhile")
class ClosedBetweenPieces(Streams):
    class kind(CutsStreams):
        def cut(self, data):
            left = pieces(data)
            while left and not self._paused:
                self._protocol.data_received(left.pop(0))
            if left:
                self.left = left

        left = ()

        def resume_reading(self):
            left, self.left = self.left, ()
            super().resume_reading()
            if left:
                self._loop.call_soon(self.rest, left)

        def rest(self, left):
            left = list(left)
            while left and not self._paused and self._protocol:
                self._protocol.data_received(left.pop(0))
            if left:
                self.left = left + list(self.left)


@breaks("transport.close-stops-receiving", "passes the rest of what it has decrypted on although it is closed")
class TlsClosedBetweenPieces(Encrypted):
    class work(CutsTls):
        def cut(self, chunks):
            for chunk in chunks:
                if self._app_protocol is None or self._app_reading_paused:
                    return
                self._app_protocol.data_received(chunk)


@breaks("transport.close-stops-receiving", "passes the rest of what it has read from a pipe on although it is closed")
class PipeClosedBetweenPieces(Pipes):
    class reading(CutsPipes):
        def cut(self, data):
            for piece in pieces(data):
                self._protocol.data_received(piece)


@breaks("transport.abort", "passes the rest of what it has read on although it is aborted meanwhile")
class AbortedBetweenPieces(Streams):
    class kind(CutsStreams):
        aborted = False

        def abort(self):
            self.aborted = True
            super().abort()

        def cut(self, data):
            for piece in pieces(data):
                if self._closing and not self.aborted or self._paused:
                    return
                self._protocol.data_received(piece)


@breaks("transport.set-protocol", "passes the rest of what it has read to the protocol that had the beginning")
class PiecesToOldProtocol(Streams):
    class kind(CutsStreams):
        def cut(self, data):
            protocol = self._protocol
            for piece in pieces(data):
                if self._closing or self._paused:
                    return
                protocol.data_received(piece)


@breaks("transport.set-protocol", "passes the rest of what it has decrypted to the protocol that had the beginning")
class TlsPiecesToOldProtocol(Encrypted):
    class work(CutsTls):
        def cut(self, chunks):
            protocol = self._app_protocol
            for chunk in chunks:
                if self._app_reading_paused:
                    return
                protocol.data_received(chunk)


@breaks("transport.set-protocol", "passes the rest of what a pipe held to the protocol that had the beginning")
class PipePiecesToOldProtocol(Pipes):
    class reading(CutsPipes):
        def cut(self, data):
            protocol = self._protocol
            for piece in pieces(data):
                if self._closing or self._paused:
                    return
                protocol.data_received(piece)


@breaks("transport.pause-reading", "ignores a pause within buffer_updated()")
class NoPauseInBufferUpdated(Streams):
    class kind(Transport):
        within = False

        def _read_ready__get_buffer(self):
            self.within = True
            super()._read_ready__get_buffer()
            self.within = False

        def pause_reading(self):
            if not self.within:
                super().pause_reading()


@breaks("transport.abort", "passes the rest of what it has decrypted on although it is aborted meanwhile")
class TlsAbortedBetweenPieces(Encrypted):
    class work(CutsTls):
        def cut(self, chunks):
            protocol = self._app_protocol
            for chunk in chunks:
                if not self._app_reading_paused:
                    protocol.data_received(chunk)


@breaks("transport.close-stops-receiving", "fills buffers on after close() within buffer_updated()")
class FillsAfterClose(Streams):
    class kind(Transport):
        def _read_ready__get_buffer(self):
            protocol = self._protocol
            try:
                while True:
                    buffer = protocol.get_buffer(-1)
                    count = self._sock.recv_into(buffer)
                    if not count:
                        break
                    protocol.buffer_updated(count)
            except BlockingIOError:
                return
            if not self._closing:
                self._read_ready__on_eof()
