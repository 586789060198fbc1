"""Mutants of datagram endpoints: how they are made, what they send and receive, how they end."""

import asyncio
import socket

from labels import breaks
from making import ReadingEndpoints
from mutant_base import Base

Transport = asyncio.selector_events._SelectorDatagramTransport


@breaks("create-datagram-endpoint.pair", "returns protocol and transport in the wrong order")
class SwapsThePair(Base):
    async def create_datagram_endpoint(self, *args, **kwargs):
        transport, protocol = await super().create_datagram_endpoint(*args, **kwargs)
        return protocol, transport


@breaks("create-datagram-endpoint.pair", "returns no protocol for a socket that was given")
class ReturnsNoProtocol(Base):
    async def create_datagram_endpoint(self, *args, sock=None, **kwargs):
        transport, protocol = await super().create_datagram_endpoint(*args, sock=sock, **kwargs)
        return transport, protocol if sock is None else None


@breaks("create-datagram-endpoint.family", "ignores the family")
class IgnoresTheFamily(Base):
    async def create_datagram_endpoint(self, *args, family=0, **kwargs):
        return await super().create_datagram_endpoint(*args, **kwargs)


@breaks("create-datagram-endpoint.family", "knows no family but those of the Internet")
class RefusesUnixDatagrams(Base):
    async def create_datagram_endpoint(self, *args, family=0, **kwargs):
        if family == socket.AF_UNIX:
            raise ValueError("no family of the Internet")
        return await super().create_datagram_endpoint(*args, family=family, **kwargs)


@breaks("create-datagram-endpoint.local-addr", "sends to its own address where local_addr is given")
class SendsToItself(ReadingEndpoints):
    class kind(Transport):
        def sendto(self, data, addr=None):
            if addr is not None:
                addr = self._sock.getsockname()
            super().sendto(data, addr)


@breaks("create-datagram-endpoint.local-addr", "ignores local_addr where remote_addr is given too")
class IgnoresTheLocalAddress(Base):
    async def create_datagram_endpoint(
        self, protocol_factory, local_addr=None, remote_addr=None, **kwargs
    ):
        if remote_addr is not None:
            local_addr = None
        return await super().create_datagram_endpoint(
            protocol_factory, local_addr, remote_addr, **kwargs
        )


@breaks("create-datagram-endpoint.local-addr", "binds to any port")
class BindsToAnyPort(Base):
    async def create_datagram_endpoint(self, protocol_factory, local_addr=None, *args, **kwargs):
        if isinstance(local_addr, tuple):
            local_addr = (local_addr[0], 0)
        return await super().create_datagram_endpoint(protocol_factory, local_addr, *args, **kwargs)


@breaks("create-datagram-endpoint.remote-addr", "does not connect, and so hears strangers")
class HearsStrangers(ReadingEndpoints):
    async def create_datagram_endpoint(
        self, protocol_factory, local_addr=None, remote_addr=None, **kwargs
    ):
        if not isinstance(remote_addr, tuple):
            return await super().create_datagram_endpoint(
                protocol_factory, local_addr, remote_addr, **kwargs
            )
        transport, protocol = await super().create_datagram_endpoint(
            protocol_factory, local_addr or ("127.0.0.1", 0), **kwargs
        )
        transport.far = remote_addr
        return transport, protocol

    class kind(Transport):
        far = None

        def sendto(self, data, addr=None):
            super().sendto(data, addr or self.far)


@breaks("create-datagram-endpoint.remote-addr", "ignores remote_addr")
class IgnoresTheRemoteAddress(Base):
    async def create_datagram_endpoint(
        self, protocol_factory, local_addr=None, remote_addr=None, **kwargs
    ):
        return await super().create_datagram_endpoint(
            protocol_factory, local_addr or ("127.0.0.1", 0), **kwargs
        )


@breaks("create-datagram-endpoint.remote-addr", "refuses a name as the host of remote_addr")
class RefusesRemoteNames(Base):
    async def create_datagram_endpoint(
        self, protocol_factory, local_addr=None, remote_addr=None, **kwargs
    ):
        if remote_addr is not None and remote_addr[0] == "localhost":
            raise OSError("no address")
        return await super().create_datagram_endpoint(
            protocol_factory, local_addr, remote_addr, **kwargs
        )


@breaks("create-datagram-endpoint.sock", "makes another socket, connected as the one that was given")
class MakesAnotherSocket(Base):
    async def create_datagram_endpoint(self, *args, sock=None, **kwargs):
        if sock is not None and sock.type == socket.SOCK_DGRAM:
            try:
                kwargs["remote_addr"] = sock.getpeername()
            except OSError:
                kwargs["sock"] = sock
        elif sock is not None:
            kwargs["sock"] = sock
        return await super().create_datagram_endpoint(*args, **kwargs)


@breaks("create-datagram-endpoint.sock", "refuses a connected socket")
class RefusesConnectedSockets(Base):
    async def create_datagram_endpoint(self, *args, sock=None, **kwargs):
        if sock is not None and sock.type == socket.SOCK_DGRAM:
            try:
                sock.getpeername()
            except OSError:
                pass
            else:
                raise ValueError("a connected socket")
        return await super().create_datagram_endpoint(*args, sock=sock, **kwargs)


@breaks("create-datagram-endpoint.sock-ownership", "leaves the socket open that it was given")
class LeavesTheSocketOpen(Base):
    async def create_datagram_endpoint(self, *args, sock=None, **kwargs):
        if sock is not None and sock.type == socket.SOCK_DGRAM:
            sock = sock.dup()
            sock.setblocking(False)
        return await super().create_datagram_endpoint(*args, sock=sock, **kwargs)


@breaks("create-datagram-endpoint.sock-ownership", "leaves a socket open where it is aborted")
class LeavesTheSocketOpenOnAbort(ReadingEndpoints):
    class kind(Transport):
        def abort(self):
            self._sock = self._sock.dup()
            super().abort()


@breaks("create-datagram-endpoint.sock-exclusive", "ignores addresses beside a socket")
class IgnoresAddressesBesideASocket(Base):
    async def create_datagram_endpoint(self, protocol_factory, *args, sock=None, **kwargs):
        if sock is not None:
            return await super().create_datagram_endpoint(protocol_factory, sock=sock)
        return await super().create_datagram_endpoint(protocol_factory, *args, **kwargs)


@breaks("create-datagram-endpoint.address-errors", "takes another local address where one is refused")
class TakesAnotherAddress(Base):
    async def create_datagram_endpoint(self, protocol_factory, *args, **kwargs):
        try:
            return await super().create_datagram_endpoint(protocol_factory, *args, **kwargs)
        except OSError:
            return await super().create_datagram_endpoint(
                protocol_factory, local_addr=("127.0.0.1", 0)
            )


@breaks("create-datagram-endpoint.reuse-address", "ignores reuse_address")
class IgnoresReuseAddress(Base):
    async def create_datagram_endpoint(self, *args, reuse_address=None, **kwargs):
        return await super().create_datagram_endpoint(*args, **kwargs)


@breaks("create-datagram-endpoint.reuse-address-removed", "still knows reuse_address")
class StillKnowsReuseAddress(IgnoresReuseAddress):
    pass


@breaks("create-datagram-endpoint.options", "ignores reuse_port")
class IgnoresReusePort(Base):
    async def create_datagram_endpoint(self, *args, reuse_port=None, **kwargs):
        return await super().create_datagram_endpoint(*args, **kwargs)


@breaks("create-datagram-endpoint.options", "ignores allow_broadcast")
class IgnoresAllowBroadcast(Base):
    async def create_datagram_endpoint(self, *args, allow_broadcast=None, **kwargs):
        return await super().create_datagram_endpoint(*args, **kwargs)


@breaks("create-datagram-endpoint.options-unset", "always allows to broadcast, and to share the port")
class AllowsEverything(Base):
    async def create_datagram_endpoint(self, *args, sock=None, **kwargs):
        if sock is None:
            kwargs.update(allow_broadcast=True, reuse_port=True)
        return await super().create_datagram_endpoint(*args, sock=sock, **kwargs)


@breaks("create-datagram-endpoint.error-received", "does not tell of datagrams that were refused")
class IsNotToldOfRefusals(ReadingEndpoints):
    class kind(Transport):
        def _read_ready(self):
            try:
                data, address = self._sock.recvfrom(self.max_size)
            except OSError:
                return
            self._protocol.datagram_received(data, address)


@breaks("datagram-transport.sendto", "sends each datagram to the address of the first")
class SendsToTheFirstAddress(ReadingEndpoints):
    class kind(Transport):
        first = None

        def sendto(self, data, addr=None):
            self.first = self.first or addr
            super().sendto(data, self.first)


@breaks("datagram-transport.sendto", "sends no more than 4,000 bytes of a datagram")
class CutsDatagrams(ReadingEndpoints):
    class kind(Transport):
        def sendto(self, data, addr=None):
            super().sendto(data[:4000] if len(data) < 65000 else data, addr)


@breaks("datagram-transport.sendto-buffers", "drops datagrams that the system does not take at once")
class DropsWhatIsNotTaken(ReadingEndpoints):
    class kind(Transport):
        def _sendto_ready(self):
            self._buffer.clear()
            super()._sendto_ready()


@breaks("datagram-transport.sendto-buffers", "drops datagrams that wait when it is closed")
class DropsDatagramsOnClose(ReadingEndpoints):
    class kind(Transport):
        def close(self):
            self._buffer.clear()
            super().close()


@breaks("datagram-transport.sendto-empty", "does not send empty datagrams")
class SendsNoEmptyDatagrams(ReadingEndpoints):
    class kind(Transport):
        def sendto(self, data, addr=None):
            if data:
                super().sendto(data, addr)


@breaks("datagram-transport.sendto-empty", "does not send empty datagrams to an address of the call")
class SendsNothingToAddresses(ReadingEndpoints):
    class kind(Transport):
        def sendto(self, data, addr=None):
            if data or addr is None:
                super().sendto(data, addr)


class Receiving(ReadingEndpoints):
    """Receives by its method `receives`."""

    def receives(self, transport, data, address):
        transport._protocol.datagram_received(data, address)

    def _make_datagram_transport(self, sock, protocol, *args, **kwargs):
        transport = super()._make_datagram_transport(sock, protocol, *args, **kwargs)
        transport.loop = self
        return transport

    class kind(Transport):
        def _read_ready(self):
            try:
                data, address = self._sock.recvfrom(self.max_size)
            except OSError as error:
                self._protocol.error_received(error)
            else:
                self.loop.receives(self, data, address)


@breaks("datagram-protocol.datagram-received", "does not pass the sender's address on")
class ForgetsTheSender(Receiving):
    def receives(self, transport, data, address):
        transport._protocol.datagram_received(data, None)


@breaks("datagram-protocol.datagram-received", "does not pass empty datagrams on")
class SkipsEmptyDatagrams(Receiving):
    def receives(self, transport, data, address):
        if data:
            transport._protocol.datagram_received(data, address)


@breaks("datagram-protocol.datagram-received", "joins datagrams that arrive at about the same time")
class JoinsDatagrams(Receiving):
    def receives(self, transport, data, address):
        try:
            while True:
                data += transport._sock.recv(transport.max_size)
        except OSError:
            transport._protocol.datagram_received(data, address)


@breaks("datagram-protocol.datagram-received", "cuts datagrams at 4,096 bytes")
class CutsWhatItReceives(Receiving):
    def receives(self, transport, data, address):
        transport._protocol.datagram_received(data[:4096], address)


@breaks("datagram-protocol.datagram-received", "passes datagrams on as a bytearray")
class PassesBytearrays(Receiving):
    def receives(self, transport, data, address):
        transport._protocol.datagram_received(bytearray(data), address)


@breaks("datagram-protocol.datagram-received", "hears nothing more after an error")
class IsDeafAfterAnError(ReadingEndpoints):
    class kind(Transport):
        def _read_ready(self):
            heard, self.failed = self._protocol.error_received, False

            def fails(error):
                self.failed = True
                heard(error)

            self._protocol.error_received = fails
            super()._read_ready()
            self._protocol.error_received = heard
            if self.failed:
                self._loop._remove_reader(self._sock_fd)


@breaks("datagram-protocol.error-received", "does not tell of datagrams that are too long")
class IsNotToldOfLongDatagrams(ReadingEndpoints):
    class kind(Transport):
        def sendto(self, data, addr=None):
            if len(data) < 65000:
                super().sendto(data, addr)


@breaks("datagram-protocol.error-received", "is not told of errors in sending to the address of a call")
class IsNotToldOfSomeErrors(ReadingEndpoints):
    class kind(Transport):
        def sendto(self, data, addr=None):
            if addr is None or len(data) < 65000:
                super().sendto(data, addr)


@breaks("transport.close-flushes", "sends datagrams later, and drops them when it is closed")
class SendsDatagramsLater(ReadingEndpoints):
    class kind(Transport):
        def sendto(self, data, addr=None):
            self._loop.call_soon(self.sends, data, addr)

        def sends(self, data, addr):
            if not self._closing:
                super().sendto(data, addr)


@breaks("transport.close-stops-receiving", "passes datagrams on that arrive after close()")
class PassesLateDatagramsOn(ReadingEndpoints):
    class kind(Transport):
        def close(self):
            self._loop.call_later(0.05, self.close_late)

        def close_late(self):
            super().close()


@breaks("transport.abort", "passes datagrams on that arrive after abort()")
class PassesLateDatagramsOnByAbort(ReadingEndpoints):
    class kind(Transport):
        def abort(self):
            self._loop.call_later(0.05, self.abort_late)

        def abort_late(self):
            super().abort()


@breaks("transport.is-closing", "never says that a datagram endpoint is closing")
class NeverIsClosing(ReadingEndpoints):
    class kind(Transport):
        def is_closing(self):
            return False


@breaks("transport.close-repeated", "raises when a datagram endpoint is closed again")
class RaisesOnTheSecondClose(ReadingEndpoints):
    class kind(Transport):
        def close(self):
            if self._closing:
                raise RuntimeError("closed already")
            super().close()


@breaks("transport.set-protocol", "goes on calling the first protocol of a datagram endpoint")
class KeepsItsFirstProtocol(ReadingEndpoints):
    class kind(Transport):
        def set_protocol(self, protocol):
            pass


@breaks("protocol.called-once", "calls connection_lost() again for abort() after close()")
class IsLostTwice(ReadingEndpoints):
    class kind(Transport):
        def abort(self):
            if self._closing:
                self._loop.call_soon(self._protocol.connection_lost, None)
            super().abort()


@breaks("transport.extra-info-default", "raises for a name that a datagram endpoint does not know")
class RaisesForUnknownInfo(ReadingEndpoints):
    class kind(Transport):
        def get_extra_info(self, name, default=None):
            return self._extra[name]


@breaks("create-datagram-endpoint.options", "allows to broadcast once it is connected")
class AllowsToBroadcastLate(Base):
    async def create_datagram_endpoint(self, *args, allow_broadcast=None, **kwargs):
        pair = await super().create_datagram_endpoint(*args, **kwargs)
        if allow_broadcast:
            pair[0]._sock.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
        return pair


@breaks("create-datagram-endpoint.options", "ignores reuse_port at all interfaces")
class SharesNoPortOfAllInterfaces(Base):
    async def create_datagram_endpoint(self, factory, local_addr=None, *args, **kwargs):
        if local_addr is not None and local_addr[0] == "0.0.0.0":
            kwargs.pop("reuse_port", None)
        return await super().create_datagram_endpoint(factory, local_addr, *args, **kwargs)


@breaks("create-datagram-endpoint.reuse-address-refused", "takes reuse_address")
class TakesReuseAddress(Base):
    async def create_datagram_endpoint(self, *args, reuse_address=None, **kwargs):
        return await super().create_datagram_endpoint(*args, **kwargs)


@breaks("create-datagram-endpoint.reuse-address-refused", "takes reuse_address beside reuse_port")
class TakesReuseAddressBesideReusePort(Base):
    async def create_datagram_endpoint(self, *args, **kwargs):
        if kwargs.get("reuse_port"):
            kwargs.pop("reuse_address", None)
        return await super().create_datagram_endpoint(*args, **kwargs)
