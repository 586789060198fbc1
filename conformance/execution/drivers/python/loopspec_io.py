"""What programs about connections work with: peers, protocols, waiting. A part of the Python driver.

A peer is plain blocking sockets in a thread of its own. It knows nothing of the loop that is
judged, so what it reports is what really went over the wire. Everything here is bounded: a peer
gives up `PEER_SECONDS` after its start, and a program that waits for an entry of the trace gives up
after `WAIT_SECONDS`. Both are less than the limit of a case.
"""

import asyncio
import os
import pathlib
import shutil
import select
import signal
import socket
import struct
import sys
import tempfile
import threading
import time
import zlib

import loopspec_certificates

try:
    import ssl
except ImportError:  # An interpreter that was built without it.
    ssl = None

PEER_SECONDS = 8.0
"""What a peer may take from its start to its last step, in a program that has `UNHURRIED` or more."""
WAIT_SECONDS = 5.0
"""How long a program waits for an entry of the trace, likewise."""
UNHURRIED = 10.0
"""Seconds that a program needs for full patience."""
POLL_SECONDS = 0.002
"""How often a program that waits looks."""
NOTICE_SECONDS = 0.02
"""After how long a peer that waits for an event notices that it was released."""
SHOWN_BYTES = 64
"""Longer data is shown by its length and checksum."""
CHUNK = 1 << 16
# Bytes of a peer's receive buffer.
RECEIVE_BUFFER = 1 << 16
LOOPBACK = "127.0.0.1"

FLOW = ("connection_made", "connection_lost", "pause_writing", "resume_writing")
PROTOCOLS = {
    "stream": ("Protocol", FLOW + ("data_received", "eof_received")),
    "buffered": ("BufferedProtocol", FLOW + ("get_buffer", "buffer_updated", "eof_received")),
    "datagram": ("DatagramProtocol", FLOW + ("datagram_received", "error_received")),
    "subprocess": (
        "SubprocessProtocol",
        FLOW + ("pipe_data_received", "pipe_connection_lost", "process_exited"),
    ),
}
"""Kind of protocol -> its base class in asyncio, and the methods that loops call."""
FORMS = {None: str, "bytes": os.fsencode, "path": pathlib.Path, "abstract": "\0{}".format}
"""What the path of a temporary file is given as."""
STREAM_NAMES = {0: "stdin", 1: "stdout", 2: "stderr"}


def numbered(length):
    """So many bytes, every part of which shows where it comes from."""
    block = bytes(range(251))
    return (block * (length // 251 + 1))[:length]


class Received:
    """Data that arrived in one or more pieces with nothing else in between."""

    def __init__(self, owner=None, at=-1):
        self.owner = owner
        self.at = at
        self.length = 0
        self.checksum = 0
        self.head = b""

    def add(self, data):
        if self.length <= SHOWN_BYTES:
            self.head += bytes(data[: SHOWN_BYTES + 1])
        self.length += len(data)
        self.checksum = zlib.crc32(data, self.checksum)

    def __str__(self):
        if self.length <= SHOWN_BYTES:
            return self.head.decode("ascii", "backslashreplace")
        return "%d bytes, crc32 %08x" % (self.length, self.checksum)


def file_of(text, folder=None):
    """The path of a new file with this text."""
    fd, path = tempfile.mkstemp(prefix="loopspec-", dir=folder)
    with os.fdopen(fd, "w") as file:
        file.write(text)
    return path


def tls(side, certificate, trusts):
    """A TLS context with one of the certificates of the tests, or one that trusts their authority."""
    if side == "client":
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        if trusts:
            context.load_verify_locations(cadata=loopspec_certificates.AUTHORITY)
        return context
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    # Tickets that a client has not read when it closes would turn its end into a reset.
    context.num_tickets = 0
    path = file_of(loopspec_certificates.CERTIFICATES[certificate])
    try:
        context.load_cert_chain(path)
    finally:
        os.remove(path)
    return context


# ---------------------------------------------------------------------------------------- children

CHILD_SECONDS = 20
"""After which a child program ends by itself."""
CHILDREN = {
    "exit": "raise SystemExit(int(sys.argv[1]))",
    "say": "sys.stdout.write(sys.argv[1]); sys.stderr.write(''.join(sys.argv[2:]))",
    "echo": "sys.stdout.buffer.write(sys.stdin.buffer.read())",
    "wait": "print('ready', end='', flush=True); time.sleep(60)",
    "stubborn": "signal.signal(signal.SIGTERM, signal.SIG_IGN); "
    "print('ready', end='', flush=True); time.sleep(60)",
    "environment": "sys.stdout.write(os.environ.get(sys.argv[1], 'unset'))",
    "folder": "sys.stdout.write(os.path.basename(os.getcwd()))",
}


def child(name, given):
    """The arguments that start a child program."""
    code = "import os, signal, sys, time; signal.alarm(%d); " % CHILD_SECONDS + CHILDREN[name]
    return (sys.executable, "-I", "-S", "-c", code, *map(str, given))


def children_of(pid):
    """The processes that this one has started, and theirs."""
    found = []
    try:
        threads = os.listdir("/proc/%d/task" % pid)
    except OSError:
        return found  # Gone meanwhile, or a system that does not tell.
    for thread in threads:
        try:
            with open("/proc/%d/task/%s/children" % (pid, thread)) as file:
                found += map(int, file.read().split())
        except OSError:
            pass  # That thread is gone.
    return found + [each for one in found for each in children_of(one)]


def end_children():
    """Kills every process that this one has started; whether there was one."""
    found = children_of(os.getpid())
    for pid in found:
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
    for pid in found:
        try:
            os.waitpid(pid, 0)
        except ChildProcessError:
            pass  # A grandchild, or one that the loop has waited for.
    return bool(found)


# ------------------------------------------------------------------------------------------- peers


class PipeEnd:
    """An end of a pipe that is used like a socket."""

    def __init__(self, file):
        self.file = file
        self.seconds = None

    def settimeout(self, seconds):
        self.seconds = seconds

    def ready(self, event):
        poll = select.poll()
        poll.register(self.file.fileno(), event)
        if not poll.poll(self.seconds * 1000):
            raise socket.timeout

    def recv(self, most):
        self.ready(select.POLLIN)
        return os.read(self.file.fileno(), most)

    def sendall(self, data):
        while data:
            self.ready(select.POLLOUT)
            # No more than a pipe takes at once where it takes anything.
            data = data[os.write(self.file.fileno(), data[: select.PIPE_BUF]) :]

    def shutdown(self, _):
        pass

    def close(self):
        self.file.close()


def address_of(to):
    """The family and address that an expression of a program names."""
    if isinstance(to, int):
        return socket.AF_INET, (LOOPBACK, to)
    if isinstance(to, (str, bytes)):
        return socket.AF_UNIX, to
    return socket.AF_INET6 if len(to) == 4 else socket.AF_INET, tuple(to)


class TimeIsUp(Exception):
    """A peer has had its time."""


def fix_buffer(end):
    """A receive buffer that does not grow: it could take in all that is to fill the sender's."""
    end.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, RECEIVE_BUFFER)


class Peer(threading.Thread):
    """Plain blocking sockets in a thread, and what they saw."""

    def __init__(self, label, steps, listener, to, kind, seconds):
        super().__init__(name="peer " + label, daemon=True)
        self.label = label
        self.steps = steps
        self.listener = listener
        self.to = to
        self.kind = kind
        self.said = []
        self.handed_over = False
        self.socket = None
        self.earlier = []
        self.failure = None
        self.sender = None
        self.ends_at = time.monotonic() + seconds
        self.start()

    def run(self):
        try:
            self.steps(self)
        except (TimeIsUp, socket.timeout):
            self.log("timeout")
        except (OSError, EOFError) as error:
            self.log("!" + self.kind(error))
        except BaseException as error:
            self.failure = "the peer %s failed: %r" % (self.label, error)

    def log(self, text):
        self.said.append("%s: %s" % (self.label, text))

    def left(self):
        """Seconds until this peer gives up."""
        seconds = self.ends_at - time.monotonic()
        if seconds <= 0:
            raise TimeIsUp
        return seconds

    def current(self):
        """The connection that steps are about; it waits no longer than the peer has time."""
        if self.socket is None:
            raise OSError("the peer has no connection")
        self.socket.settimeout(self.left())
        return self.socket

    def adopt(self, connection):
        if self.socket is not None:
            self.earlier.append(self.socket)
        self.socket = connection

    # Steps

    def accept(self):
        self.listener.settimeout(self.left())
        self.adopt(self.listener.accept()[0])

    def connect(self):
        family, address = address_of(self.to)
        self.adopt(socket.socket(family, socket.SOCK_STREAM))
        fix_buffer(self.socket)
        self.current().connect(address)

    def take_over(self):
        self.adopt(self.to if isinstance(self.to, socket.socket) else PipeEnd(self.to))

    def handshake(self, side, certificate, name):
        context = tls(side, certificate, True)
        if name is None:
            context.check_hostname = False
        connection = self.current()
        self.socket = context.wrap_socket(
            connection, server_side=side == "server", server_hostname=name
        )
        self.log("encrypted")

    def decrypt(self):
        try:
            self.adopt(self.current().unwrap())
        except (ssl.SSLEOFError, ConnectionError):
            pass  # The other end leaves without a closing message, as it may.

    def receive_from(self):
        self.listener.settimeout(self.left())
        data, self.sender = self.listener.recvfrom(CHUNK)
        received = Received()
        received.add(data)
        self.log("datagram(%s)" % received)

    def send_to(self, data):
        if self.listener is None:
            self.listener = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        to = self.sender if self.to is None else address_of(self.to)[1]
        self.listener.settimeout(self.left())
        self.listener.sendto(data, to)

    def send(self, data):
        self.current().sendall(data)

    def receive(self, count):
        """Receives so many bytes, fewer where the connection ends before."""
        received, ending = Received(), None
        while ending is None and received.length < count:
            ending = self.take(received, count - received.length)
        self.tell(received, ending)

    def receive_end(self):
        """Receives everything to the end of the connection."""
        received, ending = Received(), None
        while ending is None:
            ending = self.take(received, CHUNK)
        self.tell(received, ending)

    def swallow(self):
        """Receives everything to the end of the connection, and says nothing of it."""
        received, ending = Received(), None
        while ending is None:
            ending = self.take(received, CHUNK)

    def receive_nothing(self, seconds):
        """Sees that nothing arrives for so long, not even the end."""
        connection = self.current()
        connection.settimeout(min(seconds, self.left()))
        try:
            data = connection.recv(CHUNK)
        except socket.timeout:
            self.log("nothing")
        else:
            received = Received()
            received.add(data)
            self.tell(received, None if data else "end")

    def take(self, received, most):
        """Receives once; how the connection ended, None while it has not."""
        try:
            data = self.current().recv(min(CHUNK, most))
        except (TimeIsUp, socket.timeout):
            return "timeout"
        except ConnectionResetError:
            return "reset"
        except OSError as error:
            return "!" + self.kind(error)
        received.add(data)
        return None if data else "end"

    def tell(self, received, ending):
        if received.length:
            self.log("received %s" % received)
        if ending is not None:
            self.log(ending)

    def half_close(self):
        self.current().shutdown(socket.SHUT_WR)

    def close(self):
        self.current().close()

    def reset(self):
        """Ends the connection at once, with a reset."""
        connection = self.current()
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        connection.close()

    def stop_listening(self):
        self.listener.close()

    def wait(self, event):
        """Waits until the program sets an event."""
        while not event.wait(min(self.left(), NOTICE_SECONDS)):
            pass  # Where the peer was released meanwhile, no time is left.

    # The end

    def release(self):
        """Wakes whatever the thread waits in, and closes its sockets."""
        self.ends_at = 0
        for each in [self.listener, self.socket, *self.earlier]:
            if each is not None:
                try:
                    each.shutdown(socket.SHUT_RDWR)
                except OSError:
                    pass  # Not connected, or closed: nobody waits in it.
                try:
                    each.close()
                except OSError:
                    pass  # The loop has closed its descriptor.


# --------------------------------------------------------------------------------- a program's I/O


class Network:
    """The peers, protocols and sockets of one program."""

    def __init__(self, trace, log, kind, timeout):
        self.trace = trace
        self.log = log
        self.kind = kind
        # Peers and waits give up before the program's time is over, so that it shows what failed.
        self.patience = min(1.0, timeout / UNHURRIED)
        self.peers = []
        self.sockets = []
        self.instances = {}
        self.last = Received()
        self.folder = None

    # Peers

    def listen(self, options):
        """A socket that listens at the loopback interface, or only has an address there."""
        kind = options.get("transport", "tcp")
        if kind == "unix":
            listener = self.keep(socket.socket(socket.AF_UNIX, socket.SOCK_STREAM))
            listener.bind(self.temporary(options["path"]))
        elif kind == "udp":
            listener = self.keep(socket.socket(socket.AF_INET, socket.SOCK_DGRAM))
            listener.bind((LOOPBACK, 0))
        else:
            listener = self.keep(socket.socket(socket.AF_INET, socket.SOCK_STREAM))
            fix_buffer(listener)
            listener.bind((LOOPBACK, 0))
        if kind != "udp" and not options.get("refuses"):
            listener.listen(options.get("backlog", 16))
        return listener

    def peer(self, label, steps, listens, to):
        listener = None if listens is None else self.listen(listens)
        peer = Peer(label, steps, listener, to, self.kind, PEER_SECONDS * self.patience)
        self.peers.append(peer)
        return peer

    def hand_over(self, peer):
        """Puts what the peer saw into the trace, once."""
        if not peer.handed_over:
            peer.handed_over = True
            for text in peer.said:
                self.log(text)

    def join(self, peer):
        """Waits for the end of a peer, blocking, and takes over what it saw."""
        peer.join((PEER_SECONDS + 1) * self.patience)
        self.hand_over(peer)

    async def finished(self, peer):
        """Waits for the end of a peer while the loop runs, and takes over what it saw."""
        while peer.is_alive():
            await asyncio.sleep(POLL_SECONDS)
        self.hand_over(peer)

    async def seen(self, text, times=1):
        """Waits until an entry is in the trace, or is what a peer has seen."""
        give_up = time.monotonic() + WAIT_SECONDS * self.patience
        while self.count(text) < times:
            if time.monotonic() >= give_up:
                raise asyncio.TimeoutError("waited in vain for %r" % text)
            await asyncio.sleep(POLL_SECONDS)

    def count(self, text):
        waiting = (peer.said for peer in self.peers if not peer.handed_over)
        return sum(entries.count(text) for entries in [self.trace, *waiting])

    def port(self, of):
        """The port of a peer that listens, of a server of the loop, or of a socket."""
        if isinstance(of, Peer):
            return of.listener.getsockname()[1]
        if hasattr(of, "getsockname"):
            return of.getsockname()[1]
        return of.sockets[0].getsockname()[1]

    # Resources

    def make_socket(self, kind, state, path, to):
        """A non-blocking socket: without an address, bound, listening or connected."""
        family = socket.AF_UNIX if kind == "unix" else socket.AF_INET
        made = self.keep(
            socket.socket(family, socket.SOCK_DGRAM if kind == "udp" else socket.SOCK_STREAM)
        )
        if state in ("bound", "listening"):
            made.bind(self.temporary(path) if kind == "unix" else (LOOPBACK, 0))
        if state == "listening":
            made.listen(16)
        if state == "connected":
            made.settimeout(WAIT_SECONDS)
            made.connect(address_of(to)[1])
        made.setblocking(False)
        return made

    def pipe(self):
        """A pipe as two files."""
        reading, writing = os.pipe()
        return self.keep(os.fdopen(reading, "rb", 0)), self.keep(os.fdopen(writing, "wb", 0))

    def file(self, content):
        """A file with this content, open for reading."""
        made = self.keep(tempfile.TemporaryFile())
        made.write(content)
        made.seek(0)
        return made

    def keep(self, value):
        self.sockets.append(value)
        return value

    def temporary(self, name, form=None):
        """The path of a file in a folder that goes with the program, or an abstract name made of it."""
        if self.folder is None:
            self.folder = tempfile.mkdtemp(prefix="loopspec-")
        path = os.path.join(self.folder, name)
        return FORMS[form](path)

    # Protocols

    def protocol(self, name, kind, on, quiet):
        """A class of protocols: each call of a method is an entry, then a function of the program goes on."""
        base, methods = PROTOCOLS[kind]
        base = getattr(asyncio, base)  # Not sooner: what makes the loop may replace classes.
        self.instances[name] = made = []
        network = self

        class Made(base):
            def __init__(self):
                made.append(self)
                self.label = name if len(made) == 1 else "%s#%d" % (name, len(made))
                self.transport = None
                self.buffer = bytearray(CHUNK)

        def define(method):
            then = on.get(method)
            silent = method in quiet
            tell = getattr(network, "on_" + method, None)

            def called(self, *args):
                if method == "connection_made":
                    self.transport = args[0]
                if tell is not None:
                    result = tell(self, args, silent)
                elif not silent:
                    shown = "(%s)" % ", ".join(map(network.shown, args)) if args else ""
                    network.log("%s.%s%s" % (self.label, method, shown))
                    result = None
                else:
                    result = None
                return result if then is None else then(self, *args)

            called.__name__ = method
            setattr(Made, method, called)

        for method in methods:
            define(method)
        Made.__name__ = Made.__qualname__ = name
        return Made

    def shown(self, value):
        return self.kind(value) if isinstance(value, BaseException) else str(value)

    def on_connection_made(self, protocol, args, silent):
        if not silent:
            self.log(protocol.label + ".connection_made")

    def on_data_received(self, protocol, args, silent):
        if not silent:
            self.received(protocol, protocol.label, args[0])

    def on_get_buffer(self, protocol, args, silent):
        return protocol.buffer

    def on_buffer_updated(self, protocol, args, silent):
        if not silent:
            self.received(protocol, protocol.label, memoryview(protocol.buffer)[: args[0]])

    def on_datagram_received(self, protocol, args, silent):
        if not silent:
            data = Received()
            data.add(args[0])
            self.log("%s.datagram_received(%s)" % (protocol.label, data))

    def on_pipe_data_received(self, protocol, args, silent):
        if not silent:
            fd, data = args
            label = "%s %s" % (protocol.label, STREAM_NAMES.get(fd, fd))
            self.received((protocol, fd), label, data)

    def received(self, owner, label, data):
        """Logs data. What arrives in several pieces with nothing in between is one entry."""
        last = self.last
        if last.owner != owner or last.at != len(self.trace) - 1:
            self.last = last = Received(owner, len(self.trace))
            self.log("")
        last.add(data)
        if last.at < len(self.trace):
            self.trace[last.at] = "%s received %s" % (label, last)

    def instance(self, name, index):
        """The protocol that was made as number `index` of its class."""
        return self.instances[name][index]

    # The end

    def dispose(self):
        """Ends the peers and closes the sockets of the program; whether a peer goes on all the same."""
        for peer in self.peers:
            peer.release()
        give_up = time.monotonic() + 1
        for peer in self.peers:
            peer.join(max(0.0, give_up - time.monotonic()))
        for each in self.sockets:
            try:
                each.close()
            except OSError:
                pass  # The loop has closed its descriptor.
        self.remove_folder()
        left_child = end_children()
        return left_child or any(peer.is_alive() for peer in self.peers)

    def remove_folder(self):
        """Removes the program's files."""
        folder, self.folder = self.folder, None
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)

    def forget(self):
        """Lets go of the program's objects."""
        self.instances.clear()
        self.last = Received()
        del self.peers[:], self.sockets[:]

    def fault(self):
        """What went wrong in a peer that is the driver's own fault, or None."""
        return next((peer.failure for peer in self.peers if peer.failure), None)
