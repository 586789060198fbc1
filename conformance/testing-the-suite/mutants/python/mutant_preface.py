"""Mutants of the preface: what an event loop is there for."""

import asyncio

from labels import breaks
from mutant_base import Base, Iterating, from_program


@breaks("preface.runs-callbacks-and-tasks", "forgets callbacks while there are tasks")
class ForgetsCallbacksBesideTasks(Base):
    def call_soon(self, callback, *args, context=None):
        handle = super().call_soon(callback, *args, context=context)
        if from_program(callback) and asyncio.all_tasks(self):
            handle.cancel()
        return handle


@breaks("preface.runs-callbacks-and-tasks", "runs no timer while there are two tasks")
class TimersWaitForTasks(Iterating):
    def collect_due_timers(self):
        if len(asyncio.all_tasks(self)) < 2:
            super().collect_due_timers()


@breaks("preface.performs-network-io", "sends the first byte alone of what it is given")
class SendsTheFirstByteAlone(Base):
    async def sock_sendall(self, sock, data):
        await super().sock_sendall(sock, bytes(data)[:1])

    def _make_socket_transport(self, *args, **kwargs):
        transport = super()._make_socket_transport(*args, **kwargs)
        write = transport.write
        transport.write = lambda data: write(bytes(data)[:1])
        return transport


@breaks("preface.performs-network-io", "never tells that a descriptor can be read")
class NeverReads(Base):
    def _add_reader(self, fd, callback, *args):
        if fd == getattr(self._ssock, "fileno", lambda: fd)():
            return super()._add_reader(fd, callback, *args)
        return asyncio.Handle(callback, args, self, None)
