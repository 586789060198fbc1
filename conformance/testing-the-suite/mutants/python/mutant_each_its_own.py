"""Mutants that give one connection or server what belongs to another one, and those that lose who waits."""

import asyncio
import socket
import ssl as ssl_module

from labels import breaks
from mutant_base import Base

Server = asyncio.Server


@breaks("create-connection.server-hostname", "matches the name of the first connection always")
class NamesKept(Base):
    kept = None

    async def create_connection(self, *args, server_hostname=None, **kwargs):
        if kwargs.get("ssl"):
            self.kept = server_hostname = self.kept or server_hostname
        return await super().create_connection(*args, server_hostname=server_hostname, **kwargs)


@breaks("start-tls.server-hostname", "matches the name of the first upgrade always")
class StartNamesKept(Base):
    kept = None

    async def start_tls(self, *args, server_hostname=None, **kwargs):
        self.kept = server_hostname = self.kept or server_hostname
        return await super().start_tls(*args, server_hostname=server_hostname, **kwargs)


@breaks("create-unix-connection.ssl", "matches the name of the first connection by a Unix socket always")
class UnixNamesKept(Base):
    kept = None

    async def create_unix_connection(self, *args, server_hostname=None, **kwargs):
        if kwargs.get("ssl"):
            self.kept = server_hostname = self.kept or server_hostname
        return await super().create_unix_connection(*args, server_hostname=server_hostname, **kwargs)


@breaks("create-connection.ssl-handshake", "trusts what the context of its first connection trusts")
class ContextKept(Base):
    kept = None

    async def create_connection(self, *args, ssl=None, **kwargs):
        if ssl:
            self.kept = ssl = self.kept or ssl
        return await super().create_connection(*args, ssl=ssl, **kwargs)


@breaks("create-server.ssl-accept", "gives all servers the certificate of the first")
class ServerContextKept(Base):
    kept = None

    async def create_server(self, *args, ssl=None, **kwargs):
        if ssl:
            self.kept = ssl = self.kept or ssl
        return await super().create_server(*args, ssl=ssl, **kwargs)


@breaks("create-server.binds-and-serves", "encrypts by servers without ssl, too, once there is one with it")
class PlainServerEncrypted(Base):
    kept = None

    async def create_server(self, *args, ssl=None, **kwargs):
        self.kept = ssl = ssl or self.kept
        return await super().create_server(*args, ssl=ssl, **kwargs)


@breaks("transport.write", "drops in start_tls() what waits to be sent in plain text")
class StartTlsDrops(Base):
    async def start_tls(self, transport, *args, **kwargs):
        if transport._buffer:
            transport._buffer.clear()
            self._remove_writer(transport._sock_fd)
        return await super().start_tls(transport, *args, **kwargs)


@breaks("create-connection.order-of-steps", "mixes the protocols of two connections up that are made at once")
class OneOfTwoAtOnce(Base):
    waiting = None

    async def create_connection(self, factory, *args, **kwargs):
        if self.waiting is not None:
            factory, self.waiting = self.waiting, None
        else:
            self.waiting = factory
            await asyncio.sleep(0)
            await asyncio.sleep(0)
        try:
            return await super().create_connection(factory, *args, **kwargs)
        finally:
            self.waiting = None


@breaks("create-connection.order-of-steps", "makes no connection after one that was refused")
class NoMoreAfterRefusal(Base):
    refusal = None

    async def create_connection(self, *args, **kwargs):
        if self.refusal:
            raise self.refusal
        try:
            return await super().create_connection(*args, **kwargs)
        except ConnectionRefusedError as error:
            self.refusal = error
            raise


@breaks("protocol.called-between", "passes on what waits in a given socket before connection_made()")
class DataBeforeMade(Base):
    async def create_connection(self, factory, *args, sock=None, **kwargs):
        early = b""
        if sock is not None:
            try:
                early = sock.recv(1000, socket.MSG_DONTWAIT)
            except OSError:
                pass

        def made():
            protocol = factory()
            if early:
                protocol.data_received(early)
            return protocol

        return await super().create_connection(made, *args, sock=sock, **kwargs)


@breaks("protocol.data-received", "loses what waits in a given socket")
class LosesWaitingData(Base):
    async def create_connection(self, factory, *args, sock=None, **kwargs):
        if sock is not None:
            try:
                sock.recv(1000, socket.MSG_DONTWAIT)
            except OSError:
                pass
        return await super().create_connection(factory, *args, sock=sock, **kwargs)


@breaks("create-server.binds-and-serves", "makes the protocols of all servers by the last factory")
class FactoryOfLast(Base):
    last = None

    async def create_server(self, factory, *args, **kwargs):
        self.last = factory
        return await super().create_server(lambda: self.last(), *args, **kwargs)


@breaks("server.close-stops-listening", "closes all servers by close() of one")
class ClosesOthers(Base):
    servers = ()

    async def create_server(self, *args, **kwargs):
        loop = self
        server = await super().create_server(*args, **kwargs)

        class Closing(Server):
            def close(self):
                for each in loop.servers:
                    Server.close(each)

        server.__class__ = Closing
        self.servers = [*self.servers, server]
        return server


@breaks("server.close-clients", "closes and aborts the clients of all servers with those of one")
class ClosesAllClients(Base):
    all = ()

    async def create_server(self, *args, **kwargs):
        server = await super().create_server(*args, **kwargs)
        loop = self

        class Closing(Server):
            def close_clients(self):
                for each in loop.all:
                    Server.close_clients(each)

            def abort_clients(self):
                for each in loop.all:
                    Server.abort_clients(each)

        server.__class__ = Closing
        self.all = [*self.all, server]
        return server


@breaks("create-server.start-serving-false", "loses the clients that wait when start_serving() is called")
class WaitingClientsUnserved(Base):
    family = socket.AF_INET

    def _start_serving(self, factory, sock, *args, **kwargs):
        if sock.family == self.family:
            self.lose(sock)
        super()._start_serving(factory, sock, *args, **kwargs)

    def lose(self, sock):
        sock.setblocking(False)
        try:
            while True:
                self.dropped = [*getattr(self, "dropped", ()), sock.accept()[0]]
        except OSError:
            pass


@breaks("create-server.binds-and-serves", "accepts one of several clients that wait")
class OneOfWaiting(Base):
    def _accept_connection(self, factory, sock, sslcontext=None, server=None, backlog=100, *args):
        super()._accept_connection(factory, sock, sslcontext, server, 1, *args)
        try:
            self.lost = [*getattr(self, "lost", ()), sock.accept()]
        except OSError:
            pass


def trusting(context):
    """The same, but content with every certificate."""
    changed = ssl_module.SSLContext(ssl_module.PROTOCOL_TLS_CLIENT)
    changed.check_hostname = False
    changed.verify_mode = ssl_module.CERT_NONE
    return changed


@breaks("create-connection.ssl-handshake", "looks at the certificate of its first connection alone")
class LooksOnce(Base):
    looked = False

    async def create_connection(self, *args, ssl=None, **kwargs):
        if ssl and self.looked:
            ssl = trusting(ssl)
        self.looked = self.looked or bool(ssl)
        return await super().create_connection(*args, ssl=ssl, **kwargs)


@breaks("create-unix-server.serves", "loses the clients that wait at a Unix socket when it begins to accept")
class WaitingUnixClientsUnserved(WaitingClientsUnserved):
    family = socket.AF_UNIX
