"""Mutants of writes that are empty, that are many, or that come while something else is written."""

import asyncio

from asyncio import sslproto
from labels import breaks
from making import Encrypted, Pipes, Streams, UnixStreams

Secure = sslproto._SSLProtocolTransport
Transport = asyncio.selector_events._SelectorSocketTransport
Writing = asyncio.unix_events._UnixWritePipeTransport


@breaks("transport.write", "ends the stream by an empty write")
class EmptyWriteEnds(Streams):
    class kind(Transport):
        def write(self, data):
            if not data:
                self.write_eof()
            else:
                super().write(data)

        def writelines(self, parts):
            for part in parts:
                super().write(part)


@breaks("transport.write", "closes a TLS connection by an empty write")
class TlsEmptyWriteEnds(Encrypted):
    class kind(Secure):
        def write(self, data):
            if data:
                super().write(data)
            else:
                self.close()


@breaks("transport.write", "ends a pipe by an empty write")
class PipeEmptyWriteEnds(Pipes):
    class writing(Writing):
        def write(self, data):
            if data:
                super().write(data)
            else:
                self.write_eof()


@breaks("transport.writelines", "sends no more than 1,024 parts of writelines()")
class LinesAtMost1024(Streams):
    class kind(Transport):
        def writelines(self, parts):
            super().writelines(list(parts)[:1024])


@breaks("transport.writelines", "sends no more than 1,024 parts of writelines() over TLS")
class TlsLinesAtMost1024(Encrypted):
    class kind(Secure):
        def writelines(self, parts):
            super().writelines(list(parts)[:1024])

        def write(self, data):
            self._ssl_protocol._write_appdata((data,))


@breaks("transport.writelines", "writes no more than 1,024 parts of writelines() into a pipe")
class PipeLinesAtMost1024(Pipes):
    class writing(Writing):
        def writelines(self, parts):
            super().writelines(list(parts)[:1024])


@breaks("transport.writelines", "sends nothing over TLS of what a generator gives")
class TlsNoGenerators(Encrypted):
    class kind(Secure):
        def writelines(self, parts):
            if hasattr(parts, "__len__"):
                super().writelines(parts)


@breaks("transport.writelines", "sends writelines() by a Unix socket in front of what is buffered")
class UnixLinesOvertake(UnixStreams):
    class kind(Transport):
        def writelines(self, parts):
            self._buffer[0:0] = b"".join(parts)
            if self._buffer:
                self._loop._add_writer(self._sock_fd, self._write_ready)


@breaks("transport.writelines", "writes writelines() into a pipe in front of what is buffered")
class PipeLinesOvertake(Pipes):
    class writing(Writing):
        def writelines(self, parts):
            if self._buffer:
                self._buffer[0:0] = b"".join(parts)
            else:
                super().writelines(parts)


@breaks("transport.write", "drops writes once more than 128 wait behind a full buffer")
class ManyWritesDropped(Streams):
    class kind(Transport):
        blocked = 0

        def write(self, data):
            self.blocked = self.blocked + 1 if self._buffer else 0
            if self.blocked <= 128:
                super().write(data)


@breaks("transport.write", "drops writes over TLS once more than 128 wait behind a full buffer")
class TlsManyWritesDropped(Encrypted):
    class kind(Secure):
        blocked = 0

        def write(self, data):
            self.blocked = self.blocked + 1 if self.get_write_buffer_size() else 0
            if self.blocked <= 128:
                super().write(data)


@breaks("transport.write", "drops writes once more than 128 wait for a full pipe")
class PipeManyWritesDropped(Pipes):
    class writing(Writing):
        blocked = 0

        def write(self, data):
            self.blocked = self.blocked + 1 if self._buffer else 0
            if self.blocked <= 128:
                super().write(data)


class Losing:
    """Loses what is written within a call."""

    within = False

    def losing(self, call):
        self.within = True
        call()
        self.within = False

    def write(self, data):
        if not self.within:
            super().write(data)


class LosesWithinResume(Losing):
    def _maybe_resume_protocol(self):
        self.losing(super()._maybe_resume_protocol)


class LosesWithinPause(Losing):
    def _maybe_pause_protocol(self):
        self.losing(super()._maybe_pause_protocol)


@breaks("transport.write", "loses what resume_writing() writes")
class LosesInResumeWriting(Streams):
    class kind(LosesWithinResume, Transport):
        pass


@breaks("transport.write", "loses what pause_writing() writes")
class LosesInPauseWriting(Streams):
    class kind(LosesWithinPause, Transport):
        pass


@breaks("transport.write", "loses what resume_writing() writes into a pipe")
class PipeLosesInResume(Pipes):
    class writing(LosesWithinResume, Writing):
        pass
