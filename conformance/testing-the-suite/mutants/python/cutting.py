"""Transports that pass on what they read in pieces of a thousand bytes: where a mutant goes wrong is its method `cut()`."""

import asyncio
import os

from asyncio import sslproto

PIECE = 1000


def pieces(data):
    return [data[at : at + PIECE] for at in range(0, len(data), PIECE)]


class CutsStreams(asyncio.selector_events._SelectorSocketTransport):
    def _read_ready__data_received(self):
        if self._conn_lost:
            return
        try:
            data = self._sock.recv(self.max_size)
        except BlockingIOError:
            return
        except OSError as error:
            return self._fatal_error(error)
        if not data:
            return self._read_ready__on_eof()
        self.cut(data)


class CutsPipes(asyncio.unix_events._UnixReadPipeTransport):
    def _read_ready(self):
        try:
            data = os.read(self._fileno, self.max_size)
        except BlockingIOError:
            return
        if data:
            self.cut(data)
        else:
            self._closing = True
            self._loop._remove_reader(self._fileno)
            self._loop.call_soon(self._protocol.eof_received)
            self._loop.call_soon(self._call_connection_lost, None)


class CutsTls(sslproto.SSLProtocol):
    def _do_read__copied(self):
        chunks, chunk = [], b"1"
        try:
            while chunk:
                chunk = self._sslobj.read(1000)
                if chunk:
                    chunks.append(chunk)
        except sslproto.SSLAgainErrors:
            pass
        self.cut(chunks)
        if not chunk:
            self._call_eof_received()
            self._start_shutdown()
