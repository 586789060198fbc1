"""Mutants of the methods that work with sockets directly, and of sendfile()."""

import asyncio
import socket

from labels import breaks
from mutant_base import Base


@breaks("sock-recv.returns-bytes", "returns bytearrays")
class ReturnsBytearrays(Base):
    async def sock_recv(self, sock, n):
        return bytearray(await super().sock_recv(sock, n))


@breaks("sock-recv.returns-bytes", "returns more than it is asked for")
class ReturnsMore(Base):
    async def sock_recv(self, sock, n):
        return await super().sock_recv(sock, n + 100)


@breaks("sock-recv.returns-bytes", "raises at the end of the stream")
class RaisesAtTheEnd(Base):
    async def sock_recv(self, sock, n):
        data = await super().sock_recv(sock, n)
        if not data:
            raise ConnectionResetError
        return data


@breaks("sock-recv-into.count", "returns the size of the buffer")
class CountsTheBuffer(Base):
    async def sock_recv_into(self, sock, buffer):
        await super().sock_recv_into(sock, buffer)
        return len(buffer)


@breaks("sock-recv-into.count", "clears the rest of the buffer")
class FillsTheBuffer(Base):
    async def sock_recv_into(self, sock, buffer):
        count = await super().sock_recv_into(sock, buffer)
        buffer[count:] = b"\xff" * (len(buffer) - count)
        return count


@breaks("sock-recv-into.count", "fills the whole of a buffer of which it is given a part")
class FillsBeyondThePart(Base):
    async def sock_recv_into(self, sock, buffer):
        whole = getattr(buffer, "obj", buffer)
        return await super().sock_recv_into(sock, whole)


@breaks("sock-recvfrom-into.tuple", "fills the beginning of a buffer of which it is given another part")
class FillsTheBeginning(Base):
    async def sock_recvfrom_into(self, sock, buffer, nbytes=0):
        part = memoryview(getattr(buffer, "obj", buffer))[: len(buffer)]
        return await super().sock_recvfrom_into(sock, part, nbytes)


@breaks("sock-sendall.all-data", "sends the whole of a buffer of which it is given a part")
class SendsBeyondThePart(Base):
    async def sock_sendall(self, sock, data):
        return await super().sock_sendall(sock, getattr(data, "obj", data))


@breaks("sock-sendall.all-data", "returns the number of bytes")
class ReturnsTheLength(Base):
    async def sock_sendall(self, sock, data):
        await super().sock_sendall(sock, data)
        return len(data)


@breaks("sock-sendall.all-data", "sends what the system takes at once")
class SendsOnce(Base):
    async def sock_sendall(self, sock, data):
        sock.send(data)


@breaks("sock-sendall.all-data", "loses the last byte of a bytearray above 100,000 bytes")
class CutsBytearrays(Base):
    async def sock_sendall(self, sock, data):
        if isinstance(data, bytearray) and len(data) > 100_000:
            data = data[:-1]
        await super().sock_sendall(sock, data)


@breaks("sock-sendall.raises", "returns where the connection is lost")
class IgnoresALostConnection(Base):
    async def sock_sendall(self, sock, data):
        try:
            await super().sock_sendall(sock, data)
        except OSError:
            pass


@breaks("sock-connect.connects", "resolves no host names")
class ResolvesNothing(Base):
    async def sock_connect(self, sock, address):
        if address[0] == "localhost":
            raise OSError("no such address")
        await super().sock_connect(sock, address)


@breaks("sock-connect.connects", "returns the socket")
class ReturnsTheSocket(Base):
    async def sock_connect(self, sock, address):
        await super().sock_connect(sock, address)
        return sock


@breaks("sock-connect.connects", "does not connect datagram sockets")
class ConnectsNoDatagramSockets(Base):
    async def sock_connect(self, sock, address):
        if sock.type != socket.SOCK_DGRAM:
            await super().sock_connect(sock, address)


@breaks("sock-connect.raises", "returns where a connection is refused")
class IgnoresRefusals(Base):
    async def sock_connect(self, sock, address):
        try:
            await super().sock_connect(sock, address)
        except OSError:
            pass


@breaks("sock-connect.raises", "raises TimeoutError where a path is not there")
class HidesMissingPaths(Base):
    async def sock_connect(self, sock, address):
        try:
            await super().sock_connect(sock, address)
        except FileNotFoundError:
            raise asyncio.TimeoutError from None


@breaks("sock-accept.pair", "returns the socket alone")
class AcceptsWithoutAddress(Base):
    async def sock_accept(self, sock):
        return (await super().sock_accept(sock))[:1]


@breaks("sock-accept.pair", "returns its own address")
class ReturnsItsOwnAddress(Base):
    async def sock_accept(self, sock):
        connection, _ = await super().sock_accept(sock)
        return connection, sock.getsockname()


@breaks("sock.cancellation-releases-fd", "goes on receiving after it was cancelled")
class ReceivesAfterCancel(Base):
    async def sock_recv(self, sock, n):
        return await asyncio.shield(super().sock_recv(sock, n))

    async def sock_recv_into(self, sock, buffer):
        return await asyncio.shield(super().sock_recv_into(sock, buffer))


@breaks("sock.cancellation-releases-fd", "goes on accepting after it was cancelled")
class AcceptsAfterCancel(Base):
    async def sock_accept(self, sock):
        if not hasattr(self, "accepting"):
            self.accepting = self.create_task(super().sock_accept(sock))
            return await asyncio.shield(self.accepting)
        await self.accepting
        return await super().sock_accept(sock)


@breaks("sock.requires-nonblocking", "takes blocking sockets in debug mode")
class TakesBlockingSockets(Base):
    async def sock_recv(self, sock, n):
        sock.setblocking(False)
        return await super().sock_recv(sock, n)


class Files(Base):
    """Changes what both methods are given."""

    def given(self, file, offset, count, fallback):
        return file, offset, count

    async def sock_sendfile(self, sock, file, offset=0, count=None, *, fallback=None):
        file, offset, count = self.given(file, offset, count, fallback)
        return self.returned(await super().sock_sendfile(sock, file, offset, count), file)

    async def sendfile(self, transport, file, offset=0, count=None, *, fallback=True):
        file, offset, count = self.given(file, offset, count, fallback)
        return self.returned(await super().sendfile(transport, file, offset, count), file)

    def returned(self, count, file):
        return count


class SendsFromThePosition(Files):
    def given(self, file, offset, count, fallback):
        return file, offset or file.tell(), count


class IgnoresCounts(Files):
    def given(self, file, offset, count, fallback):
        return file, offset, None


class IgnoresOffsets(Files):
    def given(self, file, offset, count, fallback):
        return file, 0, count


class LeavesThePosition(Files):
    def returned(self, count, file):
        file.seek(0)
        return count


@breaks("sock-sendfile.bytes-sent", "sends from the file's position where offset is 0")
class SockSendsFromThePosition(SendsFromThePosition):
    pass


@breaks("sock-sendfile.bytes-sent", "ignores count")
class SockIgnoresCounts(IgnoresCounts):
    pass


@breaks("sock-sendfile.bytes-sent", "ignores offset")
class SockIgnoresOffsets(IgnoresOffsets):
    pass


@breaks("sock-sendfile.bytes-sent", "leaves the file's position alone")
class SockLeavesThePosition(LeavesThePosition):
    pass


@breaks("sock-sendfile.bytes-sent", "leaves the file's position alone after an error")
class SockLeavesThePositionAtErrors(Base):
    async def sock_sendfile(self, sock, file, *args, **kwargs):
        try:
            return await super().sock_sendfile(sock, file, *args, **kwargs)
        except OSError:
            file.seek(0)
            raise


@breaks("sock-sendfile.argument-checks", "checks nothing")
class ChecksNothing(Base):
    def _check_sendfile_params(self, sock, file, offset, count):
        pass

    async def sock_sendfile(self, sock, file, offset=0, count=None, *, fallback=None):
        try:
            return await super().sock_sendfile(sock, file, offset, count, fallback=fallback)
        except (TypeError, ValueError, OSError):
            return 0


@breaks("sendfile.transport-sends", "sends from the file's position where offset is 0")
class TransportSendsFromThePosition(SendsFromThePosition):
    pass


@breaks("sendfile.transport-sends", "ignores count")
class TransportIgnoresCounts(IgnoresCounts):
    pass


@breaks("sendfile.transport-sends", "ignores offset")
class TransportIgnoresOffsets(IgnoresOffsets):
    pass


@breaks("sendfile.transport-sends", "leaves the file's position alone")
class TransportLeavesThePosition(LeavesThePosition):
    pass


@breaks("sendfile.transport-sends", "returns None")
class ReturnsNoCount(Files):
    def returned(self, count, file):
        return None


@breaks("sendfile.transport-sends", "ignores offset over Unix sockets")
class IgnoresOffsetsOverUnixSockets(Base):
    async def sendfile(self, transport, file, offset=0, count=None, **kwargs):
        if transport.get_extra_info("socket").family == socket.AF_UNIX:
            offset = 0
        return await super().sendfile(transport, file, offset, count, **kwargs)


@breaks("sendfile.transport-sends", "puts the file back to offset where it reads and sends itself")
class PutsTheFileBack(Base):
    async def _sendfile_fallback(self, transport, file, offset, count):
        sent = await super()._sendfile_fallback(transport, file, offset, count)
        file.seek(offset)
        return sent


@breaks("sendfile.falls-back", "does not fall back over TLS")
class NeverFallsBack(Base):
    async def sendfile(self, transport, file, offset=0, count=None, *, fallback=True):
        return await super().sendfile(transport, file, offset, count, fallback=False)


@breaks("sendfile.no-fallback", "falls back although it must not")
class AlwaysFallsBack(Base):
    async def sendfile(self, transport, file, offset=0, count=None, *, fallback=True):
        return await super().sendfile(transport, file, offset, count, fallback=True)


@breaks("sendfile.behind-writes", "sends the file ahead of what waits in the buffer")
class OvertakesTheBuffer(Base):
    async def sendfile(self, transport, file, offset=0, count=None, *, fallback=True):
        waiting, transport._buffer = transport._buffer, type(transport._buffer)()
        self._remove_writer(transport._sock_fd)
        sent = await super().sendfile(transport, file, offset, count, fallback=fallback)
        for each in [bytes(waiting)] if isinstance(waiting, bytearray) else list(waiting):
            transport.write(each)
        return sent


@breaks("sendfile.closing-transport", "returns 0 for a transport that is closing")
class SendsNothingWhenClosing(Base):
    async def sendfile(self, transport, file, offset=0, count=None, *, fallback=True):
        if transport.is_closing():
            return 0
        return await super().sendfile(transport, file, offset, count, fallback=fallback)


@breaks("sock.rejects-ssl-socket", "takes SSL sockets")
class TakesEncryptedSockets(Base):
    async def sock_recv(self, sock, n):
        return await self.ignored(super().sock_recv(sock, n))

    async def ignored(self, call):
        try:
            return await call
        except TypeError:
            return None


class WithDatagrams(Base):
    """Only for loops that have the methods for datagrams."""


@breaks("sock-recvfrom.tuple", "returns no address")
class ReturnsNoSender(WithDatagrams):
    async def sock_recvfrom(self, sock, size):
        return (await super().sock_recvfrom(sock, size))[0], None


@breaks("sock-recvfrom-into.tuple", "returns the address alone")
class ReturnsTheSenderAlone(WithDatagrams):
    async def sock_recvfrom_into(self, sock, buffer, nbytes=0):
        return (await super().sock_recvfrom_into(sock, buffer, nbytes))[1]


@breaks("sock-sendto.count", "returns None")
class ReturnsNoLength(WithDatagrams):
    async def sock_sendto(self, sock, data, address):
        await super().sock_sendto(sock, data, address)


@breaks("sock-sendto.count", "sends no empty datagrams")
class SendsNothingEmpty(WithDatagrams):
    async def sock_sendto(self, sock, data, address):
        return await super().sock_sendto(sock, data, address) if data else 0
