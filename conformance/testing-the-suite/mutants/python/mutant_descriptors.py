"""Mutants of add_reader(), add_writer() and their removal."""

import asyncio
import os
import selectors
import socket
import stat

from labels import breaks
from mutant_base import Base


def number_of(fd):
    return fd if isinstance(fd, int) else fd.fileno()


class Watching(Base):
    """Passes each call on by itself, so that each can be broken alone."""

    def add_reader(self, fd, callback, *args):
        return self.watch("reader", fd, callback, args)

    def add_writer(self, fd, callback, *args):
        return self.watch("writer", fd, callback, args)

    def remove_reader(self, fd):
        return self.unwatch("reader", fd)

    def remove_writer(self, fd):
        return self.unwatch("writer", fd)

    def watch(self, way, fd, callback, args):
        return getattr(super(), "add_" + way)(fd, callback, *args)

    def unwatch(self, way, fd):
        return getattr(super(), "remove_" + way)(fd)

    def watched(self, way, fd):
        """The handle of what is watched, if anything is."""
        key = self._selector.get_map().get(number_of(fd))
        return key and key.data[0 if way == "reader" else 1]


@breaks("add-reader.fires-when-readable", "never runs a reader")
class NeverReads(Watching):
    def watch(self, way, fd, callback, args):
        return super().watch(way, fd, (lambda *_: None) if way == "reader" else callback, args)


@breaks("add-reader.fires-when-readable", "runs a reader at once, whether there is something to read or not")
class ReadsAtOnce(Watching):
    def watch(self, way, fd, callback, args):
        super().watch(way, fd, callback, args)
        if way == "reader":
            self.call_soon(callback, *args)


@breaks("add-reader.fires-when-readable", "calls a reader with at most one argument")
class ReadsWithOneArgument(Watching):
    def watch(self, way, fd, callback, args):
        super().watch(way, fd, callback, args[:1] if way == "reader" else args)


@breaks("add-reader.fires-when-readable", "forgets readers at the end of a run")
class ForgetsReaders(Watching):
    def run_forever(self):
        super().run_forever()
        for fd, key in list(self._selector.get_map().items()):
            if key.data[0] and fd != self._ssock.fileno():
                self.remove_reader(fd)


@breaks("add-writer.fires-when-writable", "never runs a writer")
class NeverWrites(Watching):
    def watch(self, way, fd, callback, args):
        return super().watch(way, fd, (lambda *_: None) if way == "writer" else callback, args)


@breaks("add-writer.fires-when-writable", "runs a writer at once, whether the descriptor takes data or not")
class WritesAtOnce(Watching):
    def watch(self, way, fd, callback, args):
        super().watch(way, fd, callback, args)
        if way == "writer":
            self.call_soon(callback, *args)


@breaks("add-writer.fires-when-writable", "calls a writer with at most two arguments")
class WritesWithTwoArguments(Watching):
    def watch(self, way, fd, callback, args):
        super().watch(way, fd, callback, args[:2] if way == "writer" else args)


@breaks("add-writer.fires-when-writable", "calls a writer with one argument where there is a reader")
class WritesWithOneArgumentBesideReaders(Watching):
    def watch(self, way, fd, callback, args):
        if way == "writer" and self._selector.get_map().get(number_of(fd)):
            args = args[:1]
        super().watch(way, fd, callback, args)


@breaks("add-writer.fires-when-writable", "ignores a writer that is added in a run")
class IgnoresWritersInRuns(Watching):
    def watch(self, way, fd, callback, args):
        if way == "reader" or not self.is_running():
            super().watch(way, fd, callback, args)


class KeepsTheFirst(Watching):
    """Ignores a second callback for a descriptor."""

    way = "reader"

    def watch(self, way, fd, callback, args):
        if way != self.way or not self.watched(way, fd) or not self.ignores(fd):
            super().watch(way, fd, callback, args)

    def ignores(self, fd):
        return True


@breaks("add-reader.replaces-and-cancels-previous", "ignores a second reader")
class KeepsTheFirstReader(KeepsTheFirst):
    pass


@breaks("add-reader.replaces-and-cancels-previous", "ignores a second reader in a run")
class KeepsTheFirstReaderInRuns(KeepsTheFirst):
    def ignores(self, fd):
        return self.is_running()


@breaks("add-reader.replaces-previous-unpromised", "calls the first reader as well as the second")
class CallsBothReaders(Watching):
    def watch(self, way, fd, callback, args):
        first = self.watched(way, fd) if way == "reader" else None
        if first is None:
            return super().watch(way, fd, callback, args)
        before, given = first._callback, first._args

        def both(*args):
            before(*given)
            callback(*args)

        return super().watch(way, fd, both, args)


@breaks("add-reader.replaces-previous-unpromised", "keeps the arguments of the first reader")
class KeepsTheFirstArguments(Watching):
    def watch(self, way, fd, callback, args):
        first = self.watched(way, fd) if way == "reader" else None
        return super().watch(way, fd, callback, first._args if first else args)


@breaks("add-writer.replaces-and-cancels-previous", "ignores a second writer")
class KeepsTheFirstWriter(KeepsTheFirst):
    way = "writer"


@breaks("add-writer.replaces-and-cancels-previous", "ignores a second writer in debug mode")
class KeepsTheFirstWriterInDebug(KeepsTheFirst):
    way = "writer"

    def ignores(self, fd):
        return self.get_debug()


@breaks("add-writer.replaces-previous-unpromised", "refuses a second writer")
class RefusesASecondWriter(Watching):
    def watch(self, way, fd, callback, args):
        if way == "writer" and self.watched(way, fd):
            raise FileExistsError(fd)
        super().watch(way, fd, callback, args)


@breaks("add-writer.replaces-previous-unpromised", "replaces all writers")
class ReplacesAllWriters(Watching):
    def watch(self, way, fd, callback, args):
        if way == "writer" and self.watched(way, fd):
            for other, key in list(self._selector.get_map().items()):
                if key.data[1]:
                    self.remove_writer(other)
        super().watch(way, fd, callback, args)


class Edge(Watching):
    """Runs a reader once for what it does not read."""

    def silences(self):
        return True

    def watch(self, way, fd, callback, args):
        if way == "writer":
            return super().watch(way, fd, callback, args)

        def once(*args):
            callback(*args)
            if self.silences() and self.watched(way, fd):
                with selectors.DefaultSelector() as selector:
                    selector.register(fd, selectors.EVENT_READ)
                    if selector.select(0):
                        self.unwatch(way, fd)

        return super().watch(way, fd, once, args)


@breaks("add-reader.level-triggered", "runs a reader once for data that stays unread")
class ReadsOnEdges(Edge):
    pass


@breaks("add-reader.level-triggered", "runs a reader once for data that stays unread, in debug mode")
class ReadsOnEdgesInDebug(Edge):
    def silences(self):
        return self.get_debug()


@breaks("add-reader.accepts-fd-or-object", "takes numbers alone")
class TakesNumbers(Watching):
    def watch(self, way, fd, callback, args):
        if not isinstance(fd, int):
            raise TypeError("no number")
        super().watch(way, fd, callback, args)


@breaks("add-reader.accepts-fd-or-object", "does not find by its object what was added by its number")
class TellsNumbersFromObjects(Watching):
    def __init__(self, selector=None):
        self.given = {}
        super().__init__(selector)

    def watch(self, way, fd, callback, args):
        self.given[way, number_of(fd)] = type(fd)
        super().watch(way, fd, callback, args)

    def unwatch(self, way, fd):
        known = self.given.get((way, number_of(fd)), int) is type(fd)
        return known and super().unwatch(way, fd)


@breaks("add-reader.invalid-fd", "raises OSError for what is no descriptor")
class RaisesForNoDescriptor(Watching):
    def watch(self, way, fd, callback, args):
        try:
            super().watch(way, fd, callback, args)
        except ValueError:
            raise OSError("no descriptor") from None


@breaks("add-reader.invalid-fd", "ignores negative numbers")
class IgnoresNegativeNumbers(Watching):
    def watch(self, way, fd, callback, args):
        if fd != -1:
            super().watch(way, fd, callback, args)


@breaks("add-reader.transport-fd-rejected", "watches descriptors of transports")
class WatchesTransports(Watching):
    def _ensure_fd_no_transport(self, fd):
        pass


@breaks("add-reader.transport-fd-rejected", "watches descriptors of transports for writing")
class WatchesTransportsForWriting(Watching):
    def watch(self, way, fd, callback, args):
        if way == "writer":
            self._add_writer(fd, callback, *args)
        else:
            super().watch(way, fd, callback, args)


class Answers(Watching):
    """Removes, and answers differently."""

    way = "reader"

    def unwatch(self, way, fd):
        result = super().unwatch(way, fd)
        return self.answer(result) if way == self.way else result

    def answer(self, result):
        return None


@breaks("remove-reader.returns-bool", "returns nothing from remove_reader()")
class ReturnsNothing(Answers):
    pass


@breaks("remove-reader.returns-bool", "returns True from remove_reader() in a run")
class ReturnsTrueInRuns(Answers):
    def answer(self, result):
        return result or self.is_running()


@breaks("remove-reader.returns-bool", "returns what is left from remove_reader()")
class TellsOfTheOtherWay(Watching):
    def unwatch(self, way, fd):
        before = number_of(fd) in self._selector.get_map()
        result = super().unwatch(way, fd)
        return before if way == "reader" else result


@breaks("remove-reader.returns-bool-unpromised", "returns the opposite from remove_reader()")
class ReturnsTheOpposite(Answers):
    def answer(self, result):
        return not result


@breaks("remove-reader.returns-bool-unpromised", "returns nothing from remove_reader() outside of runs")
class ReturnsNothingOutsideOfRuns(Answers):
    def answer(self, result):
        return result if self.is_running() else None


@breaks("remove-writer.returns-bool", "returns nothing from remove_writer()")
class ReturnsNothingOfWriters(Answers):
    way = "writer"


@breaks("remove-writer.returns-bool", "returns True from every remove_writer() in a run")
class ReturnsTrueOfWritersInRuns(Answers):
    way = "writer"

    def answer(self, result):
        return result or self.is_running()


@breaks("remove-writer.returns-bool-unpromised", "returns the opposite from remove_writer()")
class ReturnsTheOppositeOfWriters(Answers):
    way = "writer"

    def answer(self, result):
        return not result


@breaks("remove-writer.returns-bool-unpromised", "returns nothing from remove_writer() outside of runs")
class ReturnsNothingOfWritersOutsideOfRuns(Answers):
    way = "writer"

    def answer(self, result):
        return result if self.is_running() else None


@breaks("remove-reader.pending-callback-dropped", "runs a ready reader that was removed")
class RunsRemovedReaders(Watching):
    def unwatch(self, way, fd):
        handle = self.watched(way, fd) if way == "reader" else None
        if handle is None or handle not in self._ready:
            return super().unwatch(way, fd)
        callback, args = handle._callback, handle._args
        result = super().unwatch(way, fd)
        self._ready.append(asyncio.Handle(callback, args, self))
        return result


@breaks("remove-reader.pending-callback-dropped", "runs a ready reader that another reader removed")
class RunsReadersRemovedByReaders(RunsRemovedReaders):
    reading = False

    def watch(self, way, fd, callback, args):
        def reads(*args):
            self.reading = True
            try:
                callback(*args)
            finally:
                self.reading = False

        super().watch(way, fd, reads if way == "reader" else callback, args)

    def unwatch(self, way, fd):
        if self.reading:
            return super().unwatch(way, fd)
        return Watching.unwatch(self, way, fd)


@breaks("add-writer.independent-of-reader", "removes the writer with the reader")
class RemovesTheWriterToo(Watching):
    def unwatch(self, way, fd):
        result = super().unwatch(way, fd)
        if way == "reader":
            super().unwatch("writer", fd)
        return result


@breaks("add-writer.independent-of-reader", "forgets a reader whose descriptor gets a second writer")
class ForgetsTheReader(Watching):
    def watch(self, way, fd, callback, args):
        if way == "writer" and self.watched("writer", fd):
            super().unwatch("reader", fd)
        super().watch(way, fd, callback, args)


class MissesTheEnd(Watching):
    """Does not run a reader for the end of a stream."""

    def is_missed(self, peeked):
        return peeked in (b"", None)

    def watch(self, way, fd, callback, args):
        if way == "writer":
            return super().watch(way, fd, callback, args)

        def reads(*args):
            if stat.S_ISSOCK(os.fstat(number_of(fd)).st_mode):
                with socket.socket(fileno=os.dup(number_of(fd))) as sock:
                    try:
                        peeked = sock.recv(1, socket.MSG_PEEK)
                    except ConnectionError:
                        peeked = None
                    except OSError:
                        peeked = b"x"
                if self.is_missed(peeked):
                    self.unwatch(way, fd)
                    return
            callback(*args)

        return super().watch(way, fd, reads, args)


@breaks("watch-fd.eof-is-readable", "does not run a reader at the end of a connection")
class MissesEnds(MissesTheEnd):
    pass


@breaks("watch-fd.eof-is-readable", "does not run a reader for a reset")
class MissesResets(MissesTheEnd):
    def is_missed(self, peeked):
        return peeked is None
