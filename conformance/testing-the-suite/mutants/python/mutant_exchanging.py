"""Mutants of marks and pauses that set_protocol(), write_eof() or one of two marks has an effect on."""

import asyncio

from asyncio import sslproto
from labels import breaks
from making import Encrypted, Pipes, Streams

Secure = sslproto._SSLProtocolTransport
Transport = asyncio.selector_events._SelectorSocketTransport
Writing = asyncio.unix_events._UnixWritePipeTransport
Reading = asyncio.unix_events._UnixReadPipeTransport


@breaks("transport.write-buffer-limits", "ignores a low mark that is given alone")
class LowAloneIgnored(Streams):
    class kind(Transport):
        def set_write_buffer_limits(self, high=None, low=None):
            if high is not None:
                super().set_write_buffer_limits(high, low)


@breaks("transport.write-buffer-limits", "ignores the marks of a pipe")
class PipeLimitsIgnored(Pipes):
    class writing(Writing):
        def set_write_buffer_limits(self, high=None, low=None):
            pass


@breaks("transport.write-buffer-limits", "ignores the marks of TLS connections")
class TlsLimitsIgnored(Encrypted):
    class kind(Secure):
        def set_write_buffer_limits(self, high=None, low=None):
            pass


@breaks("transport.flow-control", "keeps the marks of TLS connections and does not heed them")
class TlsLimitsKeptNotUsed(Encrypted):
    class kind(Secure):
        limits = None

        def set_write_buffer_limits(self, high=None, low=None):
            self.limits = (high // 4 if low is None else low, high)

        def get_write_buffer_limits(self):
            return self.limits or super().get_write_buffer_limits()


@breaks("transport.set-protocol", "forgets the marks when it gets another protocol")
class SetProtocolResetsMarks(Streams):
    class kind(Transport):
        def set_protocol(self, protocol):
            super().set_protocol(protocol)
            if hasattr(self, "made"):
                self.set_write_buffer_limits()


@breaks("transport.flow-control", "does not pause a protocol that writes much into a pipe by writelines()")
class PipeLinesNoPause(Pipes):
    class writing(Writing):
        lines = False

        def writelines(self, parts):
            self.lines = True
            super().writelines(parts)
            self.lines = False

        def _maybe_pause_protocol(self):
            if not self.lines:
                super()._maybe_pause_protocol()


@breaks("transport.set-protocol", "resumes the protocol that it has paused, replaced or not")
class ResumesOldProtocol(Streams):
    class kind(Transport):
        old = None

        def _maybe_pause_protocol(self):
            super()._maybe_pause_protocol()
            if self._protocol_paused and self.old is None:
                self.old = self._protocol

        def _maybe_resume_protocol(self):
            new = self._protocol
            if self.old is not None:
                self._protocol = self.old
                super()._maybe_resume_protocol()
                self._protocol = new
                if not self._protocol_paused:
                    self.old = None
            else:
                super()._maybe_resume_protocol()


@breaks("transport.set-protocol", "does not resume a protocol that was set while writing was paused")
class NeverResumesNewProtocol(Streams):
    class kind(Transport):
        def set_protocol(self, protocol):
            super().set_protocol(protocol)
            if hasattr(self, "made"):
                self._protocol_paused = False


@breaks("transport.set-protocol", "pauses and resumes the first protocol of a TLS connection")
class TlsFlowToFirst(Encrypted):
    class work(sslproto.SSLProtocol):
        first = None

        def _set_app_protocol(self, protocol):
            self.first = self.first or protocol
            super()._set_app_protocol(protocol)

        def _control_app_writing(self):
            now, self._app_protocol = self._app_protocol, self.first
            super()._control_app_writing()
            self._app_protocol = now


@breaks("transport.set-protocol", "resumes the first protocol of a pipe")
class WritePipeResumesFirst(Pipes):
    class writing(Writing):
        def _maybe_pause_protocol(self):
            super()._maybe_pause_protocol()
            if not hasattr(self, "first"):
                self.first = self._protocol

        def _maybe_resume_protocol(self):
            now, self._protocol = self._protocol, getattr(self, "first", self._protocol)
            super()._maybe_resume_protocol()
            self._protocol = now


@breaks("transport.set-protocol", "resumes reading when it gets another protocol")
class SetProtocolResumes(Streams):
    class kind(Transport):
        def set_protocol(self, protocol):
            super().set_protocol(protocol)
            if hasattr(self, "made"):
                self.resume_reading()


@breaks("transport.set-protocol", "resumes reading over TLS when it gets another protocol")
class TlsSetProtocolResumes(Encrypted):
    class kind(Secure):
        def set_protocol(self, protocol):
            super().set_protocol(protocol)
            self.resume_reading()


@breaks("transport.set-protocol", "resumes reading from a pipe when it gets another protocol")
class PipeSetProtocolResumes(Pipes):
    class reading(Reading):
        def set_protocol(self, protocol):
            super().set_protocol(protocol)
            self.resume_reading()


@breaks("transport.set-protocol", "passes decrypted data on as the first protocol took it")
class TlsKeepsTheWayOfReading(Encrypted):
    class kind(Secure):
        def set_protocol(self, protocol):
            self._ssl_protocol._app_protocol = protocol


@breaks("transport.flow-control", "does not resume a protocol that writes while its reading is paused")
class NoResumeWhilePaused(Streams):
    class kind(Transport):
        def _maybe_resume_protocol(self):
            if not self._paused:
                super()._maybe_resume_protocol()


@breaks("transport.flow-control", "does not resume a protocol that writes after write_eof()")
class NoResumeAfterEof(Streams):
    class kind(Transport):
        def _maybe_resume_protocol(self):
            if not self._eof:
                super()._maybe_resume_protocol()


@breaks("transport.flow-control", "pauses a protocol at 64 KiB, whatever its mark is")
class PausesAtItsOwnMark(Streams):
    class kind(Transport):
        def _maybe_pause_protocol(self):
            high, self._high_water = self._high_water, 65536
            super()._maybe_pause_protocol()
            self._high_water = high


@breaks("transport.flow-control", "pauses a protocol at 64 KiB in a pipe, whatever its mark is")
class PausesPipesAtItsOwnMark(Pipes):
    class writing(Writing):
        def _maybe_pause_protocol(self):
            high, self._high_water = self._high_water, 65536
            super()._maybe_pause_protocol()
            self._high_water = high


@breaks("transport.set-protocol", "forgets the marks of a TLS connection that gets another protocol")
class TlsSetProtocolResetsMarks(Encrypted):
    class kind(Secure):
        def set_protocol(self, protocol):
            super().set_protocol(protocol)
            self.set_write_buffer_limits()


@breaks("transport.set-protocol", "forgets the marks of a pipe that gets another protocol")
class PipeSetProtocolResetsMarks(Pipes):
    class writing(Writing):
        def set_protocol(self, protocol):
            super().set_protocol(protocol)
            self.set_write_buffer_limits()


@breaks("transport.flow-control", "does not pause a protocol that writes over TLS by writelines()")
class TlsLinesNoPause(Encrypted):
    class kind(Secure):
        def writelines(self, list_of_data):
            self._ssl_protocol.lines = True
            super().writelines(list_of_data)
            self._ssl_protocol.lines = False

    class work(sslproto.SSLProtocol):
        lines = False

        def _control_app_writing(self):
            if not self.lines:
                super()._control_app_writing()


@breaks("transport.flow-control", "does not resume a protocol that writes over TLS while its reading is paused")
class TlsNoResumeWhilePaused(Encrypted):
    class work(sslproto.SSLProtocol):
        def _control_app_writing(self):
            if not (self._app_writing_paused and self._app_reading_paused):
                super()._control_app_writing()


@breaks("transport.write-buffer-size", "counts nothing of what writelines() has buffered")
class NoSizeOfLines(Streams):
    class kind(Transport):
        lines = 0

        def writelines(self, parts):
            parts = list(parts)
            before = len(self._buffer)
            super().writelines(parts)
            self.lines += len(self._buffer) - before

        def get_write_buffer_size(self):
            return max(0, len(self._buffer) - self.lines)


@breaks("transport.write-buffer-size", "counts nothing of what writelines() has buffered for a pipe")
class PipeNoSizeOfLines(Pipes):
    class writing(Writing):
        lines = 0

        def writelines(self, list_of_data):
            before = len(self._buffer)
            super().writelines(list_of_data)
            self.lines += len(self._buffer) - before

        def get_write_buffer_size(self):
            return max(0, len(self._buffer) - self.lines)


@breaks("transport.write-buffer-size", "says the same whatever writelines() adds over TLS")
class TlsNoSizeOfLines(Encrypted):
    class kind(Secure):
        before = None

        def writelines(self, list_of_data):
            self.before = super().get_write_buffer_size()
            super().writelines(list_of_data)

        def get_write_buffer_size(self):
            return super().get_write_buffer_size() if self.before is None else self.before
