"""Loops that leave ports, children and threads behind: for proving that no case after them notices it.

Each misbehaves in one loop only, and is asyncio's own from then on. What it leaves is told in the folder
`LOOPSPEC_LEFT`: a file whose name is `pid-NUMBER` or `socket-INODE`.
"""

import asyncio
import os
import socket
import threading
import time

from mutant_base import Base

FOLDER = os.environ.get("LOOPSPEC_LEFT", "")
HELD = []
"""What nothing may close by letting go of it."""


def tell(what, number):
    with open(os.path.join(FOLDER, "%s-%d" % (what, number)), "w"):
        pass


def hold(sock):
    """A second descriptor of a socket, which stays open whatever is done to the first."""
    HELD.append(socket.socket(fileno=os.dup(sock.fileno())))
    tell("socket", os.fstat(sock.fileno()).st_ino)
    return HELD[-1]


class Misbehaving(Base):
    decided = None

    def misbehaves(self):
        """Whether this is the loop that does; the first that asks is."""
        if self.decided is None:
            try:
                os.close(os.open(os.path.join(FOLDER, "done"), os.O_CREAT | os.O_EXCL))
                self.decided = True
            except FileExistsError:
                self.decided = False
        return self.decided


class Connections(Misbehaving):
    kind = asyncio.selector_events._SelectorSocketTransport

    def _make_socket_transport(self, *args, **kwargs):
        transport = super()._make_socket_transport(*args, **kwargs)
        transport.__class__ = self.kind
        transport.set_protocol(transport.get_protocol())
        return transport


class NeverCloses(Connections):
    """Has transports that stay open."""

    class kind(Connections.kind):
        def close(self):
            if self._loop.misbehaves():
                hold(self._sock)
            else:
                super().close()

        def abort(self):
            self.close()


class DeliversWithoutEnd(Connections):
    """Calls data_received() and does not come back."""

    class kind(Connections.kind):
        def _read_ready__data_received(self):
            while self._loop.misbehaves():
                self._protocol.data_received(b"x")
            super()._read_ready__data_received()


class DeliversEachIteration(Connections):
    """Calls data_received() in each iteration, whether something has arrived or not."""

    class kind(Connections.kind):
        def _read_ready__data_received(self):
            if self._loop.misbehaves():
                self.deliver()
            else:
                super()._read_ready__data_received()

        def deliver(self):
            self._protocol.data_received(b"x")
            self._loop.call_soon(self.deliver)


class Servers(Misbehaving):
    async def create_server(self, *args, **kwargs):
        server = await super().create_server(*args, **kwargs)
        if self.misbehaves():
            for each in server.sockets:
                self.do_harm(each)
        return server


class KeepsItsPorts(Servers):
    """Has servers that listen until the process ends."""

    def do_harm(self, sock):
        hold(sock)


class LeavesThreadsInAccept(Servers):
    """Has a thread that waits for connections, and that nothing ends."""

    def do_harm(self, sock):
        held = hold(sock)
        held.setblocking(True)
        threading.Thread(target=held.accept).start()


class LeavesAProcess(Servers):
    """Serves in a process of its own too, which has all descriptors and ignores signals."""

    def do_harm(self, sock):
        tell("socket", os.fstat(sock.fileno()).st_ino)
        pid = os.fork()
        if pid == 0:
            time.sleep(600)
            os._exit(0)
        tell("pid", pid)


class ClosesDescriptors(Servers):
    """Closes descriptors that are not its own."""

    def do_harm(self, sock):
        tell("socket", os.fstat(sock.fileno()).st_ino)
        os.closerange(3, 256)


class ClosesStandardStreams(Servers):
    """Closes the standard streams of the process."""

    def do_harm(self, sock):
        tell("socket", os.fstat(sock.fileno()).st_ino)
        os.closerange(0, 3)


class EndsNoChild(Misbehaving):
    """Does nothing where a child is to be ended."""

    async def _make_subprocess_transport(self, *args, **kwargs):
        transport = await super()._make_subprocess_transport(*args, **kwargs)
        if self.misbehaves():
            tell("pid", transport.get_pid())
            transport.__class__ = Harmless
        return transport


class Harmless(asyncio.unix_events._UnixSubprocessTransport):
    def send_signal(self, number):
        pass

    def terminate(self):
        pass

    def kill(self):
        pass

    def close(self):
        pass
