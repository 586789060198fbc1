"""Mutants with something left over of an earlier call, and servers, children and sockets of whose kind others were overlooked."""

import asyncio
import os
import subprocess

from labels import breaks
from making import Children, Pipes, Servers
from mutant_base import Base

Child = asyncio.unix_events._UnixSubprocessTransport
Reading = asyncio.unix_events._UnixReadPipeTransport
Writing = asyncio.unix_events._UnixWritePipeTransport


class Keywords(Base):
    """Changes what children are started with."""

    async def _make_subprocess_transport(self, protocol, args, shell, *streams, **kwargs):
        streams, kwargs = self.changed(streams, kwargs)
        return await super()._make_subprocess_transport(protocol, args, shell, *streams, **kwargs)

    def changed(self, streams, kwargs):
        return streams, kwargs


@breaks("subprocess-exec.extra-kwargs", "starts children in the folder of the one before unless they have their own")
class FolderKept(Keywords):
    kept = None

    def changed(self, streams, kwargs):
        self.kept = kwargs.get("cwd") or self.kept
        return streams, {**kwargs, "cwd": self.kept}


@breaks("subprocess-exec.extra-kwargs", "goes to the folder of a child itself, and stays there")
class StaysInTheFolder(Keywords):
    def changed(self, streams, kwargs):
        cwd = kwargs.pop("cwd", None)
        if cwd is not None:
            os.chdir(cwd)
        return streams, kwargs


@breaks("subprocess-exec.extra-kwargs", "starts no session for a child")
class StartsNoSession(Keywords):
    def changed(self, streams, kwargs):
        return streams, {**kwargs, "start_new_session": False}


@breaks("subprocess-exec.extra-kwargs", "starts a session for each child")
class StartsSessions(Keywords):
    def changed(self, streams, kwargs):
        return streams, {**kwargs, "start_new_session": True}


@breaks("subprocess-exec.extra-kwargs", "starts the first argument, whatever executable says")
class IgnoresTheExecutable(Keywords):
    def changed(self, streams, kwargs):
        kwargs.pop("executable", None)
        return streams, kwargs


class Inherits(Keywords):
    """Lets a child inherit a stream that was to be discarded."""

    def changed(self, streams, kwargs):
        changed = list(streams)
        if changed[self.which] == subprocess.DEVNULL:
            # The driver's own is discarded, too: a pipe stands for what a child would inherit.
            changed[self.which] = os.pipe()[self.which > 0]
        return changed, kwargs


@breaks("subprocess-exec.std-streams", "discards no standard input of a child")
class InheritsInput(Inherits):
    which = 0


@breaks("subprocess-exec.std-streams", "discards no standard output of a child")
class InheritsOutput(Inherits):
    which = 1


@breaks("subprocess-exec.std-streams", "discards no standard error of a child")
class InheritsErrors(Inherits):
    which = 2


@breaks("create-connection.local-addr", "connects from the host of an earlier local_addr")
class LocalHostKept(Base):
    kept = None

    async def create_connection(self, *args, local_addr=None, **kwargs):
        if local_addr is not None:
            self.kept = local_addr[0], 0
        elif kwargs.get("sock") is None:
            local_addr = self.kept
        return await super().create_connection(*args, local_addr=local_addr, **kwargs)


class StopsListening(Base):
    """Stops listening where the making of a protocol fails."""

    def _start_serving(self, factory, sock, *args, **kwargs):
        def guarded():
            try:
                return self.protocol_of(factory, lambda: self._remove_reader(sock.fileno()))
            except Exception:
                self._remove_reader(sock.fileno())
                raise

        super()._start_serving(guarded, sock, *args, **kwargs)

    def protocol_of(self, factory, stop):
        return factory()


@breaks("server.serve-forever", "stops listening when a protocol factory raises")
class StopsAfterFactories(StopsListening):
    pass


@breaks("server.serve-forever", "stops listening when connection_made() raises")
class StopsAfterConnections(StopsListening):
    def protocol_of(self, factory, stop):
        protocol = factory()
        made = protocol.connection_made

        def connection_made(transport):
            try:
                made(transport)
            except Exception:
                stop()
                raise

        protocol.connection_made = connection_made
        return protocol


@breaks("server.serve-forever", "begins no handshake before the one before has ended")
class HandshakesInTurn(Base):
    async def _accept_connection2(self, factory, sock, extra, sslcontext=None, *args, **kwargs):
        accept = super()._accept_connection2
        if not sslcontext:
            return await accept(factory, sock, extra, sslcontext, *args, **kwargs)
        async with self.__dict__.setdefault("turn", asyncio.Lock()):
            await accept(factory, sock, extra, sslcontext, *args, **kwargs)


@breaks("create-server.start-serving-false", "starts the first of several sockets alone in start_serving()")
class StartsTheFirst(Servers):
    class kind(asyncio.Server):
        async def start_serving(self):
            sockets = self._sockets
            if not self._serving:
                self._sockets = sockets[:1]
                self._start_serving()
                self._sockets = sockets


@breaks("create-server.reuse-options", "shares the port of the first of several hosts alone")
class SharesTheFirst(Base):
    async def create_server(self, factory, host=None, port=None, *, reuse_port=None, **kwargs):
        if reuse_port and isinstance(host, (list, tuple)):
            others = await super().create_server(factory, host[1:], port, **kwargs)
            server = await super().create_server(factory, host[0], port, reuse_port=True, **kwargs)
            server._sockets += others._sockets
            return server
        return await super().create_server(factory, host, port, reuse_port=reuse_port, **kwargs)


@breaks("create-unix-server.ssl", "encrypts nothing of a Unix server that is given a socket")
class GivenUnixSocketsInPlain(Base):
    async def create_unix_server(self, *args, sock=None, ssl=None, **kwargs):
        ssl = ssl if sock is None else None
        return await super().create_unix_server(*args, sock=sock, ssl=ssl, **kwargs)


class SocketsKept(asyncio.Server):
    kept = ()

    def close(self):
        self.kept = self.sockets or self.kept
        super().close()

    @property
    def sockets(self):
        return super().sockets or self.kept


@breaks("server.close-stops-listening", "keeps the sockets of closed servers")
class KeepsSockets(Servers):
    kind = SocketsKept


@breaks("server.close-stops-listening", "keeps the sockets of closed Unix servers")
class KeepsUnixSockets(Base):
    async def create_unix_server(self, *args, **kwargs):
        server = await super().create_unix_server(*args, **kwargs)
        server.__class__ = SocketsKept
        return server


class WithoutDefault:
    def get_extra_info(self, name, default=None):
        return super().get_extra_info(name)


@breaks("transport.extra-info-default", "has no default for what reads from a pipe")
class NoDefaultOfReading(Pipes):
    class reading(WithoutDefault, Reading):
        pass


@breaks("transport.extra-info-default", "has no default for what writes to a pipe")
class NoDefaultOfWriting(Pipes):
    class writing(WithoutDefault, Writing):
        pass


@breaks("transport.extra-info-default", "has no default for a child")
class NoDefaultOfChildren(Children):
    class kind(WithoutDefault, Child):
        pass


class WaitsAfterCancelling(Base):
    """Waits in vain in a method of a socket that was cancelled before."""

    async def guarded(self, method, sock, *args):
        left = self.__dict__.setdefault("left", set())
        if sock in left:
            await self.create_future()
        try:
            return await method(sock, *args)
        except asyncio.CancelledError:
            left.add(sock)
            raise


@breaks("sock.cancellation-releases-fd", "receives into no buffer by a socket whose sock_recv_into() was cancelled")
class RecvIntoOnce(WaitsAfterCancelling):
    async def sock_recv_into(self, sock, buffer):
        return await self.guarded(super().sock_recv_into, sock, buffer)


@breaks("sock.cancellation-releases-fd", "sends nothing by a socket whose sock_sendall() was cancelled")
class SendallOnce(WaitsAfterCancelling):
    async def sock_sendall(self, sock, data):
        return await self.guarded(super().sock_sendall, sock, data)


@breaks("sock.cancellation-releases-fd", "receives no datagram by a socket whose sock_recvfrom() was cancelled")
class RecvfromOnce(WaitsAfterCancelling):
    async def sock_recvfrom(self, sock, size):
        return await self.guarded(super().sock_recvfrom, sock, size)


@breaks("sock.cancellation-releases-fd", "goes on with a sock_recvfrom_into() that was cancelled")
class RecvfromIntoGoesOn(Base):
    async def sock_recvfrom_into(self, sock, buffer, nbytes=0):
        return await asyncio.shield(super().sock_recvfrom_into(sock, buffer, nbytes))


@breaks("sock-recv.returns-bytes", "takes a reset for the end of the stream in sock_recv()")
class RecvEndsByReset(Base):
    async def sock_recv(self, sock, size):
        try:
            return await super().sock_recv(sock, size)
        except ConnectionResetError:
            return b""


@breaks("sock-recv-into.count", "takes a reset for the end of the stream in sock_recv_into()")
class RecvIntoEndsByReset(Base):
    async def sock_recv_into(self, sock, buffer):
        try:
            return await super().sock_recv_into(sock, buffer)
        except ConnectionResetError:
            return 0
