"""Mutants of the transports that connections and servers over TCP make."""

import asyncio

from labels import breaks
from mutant_base import Base

Transport = asyncio.selector_events._SelectorSocketTransport


class Transports(Base):
    """Makes transports of its class `kind`, which know whether a server has made them."""

    kind = Transport

    def _make_socket_transport(self, sock, protocol, waiter=None, *, extra=None, server=None):
        transport = super()._make_socket_transport(
            sock, protocol, waiter, extra=extra, server=server
        )
        transport.__class__ = self.kind
        transport.of_server = server is not None
        # Binds what reads to the methods of the new class.
        transport.set_protocol(protocol)
        transport.made = True
        return transport


@breaks("transport.close-flushes", "drops what is buffered when it is closed")
class DropsTheBufferOnClose(Transports):
    class kind(Transport):
        def close(self):
            self.abort()


@breaks("transport.close-flushes", "drops what is buffered when a server's connection is closed")
class DropsTheBufferOfServers(Transports):
    class kind(Transport):
        def close(self):
            if self.of_server:
                self.abort()
            else:
                super().close()


@breaks("transport.close-flushes", "never tells the other end that it has closed")
class ClosesInSilence(Transports):
    class kind(Transport):
        def _call_connection_lost(self, exc):
            self._protocol.connection_lost(exc)
            self._sock.detach()


@breaks("transport.close-stops-receiving", "passes data on that arrives after close()")
class PassesLateDataOn(Transports):
    class kind(Transport):
        def close(self):
            if not self._closing:
                self._closing = True
                self._loop.call_later(0.05, self.close_late)

        def close_late(self):
            try:
                data = self._sock.recv(1000)
                if data:
                    self._protocol.data_received(data)
            except OSError:
                pass
            self._closing = False
            super().close()


@breaks("transport.close-stops-receiving", "passes data on that waits while it is paused and closed")
class PassesWaitingDataOn(Transports):
    class kind(Transport):
        def close(self):
            if self._paused and not self._closing:
                self._protocol.data_received(self._sock.recv(1000))
            super().close()


@breaks("transport.close-repeated", "raises when it is closed again")
class RaisesOnTheSecondClose(Transports):
    class kind(Transport):
        def close(self):
            if self._closing:
                raise RuntimeError("closed already")
            super().close()


@breaks("transport.is-closing", "says that it is closing only once it is closed")
class IsClosingLate(Transports):
    class kind(Transport):
        def is_closing(self):
            return self._sock is None


@breaks("transport.is-closing", "does not say that it is closing after abort()")
class IsNotClosingAfterAbort(Transports):
    class kind(Transport):
        aborted = False

        def abort(self):
            self.aborted = True
            super().abort()

        def is_closing(self):
            return super().is_closing() and not self.aborted


@breaks("transport.abort", "waits in abort() until everything is sent")
class AbortsByClosing(Transports):
    class kind(Transport):
        def abort(self):
            self.close()


@breaks("transport.abort", "ignores abort() while it is closing")
class DoesNotAbortAClose(Transports):
    class kind(Transport):
        def abort(self):
            if not self._closing:
                super().abort()


@breaks("transport.pause-reading", "ignores pause_reading()")
class NeverPauses(Transports):
    class kind(Transport):
        def pause_reading(self):
            pass

        def resume_reading(self):
            pass


@breaks("transport.pause-reading", "ignores pause_reading() in connection_made()")
class DoesNotPauseAtFirst(Transports):
    class kind(Transport):
        def pause_reading(self):
            super().pause_reading()
            if not hasattr(self, "born"):
                self.born = True
                self._loop.call_soon(self.resume_reading)


@breaks("transport.pause-reading", "does not resume a server's connection")
class NeverResumesReading(Transports):
    class kind(Transport):
        def resume_reading(self):
            if not self.of_server:
                super().resume_reading()


@breaks("transport.pause-reading", "does not resume within data_received()")
class DoesNotResumeWithin(Transports):
    class kind(Transport):
        within = False

        def _read_ready__data_received(self):
            self.within = True
            try:
                super()._read_ready__data_received()
            finally:
                self.within = False

        def resume_reading(self):
            if not self.within:
                super().resume_reading()


@breaks("transport.pause-reading-repeated", "has to be resumed as often as it was paused")
class CountsPauses(Transports):
    class kind(Transport):
        pauses = 0

        def pause_reading(self):
            self.pauses += 1
            super().pause_reading()

        def resume_reading(self):
            self.pauses -= 1
            if self.pauses == 0:
                super().resume_reading()


@breaks("transport.pause-reading-closed", "raises when it is paused or resumed and closed")
class RaisesWhenClosed(Transports):
    class kind(Transport):
        def pause_reading(self):
            if self._closing:
                raise RuntimeError("closed")
            super().pause_reading()

        def resume_reading(self):
            if self._closing:
                raise RuntimeError("closed")
            super().resume_reading()


@breaks("transport.is-reading", "says that it reads while it is paused")
class AlwaysReads(Transports):
    class kind(Transport):
        def is_reading(self):
            return True


@breaks("transport.is-reading", "says that it reads while it sends what was buffered before close()")
class ReadsWhileItCloses(Transports):
    class kind(Transport):
        def close(self):
            self.closed = True
            super().close()

        def is_reading(self):
            return not self._paused if hasattr(self, "closed") else super().is_reading()


@breaks("transport.write", "keeps what is written while reading is paused until it is resumed")
class HoldsWritesWhilePaused(Transports):
    class kind(Transport):
        held = ()

        def write(self, data):
            if self._paused:
                self.held = [*self.held, bytes(data)]
            else:
                super().write(data)

        def resume_reading(self):
            super().resume_reading()
            held, self.held = self.held, ()
            for data in held:
                self.write(data)


@breaks("transport.write", "loses the last byte of each write")
class LosesBytes(Transports):
    class kind(Transport):
        def write(self, data):
            super().write(data[:-1])


@breaks("transport.write", "drops what is written behind a full buffer")
class DropsWritesBehindABuffer(Transports):
    class kind(Transport):
        def write(self, data):
            if not self.get_write_buffer_size():
                super().write(data)


@breaks("transport.writelines", "leaves out the last element of writelines()")
class LosesTheLastLine(Transports):
    class kind(Transport):
        def writelines(self, list_of_data):
            for data in list(list_of_data)[:-1]:
                self.write(data)


@breaks("transport.writelines", "writes the elements of writelines() in front of a full buffer")
class WritesLinesTooSoon(Transports):
    class kind(Transport):
        def writelines(self, list_of_data):
            if self.get_write_buffer_size():
                self._loop.call_later(0.2, self.write, b"".join(list_of_data))
            else:
                super().writelines(list_of_data)


@breaks("transport.write-eof", "ignores write_eof()")
class NeverWritesEof(Transports):
    class kind(Transport):
        def write_eof(self):
            pass


@breaks("transport.write-eof", "closes both ends by write_eof()")
class ClosesByWriteEof(Transports):
    class kind(Transport):
        def write_eof(self):
            self.close()


@breaks("transport.can-write-eof", "says that it cannot write_eof()")
class CannotWriteEof(Transports):
    class kind(Transport):
        def can_write_eof(self):
            return False


@breaks("transport.write-buffer-size", "says that nothing is buffered")
class HasNoBuffer(Transports):
    class kind(Transport):
        def get_write_buffer_size(self):
            return 0


@breaks("transport.write-buffer-limits", "returns the marks in the wrong order")
class SwapsTheMarks(Transports):
    class kind(Transport):
        def get_write_buffer_limits(self):
            low, high = super().get_write_buffer_limits()
            return high, low


@breaks("transport.write-buffer-limits", "forgets the marks that are set in connection_made()")
class ForgetsTheFirstMarks(Transports):
    def _make_socket_transport(self, *args, **kwargs):
        transport = super()._make_socket_transport(*args, **kwargs)
        self.call_soon(setattr, transport, "ready", True)
        return transport

    class kind(Transport):
        ready = False

        def set_write_buffer_limits(self, high=None, low=None):
            if self.ready:
                super().set_write_buffer_limits(high, low)


@breaks("transport.write-buffer-limits-low", "sets the low mark to a thousand where it is not given")
class KeepsTheLowMark(Transports):
    class kind(Transport):
        def set_write_buffer_limits(self, high=None, low=None):
            super().set_write_buffer_limits(high, low)
            if low is None and getattr(self, "made", False):
                self._low_water = 1001


@breaks("transport.flow-control", "never pauses a protocol that writes")
class NeverPausesWriting(Transports):
    class kind(Transport):
        def _maybe_pause_protocol(self):
            pass


@breaks("transport.flow-control", "never resumes a protocol that writes")
class NeverResumesWriting(Transports):
    class kind(Transport):
        def _maybe_resume_protocol(self):
            pass


@breaks("transport.flow-control", "does not pause a protocol that writes by writelines()")
class DoesNotPauseWritelines(Transports):
    class kind(Transport):
        lines = False

        def writelines(self, list_of_data):
            self.lines = True
            super().writelines(list_of_data)
            self.lines = False

        def _maybe_pause_protocol(self):
            if not self.lines:
                super()._maybe_pause_protocol()


@breaks("transport.flow-control-order", "pauses a protocol only once")
class PausesWritingOnce(Transports):
    class kind(Transport):
        def _maybe_pause_protocol(self):
            if not hasattr(self, "has_paused"):
                super()._maybe_pause_protocol()
                if self._protocol_paused:
                    self.has_paused = True


@breaks("transport.get-protocol", "forgets its protocol")
class ForgetsItsProtocol(Transports):
    class kind(Transport):
        def get_protocol(self):
            return None


@breaks("transport.set-protocol", "ignores set_protocol()")
class KeepsItsProtocol(Transports):
    class kind(Transport):
        def set_protocol(self, protocol):
            if not hasattr(self, "made"):
                super().set_protocol(protocol)


@breaks("transport.extra-info-default", "raises for a name that it knows nothing of")
class RaisesForUnknownInfo(Transports):
    class kind(Transport):
        def get_extra_info(self, name, default=None):
            return self._extra[name]


@breaks("transport.extra-info-default", "ignores the default of get_extra_info()")
class IgnoresTheDefault(Transports):
    class kind(Transport):
        def get_extra_info(self, name, default=None):
            return self._extra.get(name)


@breaks("protocol.called-once", "calls connection_lost() twice")
class IsLostTwice(Transports):
    class kind(Transport):
        def _call_connection_lost(self, exc):
            self._protocol.connection_lost(exc)
            super()._call_connection_lost(exc)


@breaks("protocol.called-once", "calls connection_lost() twice after abort()")
class IsLostTwiceByAbort(Transports):
    class kind(Transport):
        def abort(self):
            if not self._closing:
                self._loop.call_soon(self._protocol.connection_lost, None)
            super().abort()


@breaks("protocol.called-between", "passes data on after connection_lost()")
class PassesDataOnAtLast(Transports):
    class kind(Transport):
        def _read_ready__on_eof(self):
            super()._read_ready__on_eof()
            self._loop.call_later(0.005, self._protocol.eof_received)


@breaks("protocol.connection-lost-none", "gives an error to connection_lost() where there was none")
class IsAlwaysLostByError(Transports):
    class kind(Transport):
        def _call_connection_lost(self, exc):
            super()._call_connection_lost(exc or ConnectionAbortedError())


@breaks("protocol.connection-lost-error", "never gives an error to connection_lost()")
class IsNeverLostByError(Transports):
    class kind(Transport):
        def _call_connection_lost(self, exc):
            super()._call_connection_lost(None)


@breaks("protocol.connection-lost-error", "gives no error to connection_lost() that write() has met")
class IsNotLostByWriting(Transports):
    class kind(Transport):
        def _fatal_error(self, exc, message="Fatal error on transport"):
            self._force_close(None if "write" in message else exc)


@breaks("protocol.connection-lost-error", "gives no error to connection_lost() where data waits")
class IsNotLostWithDataWaiting(Transports):
    class kind(Transport):
        def _force_close(self, exc):
            super()._force_close(None if self._buffer else exc)


@breaks("protocol.data-received", "passes data on as a bytearray")
class PassesBytearrays(Transports):
    class kind(Transport):
        def _read_ready__data_received(self):
            data = self._sock.recv(self.max_size)
            if data:
                self._protocol.data_received(bytearray(data))
            else:
                self._read_ready__on_eof()


@breaks("protocol.data-received", "loses a byte of each piece beyond 1,000")
class LosesAByteOfMuch(Transports):
    class kind(Transport):
        def _read_ready__data_received(self):
            data = self._sock.recv(self.max_size)
            if data:
                self._protocol.data_received(data if len(data) <= 1000 else data[:-1])
            else:
                self._read_ready__on_eof()


@breaks("protocol.eof-received", "does not call eof_received()")
class NeverTellsTheEnd(Transports):
    class kind(Transport):
        def _read_ready__on_eof(self):
            self.close()


@breaks("protocol.eof-received", "does not tell an end that it finds when it is resumed")
class MissesTheEndOfAPause(Transports):
    class kind(Transport):
        resumed = False

        def resume_reading(self):
            super().resume_reading()
            self.resumed = True

        def _read_ready__data_received(self):
            self.ending = self.resumed
            self.resumed = False
            super()._read_ready__data_received()

        def _read_ready__on_eof(self):
            if self.ending:
                self.close()
            else:
                super()._read_ready__on_eof()


@breaks("protocol.eof-received-closes", "stays open unless eof_received() returns None")
class StaysOpenForFalse(Transports):
    class kind(Transport):
        def _read_ready__on_eof(self):
            if self._protocol.eof_received() is None:
                self.close()
            else:
                self._loop._remove_reader(self._sock_fd)


@breaks("protocol.eof-received-keeps", "closes itself whatever eof_received() returns")
class ClosesAtEof(Transports):
    class kind(Transport):
        def _read_ready__on_eof(self):
            self._protocol.eof_received()
            self.close()


@breaks("protocol.eof-received-keeps", "stays open only if eof_received() returns True")
class KeepsOnlyForTrue(Transports):
    class kind(Transport):
        def _read_ready__on_eof(self):
            if self._protocol.eof_received() is True:
                self._loop._remove_reader(self._sock_fd)
            else:
                self.close()


@breaks("protocol.buffered", "tells a byte less than it has written into the buffer")
class TellsTooFewBytes(Transports):
    class kind(Transport):
        def _read_ready__get_buffer(self):
            count = self._sock.recv_into(self._protocol.get_buffer(-1))
            if count:
                self._protocol.buffer_updated(count - 1)
            else:
                self._read_ready__on_eof()
