"""Mutants of the transports of pipes."""

import asyncio
import os

from labels import breaks
from making import Pipes

Reading = asyncio.unix_events._UnixReadPipeTransport
Writing = asyncio.unix_events._UnixWritePipeTransport


@breaks("connect-read-pipe.receives-data", "returns no protocol")
class ReturnsNoReader(Pipes):
    async def connect_read_pipe(self, factory, pipe):
        return (await super().connect_read_pipe(factory, pipe))[0], None


@breaks("connect-read-pipe.receives-data", "reads no more than once from a pipe")
class ReadsOnce(Pipes):
    class reading(Reading):
        def _read_ready(self):
            if hasattr(self, "read"):
                self._loop._remove_reader(self._fileno)
            else:
                self.read = True
                super()._read_ready()


@breaks("connect-read-pipe.receives-data", "tells of the lost pipe and not of its end")
class HidesTheEnd(Pipes):
    class reading(Reading):
        def _read_ready(self):
            keeps = self._protocol.eof_received
            self._protocol.eof_received = lambda: None
            super()._read_ready()
            self._protocol.eof_received = keeps


@breaks("connect-read-pipe.receives-data", "never tells that a pipe without data is lost")
class WaitsForData(Pipes):
    class reading(Reading):
        def _read_ready(self):
            data = os.read(self._fileno, self.max_size)
            if data:
                self.had = True
                self._protocol.data_received(data)
            else:
                self._closing = True
                self._loop._remove_reader(self._fileno)
                self._loop.call_soon(self._protocol.eof_received)
                if hasattr(self, "had"):
                    self._loop.call_soon(self._call_connection_lost, None)


@breaks("protocol.eof-received", "tells twice of the end of a pipe")
class EndsPipesTwice(Pipes):
    class reading(Reading):
        def _call_connection_lost(self, error):
            self._protocol.eof_received()
            super()._call_connection_lost(error)


@breaks("transport.pause-reading", "ignores pause_reading() of a pipe")
class NeverPausesPipes(Pipes):
    class reading(Reading):
        def pause_reading(self):
            pass

        def resume_reading(self):
            pass


@breaks("transport.close-stops-receiving", "passes on what waits in a pipe when it is closed")
class EmptiesPipes(Pipes):
    class reading(Reading):
        def close(self):
            if self._paused and not self._closing:
                self._protocol.data_received(os.read(self._fileno, 100))
            super().close()


@breaks("transport.is-closing", "never says that a pipe is closing")
class PipesNeverClose(Pipes):
    class reading(Reading):
        def is_closing(self):
            return False

    class writing(Writing):
        def is_closing(self):
            return False


@breaks("pipe.closes-fd-on-transport-close", "leaves a pipe open that it reads from")
class LeavesReadingOpen(Pipes):
    class reading(Reading):
        def _call_connection_lost(self, error):
            self._protocol.connection_lost(error)
            self._pipe = None


@breaks("pipe.closes-fd-on-transport-close", "leaves a pipe open that it writes to")
class LeavesWritingOpen(Pipes):
    class writing(Writing):
        def _call_connection_lost(self, error):
            self._protocol.connection_lost(error)
            os.dup2(os.open(os.devnull, os.O_WRONLY), self._fileno)
            self._pipe = None


@breaks("pipe.closes-fd-on-transport-close", "leaves a pipe open whose end it has read")
class LeavesEndedOpen(Pipes):
    class reading(Reading):
        def _call_connection_lost(self, error):
            if self._loop.closing:
                super()._call_connection_lost(error)
            else:
                self._protocol.connection_lost(error)

        def close(self):
            self._loop.closing = True
            super().close()

    closing = False


@breaks("pipe.set-nonblocking", "leaves a pipe blocking that it reads from")
class ReadsBlocking(Pipes):
    class reading(Reading):
        def __init__(self, *args, **kwargs):
            super().__init__(*args, **kwargs)
            os.set_blocking(self._fileno, True)


@breaks("pipe.set-nonblocking", "leaves a pipe blocking that it writes to")
class WritesBlocking(Pipes):
    class writing(Writing):
        def __init__(self, *args, **kwargs):
            super().__init__(*args, **kwargs)
            os.set_blocking(self._fileno, True)


@breaks("connect-read-pipe.rejects-regular-file", "takes regular files for pipes")
class TakesFiles(Pipes):
    async def connect_read_pipe(self, factory, pipe):
        try:
            return await super().connect_read_pipe(factory, pipe)
        except ValueError:
            return None

    async def connect_write_pipe(self, factory, pipe):
        try:
            return await super().connect_write_pipe(factory, pipe)
        except ValueError:
            return None


@breaks("connect-write-pipe.writes", "returns no protocol")
class ReturnsNoWriter(Pipes):
    async def connect_write_pipe(self, factory, pipe):
        return (await super().connect_write_pipe(factory, pipe))[0], None


@breaks("connect-write-pipe.writes", "writes nothing into a pipe")
class WritesNothing(Pipes):
    class writing(Writing):
        def write(self, data):
            pass


@breaks("connect-write-pipe.writes", "does not hear of a reader that has closed")
class KeepsOnWriting(Pipes):
    class writing(Writing):
        def _read_ready(self):
            self._loop._remove_reader(self._fileno)

        def _write_ready(self):
            try:
                super()._write_ready()
            except OSError:
                pass

        def _fatal_error(self, exc, message="Fatal error on pipe transport"):
            pass


@breaks("transport.writelines", "writes only the first element of writelines() into a pipe")
class WritesOneLine(Pipes):
    class writing(Writing):
        def writelines(self, lines):
            self.write(next(iter(lines)))


@breaks("transport.write", "drops what a pipe does not take at once")
class DropsTheRestOfPipes(Pipes):
    class writing(Writing):
        def write(self, data):
            super().write(data)
            if self._buffer:
                self._buffer = bytearray(self._buffer[:1])


@breaks("transport.write", "overtakes what waits for a full pipe")
class OvertakesInPipes(Pipes):
    class writing(Writing):
        def write(self, data):
            if self._buffer:
                self._buffer = bytearray(data) + self._buffer
            else:
                super().write(data)


@breaks("transport.close-flushes", "drops what waits for a full pipe when it is closed")
class DropsPipesOnClose(Pipes):
    class writing(Writing):
        def close(self):
            self.abort()


@breaks("transport.close-flushes", "never tells the reader of a pipe that it has closed")
class ClosesPipesInSilence(Pipes):
    kept = []

    class writing(Writing):
        def _call_connection_lost(self, error):
            self._loop.kept.append(os.dup(self._fileno))
            super()._call_connection_lost(error)


@breaks("transport.write-eof", "ignores write_eof() of a pipe")
class PipesNeverEnd(Pipes):
    class writing(Writing):
        def write_eof(self):
            pass

        def close(self):
            super().write_eof()


@breaks("transport.write-eof", "drops what waits for a full pipe in write_eof()")
class DropsPipesAtEof(Pipes):
    class writing(Writing):
        def write_eof(self):
            self.abort()


@breaks("transport.can-write-eof", "answers with a text")
class AnswersWithText(Pipes):
    class writing(Writing):
        def can_write_eof(self):
            return "yes"


@breaks("transport.abort", "waits in abort() until a pipe is read")
class AbortsPipesByClosing(Pipes):
    class writing(Writing):
        def abort(self):
            self.close()


@breaks("transport.flow-control", "does not pause the protocol of a full pipe")
class PipesNeverPause(Pipes):
    class writing(Writing):
        def _maybe_pause_protocol(self):
            pass


@breaks("transport.flow-control", "does not let the protocol of a pipe go on")
class PipesNeverResume(Pipes):
    class writing(Writing):
        def _maybe_resume_protocol(self):
            pass


@breaks("transport.write-buffer-size", "says that nothing waits for a full pipe")
class HidesBuffers(Pipes):
    class writing(Writing):
        def get_write_buffer_size(self):
            return 0


@breaks("transport.set-protocol", "goes on calling the first protocol that reads from a pipe")
class ReadsForTheFirstProtocol(Pipes):
    class reading(Reading):
        def set_protocol(self, protocol):
            pass


@breaks("protocol.connection-lost-error", "tells of a lost reader as of a regular end")
class LosesReadersInSilence(Pipes):
    class writing(Writing):
        def _close(self, error=None):
            super()._close(None)


@breaks("protocol.connection-lost-error", "tells of a lost reader that has read as of a regular end")
class LosesReadersThatHaveRead(Pipes):
    class writing(Writing):
        has_read = False

        def _write_ready(self):
            self.has_read = True
            super()._write_ready()

        def _close(self, error=None):
            super()._close(None if self.has_read else error)
