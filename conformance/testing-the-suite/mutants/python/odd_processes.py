"""Loops whose children, signals and threads are unusual, and right."""

import asyncio
import concurrent.futures
import socket
import threading

from asyncio import unix_events
from labels import odd
from mutant_base import Base


class Watching(Base):
    """Learns of a child's end from its method `watch()`, and not from a watcher of asyncio."""

    async def _make_subprocess_transport(
        self, protocol, args, shell, stdin, stdout, stderr, bufsize, extra=None, **kwargs
    ):
        made = self.create_future()
        transport = unix_events._UnixSubprocessTransport(
            self, protocol, args, shell, stdin, stdout, stderr, bufsize, made, extra, **kwargs
        )
        self.watch(transport, transport._proc)
        try:
            await made
        except BaseException:
            transport.close()
            await transport._wait()
            raise
        return transport


@odd("has a thread for each child, which waits for its end")
class WatchesByThreads(Watching):
    def watch(self, transport, process):
        threading.Thread(target=self.wait_for, args=(transport, process), daemon=True).start()

    def wait_for(self, transport, process):
        status = process.wait()
        try:
            self.call_soon_threadsafe(self.call_soon, transport._process_exited, status)
        except RuntimeError:
            # The loop is closed: the child's end is of no interest any more.
            pass


@odd("asks every few milliseconds whether a child has ended")
class WatchesByAsking(Watching):
    def watch(self, transport, process):
        status = process.poll()
        if status is None:
            self.call_later(0.005, self.watch, transport, process)
        else:
            self.call_soon(transport._process_exited, status)


@odd("gives a child's transport away before its protocol hears of it")
class TellsOfChildrenLater(Base):
    """What the protocol hears comes in its order, three iterations later."""

    HEARD = (
        "connection_made",
        "pipe_data_received",
        "pipe_connection_lost",
        "process_exited",
        "_call_connection_lost",
    )

    def call_soon(self, callback, *args, context=None):
        if getattr(callback, "__name__", "") not in self.HEARD or not self.of_child(callback):
            return super().call_soon(callback, *args, context=context)
        later = super().call_soon
        return later(lambda: later(lambda: later(callback, *args)), context=context)

    def of_child(self, callback):
        kinds = (asyncio.SubprocessProtocol, asyncio.SubprocessTransport)
        return isinstance(callback.__self__, kinds)


@odd("runs the handlers of signals in a later iteration than it hears of them")
class HandlesSignalsLater(Base):
    def _handle_signal(self, number):
        self.call_soon(super()._handle_signal, number)


@odd("has a default executor of one thread")
class HasOneThread(Base):
    def __init__(self):
        super().__init__()
        self.set_default_executor(concurrent.futures.ThreadPoolExecutor(max_workers=1))


@odd("resolves each name in a thread that is made for it", "getaddrinfo.uses-default-executor")
class ResolvesInThreads(Base):
    async def getaddrinfo(self, host, port, *, family=0, type=0, proto=0, flags=0):
        return await self.in_thread(socket.getaddrinfo, host, port, family, type, proto, flags)

    async def getnameinfo(self, sockaddr, flags=0):
        return await self.in_thread(socket.getnameinfo, sockaddr, flags)

    async def in_thread(self, function, *args):
        found = concurrent.futures.Future()

        def work():
            try:
                found.set_result(function(*args))
            except BaseException as error:
                found.set_exception(error)

        threading.Thread(target=work, daemon=True).start()
        return await asyncio.wrap_future(found, loop=self)
