"""Mutants that ignore or lose what protocols do in connection_made()."""

import asyncio

from asyncio import sslproto
from labels import breaks
from making import Encrypted, Pipes, ReadingEndpoints, Streams

Transport = asyncio.selector_events._SelectorSocketTransport
Reading = asyncio.unix_events._UnixReadPipeTransport
Writing = asyncio.unix_events._UnixWritePipeTransport
DatagramTransport = asyncio.selector_events._SelectorDatagramTransport


@breaks("transport.set-protocol", "ignores set_protocol() in connection_made()")
class KeepsTheFirstWhenMade(Streams):
    class kind(Transport):
        told = False

        def set_protocol(self, protocol):
            if self.told or not hasattr(self, "made"):
                super().set_protocol(protocol)


@breaks("transport.abort", "ignores abort() in connection_made()")
class DoesNotAbortWhenMade(Streams):
    class kind(Transport):
        told = False

        def abort(self):
            if self.told:
                super().abort()


@breaks("transport.close-flushes", "ignores close() in connection_made() of a server's connection")
class DoesNotCloseWhenMade(Streams):
    class kind(Transport):
        told = False

        def close(self):
            if self.told or not self.of_server:
                super().close()


@breaks("transport.write", "sends what connection_made() writes to a client behind what comes next")
class SendsTheFirstLater(Streams):
    class kind(Transport):
        told = False

        def write(self, data):
            if self.told:
                super().write(data)
            else:
                self._loop.call_later(0.005, super().write, data)


class Pausing(Reading):
    told = False

    def __init__(self, loop, *args, **kwargs):
        super().__init__(loop, *args, **kwargs)
        loop.call_soon(setattr, self, "told", True)


@breaks("transport.pause-reading", "ignores pause_reading() in connection_made() of a pipe")
class DoesNotPausePipesWhenMade(Pipes):
    class reading(Pausing):
        def pause_reading(self):
            if self.told:
                super().pause_reading()


@breaks("transport.set-protocol", "ignores set_protocol() in connection_made() of a pipe")
class KeepsTheFirstOfAPipeWhenMade(Pipes):
    class reading(Pausing):
        def set_protocol(self, protocol):
            if self.told:
                super().set_protocol(protocol)


class Telling(Writing):
    told = False

    def __init__(self, loop, *args, **kwargs):
        super().__init__(loop, *args, **kwargs)
        loop.call_soon(setattr, self, "told", True)


@breaks("transport.write", "loses what connection_made() writes into a pipe")
class LosesTheFirstOfAPipe(Pipes):
    class writing(Telling):
        def write(self, data):
            if self.told:
                super().write(data)


class Making(sslproto.SSLProtocol):
    making = False

    def _on_handshake_complete(self, error):
        self.making = True
        super()._on_handshake_complete(error)
        self.making = False


@breaks("transport.pause-reading", "ignores pause_reading() in connection_made() over TLS")
class DoesNotPauseTlsWhenMade(Encrypted):
    class work(Making):
        def _pause_reading(self):
            if not self.making:
                super()._pause_reading()


@breaks("transport.write", "loses what connection_made() writes over TLS")
class LosesTheFirstOverTls(Encrypted):
    class work(Making):
        def _write_appdata(self, list_of_data):
            if not self.making:
                super()._write_appdata(list_of_data)


@breaks("transport.close-flushes", "ignores close() in connection_made() over TLS")
class DoesNotCloseTlsWhenMade(Encrypted):
    class work(Making):
        def _start_shutdown(self):
            if not self.making:
                super()._start_shutdown()


@breaks("transport.abort", "ignores abort() in connection_made() over TLS")
class DoesNotAbortTlsWhenMade(Encrypted):
    class work(Making):
        def _abort(self, *args):
            if not self.making:
                super()._abort(*args)


@breaks("transport.set-protocol", "ignores set_protocol() in connection_made() over TLS")
class KeepsTheFirstOverTlsWhenMade(Encrypted):
    class work(Making):
        def _set_app_protocol(self, app_protocol):
            if not self.making:
                super()._set_app_protocol(app_protocol)


@breaks("datagram-transport.sendto", "loses what an endpoint sends in connection_made()")
class LosesTheFirstDatagram(ReadingEndpoints):
    class kind(DatagramTransport):
        ready = False

        def sendto(self, data, addr=None):
            if self.ready:
                super().sendto(data, addr)

    def watch(self, transport):
        super().watch(transport)
        transport.ready = True
