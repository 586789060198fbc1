"""Mutants of child processes: their transports, and what their protocols hear."""

import asyncio
import os
import signal
import subprocess
import threading

from labels import breaks
from making import Children

Transport = asyncio.unix_events._UnixSubprocessTransport


@breaks("subprocess-exec.pair-and-protocol-events", "returns no protocol")
class ReturnsNoProtocol(Children):
    async def subprocess_exec(self, factory, *args, **kwargs):
        return (await super().subprocess_exec(factory, *args, **kwargs))[0], None

    async def subprocess_shell(self, factory, command, **kwargs):
        return (await super().subprocess_shell(factory, command, **kwargs))[0], None


@breaks("subprocess-exec.pair-and-protocol-events", "shares one protocol among a shell's children")
class SharesAShellsProtocol(Children):
    first = None

    async def subprocess_shell(self, factory, command, **kwargs):
        self.first = self.first or factory()
        return await super().subprocess_shell(lambda: self.first, command, **kwargs)


class GivenStreams(Children):
    """Changes what the standard streams are given."""

    def given(self, stdin, stdout, stderr):
        return stdin, stdout, stderr

    async def _make_subprocess_transport(
        self, protocol, args, shell, stdin, stdout, stderr, bufsize, extra=None, **kwargs
    ):
        streams = self.given(stdin, stdout, stderr)
        return await super()._make_subprocess_transport(
            protocol, args, shell, *streams, bufsize, extra, **kwargs
        )


PIPE, STDOUT, DEVNULL = subprocess.PIPE, subprocess.STDOUT, subprocess.DEVNULL


@breaks("subprocess-exec.std-streams", "gives every stream a pipe, whatever is asked for")
class GivesPipesAlways(GivenStreams):
    def given(self, stdin, stdout, stderr):
        return PIPE, PIPE, PIPE


@breaks("subprocess-exec.std-streams", "discards what a child writes to stderr unless it is a file")
class DiscardsErrors(GivenStreams):
    def given(self, stdin, stdout, stderr):
        return stdin, stdout, DEVNULL if stderr in (PIPE, STDOUT) else stderr


@breaks("subprocess-exec.std-streams", "does not let stderr join stdout")
class SeparatesErrors(GivenStreams):
    def given(self, stdin, stdout, stderr):
        return stdin, stdout, PIPE if stderr == STDOUT else stderr


@breaks("subprocess-exec.std-streams", "reads nothing from a file that stdin is given")
class IgnoresAnInputFile(GivenStreams):
    def given(self, stdin, stdout, stderr):
        return DEVNULL if hasattr(stdin, "fileno") else stdin, stdout, stderr


@breaks("subprocess-exec.std-streams", "takes a descriptor's number for a request of a pipe")
class TakesDescriptorsForPipes(GivenStreams):
    def given(self, *streams):
        return tuple(PIPE if type(each) is int and each > 2 else each for each in streams)


@breaks("subprocess-exec.std-streams", "gives a pipe where a stream is to be inherited")
class InheritsNothing(GivenStreams):
    def given(self, *streams):
        return tuple(PIPE if each is None else each for each in streams)


@breaks("subprocess-protocol.pipe-data-received", "says that all output comes from stdout")
class MixesStreamsUp(Children):
    class kind(Transport):
        def _pipe_data_received(self, fd, data):
            super()._pipe_data_received(1, data)


@breaks("subprocess-protocol.pipe-data-received", "loses output beyond 100,000 bytes")
class LosesMuchOutput(Children):
    class kind(Transport):
        passed = 0

        def _pipe_data_received(self, fd, data):
            self.passed += len(data)
            if self.passed < 100_000:
                super()._pipe_data_received(fd, data)


@breaks("subprocess-protocol.pipe-data-received", "passes empty data on at the end")
class PassesEmptyData(Children):
    class kind(Transport):
        def _pipe_connection_lost(self, fd, error):
            if fd > 0:
                self._call(self._protocol.pipe_data_received, fd, b"")
            super()._pipe_connection_lost(fd, error)


class TellsOfPipes(Children):
    class kind(Transport):
        def _pipe_connection_lost(self, fd, error):
            if self.tells(fd):
                self._call(self._protocol.pipe_connection_lost, fd, error)
            self._try_finish()


@breaks("subprocess-protocol.pipe-connection-lost", "tells of no end of a pipe")
class TellsOfNoPipe(Children):
    class kind(TellsOfPipes.kind):
        def tells(self, fd):
            return False


@breaks("subprocess-protocol.pipe-connection-lost", "does not tell that stdin is closed")
class TellsOfNoInput(Children):
    class kind(TellsOfPipes.kind):
        def tells(self, fd):
            return fd != 0


@breaks("subprocess-protocol.pipe-connection-lost", "does not tell that stderr is closed")
class TellsOfNoErrors(Children):
    class kind(TellsOfPipes.kind):
        def tells(self, fd):
            return fd != 2


class Exits(Children):
    """Calls process_exited() so many times."""

    class kind(Transport):
        def _call(self, callback, *args):
            times = self.times() if callback == self._protocol.process_exited else 1
            for _ in range(times):
                super()._call(callback, *args)


@breaks("subprocess-protocol.process-exited", "never says that a child has ended")
class NeverExits(Children):
    class kind(Exits.kind):
        def times(self):
            return 0


@breaks("subprocess-protocol.process-exited", "says twice that a child has ended")
class ExitsTwice(Children):
    class kind(Exits.kind):
        def times(self):
            return 2


@breaks("subprocess-protocol.process-exited", "does not say that a signal has ended a child")
class HidesSignals(Children):
    class kind(Exits.kind):
        def times(self):
            return 0 if self._returncode < 0 else 1


class LosesEarly(Children):
    """Calls connection_lost() when the child ends, and passes the rest on later."""

    class kind(Transport):
        def late(self, callback):
            return callback != self._protocol.connection_made

        def _call(self, callback, *args):
            if callback == self._call_connection_lost:
                return
            if self.late(callback):
                self._loop.call_later(0.05, callback, *args)
            else:
                super()._call(callback, *args)

        def _process_exited(self, status):
            super()._process_exited(status)
            self._loop.call_soon(self._protocol.connection_lost, None)


@breaks("subprocess-protocol.called-between", "tells of the loss before everything else")
class LosesBeforeAll(Children):
    class kind(LosesEarly.kind):
        pass


@breaks("subprocess-protocol.called-between", "tells of the loss before the output")
class LosesBeforeOutput(Children):
    class kind(LosesEarly.kind):
        def late(self, callback):
            return callback == self._protocol.pipe_data_received


@breaks("subprocess-protocol.called-between", "tells of the loss before the end of the process")
class LosesBeforeTheEnd(Children):
    class kind(LosesEarly.kind):
        def late(self, callback):
            return callback == self._protocol.process_exited


@breaks("subprocess-protocol.called-between", "tells of the loss before the ends of the pipes")
class LosesBeforeThePipes(Children):
    class kind(LosesEarly.kind):
        def late(self, callback):
            return callback == self._protocol.pipe_connection_lost


@breaks("subprocess-transport.close-calls-connection-lost", "never calls connection_lost()")
class NeverLoses(Children):
    class kind(Transport):
        def _call_connection_lost(self, error):
            self._loop = self._proc = self._protocol = None


@breaks("subprocess-transport.close-calls-connection-lost", "calls connection_lost() at each close()")
class LosesAtEachClose(Children):
    class kind(Transport):
        def close(self):
            if self._closed and self._protocol is None:
                self.kept.connection_lost(None)
            else:
                self.kept = self._protocol
            super().close()


@breaks("subprocess-transport.methods", "has no terminate()")
class CannotTerminate(Children):
    class kind(Transport):
        terminate = None


@breaks("subprocess-transport.get-pid", "returns the program's own process id")
class ReturnsItsOwnPid(Children):
    class kind(Transport):
        def get_pid(self):
            return os.getpid()

        def kill(self):
            os.kill(self._pid, signal.SIGKILL)


@breaks("subprocess-transport.get-pid", "returns the process id as a text")
class ReturnsPidsAsText(Children):
    class kind(Transport):
        def get_pid(self):
            return str(self._pid)


@breaks("subprocess-transport.get-pid", "returns the first child's process id for all")
class ReturnsTheFirstPid(Children):
    class kind(Transport):
        first = []

        def get_pid(self):
            self.first.append(self._pid)
            return self.first[0]


@breaks("subprocess-transport.get-returncode", "returns the status 0 for every child that has ended")
class ReturnsSuccess(Children):
    class kind(Transport):
        def get_returncode(self):
            return None if self._returncode is None else 0


@breaks("subprocess-transport.get-returncode", "returns 0 while the child runs")
class ReturnsSuccessEarly(Children):
    class kind(Transport):
        def get_returncode(self):
            return self._returncode or 0


@breaks("subprocess-transport.get-returncode", "knows the status only after process_exited()")
class ReturnsTheStatusLate(Children):
    class kind(Transport):
        shown = None

        def _process_exited(self, status):
            super()._process_exited(status)
            self._loop.call_later(0.02, self.show, status)

        def show(self, status):
            self.shown = status

        def get_returncode(self):
            return self.shown


@breaks("subprocess-transport.get-pipe-transport", "has no transports of pipes")
class HidesPipes(Children):
    class kind(Transport):
        def get_pipe_transport(self, fd):
            return None


@breaks("subprocess-transport.get-pipe-transport", "raises for a number that is no standard stream")
class RefusesOtherPipes(Children):
    class kind(Transport):
        def get_pipe_transport(self, fd):
            return self._pipes[fd].pipe


@breaks("subprocess-transport.get-pipe-transport", "gives the transport of stdout for stderr")
class ConfusesPipes(Children):
    class kind(Transport):
        def get_pipe_transport(self, fd):
            return super().get_pipe_transport(min(fd, 1))


@breaks("subprocess-transport.kill", "sends SIGTERM in kill()")
class KillsGently(Children):
    class kind(Transport):
        def kill(self):
            self.send_signal(signal.SIGTERM)


@breaks("subprocess-transport.kill", "does nothing in kill() of a shell's child")
class DoesNotKillShells(Children):
    shell = False

    class kind(Transport):
        def kill(self):
            if not self._loop.shell:
                super().kill()

    async def subprocess_shell(self, factory, command, **kwargs):
        self.shell = True
        return await super().subprocess_shell(factory, command, **kwargs)


@breaks("subprocess-transport.terminate", "kills in terminate()")
class TerminatesByKilling(Children):
    class kind(Transport):
        def terminate(self):
            self.kill()


@breaks("subprocess-transport.terminate", "kills a child that is still there after terminate()")
class KillsTheStubborn(Children):
    class kind(Transport):
        def terminate(self):
            super().terminate()
            self._loop.call_later(0.02, self.insist)

        def insist(self):
            if self._proc is not None and self._returncode is None:
                self.kill()


@breaks("subprocess-transport.send-signal", "sends SIGTERM, whatever is asked for")
class SendsOneSignal(Children):
    class kind(Transport):
        def send_signal(self, number):
            super().send_signal(signal.SIGTERM)


@breaks("subprocess-transport.send-signal", "ignores SIGUSR2")
class KeepsASignal(Children):
    class kind(Transport):
        def send_signal(self, number):
            super().send_signal(0 if number == signal.SIGUSR2 else number)


@breaks("subprocess.close-kills-child", "lets a child live on after close()")
class LetsChildrenLive(Children):
    class kind(Transport):
        def close(self):
            for protocol in self._pipes.values():
                if protocol is not None:
                    protocol.pipe.close()


@breaks("subprocess.close-kills-child", "terminates a child in close(), which may ignore it")
class TerminatesInClose(Children):
    class kind(Transport):
        def close(self):
            if self._returncode is None and self._proc is not None:
                self._proc.terminate()
            LetsChildrenLive.kind.close(self)


@breaks("subprocess-exec.arg-types", "takes no bytes")
class TakesNoBytes(Children):
    async def subprocess_exec(self, factory, *args, **kwargs):
        if not all(isinstance(each, str) for each in args):
            raise TypeError("arguments must be texts")
        return await super().subprocess_exec(factory, *args, **kwargs)


@breaks("subprocess-exec.arg-types", "drops empty arguments")
class DropsEmptyArguments(Children):
    async def subprocess_exec(self, factory, *args, **kwargs):
        return await super().subprocess_exec(factory, *filter(None, args), **kwargs)


class Keywords(Children):
    """Changes the other keyword arguments."""

    def changed(self, kwargs):
        return kwargs

    async def subprocess_exec(self, factory, *args, **kwargs):
        return await super().subprocess_exec(factory, *args, **self.changed(kwargs))

    async def subprocess_shell(self, factory, command, **kwargs):
        return await super().subprocess_shell(factory, command, **self.changed(kwargs))


@breaks("subprocess-exec.extra-kwargs", "ignores cwd and env")
class IgnoresKeywords(Keywords):
    def changed(self, kwargs):
        return {key: kwargs[key] for key in kwargs if key not in ("cwd", "env")}


@breaks("subprocess-exec.extra-kwargs", "takes no path as cwd")
class TakesNoPath(Keywords):
    def changed(self, kwargs):
        if not isinstance(kwargs.get("cwd"), (str, bytes, type(None))):
            raise TypeError("cwd must be a text")
        return kwargs


@breaks("subprocess-exec.extra-kwargs", "adds env to the variables that the program has")
class AddsToTheEnvironment(Keywords):
    def changed(self, kwargs):
        os.environ["NAME"] = "own"
        if "env" in kwargs:
            kwargs["env"] = {**os.environ, **kwargs["env"]}
        return kwargs


@breaks("subprocess-shell.runs-shell", "runs a shell's command without a shell")
class RunsNoShell(Children):
    async def subprocess_shell(self, factory, command, **kwargs):
        return await self.subprocess_exec(factory, *command.split(), **kwargs)


@breaks("subprocess-shell.runs-shell", "takes no bytes as a shell's command")
class TakesNoBytesForShells(Children):
    async def subprocess_shell(self, factory, command, **kwargs):
        if isinstance(command, bytes):
            raise ValueError("command must be a text")
        return await super().subprocess_shell(factory, command, **kwargs)


REFUSED = ("universal_newlines", "shell", "bufsize", "text", "encoding", "errors")


@breaks("subprocess-exec.rejects-text-args", "ignores the keywords of text streams")
class IgnoresTextKeywords(Keywords):
    def changed(self, kwargs):
        return {key: kwargs[key] for key in kwargs if key not in REFUSED}


@breaks("subprocess-exec.rejects-text-args", "ignores a buffer size")
class IgnoresTheBufferSize(Keywords):
    def changed(self, kwargs):
        return {key: kwargs[key] for key in kwargs if key != "bufsize"}


@breaks("subprocess.missing-executable", "raises RuntimeError for a program that is not there")
class RaisesForNoProgram(Children):
    async def subprocess_exec(self, factory, *args, **kwargs):
        try:
            return await super().subprocess_exec(factory, *args, **kwargs)
        except FileNotFoundError:
            raise RuntimeError("no such program") from None


@breaks("subprocess.missing-executable", "keeps a descriptor for each program that is not there")
class LeaksDescriptors(Children):
    async def subprocess_exec(self, factory, *args, **kwargs):
        try:
            return await super().subprocess_exec(factory, *args, **kwargs)
        except FileNotFoundError:
            os.dup(2)
            raise


@breaks("subprocess.any-thread-loop", "starts no child outside of the main thread")
class NeedsTheMainThread(Children):
    async def _make_subprocess_transport(self, *args, **kwargs):
        if threading.current_thread() is not threading.main_thread():
            raise RuntimeError("not in the main thread")
        return await super()._make_subprocess_transport(*args, **kwargs)


@breaks("transport.is-closing", "never says that the transport of a child is closing")
class ChildrenNeverClose(Children):
    class kind(Transport):
        def is_closing(self):
            return False


@breaks("transport.set-protocol", "goes on calling the first protocol of a child")
class KeepsTheFirstProtocol(Children):
    class kind(Transport):
        def set_protocol(self, protocol):
            pass
