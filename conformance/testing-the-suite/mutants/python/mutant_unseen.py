"""Mutants of connections, servers and endpoints that were written without looking at the cases, and survived them."""

import asyncio
import os
import ssl

from asyncio import sslproto
from labels import breaks
from making import Servers, Transports
from mutant_base import Base

Transport = asyncio.selector_events._SelectorSocketTransport
Server = asyncio.base_events.Server


@breaks("transport.flow-control", "resumes a protocol only once everything is sent")
class ResumesWhenEmpty(Transports):
    class kind(Transport):
        def _maybe_resume_protocol(self):
            if self.get_write_buffer_size() == 0:
                super()._maybe_resume_protocol()


@breaks("transport.is-closing", "does not say that it is closing where the other end has closed")
class IsNotClosingAfterTheOtherEnd(Transports):
    class kind(Transport):
        ended = False

        def _read_ready__on_eof(self):
            self.ended = True
            super()._read_ready__on_eof()

        def is_closing(self):
            return super().is_closing() and not self.ended


@breaks("transport.writelines", "sends the first three parts alone")
class SendsThreeParts(Transports):
    class kind(Transport):
        def writelines(self, parts):
            for part in list(parts)[:3]:
                self.write(part)


@breaks("create-connection.local-addr", "takes the port of local_addr alone, and not the host")
class TakesTheLocalPort(Base):
    async def create_connection(self, factory, *args, local_addr=None, **kwargs):
        if local_addr is not None:
            local_addr = ("127.0.0.1", local_addr[1])
        return await super().create_connection(factory, *args, local_addr=local_addr, **kwargs)


@breaks("server.wait-closed", "does not wait in wait_closed() of an open server")
class WaitsForNoClose(Servers):
    class kind(Server):
        async def wait_closed(self):
            if self._sockets is None:
                await super().wait_closed()


@breaks("server.close-clients", "closes clients in the first call alone")
class ClosesClientsOnce(Servers):
    class kind(Server):
        called = False

        def close_clients(self):
            if not self.called:
                super().close_clients()
            self.called = True


@breaks("server.close-stops-listening", "keeps a socket open that a server was given")
class KeepsAGivenSocket(Base):
    async def create_server(self, factory, *args, sock=None, **kwargs):
        self.kept = None if sock is None else sock.dup()
        return await super().create_server(factory, *args, sock=sock, **kwargs)


@breaks("create-server.binds-and-serves", "serves four connections and no more")
class ServesFour(Base):
    async def create_server(self, factory, *args, **kwargs):
        made = []

        def some():
            made.append(None)
            if len(made) > 4:
                raise ValueError("too many connections")
            return factory()

        return await super().create_server(some, *args, **kwargs)


class Endpoints(Base):
    """Reads datagrams by its method `read()`."""

    def _make_datagram_transport(self, *args, **kwargs):
        transport = super()._make_datagram_transport(*args, **kwargs)
        self.call_soon(self.watch, transport)
        return transport

    def watch(self, transport):
        if not transport._closing:
            self._add_reader(transport._sock_fd, self.read, transport)

    def read(self, transport):
        try:
            data, address = transport._sock.recvfrom(65536)
        except BlockingIOError:
            pass
        except OSError as error:
            transport._protocol.error_received(error)
        else:
            transport._protocol.datagram_received(*self.seen(data, address))


@breaks("datagram-protocol.datagram-received", "cuts datagrams at 8,192 bytes")
class CutsDatagrams(Endpoints):
    def seen(self, data, address):
        return data[:8192], address


@breaks("datagram-protocol.datagram-received", "gives the address of the first sender always")
class RemembersTheFirstSender(Endpoints):
    first = None

    def seen(self, data, address):
        self.first = self.first or address
        return data, self.first


@breaks("sock-recvfrom-into.tuple", "ignores how many bytes sock_recvfrom_into() may write")
class IgnoresTheCount(Base):
    async def sock_recvfrom_into(self, sock, buffer, nbytes=0):
        return await super().sock_recvfrom_into(sock, buffer)


class Names(Base):
    async def getaddrinfo(self, host, port, **kwargs):
        return await self.look_up(super().getaddrinfo, host, port, kwargs)


@breaks("getaddrinfo.async-equivalent", "ignores the protocol that it is asked for")
class IgnoresTheProtocol(Names):
    async def look_up(self, find, host, port, kwargs):
        return await find(host, port, **{**kwargs, "proto": 0})


@breaks("getaddrinfo.async-equivalent", "keeps addresses by their host alone")
class KeepsAddressesByHost(Names):
    async def look_up(self, find, host, port, kwargs):
        known = self.__dict__.setdefault("known", {})
        if host not in known:
            known[host] = await find(host, port, **kwargs)
        return known[host]


@breaks("add-signal-handler.runs-in-loop", "runs a handler for the first signal alone")
class HandlesOnce(Base):
    def _handle_signal(self, number):
        super()._handle_signal(number)
        self._signal_handlers.pop(number, None)


@breaks("subprocess-exec.extra-kwargs", "adds env to the environment that children inherit")
class AddsToTheEnvironment(Base):
    async def _make_subprocess_transport(self, *args, env=None, **kwargs):
        merged = None if env is None else {**os.environ, **env}
        return await super()._make_subprocess_transport(*args, env=merged, **kwargs)


@breaks("protocol.data-received", "loses what has arrived with the last part of a handshake")
class LosesWhatIsBehindAHandshake(Base):
    def __init__(self):
        super().__init__()
        sslproto.SSLProtocol = Losing


class Losing(sslproto.SSLProtocol):
    def _on_handshake_complete(self, error):
        if error is None and self._incoming.pending:
            try:
                self._sslobj.read(1 << 16)
            except ssl.SSLWantReadError:
                pass
        super()._on_handshake_complete(error)
