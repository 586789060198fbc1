"""Loops whose datagram endpoints are unusual, and right."""

import asyncio

from around import Around
from labels import odd
from making import ReadingEndpoints
from mutant_base import Base

Transport = asyncio.selector_events._SelectorDatagramTransport


@odd("passes datagrams on in a later iteration than it reads them")
class PassesDatagramsOnLater(ReadingEndpoints):
    class kind(Transport):
        def _read_ready(self):
            try:
                data, address = self._sock.recvfrom(self.max_size)
            except BlockingIOError:
                pass
            except OSError as error:
                self._loop.call_soon(self.passes, "error_received", error)
            else:
                self._loop.call_soon(self.passes, "datagram_received", data, address)

        def passes(self, method, *args):
            if not self._closing:
                getattr(self._protocol, method)(*args)


@odd("reads all datagrams that are there before it passes the first one on")
class ReadsDatagramsInBatches(ReadingEndpoints):
    class kind(Transport):
        def _read_ready(self):
            found = []
            try:
                while len(found) < 100:
                    found.append(self._sock.recvfrom(self.max_size))
            except BlockingIOError:
                pass
            except OSError as error:
                self._protocol.error_received(error)
            for data, address in found:
                if not self._closing:
                    self._protocol.datagram_received(data, address)


@odd("sends datagrams in the iteration after sendto(), or when it is closed")
class SendsDatagramsLater(ReadingEndpoints):
    class kind(Transport):
        waiting = ()

        def sendto(self, data, addr=None):
            if not self.waiting:
                self.waiting = []
                self._loop.call_soon(self.sends)
            self.waiting.append((bytes(data), addr))

        def sends(self):
            waiting, self.waiting = self.waiting, ()
            for data, addr in waiting:
                super().sendto(data, addr)

        def close(self):
            self.sends()
            super().close()

        def abort(self):
            self.waiting = ()
            super().abort()


class Own(Around, asyncio.DatagramTransport):
    """A transport around asyncio's: what no method of the documentation needs is missing."""

    def sendto(self, data, addr=None):
        self.inner.sendto(data, addr)


@odd(
    "has datagram transports of its own class, which know nothing for get_extra_info()",
    "debug.transport-unclosed-warning",
)
class OwnDatagramTransports(Base):
    async def create_datagram_endpoint(self, protocol_factory, *args, **kwargs):
        def factory():
            protocol = protocol_factory()
            made = protocol.connection_made

            def connection_made(inner):
                protocol.outer = Own(inner)
                made(protocol.outer)

            protocol.connection_made = connection_made
            return protocol

        _, protocol = await super().create_datagram_endpoint(factory, *args, **kwargs)
        return protocol.outer, protocol
