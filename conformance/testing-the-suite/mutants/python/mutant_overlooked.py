"""Mutants that a second person wrote and no case noticed: exchanged protocols, descriptors of children, datagrams at the end, several hosts."""

import asyncio
import socket

from labels import breaks
from making import Endpoints, Transports
from mutant_base import Base

Transport = asyncio.selector_events._SelectorSocketTransport
DatagramTransport = asyncio.selector_events._SelectorDatagramTransport


@breaks("transport.set-protocol", "passes data on as the first protocol took it")
class KeepsTheWayOfReading(Transports):
    class kind(Transport):
        def set_protocol(self, protocol):
            self._protocol = protocol


@breaks("transport.set-protocol", "passes data on as a buffered protocol took it that was there before")
class KeepsTheBufferedWay(Transports):
    class kind(Transport):
        def set_protocol(self, protocol):
            if isinstance(self._protocol, asyncio.BufferedProtocol):
                self._protocol = protocol
            else:
                super().set_protocol(protocol)


class BufferReading(Transports):
    """Reads into the buffers of protocols by the method `read()` of its transports."""

    def _make_socket_transport(self, *args, **kwargs):
        transport = super()._make_socket_transport(*args, **kwargs)
        if isinstance(transport._protocol, asyncio.BufferedProtocol):
            transport._read_ready_cb = transport.read
        return transport


@breaks("protocol.buffered", "asks for one buffer, and fills it again and again")
class AsksForOneBuffer(BufferReading):
    class kind(Transport):
        buffer = None

        def read(self):
            if self._conn_lost:
                return
            if self.buffer is None:
                self.buffer = self._protocol.get_buffer(-1)
            self.fill(self.buffer)

        def fill(self, buffer):
            try:
                count = self._sock.recv_into(buffer)
            except BlockingIOError:
                return
            if count:
                self._protocol.buffer_updated(count)
            else:
                self._read_ready__on_eof()


@breaks("protocol.buffered", "fills a buffer that it has had before no more")
class FillsEachBufferOnce(BufferReading):
    class kind(AsksForOneBuffer.kind):
        def read(self):
            if self._conn_lost:
                return
            buffer = self._protocol.get_buffer(-1)
            self.fill(bytearray(len(buffer)) if buffer is self.buffer else buffer)
            self.buffer = buffer


@breaks("transport.writelines", "looks through the parts before it sends them")
class LooksThroughTheParts(Transports):
    class kind(Transport):
        def writelines(self, parts):
            if sum(map(len, parts)) > 0:
                for part in parts:
                    self.write(part)


@breaks("transport.writelines", "takes no more from an iterator than one part")
class TakesOnePart(Transports):
    class kind(Transport):
        def writelines(self, parts):
            parts = list(parts) if hasattr(parts, "__len__") else [next(parts, b"")]
            self.write(b"".join(parts))


class Children(Base):
    """Starts children with the keywords that `changed()` gives."""

    async def _make_subprocess_transport(self, *args, **kwargs):
        return await super()._make_subprocess_transport(*args, **self.changed(kwargs))


@breaks("subprocess-exec.extra-kwargs", "leaves to children what is open and inheritable")
class LeavesDescriptorsToChildren(Children):
    def changed(self, kwargs):
        return kwargs if "pass_fds" in kwargs else {**kwargs, "close_fds": False}


@breaks("subprocess-exec.extra-kwargs", "ignores pass_fds")
class IgnoresPassFds(Children):
    def changed(self, kwargs):
        return {name: value for name, value in kwargs.items() if name != "pass_fds"}


@breaks("subprocess-exec.extra-kwargs", "passes to each child what an earlier one was given")
class RemembersPassFds(Children):
    passed = ()

    def changed(self, kwargs):
        self.passed += tuple(kwargs.get("pass_fds", ()))
        return {**kwargs, "pass_fds": self.passed}


@breaks("create-datagram-endpoint.pair", "makes no endpoint any more after one was refused")
class GivesUpAfterARefusal(Base):
    refusal = None

    async def create_datagram_endpoint(self, *args, **kwargs):
        if self.refusal is not None:
            raise self.refusal
        try:
            return await super().create_datagram_endpoint(*args, **kwargs)
        except OSError as error:
            self.refusal = error
            raise


@breaks("create-datagram-endpoint.pair", "makes endpoints that send nothing after three were refused")
class SendsNothingAfterThreeRefusals(Endpoints):
    refusals = 0

    class kind(DatagramTransport):
        def sendto(self, data, addr=None):
            if self._loop.refusals < 3:
                super().sendto(data, addr)

    async def create_datagram_endpoint(self, *args, **kwargs):
        try:
            return await super().create_datagram_endpoint(*args, **kwargs)
        except OSError:
            self.refusals += 1
            raise


@breaks("datagram-transport.sendto", "loses a datagram that was given to it just before close()")
class LosesTheLastDatagram(Endpoints):
    class kind(DatagramTransport):
        def sendto(self, data, addr=None):
            self._loop.call_soon(self.send_later, data, addr)

        def send_later(self, data, addr):
            if not self._closing:
                super().sendto(data, addr)


@breaks("datagram-transport.sendto", "sends one datagram at a time, and loses the others at close()")
class SendsOneAtATime(Endpoints):
    class kind(DatagramTransport):
        waits = False

        def sendto(self, data, addr=None):
            if self.waits:
                self._loop.call_soon(self.send_later, data, addr)
            else:
                self.waits = True
                super().sendto(data, addr)

        def send_later(self, data, addr):
            if not self._closing:
                super().sendto(data, addr)


@breaks("transport.close-stops-receiving", "passes all datagrams on that are there, closed or not")
class ReadsAllDatagrams(Base):
    def _make_datagram_transport(self, *args, **kwargs):
        transport = super()._make_datagram_transport(*args, **kwargs)
        self.call_soon(self.watch, transport)
        return transport

    def watch(self, transport):
        if not transport._closing:
            self._add_reader(transport._sock_fd, self.read, transport)

    def read(self, transport):
        try:
            while True:
                transport._protocol.datagram_received(*transport._sock.recvfrom(65536))
        except BlockingIOError:
            pass


@breaks("create-server.host-kinds", "listens at the first of several hosts alone")
class ListensAtTheFirstHost(Base):
    async def create_server(self, factory, host=None, port=None, **kwargs):
        if isinstance(host, (list, tuple)):
            host = host[0]
        return await super().create_server(factory, host, port, **kwargs)


@breaks("create-server.host-kinds", "listens everywhere where a sequence of hosts is given")
class ListensEverywhere(Base):
    async def create_server(self, factory, host=None, port=None, **kwargs):
        if isinstance(host, (list, tuple)):
            host = None
        return await super().create_server(factory, host, port, **kwargs)


@breaks("create-server.host-kinds", "listens at one address where no host is given")
class ListensAtOneAddress(Base):
    async def create_server(self, factory, host=None, port=None, *, sock=None, **kwargs):
        if not host and sock is None:
            host = "127.0.0.1"
        return await super().create_server(factory, host, port, sock=sock, **kwargs)


@breaks("create-server.host-kinds", "ignores the family")
class IgnoresTheFamilyOfServers(Base):
    async def create_server(self, factory, *args, family=0, **kwargs):
        return await super().create_server(factory, *args, **kwargs)


@breaks("create-server.binds-and-serves", "does not accept where a backlog is given")
class AcceptsNothingWithABacklog(Base):
    async def create_server(self, factory, *args, backlog=None, **kwargs):
        if backlog is None:
            return await super().create_server(factory, *args, **kwargs)
        kwargs["start_serving"] = False
        return await super().create_server(factory, *args, backlog=backlog, **kwargs)


@breaks("create-server.binds-and-serves", "does not accept where a family is given")
class AcceptsNothingWithAFamily(Base):
    async def create_server(self, factory, *args, family=None, **kwargs):
        if family is None:
            return await super().create_server(factory, *args, **kwargs)
        kwargs["start_serving"] = False
        return await super().create_server(factory, *args, family=family, **kwargs)


@breaks("server.close-stops-listening", "goes on listening at the second of several hosts")
class ClosesOneOfSeveral(Base):
    async def create_server(self, *args, **kwargs):
        server = await super().create_server(*args, **kwargs)
        # By address: asyncio makes a set of the addresses, so the order of the sockets is chance.
        self.kept = [each.dup() for each in server.sockets if each.getsockname()[0] == "127.0.0.2"]
        return server


@breaks("connect-accepted-socket.wraps", "takes no accepted Unix sockets")
class AcceptsNoUnixSockets(Base):
    async def connect_accepted_socket(self, factory, sock, **kwargs):
        if sock.family == socket.AF_UNIX:
            raise ValueError("a Unix socket")
        return await super().connect_accepted_socket(factory, sock, **kwargs)


@breaks("connect-accepted-socket.wraps", "loses sight of an accepted Unix socket after its first data")
class ReadsAcceptedUnixSocketsOnce(Base):
    async def connect_accepted_socket(self, factory, sock, **kwargs):
        def made():
            protocol = factory()
            receives = protocol.data_received

            def receives_once(data):
                receives(data)
                protocol.transport.pause_reading()

            if sock.family == socket.AF_UNIX:
                protocol.data_received = receives_once
            return protocol

        return await super().connect_accepted_socket(made, sock, **kwargs)
