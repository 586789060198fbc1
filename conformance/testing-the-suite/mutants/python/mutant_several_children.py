"""Mutants of children beside others, and of what a child says and does just before its end."""

import asyncio
import os

from labels import breaks
from making import Children, Pipes
from mutant_base import Base

Child = asyncio.unix_events._UnixSubprocessTransport
Writing = asyncio.unix_events._UnixWritePipeTransport
Reading = asyncio.unix_events._UnixReadPipeTransport


class Keywords(Base):
    async def _make_subprocess_transport(self, *args, **kwargs):
        return await super()._make_subprocess_transport(*args, **self.changed(kwargs))


@breaks("subprocess-exec.extra-kwargs", "takes an empty env for none")
class EmptyEnvironmentInherited(Keywords):
    def changed(self, kwargs):
        return kwargs if kwargs.get("env") else {**kwargs, "env": None}


@breaks("subprocess-exec.extra-kwargs", "gives each child the env of the one before unless it has its own")
class EnvironmentKept(Keywords):
    kept = None

    def changed(self, kwargs):
        self.kept = kwargs.get("env", self.kept)
        return {**kwargs, "env": self.kept}


@breaks("subprocess-exec.arg-types", "cuts arguments at the end of a line")
class CutsArguments(Base):
    async def subprocess_exec(self, factory, program, *args, **kwargs):
        # The programs of children that are interpreters have several lines.
        kept = ("import", "def ")
        args = [
            arg.split("\n")[0] if isinstance(arg, str) and not any(each in arg for each in kept) else arg
            for arg in args
        ]
        return await super().subprocess_exec(factory, program, *args, **kwargs)


@breaks("subprocess-protocol.process-exited", "tells of ends in the order in which the children were started")
class ChildrenInOrder(Children):
    order = []

    class kind(Child):
        def __init__(self, loop, *args, **kwargs):
            super().__init__(loop, *args, **kwargs)
            loop.order = [*loop.order, self]
            self.ended = None
            self.told = False

        def _process_exited(self, returncode):
            self.ended = returncode
            for each in self._loop.order:
                if each.ended is None:
                    return
                if not each.told:
                    each.told = True
                    Child._process_exited(each, each.ended)


@breaks("subprocess-protocol.process-exited", "tells of one of several ends that come together")
class OneEndOfSeveral(Base):
    last = 0

    def _child_watcher_callback(self, pid, returncode, transp):
        def later():
            if self.time() - self.last > 0.02 or not self.last:
                self.last = self.time()
                transp._process_exited(returncode)
        self.call_soon_threadsafe(self.call_soon, later)


@breaks("subprocess-protocol.pipe-data-received", "reads a block of what a child has left behind, and no more")
class MuchOutputDropped(Children, Pipes):
    class reading(Reading):
        max_size = 4096

    class kind(Child):
        def _process_exited(self, returncode):
            for fd in (1, 2):
                proto = self._pipes.get(fd)
                if proto is not None and not proto.disconnected and not proto.pipe._closing:
                    try:
                        data = os.read(proto.pipe._fileno, 4096)
                    except OSError:
                        data = b""
                    if data:
                        self._pipe_data_received(fd, data)
                    proto.pipe.close()
            super()._process_exited(returncode)


@breaks("subprocess-protocol.pipe-data-received", "loses what a child writes to stderr beyond 65,536 bytes")
class ErrorsCut(Children):
    class kind(Child):
        count = 0

        def _pipe_data_received(self, fd, data):
            if fd == 2:
                self.count += len(data)
                if self.count > 65536:
                    return
            super()._pipe_data_received(fd, data)


@breaks("transport.pause-reading", "ignores pauses of a child's output")
class ChildNeverPauses(Pipes):
    class reading(Reading):
        def pause_reading(self):
            if not type(self._protocol).__name__.startswith("ReadSubprocess"):
                super().pause_reading()


@breaks("transport.write-eof", "ignores write_eof() of a child's input")
class ChildInputNoEof(Pipes):
    class writing(Writing):
        def write_eof(self):
            if not type(self._protocol).__name__.startswith("WriteSubprocess"):
                super().write_eof()

        def close(self):
            Writing.write_eof(self)


@breaks("subprocess-exec.std-streams", "gives the first child the input of all")
class InputToFirst(Children):
    first = None

    class kind(Child):
        def get_pipe_transport(self, fd):
            pipe = super().get_pipe_transport(fd)
            if fd == 0 and self._loop is not None:
                self._loop.first = self._loop.first or pipe
                return self._loop.first
            return pipe


@breaks("subprocess.close-kills-child", "kills by close() the first child alone")
class KillsTheFirst(Children):
    closed = 0

    class kind(Child):
        def close(self):
            loop = self._loop
            if loop is not None and not self._closed:
                loop.closed += 1
                if loop.closed > 1 and self._proc is not None:
                    self._proc.kill = lambda: None
            super().close()


@breaks("transport.write", "loses what connection_made() writes to a child")
class StdinInMadeLost(Pipes):
    class writing(Writing):
        ready = False

        def __init__(self, loop, *args, **kwargs):
            super().__init__(loop, *args, **kwargs)
            # The child's protocol is told two iterations after its pipes are connected.
            loop.call_later(0.002, setattr, self, "ready", True)

        def write(self, data):
            if self.ready or not type(self._protocol).__name__.startswith("WriteSubprocess"):
                super().write(data)
