"""Mutants of what comes after write_eof(), of ends within eof_received(), and of ends that are asked for again."""

import asyncio
import os

from asyncio import sslproto
from cutting import CutsStreams
from labels import breaks
from making import Encrypted, Pipes, Streams

Secure = sslproto._SSLProtocolTransport
Transport = asyncio.selector_events._SelectorSocketTransport
Writing = asyncio.unix_events._UnixWritePipeTransport
Reading = asyncio.unix_events._UnixReadPipeTransport


@breaks("protocol.called-once", "calls connection_lost() for each of two calls of abort()")
class LostTwiceByAborts(Streams):
    class kind(Transport):
        aborts = 0

        def abort(self):
            self.aborts += 1
            if self.aborts == 2 and self._loop:
                self._loop.call_soon(self._protocol.connection_lost, None)
            super().abort()


@breaks("protocol.called-once", "calls connection_lost() for each of two calls of abort() over TLS")
class TlsLostTwiceByAborts(Encrypted):
    class kind(Secure):
        aborts = 0

        def abort(self):
            self.aborts += 1
            if self.aborts == 2 and self._ssl_protocol and self._ssl_protocol._app_protocol:
                self._loop.call_soon(self._ssl_protocol._app_protocol.connection_lost, None)
            super().abort()


@breaks("protocol.called-once", "calls connection_lost() twice where eof_received() closes")
class LostTwiceWithinEof(Streams):
    class kind(Transport):
        def _read_ready__on_eof(self):
            self._protocol.eof_received()
            if self._closing:
                self._loop.call_soon(self._protocol.connection_lost, None)
            self.close()


@breaks("transport.is-closing", "says that it is closing after write_eof()")
class ClosingAfterEof(Streams):
    class kind(Transport):
        def is_closing(self):
            return self._closing or self._eof


@breaks("transport.close-flushes", "drops what is buffered when it is closed after write_eof()")
class CloseAfterEofDrops(Streams):
    class kind(Transport):
        def close(self):
            if self._eof and self._buffer:
                self.abort()
            else:
                super().close()


@breaks("transport.abort", "ignores abort() after write_eof()")
class NoAbortAfterEof(Streams):
    class kind(Transport):
        def abort(self):
            if self._eof:
                self.close()
            else:
                super().abort()


@breaks("transport.pause-reading", "resumes reading by write_eof()")
class EofResumes(Streams):
    class kind(Transport):
        def write_eof(self):
            super().write_eof()
            self.resume_reading()


@breaks("transport.write-eof", "receives once alone after write_eof()")
class OnePieceAfterEof(Streams):
    class kind(CutsStreams):
        got = False

        def cut(self, data):
            if self._eof and self.got:
                return
            self.got = self._eof
            self._protocol.data_received(data)


@breaks("transport.close-flushes", "drops what eof_received() has written when it closes itself")
class DropsWritesOfEof(Streams):
    class kind(Transport):
        def _read_ready__on_eof(self):
            if self._protocol.eof_received():
                self._loop._remove_reader(self._sock_fd)
            else:
                self.abort()


@breaks("protocol.eof-received-keeps", "drops what the system does not take at once after the other end has ended")
class DropsAfterEnd(Streams):
    class kind(Transport):
        ended = False

        def _read_ready__on_eof(self):
            self.ended = True
            super()._read_ready__on_eof()

        def write(self, data):
            super().write(data)
            if self.ended and self._buffer:
                self._buffer.clear()
                self._loop._remove_writer(self._sock_fd)


@breaks("transport.close-stops-receiving", "passes on after close() what resume_reading() was to bring")
class ResumedThenClosed(Streams):
    class kind(Transport):
        def resume_reading(self):
            was = self._paused
            super().resume_reading()
            if was:
                self._loop.call_soon(self.late)

        def late(self):
            try:
                data = self._sock.recv(1000)
            except (OSError, AttributeError):
                return
            if data:
                self._protocol.data_received(data)
            else:
                self._read_ready__on_eof()


@breaks("transport.close-stops-receiving", "passes on after close() what resume_reading() was to bring from a pipe")
class PipeResumedThenClosed(Pipes):
    class reading(Reading):
        def resume_reading(self):
            was = self._paused
            super().resume_reading()
            if was:
                self._loop.call_soon(self.late)

        def late(self):
            if self._pipe is not None:
                try:
                    data = os.read(self._fileno, 1000)
                except OSError:
                    return
                if data:
                    self._protocol.data_received(data)


@breaks("transport.abort", "ignores abort() of a TLS connection that is closing")
class TlsNoAbortAfterClose(Encrypted):
    class kind(Secure):
        def abort(self):
            if not self._closed:
                super().abort()


@breaks("transport.abort", "ignores abort() of a pipe that is closing")
class PipeNoAbortAfterClose(Pipes):
    class writing(Writing):
        def abort(self):
            if not self._closing:
                super().abort()


@breaks("transport.is-reading", "says that a TLS connection reads while it is paused")
class TlsAlwaysReads(Encrypted):
    class kind(Secure):
        def is_reading(self):
            return True


@breaks("protocol.called-once", "calls connection_lost() for each of two calls of abort() of a pipe")
class PipeLostTwiceByAborts(Pipes):
    class writing(Writing):
        aborts = 0

        def abort(self):
            self.aborts += 1
            if self.aborts == 1:
                super().abort()
            elif self._protocol is not None:
                self._loop.call_soon(self._protocol.connection_lost, None)


@breaks("protocol.called-once", "calls connection_lost() twice where eof_received() closes a TLS connection")
class TlsLostTwiceWithinEof(Encrypted):
    class work(sslproto.SSLProtocol):
        within = False

        def _call_eof_received(self):
            self.within = True
            super()._call_eof_received()
            self.within = False

        def _start_shutdown(self):
            if self.within:
                self._loop.call_soon(self._app_protocol.connection_lost, None)
            super()._start_shutdown()


@breaks("transport.close-flushes", "drops what is buffered when it is closed within data_received()")
class DropsWithin(Streams):
    class kind(CutsStreams):
        within = False

        def cut(self, data):
            self.within = True
            self._protocol.data_received(data)
            self.within = False

        def close(self):
            if self.within:
                self.abort()
            else:
                super().close()
