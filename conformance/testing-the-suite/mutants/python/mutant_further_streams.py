"""Mutants that no case noticed when one more person wrote them: pipes that end, what is said of write_eof(), sockets and files that are used again."""

import asyncio
import select
import selectors
import socket

from labels import breaks
from making import Transports
from mutant_base import Base

Transport = asyncio.selector_events._SelectorSocketTransport
ReadPipe = asyncio.unix_events._UnixReadPipeTransport
WritePipe = asyncio.unix_events._UnixWritePipeTransport


@breaks("transport.pause-reading", "tells of no end of a pipe that came while it was paused")
class MissesAPausedEnd(Base):
    class kind(ReadPipe):
        def resume_reading(self):
            super().resume_reading()
            poll = select.poll()
            poll.register(self._fileno, select.POLLIN)
            if poll.poll(0) == [(self._fileno, select.POLLHUP)]:
                self._loop._remove_reader(self._fileno)

    def _make_read_pipe_transport(self, *args, **kwargs):
        transport = super()._make_read_pipe_transport(*args, **kwargs)
        transport.__class__ = self.kind
        return transport


@breaks("transport.can-write-eof", "denies it of Unix sockets, where it works")
class DeniesWhatUnixCan(Transports):
    class kind(Transport):
        def can_write_eof(self):
            return self.get_extra_info("socket").family != socket.AF_UNIX


@breaks("transport.can-write-eof", "denies it of pipes, where it works")
class DeniesWhatPipesCan(Base):
    class kind(WritePipe):
        def can_write_eof(self):
            return False

    def _make_write_pipe_transport(self, *args, **kwargs):
        transport = super()._make_write_pipe_transport(*args, **kwargs)
        transport.__class__ = self.kind
        return transport


@breaks("sock-recv-into.count", "writes behind what it has written into the buffer before")
class WritesBehind(Base):
    def __init__(self, *args):
        super().__init__(*args)
        self.written = {}

    async def sock_recv_into(self, sock, buf):
        start = self.written.get(id(buf), 0)
        count = await super().sock_recv_into(sock, memoryview(buf)[start:])
        self.written[id(buf)] = start + count
        return count


@breaks("sock-sendall.all-data", "waits for a writable socket also where there is nothing to send")
class WaitsToSendNothing(Base):
    async def sock_sendall(self, sock, data):
        if not data:
            await self.create_future()
        await super().sock_sendall(sock, data)


@breaks("sock-sendall.all-data", "is forgotten where sock_recv() begins to wait")
class ForgetsTheSender(Base):
    async def sock_recv(self, sock, n):
        self.remove_writer(sock)
        return await super().sock_recv(sock, n)


@breaks("sendfile.falls-back", "sends one block of a file over TLS")
class SendsOneBlock(Base):
    async def _sendfile_fallback(self, transport, file, offset, count):
        return await super()._sendfile_fallback(transport, file, offset, min(count or 16384, 16384))


class Remembering(Base):
    """Knows where it was in the files that it has sent."""

    def __init__(self, *args):
        super().__init__(*args)
        self.ends = {}

    async def going_on(self, sends, by, file, offset, **kwargs):
        start = offset or self.ends.get(id(file), 0)
        sent = await sends(by, file, start, **kwargs)
        self.ends[id(file)] = start + sent
        return sent


@breaks("sendfile.transport-sends", "goes on where it was in a file that it has sent before")
class GoesOnInTheFile(Remembering):
    async def sendfile(self, transport, file, offset=0, count=None, **kwargs):
        return await self.going_on(super().sendfile, transport, file, offset, count=count, **kwargs)


@breaks("sock-sendfile.bytes-sent", "goes on where it was in a file that it has sent before")
class GoesOnInTheFileOfASocket(Remembering):
    async def sock_sendfile(self, sock, file, offset=0, count=None, **kwargs):
        return await self.going_on(super().sock_sendfile, sock, file, offset, count=count, **kwargs)


@breaks("sendfile.transport-sends", "sends 50,000 bytes at most over Unix sockets")
class SendsAPartOverUnix(Base):
    async def sendfile(self, transport, file, offset=0, count=None, **kwargs):
        if transport.get_extra_info("socket").family == socket.AF_UNIX:
            count = min(count or 50_000, 50_000)
        return await super().sendfile(transport, file, offset, count, **kwargs)


class OneOfTwo(Base):
    """Runs one callback of a descriptor that is ready for both."""

    first = None

    def _process_events(self, event_list):
        super()._process_events(
            [(key, self.first if mask & self.first and key.data[self.first >> 1] else mask)
             for key, mask in event_list]
        )


@breaks("add-writer.fires-when-writable", "waits until the reader of its descriptor has read everything")
class WritesWhenAllIsRead(OneOfTwo):
    first = selectors.EVENT_READ


@breaks("add-reader.fires-when-readable", "waits until the descriptor takes no more")
class ReadsWhenFull(OneOfTwo):
    first = selectors.EVENT_WRITE
