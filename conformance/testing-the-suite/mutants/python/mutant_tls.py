"""Mutants of encrypted connections and servers, and of start_tls()."""

import asyncio
import functools
import socket
import ssl

from labels import breaks
from mutant_base import Base

Transport = asyncio.sslproto._SSLProtocolTransport


def without(*names):
    """A decorator's method: the same without these keywords."""

    def decorate(method):
        @functools.wraps(method)
        async def changed(self, *args, **kwargs):
            for name in names:
                kwargs.pop(name, None)
            return await method(self, *args, **kwargs)

        return changed

    return decorate


TLS_WORDS = ("ssl", "server_hostname", "ssl_handshake_timeout", "ssl_shutdown_timeout")


@breaks("create-connection.ssl-handshake", "ignores ssl and speaks plain text")
class ConnectsInPlainText(Base):
    create_connection = without(*TLS_WORDS)(Base.create_connection)


@breaks("create-server.ssl-accept", "ignores ssl and speaks plain text")
class ServesInPlainText(Base):
    create_server = without(*TLS_WORDS)(Base.create_server)


@breaks("create-server.ssl-accept", "speaks plain text once it has sent 100,000 bytes")
class EncryptsTheBeginning(Base):
    def _make_ssl_transport(self, *args, **kwargs):
        transport = super()._make_ssl_transport(*args, **kwargs)
        if kwargs.get("server") is not None:
            transport.__class__ = EncryptsSome
        return transport


@breaks("create-server.ssl-accept", "ignores ssl where it is given a socket")
class ServesSocketsInPlainText(Base):
    async def create_server(self, *args, sock=None, ssl=None, **kwargs):
        return await super().create_server(
            *args, sock=sock, ssl=ssl if sock is None else None, **kwargs
        )


class EncryptsTheFirst(Base):
    """Encrypts the first connection alone of servers over sockets of a family."""

    family = socket.AF_INET
    accepted = 0

    async def _accept_connection2(self, factory, conn, extra, sslcontext=None, *args, **kwargs):
        if sslcontext is not None and conn.family == self.family:
            self.accepted += 1
            if self.accepted > 1:
                sslcontext = None
        await super()._accept_connection2(factory, conn, extra, sslcontext, *args, **kwargs)


@breaks("create-server.ssl-accept", "encrypts the first connection alone")
class EncryptsTheFirstOfTcp(EncryptsTheFirst):
    pass


@breaks("create-unix-server.ssl", "encrypts the first connection by a Unix socket alone")
class EncryptsTheFirstOfUnix(EncryptsTheFirst):
    family = socket.AF_UNIX


class EncryptsSome(Transport):
    def write(self, data):
        if len(data) > 100_000:
            self._ssl_protocol._transport.write(data)
        else:
            super().write(data)


@breaks("create-unix-connection.ssl", "ignores ssl by a Unix socket")
class ConnectsUnixInPlainText(Base):
    create_unix_connection = without(*TLS_WORDS)(Base.create_unix_connection)


@breaks("create-unix-server.ssl", "ignores ssl by a Unix socket")
class ServesUnixInPlainText(Base):
    create_unix_server = without(*TLS_WORDS)(Base.create_unix_server)


@breaks("connect-accepted-socket.ssl", "ignores ssl of a connection accepted elsewhere")
class AcceptsInPlainText(Base):
    connect_accepted_socket = without(*TLS_WORDS)(Base.connect_accepted_socket)


def trusting(context):
    """The same, but content with every certificate and every name."""
    changed = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    changed.check_hostname = False
    changed.verify_mode = ssl.CERT_NONE
    return changed


@breaks("create-connection.ssl-handshake", "accepts every certificate")
class AcceptsEveryCertificate(Base):
    async def create_connection(self, *args, ssl=None, **kwargs):
        return await super().create_connection(*args, ssl=ssl and trusting(ssl), **kwargs)


@breaks("create-unix-connection.ssl", "accepts every certificate by a Unix socket")
class AcceptsEveryCertificateOfUnix(Base):
    async def create_unix_connection(self, *args, ssl=None, **kwargs):
        return await super().create_unix_connection(*args, ssl=ssl and trusting(ssl), **kwargs)


@breaks("start-tls.server-hostname", "accepts every certificate in start_tls()")
class UpgradesWithEveryCertificate(Base):
    async def start_tls(self, transport, protocol, sslcontext, *, server_side=False, **kwargs):
        if not server_side:
            sslcontext = trusting(sslcontext)
        return await super().start_tls(
            transport, protocol, sslcontext, server_side=server_side, **kwargs
        )


def unnamed(context):
    """The same, but content with every name."""
    if isinstance(context, ssl.SSLContext) and context.verify_mode == ssl.CERT_REQUIRED:
        context.check_hostname = False
    return context


@breaks("create-connection.server-hostname", "does not match names")
class MatchesNoNames(Base):
    async def create_connection(self, *args, ssl=None, **kwargs):
        return await super().create_connection(*args, ssl=unnamed(ssl), **kwargs)


@breaks("create-connection.server-hostname", "matches the host in place of server_hostname")
class MatchesTheHost(Base):
    async def create_connection(self, factory, host=None, *args, server_hostname=None, **kwargs):
        if kwargs.get("ssl") and host is not None:
            server_hostname = host
        return await super().create_connection(
            factory, host, *args, server_hostname=server_hostname, **kwargs
        )


@breaks("start-tls.server-hostname", "does not match names in start_tls()")
class UpgradesWithEveryName(Base):
    async def start_tls(self, transport, protocol, sslcontext, **kwargs):
        return await super().start_tls(transport, protocol, unnamed(sslcontext), **kwargs)


@breaks("create-connection.check-hostname", "lets an empty name pass where names are checked")
class LetsAnEmptyNamePass(Base):
    async def create_connection(self, *args, server_hostname=None, **kwargs):
        if server_hostname == "" and kwargs.get("ssl"):
            server_hostname = "server.test"
        return await super().create_connection(*args, server_hostname=server_hostname, **kwargs)


@breaks("create-connection.handshake-timeout", "waits for ever for the handshake of a client")
class WaitsForServers(Base):
    create_connection = without("ssl_handshake_timeout")(Base.create_connection)


@breaks("create-server.handshake-timeout", "waits for ever for the handshake of a server's client")
class WaitsForClients(Base):
    create_server = without("ssl_handshake_timeout")(Base.create_server)


@breaks("create-connection.shutdown-timeout", "waits for ever for the shutdown of a client")
class WaitsForTheEndOfServers(Base):
    create_connection = without("ssl_shutdown_timeout")(Base.create_connection)


@breaks("create-server.shutdown-timeout", "waits for ever for the shutdown of a server's client")
class WaitsForTheEndOfClients(Base):
    create_server = without("ssl_shutdown_timeout")(Base.create_server)


@breaks("start-tls.timeouts", "waits for ever for the handshake of start_tls()")
class WaitsForUpgrades(Base):
    start_tls = without("ssl_handshake_timeout")(Base.start_tls)


@breaks("start-tls.timeouts", "waits for ever for the handshake of start_tls() as a server")
class WaitsForUpgradesOfClients(Base):
    async def start_tls(self, *args, server_side=False, ssl_handshake_timeout=None, **kwargs):
        if server_side:
            ssl_handshake_timeout = None
        return await super().start_tls(
            *args, server_side=server_side, ssl_handshake_timeout=ssl_handshake_timeout, **kwargs
        )


@breaks("start-tls.shutdown-timeout", "waits for ever for a shutdown after start_tls()")
class WaitsForTheEndOfUpgrades(Base):
    start_tls = without("ssl_shutdown_timeout")(Base.start_tls)


@breaks("create-connection.ssl-args", "ignores arguments about TLS without ssl")
class IgnoresArgumentsWithoutSsl(Base):
    async def create_connection(self, *args, **kwargs):
        if not kwargs.get("ssl"):
            for name in TLS_WORDS:
                kwargs.pop(name, None)
        return await super().create_connection(*args, **kwargs)


@breaks("create-connection.ssl-args", "takes a handshake timeout of 0 for none")
class TakesZeroForNone(Base):
    async def create_connection(self, *args, ssl_handshake_timeout=None, **kwargs):
        return await super().create_connection(
            *args, ssl_handshake_timeout=ssl_handshake_timeout or None, **kwargs
        )


@breaks("create-server.ssl-args", "takes True for a context")
class ServesWithTrue(Base):
    async def create_server(self, *args, **kwargs):
        if kwargs.get("ssl") is True:
            kwargs["ssl"] = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        return await super().create_server(*args, **kwargs)


@breaks("create-server.ssl-failed-handshake", "closes itself when a handshake fails")
class ClosesAfterAFailedHandshake(Base):
    async def create_server(self, *args, **kwargs):
        self.server = await super().create_server(*args, **kwargs)
        return self.server

    async def _accept_connection2(self, protocol_factory, conn, extra, sslcontext=None, *args, **kwargs):
        failed = []
        report = self.call_exception_handler
        self.call_exception_handler = failed.append
        made = []

        def factory():
            protocol = protocol_factory()
            told = protocol.connection_made
            protocol.connection_made = lambda transport: (made.append(1), told(transport))
            return protocol

        try:
            await super()._accept_connection2(factory, conn, extra, sslcontext, *args, **kwargs)
        finally:
            self.call_exception_handler = report
            if sslcontext is not None and not made:
                self.server.close()


@breaks("start-tls.upgrades", "returns the transport as it is")
class DoesNotUpgrade(Base):
    async def start_tls(self, transport, *args, **kwargs):
        return transport


@breaks("start-tls.upgrades", "does not upgrade as a server")
class DoesNotUpgradeServers(Base):
    async def start_tls(self, transport, *args, server_side=False, **kwargs):
        if server_side:
            return transport
        return await super().start_tls(transport, *args, server_side=server_side, **kwargs)


@breaks("start-tls.upgrades", "does not upgrade connections by Unix sockets")
class DoesNotUpgradeUnix(Base):
    async def start_tls(self, transport, *args, **kwargs):
        if transport.get_extra_info("socket").family == socket.AF_UNIX:
            return transport
        return await super().start_tls(transport, *args, **kwargs)


@breaks("start-tls.argument-checks", "makes a context of what is none")
class MakesAContext(Base):
    async def start_tls(self, transport, protocol, sslcontext, **kwargs):
        if not isinstance(sslcontext, ssl.SSLContext):
            raise ValueError("no context")
        return await super().start_tls(transport, protocol, sslcontext, **kwargs)


@breaks("start-tls.closing-transport", "waits for ever where the transport is closing")
class WaitsForAClosingTransport(Base):
    async def start_tls(self, transport, *args, **kwargs):
        if transport.is_closing():
            await self.create_future()
        return await super().start_tls(transport, *args, **kwargs)


class Encrypted(Base):
    """Makes TLS transports of its class `kind`."""

    kind = Transport

    def _make_ssl_transport(self, *args, **kwargs):
        transport = super()._make_ssl_transport(*args, **kwargs)
        transport.__class__ = self.kind
        return transport

    async def start_tls(self, *args, **kwargs):
        transport = await super().start_tls(*args, **kwargs)
        if transport is not None:
            transport.__class__ = self.kind
        return transport


@breaks("tls-transport.extra-info", "knows nothing of its encryption")
class KnowsNothing(Encrypted):
    class kind(Transport):
        def get_extra_info(self, name, default=None):
            return default


@breaks("transport.pause-reading", "ignores pause_reading() over TLS")
class NeverPausesTls(Encrypted):
    class kind(Transport):
        def pause_reading(self):
            pass

        def resume_reading(self):
            pass


@breaks("transport.close-flushes", "drops what is buffered when a TLS transport is closed")
class DropsTheBufferOfTls(Encrypted):
    class kind(Transport):
        def close(self):
            self.abort()


@breaks("transport.write", "loses the end of long data over TLS")
class LosesTheEndOfLongData(Encrypted):
    class kind(Transport):
        def write(self, data):
            super().write(data if len(data) < 100_000 else data[:-1])


@breaks("transport.writelines", "leaves out the last element of writelines() over TLS")
class LosesTheLastLineOverTls(Encrypted):
    class kind(Transport):
        def writelines(self, list_of_data):
            super().writelines(list(list_of_data)[:-1])


@breaks("transport.can-write-eof", "says that TLS connections can write an end")
class SaysThatTlsWritesAnEnd(Encrypted):
    class kind(Transport):
        def can_write_eof(self):
            return True


@breaks("tls-transport.extra-info", "gives an empty certificate")
class GivesAnEmptyCertificate(Encrypted):
    class kind(Transport):
        def get_extra_info(self, name, default=None):
            if name == "peercert":
                return {}
            return super().get_extra_info(name, default)
