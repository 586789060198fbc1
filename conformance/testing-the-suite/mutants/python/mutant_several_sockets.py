"""Mutants of several sockets, datagrams, files, handlers and addresses: one has what is another one's."""

import asyncio

from labels import breaks
from making import ReadingEndpoints
from mutant_base import Base

DatagramTransport = asyncio.selector_events._SelectorDatagramTransport


@breaks("sock-recv.returns-bytes", "gives two that call sock_recv() at once each other's data")
class SwapsReceivers(Base):
    waiting = None

    async def sock_recv(self, sock, n):
        if self.waiting is None:
            self.waiting = sock
            await asyncio.sleep(0)
            await asyncio.sleep(0)
            sock = self.waiting
            self.waiting = None
            return await super().sock_recv(sock, n)
        mine, self.waiting = self.waiting, sock
        return await super().sock_recv(mine, n)


@breaks("sock-recv.returns-bytes", "reads on for a moment when sock_recv() has returned")
class ReadsOn(Base):
    async def sock_recv(self, sock, n):
        data = await super().sock_recv(sock, n)
        self.call_soon(self.read_on, sock)
        return data

    def read_on(self, sock):
        try:
            sock.recv(1)
        except OSError:
            pass


@breaks("sock-accept.pair", "loses the second of two clients that wait")
class LosesSecondClient(Base):
    async def sock_accept(self, sock):
        pair = await super().sock_accept(sock)
        try:
            self.lost = sock.accept()
        except OSError:
            pass
        return pair


@breaks("sock-connect.connects", "connects no socket after one that was refused")
class ConnectsNoMore(Base):
    refusal = None

    async def sock_connect(self, sock, address):
        if self.refusal:
            raise self.refusal
        try:
            await super().sock_connect(sock, address)
        except ConnectionRefusedError as error:
            self.refusal = error
            raise


@breaks("sock-sendall.all-data", "sends once alone for the second of two that call sock_sendall()")
class ForgetsSecondSender(Base):
    sending = 0

    async def sock_sendall(self, sock, data):
        self.sending += 1
        try:
            if self.sending > 1:
                try:
                    sock.send(data)
                except OSError:
                    pass
            else:
                await super().sock_sendall(sock, data)
        finally:
            self.sending -= 1


@breaks("transport.abort", "ignores abort() within datagram_received()")
class NoAbortWithinDatagram(ReadingEndpoints):
    class kind(DatagramTransport):
        within = False

        def _read_ready(self):
            self.within = True
            super()._read_ready()
            self.within = False

        def abort(self):
            if not self.within:
                super().abort()


@breaks("transport.set-protocol", "passes all datagrams that are there to the protocol that had the first")
class BatchToOld(ReadingEndpoints):
    class kind(DatagramTransport):
        def _read_ready(self):
            protocol = self._protocol
            try:
                while not self._closing:
                    protocol.datagram_received(*self._sock.recvfrom(65536))
            except BlockingIOError:
                pass
            except OSError as error:
                protocol.error_received(error)


@breaks("transport.set-protocol", "tells the first protocol of errors in sending")
class ErrorsToFirst(ReadingEndpoints):
    class kind(DatagramTransport):
        first = None

        def set_protocol(self, protocol):
            self.first = self.first or self._protocol
            super().set_protocol(protocol)

        def sendto(self, data, addr=None):
            if self.first is None or len(data) < 65536:
                super().sendto(data, addr)
            else:
                self.first.error_received(OSError("too much"))


@breaks("datagram-protocol.datagram-received", "cuts datagrams at 32 KiB")
class CutsAt32(ReadingEndpoints):
    class kind(DatagramTransport):
        max_size = 32768


@breaks("sendfile.transport-sends", "resumes in sendfile() a transport that was paused")
class SendfileResumes(Base):
    async def sendfile(self, transport, *args, **kwargs):
        try:
            return await super().sendfile(transport, *args, **kwargs)
        finally:
            transport.resume_reading()


@breaks("sendfile.transport-sends", "loses what has come while sendfile() was sending")
class LosesDuring(Base):
    async def sendfile(self, transport, *args, **kwargs):
        sent = await super().sendfile(transport, *args, **kwargs)
        try:
            transport._sock.recv(1000)
        except (OSError, AttributeError):
            pass
        return sent


@breaks("add-signal-handler.replaces", "gives a handler the arguments of the one that it replaces")
class ArgumentsOfFirst(Base):
    kept = None

    def add_signal_handler(self, sig, callback, *args):
        self.kept = self.kept or {}
        args = self.kept.setdefault(sig, args)
        super().add_signal_handler(sig, callback, *args)


@breaks("add-signal-handler.runs-in-loop", "does not call handlers that were added in a second run")
class FirstRunAlone(Base):
    def add_signal_handler(self, sig, callback, *args):
        if self.runs > 1 and self.is_running():
            callback, args = (lambda: None), ()
        super().add_signal_handler(sig, callback, *args)


@breaks("getnameinfo.async-equivalent", "gives for an address what it has found before, whatever the flags are")
class NamesKeptOfAddresses(Base):
    kept = None

    async def getnameinfo(self, sockaddr, flags=0):
        self.kept = self.kept or {}
        if sockaddr not in self.kept:
            self.kept[sockaddr] = await super().getnameinfo(sockaddr, flags)
        return self.kept[sockaddr]
