#!/usr/bin/env python3
"""The Python driver of loopspec: runs small programs on event loops and says what was seen.

    python3 loopspec_start.py MODULE [FACTORY]

``MODULE.FACTORY()`` makes the loop that is judged; FACTORY is ``new_event_loop`` unless given, and
MODULE may be ``asyncio``. The driver speaks the loopspec driver protocol, version 1, on standard
input and output: one JSON object a line, each request answered by one message. It knows nothing
of what is expected of a program.

Beside this file, `loopspec_io.py` is what programs about connections work with, and `loopspec_start.py` only starts
it. Standard library only, CPython 3.8 to 3.15 and PyPy from 3.9.

How a program runs: it is compiled into Python source (``Compiler``), executed in a name space of
its own with a fresh loop (``Run``), and watched by a thread that reports a hang with the trace so
far (``Watchdog``). A program that touches the state of the whole process runs in a forked child
(``run_isolated``).

Exit status: 0 after ``bye`` or the end of the input; 2 after a request that makes no sense; 3 when
no loop can be made, or after a program that hung.
"""

import asyncio
import builtins
import collections.abc
import concurrent.futures
import contextvars
import errno
import faulthandler
import functools
import gc
import inspect
import io
import json
import keyword
import linecache
import logging
import math
import os
import pathlib
import re
import select
import signal
import socket
import stat
import string
import subprocess
import sys
import threading
import time
import traceback
import warnings
import weakref

# The second file stands beside this one, however this one was started.
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import loopspec_io

del sys.path[0]

PROTOCOL_VERSION = 1
TRACE_LIMIT = 20_000
ENTRY_LIMIT = 400
POLL_LIMIT = 100
TRACE_CUT = "\u2026 (trace cut)"
RECORD_LIMIT = 1_000
"""Most reports, warnings and log records of one program: what a program in a loop may fill."""
JOIN_SECONDS = 1.0
"""What the threads of a program have to end in once it is over."""
TEARDOWN_SECONDS = 1.5
"""What teardown as a whole may take."""
EXIT_MALFORMED, EXIT_FATAL = 2, 3
PATIENCE_FACTOR, PATIENCE_SECONDS = 3, 10
"""A limit grows by what the processor did not give, by as many times itself at most, and seconds."""
LEAK_LIMIT = (min(os.sysconf("SC_OPEN_MAX"), 1024) if hasattr(os, "sysconf") else 512) * 5 // 8
"""Descriptors that may be leaked before the process counts as spent. No more than `select()` can name: some loops use it."""
CPYTHON = sys.implementation.name == "cpython"


# ---------------------------------------------------------------------------------------- values


class AppError(Exception):
    """An ordinary error of the program's own, which no library raises."""


class AppExit(BaseException):
    """An error of the program's own that is no ``Exception``."""


class Over(BaseException):
    """Ends a program from within: nothing is left that it could wait for."""


class ProgramFault(Exception):
    """The program is one that this driver cannot run: a fault of the harness, not of the loop."""


class Classes(dict):
    """Classes by their names. Those that are None are asyncio's.

    They are looked up at each use: a set-up, an import or a factory of a loop may replace them.
    """

    def __getitem__(self, name):
        return super().__getitem__(name) or getattr(asyncio, name)


ERRORS = Classes(
    (name, getattr(builtins, name, None))
    for name in (
        "AssertionError AttributeError BlockingIOError BrokenPipeError ConnectionResetError "
        "DeprecationWarning GeneratorExit KeyboardInterrupt LookupError NotImplementedError "
        "OSError OverflowError ResourceWarning RuntimeError StopAsyncIteration SystemExit "
        "TypeError ValueError ZeroDivisionError CancelledError InvalidStateError "
        "ConnectionAbortedError ConnectionError ConnectionRefusedError FileNotFoundError "
        "ProcessLookupError SendfileNotAvailableError StopIteration"
    ).split()
)
# Two classes until 3.10; the one that asyncio raises and catches is the one that programs mean.
ERRORS.update(AppError=AppError, AppExit=AppExit, TimeoutError=None)

TYPES = Classes(
    dict.fromkeys(
        "AbstractEventLoop AbstractServer DatagramTransport SubprocessTransport Transport "
        "Future Handle Task TimerHandle".split()
    ),
    Context=contextvars.Context,
    Exception=Exception,
    OSError=OSError,
    awaitable=collections.abc.Awaitable,
    bool=bool,
    bytes=bytes,
    str=str,
    tuple=tuple,
    dict=dict,
    float=float,
    int=int,
    number=(int, float),
)


def is_of(value, name):
    """Whether a value is of the type that the case language calls `name`."""
    return inspect.isawaitable(value) if name == "awaitable" else isinstance(value, TYPES[name])


def kind(error):
    """The kind of an error: its first class that is Python's, asyncio's or the program's own."""
    if not isinstance(error, BaseException):
        return show(error)
    for cls in type(error).__mro__:
        if cls is AppError or cls is AppExit:
            return cls.__name__ + (":" + str(error.args[0]) if error.args else "")
        if cls.__module__.partition(".")[0] in ("builtins", "asyncio", "concurrent"):
            return cls.__name__
    raise AssertionError("every error has a class of builtins among its bases")


def show(value):
    """A value as traces show it."""
    if value is None or value is True or value is False:
        return str(value)
    if isinstance(value, str):
        return str(value)
    if isinstance(value, (int, float)):
        return repr(value)
    if isinstance(value, (tuple, list)):
        return "(" + ", ".join(map(show, value)) + (",)" if len(value) == 1 else ")")
    if isinstance(value, (bytes, bytearray)):
        return bytes(value).decode("ascii", "backslashreplace")
    if isinstance(value, BaseException):
        return kind(value)
    return "<object>"


def told(name, value):
    """The trace entry of a value that has a name."""
    return name + "=" + show(value)


def entry(name, args, keywords):
    """The trace entry of a function that has parameters."""
    shown = [show(arg) for arg in args]
    shown += [key + "=" + show(keywords[key]) for key in sorted(keywords)]
    return name + "(" + ", ".join(shown) + ")"


def item(of, key):
    """An item of a mapping (None where it has none) or of a sequence."""
    return of.get(key) if isinstance(of, collections.abc.Mapping) else of[key]


class Obj:
    """A fresh object with an identity and nothing else."""


class Awaitable:
    """An object whose ``__await__`` delegates to a new call of a coroutine function."""

    def __init__(self, function):
        self.function = function

    def __await__(self):
        return self.function().__await__()


async def subprocess_exit(status):
    """Starts this interpreter as a child that exits with a status; gives the child's status."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-I", "-S", "-c", "raise SystemExit(%d)" % status),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )
    return await process.wait()


def disposition(number):
    """What happens to the process at a signal: "default", "ignore" or "handler"."""
    current = signal.getsignal(number)
    if current == signal.SIG_IGN:
        return "ignore"
    return "default" if current in (signal.SIG_DFL, signal.default_int_handler) else "handler"


def debug_wanted():
    """Whether new loops are to be in debug mode."""
    asked = not sys.flags.ignore_environment and os.environ.get("PYTHONASYNCIODEBUG")
    return sys.flags.dev_mode or bool(asked)


def raise_signal(number):
    """Sends a signal to the own process."""
    if threading.current_thread() is threading.main_thread():
        signal.raise_signal(number)
    else:
        # `raise_signal` would reach this thread alone and leave the main one in its system call.
        os.kill(os.getpid(), number)


DESCRIPTORS = next(filter(os.path.isdir, ("/proc/self/fd", "/dev/fd")), None)
"""The folder that lists the open descriptors of the process, where there is one."""


def descriptor_names():
    """The open descriptors of the process by name; none where nothing tells them."""
    return frozenset(os.listdir(DESCRIPTORS)) if DESCRIPTORS else frozenset()


def open_descriptors():
    """The number of open descriptors of the process; 0 where nothing tells it."""
    return len(descriptor_names())


def matters(name):
    """Whether a descriptor that a program left may concern the next one, such as a pipe that keeps a reader waiting.

    What a selector is made of does not, nor an end of a connection, whose other end is gone by now, nor a port: the
    system gives the next program another one.
    """
    try:
        mode = os.fstat(int(name)).st_mode
        if not stat.S_ISSOCK(mode):
            return stat.S_IFMT(mode) != 0
        with socket.socket(fileno=os.dup(int(name))) as copy:
            return copy.type != socket.SOCK_STREAM
    except OSError as error:
        # Closed since: the descriptor of the listing itself.
        return error.errno != errno.EBADF


def misbehave(what, text=None):
    """Does what only tests of the harness ask for."""
    if what == "busy":
        while True:
            pass
    elif what == "crash":
        os.kill(os.getpid(), signal.SIGSEGV)
    elif what == "exit":
        os._exit(int(text) if text else 1)
    elif what == "print":
        print(text or "stray", flush=True)
        os.write(1, (text or "stray").encode() + b"\n")
    elif what == "close_stdout":
        for fd in (0, 1, 2):
            os.close(fd)
    elif what == "leave_thread":
        threading.Thread(target=threading.Event().wait, daemon=True).start()
    else:
        raise ProgramFault("the driver knows no harness operation %r" % (what,))


# -------------------------------------------------------------------------------------- compiler
#
# An operation or expression is mostly one form of source text. A field `{member:part}` of a form is
# the node's member, written as the method `part_…` of the compiler writes it. Forms are read once.

LOOP = {"$": "loop"}
ABSENT = {
    **{"args": (), "debug": None, "loop": LOOP, "of": LOOP, "on": LOOP, "side": 0, "workers": 2},
    **{"elements": (), "index": 0, "times": 1, "to": None, "name": None, "keywords": None, "certificate": "server", "with": ()},
    **{"transport": "tcp", "state": None, "path": None, "factory": None, "trusts": True, "form": None},
}
"""What stands for a member that a node does not have."""

OPERATIONS = {
    "raise": "raise {what}",
    "break": "break",
    "cv_set": "{var:variable}.set({value})",
    "set_attr": "{of}.{attr:name} = {value}",
    "thread": "{as:new} = thread({fn:fn}, ({args:items}))",
    "join": "join({thread:ref})",
    "wait": "{event:ref}.wait()",
    "block": "block({seconds})",
    "make_ready": "{pair:ref}[1 - {side:int}].send(b'x')",
    "drain": "{pair:ref}[{side:int}].recv(4096)",
    "drop": "del {names:refs}",
    "weak": "{as:new} = weakref.ref({of})",
    "gc": "gc.collect()",
    "measure": "{as:new} = {what:measure}",
    "difference": "metric({as:text}, {what:measure} - {from:ref})",
    "metric": "metric({as:text}, {value})",
    "set_asyncgen_hook": "sys.set_asyncgen_hooks(firstiter={fn:fn})",
    "signal": "on_signal({signal:signal}, {fn:fn})",
    "raise_signal": "raise_signal({signal:signal})",
    "peer": "{as:new} = peer({fn:text}, {fn:fn}, {fn:listens}, {to})",
}
PEER_STEPS = {
    "log": None,
    "repeat": None,
    "listen": "pass",
    "stop_listening": "p_.stop_listening()",
    "accept": "p_.accept()",
    "connect": "p_.connect()",
    "send": "p_.send({data})",
    "receive": "p_.receive({count:int})",
    "receive_end": "p_.receive_end()",
    "swallow": "p_.swallow()",
    "take_over": "p_.take_over()",
    "handshake": "p_.handshake({side:text}, {certificate:text}, {name})",
    "decrypt": "p_.decrypt()",
    "receive_from": "p_.receive_from()",
    "send_to": "p_.send_to({data})",
    "receive_nothing": "p_.receive_nothing({seconds})",
    "half_close": "p_.half_close()",
    "hang_up": "p_.close()",
    "reset": "p_.reset()",
    "wait": "p_.wait({event:ref})",
}
"""What a function of kind `peer` can do; None: what other functions do."""
EXPRESSIONS = {
    "$": "{$:ref}",
    "fn": "{fn:fn}",
    "list": "({list:items})",
    "bytes": "{bytes:ascii}",
    "decode": "bytes({decode}).decode('ascii')",
    "m": "{on}.{m:method}({args:call})",
    "bound": "{on}.{bound:method}",
    "attr": "{of}.{attr:name}",
    "has_method": "callable(getattr({of}, {has_method:text}, None))",
    "has_function": "callable(getattr(asyncio, {has_function:text}, None))",
    "asyncio": "asyncio.{asyncio:method}({args:call})",
    "run": "run({run}, {factory}{run:debug})",
    "module": "asyncio.{module:method}",
    "call": "{call:fn}({args:call})",
    "partial": "partial({partial}, {args:call})",
    "error": "ERRORS[{error:error}]({error:message})",
    "host": "{host:fact}",
    "time_plus": "({on}.time() + {time_plus})",
    "item": "item({of}, {item})",
    "len": "len({len})",
    "cv": "{cv:lookup}",
    "end": "{end:ref}[{side:int}]",
    "anext": "{anext}.__anext__()",
    "asend": "{asend}.asend({value})",
    "athrow": "{athrow}.athrow({error})",
    "aclose": "{aclose}.aclose()",
    "subprocess_exit": "subprocess_exit({subprocess_exit:int})",
    "alive": "({alive:ref}() is not None)",
    "disposition": "disposition({disposition:signal})",
    "repr": "repr({repr})",
    "hash": "hash({hash})",
    "kind": "kind({kind})",
    "same": "({same:first} is {same:second})",
    "equal": "({equal:first} == {equal:second})",
    "less": "({less:first} < {less:second})",
    "add": "({add:first} + {add:second})",
    "contains": "({text:text} in {contains})",
    "not": "(not {not})",
    "is": "is_of({is}, {type:type})",
    "finished": "finished({finished:ref})",
    "seen": "seen({seen:text}, {times:int})",
    "port": "port({port})",
    "protocol": "{protocol:class}",
    "new": "{new:class}()",
    "instance": "instance({instance:text}, {index:int})",
    "numbered": "numbered({numbered:int})",
    "temporary": "temporary({temporary:text}, {form})",
    "child": "*child({child:text}, ({with:items}))",
    "signal_number": "{signal_number:signal}",
    "standard": "asyncio.subprocess.{standard:name}",
    "part": "memoryview({part})[{start:int}:{stop:int}]",
    "file_path": "pathlib.Path({file_path})",
    "mapping": "{mapping:mapping}",
}
MAKEABLE = {
    "loop": "make_loop()",
    "object": "Obj()",
    "context": "contextvars.Context()",
    "copy_context": "contextvars.copy_context()",
    "event": "event()",
    "socketpair": "socketpair()",
    "thread_pool": "thread_pool({workers:int})",
    "concurrent_future": "concurrent.futures.Future()",
    "generator": "(each for each in ({elements:items}))",
    "awaitable": "Awaitable({fn:fn})",
    "runner": "asyncio.Runner(debug={debug}, loop_factory={factory} or make_loop)",
    "task": "asyncio.Task({of}, **{{'loop': {loop}, **({keywords} or {{}})}})",
    "future": "asyncio.Future(loop={loop})",
    "socket": "make_socket({transport:text}, {state}, {path}, {to})",
    "pipe": "pipe()",
    "file": "file({content})",
    "buffer": "bytearray({size:int})",
    "interpreter_pool": "interpreter_pool()",
    "tls": "tls({side:text}, {certificate:text}, {trusts})",
}
FACTS = {
    "thread_id": "threading.get_ident()",
    "debug_wanted": "debug_wanted()",
    "asyncgen_firstiter": "sys.get_asyncgen_hooks().firstiter",
    "asyncgen_finalizer": "sys.get_asyncgen_hooks().finalizer",
}
MEASURES = {
    "time": "now()",
    "loop_time": "g_loop.time()",
    "cpu": "time.process_time()",
    "descriptors": "open_descriptors()",
    "threads": "threading.active_count()",
}
SIGNALS = {name: "signal." + name for name in ("SIGINT", "SIGTERM", "SIGUSR1", "SIGUSR2")}

WORDS_OF_REAL_TIME = {
    "running thread": "threads",
    "event": "threads",
    "run_coroutine_threadsafe": "threads",
    "thread_pool": "executor",
    "interpreter_pool": "executor",
    "run_in_executor": "executor",
    "set_default_executor": "executor",
    "shutdown_default_executor": "executor",
    "subprocess_exit": "subprocesses",
    "signal": "signals",
    "raise_signal": "signals",
    "add_signal_handler": "signals",
    "remove_signal_handler": "signals",
    "peer": "network",
    "protocol": "network",
    "new": "network",
    "child": "children",
    "subprocess_exec": "children",
    "subprocess_shell": "children",
}
"""What waits for something that no virtual clock can foresee -> the capability that is missing. A thread that is
joined by the next operation has ended before anything else happens: that one is foreseen."""

WORDS_OF_THE_PROCESS = frozenset(
    "subprocess_exec subprocess_shell signal raise_signal add_signal_handler remove_signal_handler".split()
)
"""What touches the state of the whole process."""

WORDS_OF_THE_POLICY = frozenset(
    "get_event_loop set_event_loop new_event_loop get_event_loop_policy set_event_loop_policy run "
    "runner policy".split()
)
"""What touches the policy of the process: its state can be put back."""

WORDS_OF_NETWORK = frozenset(
    "peer protocol finished seen port numbered temporary socket pipe file tls child "
    "subprocess_exec subprocess_shell subprocess_exit".split()
)
"""What a program about connections is known by."""

KEPT = frozenset("m asyncio call anext asend athrow aclose".split())
"""Expressions whose values may have a finalizer that speaks up."""

TAKE_DESCRIPTORS = ("add_reader", "add_writer", "remove_reader", "remove_writer")
BODIES = ("body", "catch", "final", "then", "else")
IDENTIFIER = functools.lru_cache(4096)(re.compile(r"[A-Za-z_][A-Za-z0-9_]*\Z").match)


def name_of(value, bare=False):
    """The value itself if it may stand in source text behind a prefix, or `bare` without one."""
    if isinstance(value, str) and IDENTIFIER(value) and not (bare and keyword.iskeyword(value)):
        return value
    raise ProgramFault("expected a name, got %.200r" % (value,))


def text_of(value):
    """The Python literal of a text."""
    if isinstance(value, str):
        return repr(value)
    raise ProgramFault("expected a text, got %.200r" % (value,))


def known(table, word, what):
    """What the table has for a word of the case language."""
    if isinstance(word, str) and word in table:
        return table[word]
    raise ProgramFault("this driver knows no %s %.200r" % (what, word))


def locals_of(body, found):
    """Adds the names that the body binds for its own function alone: indexes, `each`, errors."""
    for operation in body:
        op = operation.get("op")
        own = {"repeat": "index", "async_for": "each", "try": "as"}.get(op)
        if own in operation:
            found.add(operation[own])
        for key in BODIES:
            if key in operation:
                locals_of(operation[key], found)
    return found


def fields_of(form):
    """The fields of a form, each with the text before it: (text, member, method of the compiler that writes it)."""
    parsed = string.Formatter().parse(form)
    return tuple(
        (text, member, getattr(Compiler, "part_" + (part or "value"))) for text, member, part, _ in parsed
    )


class Compiler:
    """Compiles one program into Python source.

    Functions of the program become functions of Python, so that errors, cancellation, generators
    and contexts behave as the interpreter makes them. Names are prefixed, so that none can mean
    anything else: ``g_`` for the program's one global name space, ``l_`` for a function's own
    names, ``f_`` for functions.

    After ``source()``: `variables` are the context variables, `words` the operations, expressions
    and methods that the program uses.
    """

    def __init__(self, program, keep=False):
        self.fns = program["fns"]
        self.keep = keep
        self.main = program["main"]
        self.protocols = program.get("protocols", {})
        self.lines = []
        self.depth = 0
        self.variables = set()
        self.words = set()
        self.used = set()
        self.bound = {"g_loop"}
        self.kind = "main"
        self.local = set()
        self.bodies = 0

    def source(self):
        for name, fn in self.fns.items():
            self.function(name_of(name), fn)
        for name, protocol in self.protocols.items():
            self.protocol(name_of(name), protocol)
        self.kind, self.local = "main", locals_of(self.main, set())
        self.define("def main():", self.main)
        for name in sorted(self.used - self.bound):
            raise ProgramFault("the program uses %r, which nothing in it binds" % name[2:])
        return "\n".join(self.lines) + "\n"

    def line(self, text):
        self.lines.append("    " * self.depth + text)

    # Functions

    def function(self, name, fn):
        """Writes a function of the program, with the entry that it makes in the trace."""
        self.kind = fn["kind"]
        quiet = bool(fn.get("quiet"))
        params = [name_of(param) for param in fn.get("params", ())]
        signature = ["l_" + param for param in params]
        start = ["if False: yield"] if self.kind == "asyncgen" else []
        if self.kind == "handler":
            params, signature = ["loop_", "context"], ["*a_"]
            start.append("if not report(%r, a_, %r): return" % (name, quiet))
            start.append("l_loop_, l_context = a_")
        if "rest" in fn:
            params.append(name_of(fn["rest"]))
            signature.append("*l_" + fn["rest"])
        shown = "".join(param + ", " for param in signature)
        for param in fn.get("optional", ()):
            params.append(name_of(param, bare=True))
            # Not `l_`: what a caller gives by keyword needs the parameter's own name.
            signature.append("%s=None" % param)
            start.insert(0, "l_%s = %s" % (param, param))
        if fn.get("keywords"):
            signature.append("**l_keywords")
            params.append("keywords")
        if self.kind == "peer":
            signature, quiet = ["p_"], True
            start.append("log = p_.log")
        if not quiet and self.kind != "handler":
            full = "entry(%r, (%s), %s)" % (name, shown, "l_keywords" if fn.get("keywords") else "{}")
            start.append("log(%s)" % (full if signature else repr(name)))
        self.local = locals_of(fn["body"], set(params))
        prefix = "async def" if self.kind in ("coroutine", "asyncgen") else "def"
        head = "%s f_%s(%s):" % (prefix, name, ", ".join(signature))
        self.define(head, fn["body"], start, given=frozenset(params))

    def protocol(self, name, protocol):
        """Writes a class of protocols: `Network.protocol` makes it."""
        self.words.add("protocol")
        known(loopspec_io.PROTOCOLS, protocol.get("kind"), "kind of protocol")
        then = ["%r: %s" % (text, self.part_fn(fn)) for text, fn in protocol.get("on", {}).items()]
        quiet = tuple(map(str, protocol.get("quiet", ())))
        given = (name, name, protocol["kind"], ", ".join(then), quiet)
        self.line("c_%s = protocol(%r, %r, {%s}, %r)" % given)

    def define(self, head, body, start=(), nested=False, given=frozenset()):
        """Writes a function: its scope, the statements of `start`, the operations of `body`.

        What is `given` are names that its head or `start` binds.
        """
        self.line(head)
        self.depth += 1
        bound = sorted(self.globals_of(body, set()))
        self.bound.update(bound)
        if bound:
            self.line("global " + ", ".join(bound))
        own = sorted(map(name_of, locals_of(body, set()) if nested else self.local - given))
        if own and nested:
            self.line("nonlocal " + ", ".join("l_" + name for name in own))
        elif own:
            # Makes each name a variable of this function for the bodies that are nested in it.
            self.line("if False: " + " = ".join("l_" + name for name in own) + " = None")
        # What a thread raises is seen by nobody else.
        guarded = self.kind == "thread"
        if guarded:
            self.line("try:")
            self.depth += 1
        for statement in start:
            self.line(statement)
        self.block(body)
        if guarded:
            self.depth -= 1
            self.line("except NameError: stray(); raise")
        self.depth -= 1

    def globals_of(self, body, found):
        """Adds the global names that the body binds or unbinds."""
        for operation in body:
            op = operation.get("op")
            if "as" in operation and op not in ("try", "difference", "metric"):
                found.add("g_" + name_of(operation["as"]))
            if op == "drop":
                names = map(self.part_ref, operation["names"])
                found.update(name for name in names if not name.startswith("l_"))
            for key in BODIES:
                if key in operation and op not in ("in_context", "fork"):
                    self.globals_of(operation[key], found)
        return found

    def nested(self, body):
        """Writes a function within the function, for a body that something else has to call."""
        self.bodies += 1
        name, kind = "b_%d" % self.bodies, self.kind
        self.kind = "nested body"
        self.define("def %s():" % name, body, nested=True)
        self.kind = kind
        return name

    # Operations

    def block(self, body):
        if not body:
            self.line("pass")
        for operation, following in zip(body, [*body[1:], {}]):
            op = operation.get("op")
            self.words.add(op)
            if op == "thread" and (following.get("op"), following.get("thread")) != ("join", operation.get("as")):
                self.words.add("running thread")
            if self.kind == "peer":
                self.peer_step(operation)
            elif op in FORMS_OF_OPERATIONS:
                self.line(self.filled(FORMS_OF_OPERATIONS[op], operation))
            else:
                known(STATEMENTS, op, "operation")(self, operation)

    def peer_step(self, operation):
        form = known(FORMS_OF_STEPS, operation.get("op"), "step of a peer")
        if form is None:
            STATEMENTS[operation["op"]](self, operation)
        else:
            self.line(self.filled(form, operation))

    def indented(self, head, body):
        self.line(head)
        self.depth += 1
        self.block(body)
        self.depth -= 1

    def target(self, operation, value):
        """Binds and shows a value as `as` and `show` say."""
        if "as" in operation:
            name = "g_" + name_of(operation["as"])
            self.line("%s = %s" % (name, value))
            value = name
        if "show" in operation:
            self.line("log(told(%s, %s))" % (text_of(operation["show"]), value))
        elif "as" not in operation:
            self.line(value)

    def only_in(self, operation, *kinds):
        if self.kind not in kinds:
            raise ProgramFault("%r cannot stand in a %s" % (operation["op"], self.kind))

    def op_log(self, o):
        if "value" in o:
            self.line("log(told(%s, %s))" % (text_of(o["text"]), self.expression(o["value"])))
        else:
            self.line("log(%s)" % text_of(o["text"]))

    def op_do(self, o):
        self.target(o, self.expression(o["what"]))

    def op_await(self, o):
        self.only_in(o, "coroutine", "asyncgen")
        self.target(o, "(await %s)" % self.expression(o["what"]))

    def op_try(self, o):
        if o.keys() <= {"op", "body"}:
            # The same as below, in a form that takes Python half the time to compile.
            self.indented("with catching:", o["body"])
            return
        bound = " as l_" + name_of(o["as"]) if "as" in o else ""
        self.indented("try:", o["body"])
        self.line("except BaseException%s:" % bound)
        self.depth += 1
        if "catch" in o:
            self.line("if stray(): raise")
            self.block(o["catch"])
        else:
            self.line("if caught(): raise")
        if o.get("reraise"):
            self.line("raise")
        self.depth -= 1
        if "final" in o:
            self.indented("finally:", o["final"])

    def op_finally(self, o):
        self.indented("try:", o["body"])
        self.indented("finally:", o["final"])

    def op_repeat(self, o):
        index = "l_" + name_of(o["index"]) if "index" in o else "i_"
        self.indented("for %s in range(%s):" % (index, self.part_int(o["times"])), o["body"])

    def op_if(self, o):
        self.indented("if %s:" % self.expression(o["test"]), o["then"])
        if "else" in o:
            self.indented("else:", o["else"])

    def op_return(self, o):
        self.only_in(o, "callback", "coroutine", "asyncgen", "handler", "thread", "main")
        if "value" in o and self.kind == "asyncgen":
            raise ProgramFault("an asynchronous generator returns no value")
        self.line("return " + self.expression(o["value"]) if "value" in o else "return")

    def op_yield(self, o):
        self.only_in(o, "asyncgen")
        self.target(o, "(yield %s)" % self.expression(o.get("value")))

    def op_async_for(self, o):
        self.only_in(o, "coroutine", "asyncgen")
        head = "async for l_%s in %s:" % (name_of(o["each"]), self.expression(o["over"]))
        self.indented(head, o["body"])

    def op_in_context(self, o):
        self.line("%s.run(%s)" % (self.expression(o["context"]), self.nested(o["body"])))

    def op_fork(self, o):
        self.line("fork(%s)" % self.nested(o["body"]))

    def op_policy(self, o):
        self.line("policy((%s))" % "".join(text_of(what) + ", " for what in o.get("raises", ())))

    def op_harness(self, o):
        self.line("misbehave(%s, %s)" % (text_of(o["what"]), self.expression(o.get("text"))))

    # Expressions: source text that can stand as an argument or before a dot.

    def expression(self, node):
        if node is None or node is True or node is False:
            return str(node)
        if isinstance(node, str):
            return repr(node)
        if isinstance(node, (int, float)):
            return "(%r)" % node if abs(node) < math.inf else "float(%r)" % str(node)
        if isinstance(node, dict):
            if "make" in node:
                self.words.add(node["make"])
                return self.filled(known(FORMS_OF_MAKING, node["make"], "way to make"), node)
            # The `error` of `athrow` is an expression of its own elsewhere.
            for key in ("athrow",) if "athrow" in node else node:
                if key in FORMS_OF_EXPRESSIONS:
                    self.words.add(key)
                    text = self.filled(FORMS_OF_EXPRESSIONS[key], node)
                    return "keep(%s)" % text if self.keep and key in KEPT else text
        raise ProgramFault("this driver knows no expression %.200s" % json.dumps(node))

    def filled(self, form, node):
        """The source text of a form with the members of a node."""
        text = ""
        for before, member, part in form:
            text += before
            if member is None:
                continue
            if member in node:
                value = node[member]
            elif member in ABSENT:
                value = ABSENT[member]
            else:
                raise ProgramFault("%.200s lacks %r" % (json.dumps(node), member))
            text += part(self, value, node)
        return text

    # Parts: ways to write a member

    def part_value(self, value, _):
        return self.expression(value)

    def part_ref(self, name, _=None):
        """The Python name behind a name of the program."""
        name_of(name)
        if name in self.local:
            return "l_" + name
        if name in self.fns:
            return "f_" + name
        self.used.add("g_" + name)
        return "g_" + name

    def part_refs(self, names, _):
        return ", ".join(map(self.part_ref, names))

    def part_new(self, name, _):
        return "g_" + name_of(name)

    def part_name(self, name, _):
        return name_of(name, bare=True)

    def part_text(self, text, _):
        return text_of(text)

    def part_ascii(self, text, _):
        try:
            return repr(text_of(text) and text.encode("ascii"))
        except UnicodeEncodeError:
            raise ProgramFault("expected ASCII text as bytes, got %.200r" % text) from None

    def part_int(self, value, _=None):
        if type(value) is int:
            return str(value)
        raise ProgramFault("expected a whole number, got %.200r" % (value,))

    def part_class(self, name, _):
        if name in self.protocols:
            return "c_" + name
        raise ProgramFault("the program has no protocol %.200r" % (name,))

    def part_listens(self, name, _):
        """The options of the `listen` that a peer begins with; None for one that does not."""
        body = self.fns[name]["body"] if name in self.fns else ()
        first = body[0] if body else {}
        return repr({key: first[key] for key in first if key != "op"}) if first.get("op") == "listen" else "None"

    def part_fn(self, name, _=None):
        if name is None:
            return "None"
        if name in self.fns:
            return "f_" + name
        raise ProgramFault("the program has no function %.200r" % (name,))

    def part_variable(self, name, _):
        self.variables.add(name)
        return "cv[%s]" % text_of(name)

    def part_lookup(self, name, node):
        if "in" in node:
            variable = self.part_variable(name, node)
            return "%s.get(%s, 'unset')" % (self.expression(node.get("in")), variable)
        return self.part_variable(name, node) + ".get('unset')"

    def part_method(self, name, _):
        self.words.add(name)
        return name_of(name, bare=True)

    def part_items(self, elements, _):
        return "".join(self.expression(element) + ", " for element in elements)

    def part_call(self, args, node):
        """The arguments of a call, as they stand between its parentheses."""
        given = [self.expression(arg) for arg in args]
        if node.get("m") in TAKE_DESCRIPTORS:
            # The descriptor's number: not every loop need take the socket in its place.
            ends = zip(given, args)
            given = [
                text + ".fileno()" if isinstance(arg, dict) and "end" in arg else text
                for text, arg in ends
            ]
        for name, value in node.get("kwargs", {}).items():
            plain = IDENTIFIER(name) and not keyword.iskeyword(name)
            form = "%s=%s" if plain else "**{%r: %s}"
            given.append(form % (name, self.expression(value)))
        return ", ".join(given)

    def part_mapping(self, items, _):
        return "{%s}" % ", ".join(
            "%s: %s" % (text_of(name), self.expression(value)) for name, value in items.items()
        )

    def part_error(self, name, _):
        known(ERRORS, name, "kind of error")
        return repr(name)

    def part_message(self, _, node):
        return text_of(node.get("message")) if "message" in node else ""

    def part_debug(self, _, node):
        return ", debug=" + self.expression(node.get("debug")) if "debug" in node else ""

    def part_type(self, name, _):
        known(TYPES, name, "type")
        return repr(name)

    def part_first(self, pair, _):
        return self.expression(pair[0])

    def part_second(self, pair, _):
        return self.expression(pair[1])

    def part_fact(self, name, _):
        return known(FACTS, name, "fact of the host")

    def part_measure(self, name, _):
        return known(MEASURES, name, "quantity")

    def part_signal(self, name, _):
        return known(SIGNALS, name, "signal")


FORMS_OF_OPERATIONS = {op: fields_of(form) for op, form in OPERATIONS.items()}
FORMS_OF_EXPRESSIONS = {key: fields_of(form) for key, form in EXPRESSIONS.items()}
FORMS_OF_MAKING = {what: fields_of(form) for what, form in MAKEABLE.items()}
FORMS_OF_STEPS = {op: form and fields_of(form) for op, form in PEER_STEPS.items()}
STATEMENTS = {
    name[3:]: method for name, method in vars(Compiler).items() if name.startswith("op_")
}
STATIC_NAMES = {
    "__name__": "program",
    "ERRORS": ERRORS,
    "concurrent": concurrent,
    **{
        value.__name__: value
        for value in (asyncio, contextvars, gc, pathlib, signal, sys, threading, time, weakref)
        + (functools.partial, show, told, kind, entry, item, is_of, disposition, raise_signal, debug_wanted)
        + (open_descriptors, misbehave, subprocess_exit, Obj, Awaitable)
    },
}
"""What compiled programs refer to, beside the methods of their run."""


# ------------------------------------------------------------------------------- selector and time


class VirtualTime:
    """A clock that moves only when there is nothing else to do."""

    def __init__(self):
        self.seconds = 0.0

    def time(self):
        return self.seconds


class TracedSelector:
    """Stands before a loop's selector: records the timeouts asked for, and moves virtual time."""

    def __init__(self, selector, polls, clock):
        self._selector = selector
        self._polls = polls
        self._clock = clock

    def __getattr__(self, name):
        return getattr(self._selector, name)

    def select(self, timeout=None):
        if self._polls is not None and len(self._polls) < POLL_LIMIT:
            self._polls.append(timeout)
        if self._clock is None:
            return self._selector.select(timeout)
        ready = self._selector.select(0)
        if not ready and timeout is None:
            raise Over("nothing left to wait for")
        if not ready and timeout > 0:
            self._clock.seconds += timeout
        return ready


def has_selector(loop):
    """Whether the loop is one of asyncio's selector loops, whose selector can be wrapped."""
    kinds = getattr(asyncio, "selector_events", None)
    return (
        kinds is not None
        and isinstance(loop, kinds.BaseSelectorEventLoop)
        and callable(getattr(getattr(loop, "_selector", None), "select", None))
    )


# -------------------------------------------------------------------------------- a program's run


class Catching:
    """Around operations of a program that catches what they raise, and writes it into the trace."""

    def __init__(self, run):
        self.run = run

    def __enter__(self):
        pass

    def __exit__(self, _, error, where):
        if error is None or self.run.is_own(error):
            return False
        self.run.log("!" + kind(error))
        return True


class Run:
    """One program on one fresh loop: its name space, and everything that is seen of it."""

    def __init__(self, request, factory, traced):
        self.seq = request["seq"]
        self.timeout = request["timeout"]
        self.patience = Patience(self.timeout, os.getpid())
        self.virtual = VirtualTime() if request["clock"] == "virtual" else None
        self.factory = factory
        self.traced = traced
        self.started = time.perf_counter()
        self.trace = []
        self.metrics = {}
        self.reports = []
        self.warnings = []
        self.logs = []
        self.polls = [] if traced else None
        self.fault = None
        # Weak references to what teardown has to end: a program that drops it may ask if it lives.
        self.loops = []
        self.events = []
        self.threads = []
        self.sockets = []
        self.pools = []
        self.kept = [] if request.get("keep") is True else None
        self.signals = {}
        self.forked = None
        self.process_wide = self.about_policy = False
        self.source = ""
        self.names = None
        self.log = self.make_log()
        self.network = None
        self.descriptors = None

    def make_log(self):
        trace = self.trace

        def log(text):
            if len(trace) < TRACE_LIMIT:
                trace.append(text if len(text) <= ENTRY_LIMIT else text[:ENTRY_LIMIT])
            else:
                trace[-1] = TRACE_CUT

        return log

    # What the compiled program calls, beside what STATIC_NAMES has

    def name_space(self, variables):
        own = (self.stray, self.caught, self.report, self.metric, self.adopt, self.make_loop, self.run)
        own += (self.block, self.thread, self.thread_pool, self.interpreter_pool, self.event)
        own += (self.socketpair,)
        own += (self.fork, self.policy, self.on_signal, self.now)
        own += (self.join,)
        names = dict(STATIC_NAMES)
        names.update((method.__name__, method) for method in own)
        names["log"] = self.log
        names["catching"] = Catching(self)
        if self.network is not None:
            net = self.network
            methods = (net.peer, net.protocol, net.instance, net.finished, net.seen, net.port)
            methods += (net.temporary, net.make_socket, net.pipe, net.file)
            methods += (loopspec_io.numbered, loopspec_io.child, loopspec_io.tls)
            names.update((method.__name__, method) for method in methods)
        if self.kept is not None:
            names["keep"] = self.keep
        names["cv"] = {name: contextvars.ContextVar(name) for name in variables}
        return names

    def stray(self):
        """Whether the error that is being handled is the driver's own and must not be caught by the program."""
        return self.is_own(sys.exc_info()[1])

    def is_own(self, error):
        """Whether an error is the driver's own. A fault is noted."""
        if isinstance(error, NameError):
            where = error.__traceback__
            while where is not None and where.tb_next is not None:
                where = where.tb_next
            # A NameError from elsewhere is a bug of the loop, and so is a name of the program that is not
            # bound yet: what binds it did not run. The program may well catch both.
            own = where is not None and where.tb_frame.f_globals is self.names
            if own and not re.search(r"'[gl]_\w+'", str(error)):
                self.fault = self.fault or "the driver failed: " + describe(error)
                return True
        return isinstance(error, Over)

    def caught(self):
        """The same; what is not the driver's own is written into the trace."""
        if self.stray():
            return True
        self.log("!" + kind(sys.exc_info()[1]))
        return False

    def report(self, name, args, quiet):
        """Records a call of an exception handler; whether its body can run."""
        if len(args) != 2:
            plural = "" if len(args) == 1 else "s"
            self.log("%s called with %d argument%s" % (name, len(args), plural))
        elif not quiet:
            self.log(name)
        context = args[1] if len(args) == 2 else None
        context = context if isinstance(context, collections.abc.Mapping) else {}
        message, error = context.get("message"), context.get("exception")
        self.is_own(error)
        if len(self.reports) < RECORD_LIMIT:
            self.reports.append(
                {
                    "handler": name,
                    "keys": sorted(map(str, context)),
                    "message": None if message is None else str(message),
                    "exception": None if error is None else kind(error),
                }
            )
        return len(args) == 2

    def keep(self, value):
        """Holds a value until the program is over; gives it."""
        self.kept.append(value)
        return value

    def metric(self, name, value):
        if isinstance(value, (int, float)) and math.isfinite(value):
            self.metrics[name] = value
        else:
            self.fault = self.fault or "metric %r is no finite number: %r" % (name, value)

    def now(self):
        return self.virtual.seconds if self.virtual else time.monotonic()

    def block(self, seconds):
        if self.virtual:
            self.virtual.seconds += seconds
        else:
            time.sleep(seconds)

    def make_loop(self):
        loop = self.factory()
        self.adopt(loop)
        return remember(self.loops, loop)

    def adopt(self, loop):
        """Puts a traced selector into a loop that has none yet. The first loop's polls are kept."""
        if self.traced and has_selector(loop) and type(loop._selector) is not TracedSelector:
            polls = None if self.loops else self.polls
            if polls is not None or self.virtual:
                loop._selector = TracedSelector(loop._selector, polls, self.virtual)
            if self.virtual:
                loop.time = self.virtual.time
        return loop

    def run(self, coroutine, factory, **options):
        """`asyncio.run` on a loop that the program's factory makes, or the implementation's."""
        if factory is not None:
            return asyncio.run(coroutine, **options, loop_factory=factory)
        own = self.factory is asyncio.new_event_loop and not self.virtual
        if own or isinstance(asyncio_policy(), LoggingPolicy):
            return asyncio.run(coroutine, **options)
        # New in 3.12; the function of an implementation that replaces this one may lack it.
        if "loop_factory" in (asyncio.run.__kwdefaults__ or {}):
            return asyncio.run(coroutine, **options, loop_factory=self.make_loop)
        before = asyncio.get_event_loop_policy()
        asyncio.set_event_loop_policy(LoggingPolicy(self.make_loop))
        try:
            return asyncio.run(coroutine, **options)
        finally:
            asyncio.set_event_loop_policy(before)

    def policy(self, raises):
        asyncio.set_event_loop_policy(LoggingPolicy(self.make_loop, self.log, raises))

    def thread(self, function, args):
        thread = threading.Thread(target=function, args=args, daemon=True)
        thread.start()
        return remember(self.threads, thread)

    def join(self, thread):
        """Waits for the end of a thread or of a peer, blocking."""
        if isinstance(thread, loopspec_io.Peer):
            self.network.join(thread)
        else:
            thread.join()

    def thread_pool(self, workers):
        return remember(self.pools, concurrent.futures.ThreadPoolExecutor(workers))

    def interpreter_pool(self):
        return remember(self.pools, concurrent.futures.InterpreterPoolExecutor(2))

    def event(self):
        return remember(self.events, threading.Event())

    def socketpair(self):
        pair = socket.socketpair()
        for end in pair:
            remember(self.sockets, end).setblocking(False)
        return pair

    def on_signal(self, number, function):
        default = signal.default_int_handler if number == signal.SIGINT else signal.SIG_DFL
        action = default if function is None else lambda *_: function()
        self.signals.setdefault(number, signal.signal(number, action))

    def fork(self, body):
        """Runs the body in a forked child; its trace entries are appended when it has ended."""
        read_end, write_end = os.pipe()
        pid = os.fork()
        if pid == 0:
            try:
                before = len(self.trace)
                try:
                    body()
                except BaseException as error:
                    self.log("!" + kind(error))
                write_all(write_end, json.dumps([self.fault, self.trace[before:]]).encode())
            finally:
                os._exit(0)
        self.forked = pid
        os.close(write_end)
        with open(read_end, "rb") as answer:
            text = answer.read()
        os.waitpid(pid, 0)
        self.forked = None
        fault, entries = json.loads(text) if text else ("the forked child died", [])
        self.fault = self.fault or fault
        for text in entries:
            self.log(text)

    # The run itself

    def prepare(self, program):
        """Compiles the program and makes its loop; the outcome that stands in its way, or None."""
        compiler = Compiler(program, self.kept is not None)
        source = compiler.source()
        self.process_wide = not WORDS_OF_THE_PROCESS.isdisjoint(compiler.words)
        self.about_policy = not WORDS_OF_THE_POLICY.isdisjoint(compiler.words)
        self.source = source
        if self.virtual and not self.traced:
            return "unsupported", "a virtual clock: the loop has no selector that could be wrapped"
        foreign = {WORDS_OF_REAL_TIME[word] for word in compiler.words & set(WORDS_OF_REAL_TIME)}
        if self.virtual and foreign:
            return "unsupported", "on a virtual clock: " + ", ".join(sorted(foreign))
        if not WORDS_OF_NETWORK.isdisjoint(compiler.words):
            self.network = loopspec_io.Network(self.trace, self.log, kind, self.timeout)
            self.descriptors = descriptor_names()
        self.names = self.name_space(compiler.variables)
        exec(compile(source, "<program>", "exec"), self.names)
        for name in program["fns"]:
            function = self.names["f_" + name]
            function.__name__ = function.__qualname__ = name
        self.names["g_loop"] = self.make_loop()
        return None

    def execute(self):
        """Runs main in an empty context; the outcome and why."""
        try:
            contextvars.Context().run(self.names["main"])
            outcome, why = "ok", None
        except Over as over:
            return "hang", str(over)
        except BaseException as error:
            self.is_own(error)
            why = str(error) if type(error) is AttributeError else None
            outcome = "raised " + kind(error)
        if self.network is not None:
            self.fault = self.fault or self.network.fault()
        if self.fault:
            return "error", self.fault
        return outcome, why

    def observation(self, outcome, why=None, stack=None, tainted=False):
        """The result message, from what has been seen until now."""
        result = {
            "type": "result",
            "seq": self.seq,
            "outcome": outcome,
            "trace": list(self.trace),
            "metrics": dict(self.metrics),
            "reports": list(self.reports),
            "warnings": list(self.warnings),
            "logs": list(self.logs),
            "us": self.microseconds(),
        }
        if self.polls is not None:
            result["polls"] = list(self.polls)
        if why is not None:
            result["why"] = why
        if stack is not None:
            result["stack"] = stack
        if tainted:
            result["tainted"] = True
        return result

    def microseconds(self):
        return round((time.perf_counter() - self.started) * 1e6)

    def hang(self, main_thread):
        """What is seen when time is up: told by another thread while the main one is stuck."""
        linecache.cache["<program>"] = (0, None, self.source.splitlines(True), "<program>")
        if self.forked:
            os.kill(self.forked, signal.SIGKILL)
        if self.network is not None:
            tell_errors(self.network.remove_folder)
            tell_errors(loopspec_io.end_children)
        frame = sys._current_frames().get(main_thread)
        stack = traceback.extract_stack(frame)
        where = "in %s (%s:%s)" % (stack[-1].name, stack[-1].filename, stack[-1].lineno)
        why = "no end within %g s; the main thread is %s" % (self.timeout, where)
        if self.patience.given >= 0.01:
            why += "; %.2g s in which it had no processor do not count" % self.patience.given
        return self.observation("hang", why, "".join(stack.format()[-40:]), tainted=True)

    # Teardown: after the snapshot; nothing that happens from here on is judged.

    def dispose(self, baseline):
        """Ends what the program left behind; whether something of it is still alive."""
        for event in living(self.events):
            event.set()
        going_on = self.network is not None and self.network.dispose()
        deadline = time.monotonic() + JOIN_SECONDS
        for thread in living(self.threads):
            thread.join(max(0.0, deadline - time.monotonic()))
        for pool in living(self.pools):
            pool.shutdown(wait=False)
        for loop in living(self.loops):
            close(loop)
        for end in living(self.sockets):
            tell_errors(end.close)
        for number, before in self.signals.items():
            signal.signal(number, before)
        while threading.active_count() > baseline and time.monotonic() < deadline:
            time.sleep(0.001)
        return going_on or threading.active_count() > baseline

    def leaves_descriptors(self):
        """Whether a program about connections has left a descriptor that concerns the next one."""
        if self.descriptors is None:
            return False
        return any(map(matters, descriptor_names() - self.descriptors))

    def forget(self):
        """Lets go of the program's objects, values first: their finalizers may call functions."""
        self.kept = None
        names, self.names = self.names, None
        if self.network is not None:
            self.network.forget()
        if names is not None:
            for name in [name for name in names if name.startswith("g_")]:
                del names[name]
            names.clear()


def tell_errors(function):
    """Calls a function of the teardown: what goes wrong is told on standard error, not judged."""
    try:
        function()
    except BaseException:
        traceback.print_exc()


def close(loop):
    """Closes a loop that can be closed."""
    tell_errors(lambda: loop.is_running() or loop.is_closed() or loop.close())


def remember(references, value):
    """Adds a reference to the value, a weak one if it can be; gives the value."""
    try:
        references.append(weakref.ref(value))
    except TypeError:
        references.append(lambda: value)
    return value


def living(references):
    """What is still there of what was remembered."""
    return [value for value in (reference() for reference in references) if value is not None]


def asyncio_policy():
    """The event loop policy that is set, without making one (None: none was asked for yet)."""
    return getattr(asyncio.events, "_event_loop_policy", None)


def default_policy_class():
    found = getattr(asyncio, "unix_events", None) or getattr(asyncio, "windows_events", None)
    return getattr(found, "_DefaultEventLoopPolicy", None) or asyncio.DefaultEventLoopPolicy


try:
    DefaultPolicy = default_policy_class()
except AttributeError:  # An asyncio that has no policies any more.
    DefaultPolicy = object


class LoggingPolicy(DefaultPolicy):
    """The default policy over the implementation's factory; says in the trace what it is asked.

    `raises` names what fails with ``AppError:policy``. Without `log` it is silent.
    """

    def __init__(self, factory, log=None, raises=()):
        super().__init__()
        self._factory = factory
        self._log = log
        self._raises = raises
        self._making = False

    def _asked(self, what):
        if self._log is not None:
            self._log("policy." + what)
        if what in self._raises:
            raise AppError("policy")

    def get_event_loop(self):
        self._asked("get")
        return super().get_event_loop()

    def set_event_loop(self, loop):
        self._asked("set")
        super().set_event_loop(loop)

    def new_event_loop(self):
        # The factory may itself be asyncio.new_event_loop, which asks the policy.
        if self._making:
            return super().new_event_loop()
        self._asked("new")
        self._making = True
        try:
            return self._factory()
        finally:
            self._making = False


# ------------------------------------------------------------------------- observing the process


class Observer(logging.Handler):
    """Passes the log records of asyncio and its futures, and all warnings, on to the run that is going on, if any."""

    def __init__(self):
        super().__init__()
        self.run = None
        # An executor's future logs under its own name what its callbacks raise.
        self.loggers = [logging.getLogger(name) for name in ("asyncio", "concurrent.futures")]

    def attach(self, run):
        """From here on everything belongs to `run`; undoes what a program before may have set."""
        warnings.resetwarnings()
        warnings.simplefilter("always")
        warnings.showwarning = self.warned
        for logger in self.loggers:
            logger.handlers[:] = [self]
            logger.propagate = False
            logger.disabled = False
            if logger.level != logging.INFO:
                logger.setLevel(logging.INFO)
        self.run = run

    def warned(self, message, category, *_):
        run = self.run
        # What a fork says of threads is about the driver's own watchdog.
        if run is None or "use of fork() may lead to deadlocks" in str(message):
            return
        if len(run.warnings) < RECORD_LIMIT:
            run.warnings.append({"category": category.__name__, "message": str(message)})

    def emit(self, record):
        run = self.run
        if run is None or len(run.logs) >= RECORD_LIMIT:
            return
        error = record.exc_info[1] if record.exc_info else None
        run.is_own(error)
        try:
            message = record.getMessage()
        except Exception:
            message = str(record.msg)  # Its arguments do not fit: the loop's fault, not ours.
        run.logs.append(
            {
                "level": record.levelname,
                "message": message,
                "exception": None if error is None else kind(error),
            }
        )


def starved(pid):
    """Seconds for which a process's first thread was ready to run and had no processor.

    0 where the platform does not tell, or the process is gone.
    """
    try:
        if pid == os.getpid():
            text = os.pread(own_schedstat(pid), 100, 0)
        else:
            with open("/proc/%d/schedstat" % pid, "rb") as file:
                text = file.read()
        return int(text.split()[1]) / 1e9
    except (OSError, IndexError, ValueError):
        return 0.0


@functools.lru_cache(1)
def own_schedstat(pid):
    """The statistics of this process, open for good: each program reads them. A fork has its own."""
    return os.open("/proc/%d/schedstat" % pid, os.O_RDONLY)


class Patience:
    """How much later a deadline is because others had the processor.

    A limit is about the loop, not about the machine: a short one would call a loop hung that had no
    chance to run.
    """

    def __init__(self, limit, pid):
        self.most = min(PATIENCE_FACTOR * limit, PATIENCE_SECONDS)
        self.pid = pid
        self.before = starved(pid)
        self.given = 0.0

    def more(self):
        """Seconds to wait on at a deadline; 0 if nothing was lost since the last call."""
        lost = min(self.most, starved(self.pid) - self.before) - self.given
        if lost < 0.001:
            return 0.0
        self.given += lost
        return lost


class Watchdog:
    """One thread for the life of the driver. At a deadline it sends a message and ends the process.

    The thread sleeps until the deadline it last saw: arming wakes it only for an earlier one, so
    that a run costs no thread switch.
    """

    def __init__(self, send):
        self.send = send
        self.changed = threading.Condition()
        self.deadline = None
        self.message = None
        self.more = None
        self.wakes_at = math.inf
        threading.Thread(target=self.watch, name="loopspec-watchdog", daemon=True).start()

    def arm(self, deadline, message, more=lambda: 0.0):
        """`message()` is called, and its result sent, at `deadline` of the monotonic clock.

        `more()` says at the deadline by how many seconds it is put off.
        """
        with self.changed:
            self.deadline = deadline
            self.message = message
            self.more = more
            if deadline < self.wakes_at:
                self.changed.notify()

    def disarm(self):
        with self.changed:
            self.deadline = self.message = None

    def watch(self):
        with self.changed:
            while True:
                now = time.monotonic()
                if self.deadline is not None and self.deadline <= now:
                    more = self.more()
                    if more:
                        self.deadline = now + more
                        continue
                    # With the lock held: the main thread cannot answer a second time.
                    self.send(self.message())
                    os._exit(EXIT_FATAL)
                self.wakes_at = math.inf if self.deadline is None else self.deadline
                self.changed.wait(None if self.deadline is None else self.wakes_at - now)


# ---------------------------------------------------------------------------------------- protocol


ENCODER = json.JSONEncoder(separators=(",", ":"))


def to_json(message):
    """A message as a line."""
    return ENCODER.encode(message).encode() + b"\n"


def write_all(fd, data):
    """Writes all bytes, whatever the descriptor takes at a time."""
    view = memoryview(data)
    while view:
        try:
            view = view[os.write(fd, view) :]
        except BlockingIOError:
            time.sleep(0.001)


class Standard:
    """The three standard descriptors, kept out of the reach of what runs here.

    The protocol goes over private copies. What a program finds as descriptor 0 is empty, and as
    descriptor 1 the standard error.
    """

    def __init__(self):
        self.requests = os.fdopen(os.dup(0), "rb")
        self.replies = os.dup(1)
        self.errors = os.dup(2)
        self.null = os.open(os.devnull, os.O_RDWR)
        self.restore(force=True)
        sys.stdin = io.TextIOWrapper(io.FileIO(0, closefd=False))
        sys.stdout = sys.stderr

    def restore(self, force=False):
        """Opens again what a program has closed."""
        for fd, source in ((0, self.null), (1, self.errors), (2, self.errors)):
            try:
                os.fstat(fd)
                closed = False
            except OSError:
                closed = True
            if closed or (force and fd != 2):
                os.dup2(source, fd)

    def send(self, message):
        try:
            write_all(self.replies, to_json(message))
        except BrokenPipeError:
            os._exit(0)  # Nobody is left to answer to.

    def fatal(self, message, detail=None):
        reply = {"type": "fatal", "message": message}
        if detail is not None:
            reply["detail"] = detail
        self.send(reply)
        os._exit(EXIT_FATAL)

    def malformed(self, message):
        """Says on standard error what is wrong with a request, and ends the driver."""
        os.write(self.errors, ("loopspec driver: %s\n" % message).encode(errors="replace"))
        os._exit(EXIT_MALFORMED)


class Driver:
    """Answers requests for one implementation."""

    def __init__(self, standard, module, factory="new_event_loop", setup="{}"):
        self.standard = standard
        self.module_name = module
        self.factory_name = factory
        self.setup = setup
        self.names = {"__name__": "__loopspec_setup__"}
        self.factory = None
        self.traced = self.restores = False
        self.hello_reply = None
        self.observer = Observer()
        self.watchdog = None
        self.main_thread = threading.get_ident()
        self.threads = self.descriptors = 0

    def serve(self):
        """Answers until `bye` or the end of the input."""
        for line in iter(self.standard.requests.readline, b""):
            try:
                request = json.loads(line.decode())
            except ValueError as error:
                self.standard.malformed("a request that is no JSON (%s): %.200r" % (error, line))
            wanted = request.get("type") if isinstance(request, dict) else None
            if wanted == "hello":
                self.standard.send(self.hello(request))
            elif wanted == "run":
                self.answer_run(request)
            elif wanted == "bye":
                break
            else:
                self.standard.malformed(
                    "expected a request of type hello, run or bye, got %.200r" % line
                )
        # Not sys.exit: what programs left behind may wait for ever in exit handlers.
        os._exit(0)

    # hello

    def hello(self, request):
        if request.get("protocol") != PROTOCOL_VERSION:
            self.standard.fatal(
                "This driver speaks version %d of the driver protocol, the runner asked for "
                "version %s: use the driver that came with the runner"
                % (PROTOCOL_VERSION, json.dumps(request.get("protocol")))
            )
        if self.hello_reply is None:
            self.hello_reply = self.introduce()
            self.watchdog = Watchdog(self.standard.send)
            self.threads = threading.active_count()
            starved(os.getpid())  # Opens what is counted below.
            self.descriptors = open_descriptors()
            self.observer.attach(None)
            gc.collect()
            if hasattr(gc, "freeze"):
                gc.freeze()  # Keeps `gc` in programs from walking through all of this.
        return self.hello_reply

    def introduce(self):
        fatal, name = self.standard.fatal, self.module_name
        setup = json.loads(self.setup)
        self.set_up(setup.get("setup", ()))
        try:
            __import__(name)
            module = sys.modules[name]
        except BaseException as error:
            self.explain("The module %r cannot be imported: %s" % (name, describe(error)))
        if "factory" in setup:
            full_name = setup["factory"]
            factory = self.factory_of(full_name)
        else:
            full_name = "%s.%s" % (name, self.factory_name)
            factory = self.factory_in(module)
        if not callable(factory):
            fatal("%s is no function that makes a loop: %.200r" % (full_name, factory), A_FUNCTION)
        try:
            loop = factory()
        except TypeError as error:
            # Where nothing of the factory ran, it was the call that failed.
            advice = None if error.__traceback__.tb_next else WITHOUT_ARGUMENTS
            self.explain("%s() makes no loop: %s" % (full_name, describe(error)), advice)
        except BaseException as error:
            self.explain("%s() makes no loop: %s" % (full_name, describe(error)))
        problem = no_loop(loop)
        if problem:
            fatal("%s() returned no event loop but %s" % (full_name, problem[0]), problem[1])
        if takes_nothing(loop):
            fatal("%s() returned a loop that is closed already" % full_name, A_FUNCTION)
        self.factory = factory
        self.traced = has_selector(loop)
        # A policy that a set-up has installed could not be made again.
        policy = asyncio_policy()
        self.restores = DefaultPolicy is not object and (policy is None or type(policy) is DefaultPolicy)
        reply = {
            "type": "hello",
            "protocol": PROTOCOL_VERSION,
            "implementation": {
                "name": "%s.%s" % (name, type(loop).__name__),
                "version": version_of(name, module),
                "language": "Python",
                "languageVersion": language_version(),
                "platform": platform_name(),
            },
            "edition": "%d.%d.%d" % sys.version_info[:3],
            "capabilities": capabilities_of(self.traced),
            "clocks": ["real", "virtual"] if self.traced else ["real"],
            "clockResolution": clock_resolution(loop),
            "restores": self.restores,
        }
        close(loop)
        if gives_again(factory, loop):
            fatal("%s() returned the same loop twice" % full_name, A_FUNCTION)
        return reply

    def set_up(self, lines):
        """Runs the lines that a configuration gives; what they make lives as long as the driver."""
        try:
            exec(compile("\n".join(lines), "<setup>", "exec"), self.names)
        except BaseException as error:
            self.explain("The set-up of %r fails: %s" % (self.module_name, describe(error)))

    def factory_of(self, expression):
        """The function that an expression over the set-up's names gives."""
        try:
            return eval(compile(expression, "<factory>", "eval"), self.names)
        except BaseException as error:
            self.explain("The factory %r fails: %s" % (expression, describe(error)))

    def factory_in(self, module):
        """The function that the specification names."""
        try:
            return functools.reduce(getattr, self.factory_name.split("."), module)
        except AttributeError:
            self.standard.fatal(
                "The module %r has no %r: name the function that makes the loop after the module, "
                "as in python:%s:FACTORY"
                % (self.module_name, self.factory_name, self.module_name)
            )

    def explain(self, message, advice=None):
        """Fatal, with advice or the traceback of the error that is being handled."""
        kind_, error, where = sys.exc_info()
        lines = traceback.format_exception(kind_, error, where.tb_next if where else None)
        self.standard.fatal(message, advice or "".join(lines))

    # run

    def answer_run(self, request):
        """Answers a `run` request, in this process or in one of its own."""
        if self.hello_reply is None:
            self.standard.malformed("a run request before hello")
        problem = problem_of(request)
        if problem:
            self.standard.malformed(problem)
        if request["isolate"]:
            if hasattr(os, "fork"):
                run_isolated(self, request)
            else:
                run_elsewhere(self, request)
        else:
            self.watched_run(request)

    def watched_run(self, request):
        """Runs a program here, under the watchdog, and cleans up behind it."""
        run = Run(request, self.factory, self.traced)
        deadline = time.monotonic() + run.timeout
        interrupts = signal.getsignal(signal.SIGINT)
        hooks = sys.get_asyncgen_hooks()
        self.watchdog.arm(deadline, lambda: run.hang(self.main_thread), run.patience.more)
        result = self.observe(run, request["program"])
        teardown = min(time.monotonic() + TEARDOWN_SECONDS, deadline + 0.1)
        self.watchdog.arm(teardown, lambda: dict(result, tainted=True))
        unraisable = sys.unraisablehook
        sys.unraisablehook = ignore  # What finalizers of the left-overs raise is of no interest.
        tainted = run.dispose(self.threads)
        if run.about_policy:
            restored = self.restores and signal.getsignal(signal.SIGINT) == interrupts
            tainted = tainted or not restored or asyncio._get_running_loop() is not None
            if not tainted:
                asyncio.set_event_loop_policy(None)
        if tuple(hooks) != tuple(sys.get_asyncgen_hooks()):
            sys.set_asyncgen_hooks(*hooks)
        self.standard.restore()
        leaked = open_descriptors() - self.descriptors
        if tainted or run.process_wide or leaked > LEAK_LIMIT:
            result["tainted"] = True
        else:
            run.forget()
        # Nothing of this program may speak up in the next one's channels. Elsewhere than in CPython
        # a collection takes 20 ms: only where a coroutine may be left that says so.
        if CPYTHON or "async def" in run.source:
            gc.collect()
        sys.unraisablehook = unraisable
        if run.leaves_descriptors():
            result["tainted"] = True
        result["us"] = run.microseconds()
        self.watchdog.disarm()
        self.standard.send(result)

    def observe(self, run, program):
        """Runs a program; the result as it stands at the end of main."""
        self.observer.attach(run)
        try:
            obstacle = run.prepare(program)
            outcome, why = obstacle or run.execute()
            return run.observation(outcome, why)
        except ProgramFault as fault:
            return run.observation("error", str(fault))
        except BaseException as error:
            stack = traceback.format_exc()
            return run.observation("error", "the driver failed: " + describe(error), stack)
        finally:
            self.observer.run = None


def ignore(*_):
    """Does nothing."""


def describe(error):
    """An error in one line, as a traceback ends."""
    return traceback.format_exception_only(type(error), error)[-1].strip()


def problem_of(request):
    """What is wrong with a `run` request, or None."""
    program, timeout = request.get("program"), request.get("timeout")
    if not isinstance(request.get("seq"), int):
        return "expected `seq` of a run request to be a whole number, got %r" % request.get("seq")
    if isinstance(timeout, bool) or not isinstance(timeout, (int, float)) or not timeout > 0:
        return "expected `timeout` of a run request to be a number of seconds, got %r" % timeout
    if request.get("clock") not in ("real", "virtual"):
        return "expected `clock` to be real or virtual, got %r" % request.get("clock")
    if not isinstance(request.get("isolate"), bool):
        return "expected `isolate` to be true or false, got %r" % request.get("isolate")
    shape = (dict, list)
    got = (program.get("fns"), program.get("main")) if isinstance(program, dict) else (None, None)
    if not all(map(isinstance, got, shape)):
        return "expected a program with `fns` and `main`, got %.200r" % (program,)
    return None


# --------------------------------------------------------------------------------------- isolation


def run_isolated(driver, request):
    """Runs a program in a forked child, where nothing of asyncio's state was touched, and relays.

    A child that dies takes this process along in the same way: a crash looks like one.
    """
    answer, answer_end = os.pipe()
    alive, alive_end = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            os.close(answer)
            os.close(alive_end)
            run_as_child(driver, request, answer_end, alive)
        finally:
            os._exit(70)
    os.close(answer_end)
    os.close(alive)
    patience = Patience(request["timeout"], pid)
    # The child tells of a hang itself, if it can, and knows more of it.
    deadline = time.monotonic() + request["timeout"] + 0.15
    text = b""
    timed_out = False
    while not text.endswith(b"\n"):
        timed_out = not readable(answer, deadline)
        more = patience.more() if timed_out else 0
        if more:
            deadline = time.monotonic() + more
            continue
        part = b"" if timed_out else os.read(answer, 1 << 16)
        if not part:
            break
        text += part
    answered = text.endswith(b"\n")
    if timed_out or answered:
        os.kill(pid, signal.SIGKILL)
    status = os.waitpid(pid, 0)[1]
    os.close(answer)
    os.close(alive_end)
    if answered:
        write_all(driver.standard.replies, text)
    elif timed_out:
        driver.standard.send(silent_hang(request))
    else:
        die_like(status)


def readable(fd, deadline):
    """Waits until there is something to read, or the end of it; False at the deadline."""
    # Not select(): a loop that leaks descriptors soon takes them beyond what it can name.
    poll = select.poll()
    poll.register(fd, select.POLLIN)
    return bool(poll.poll(max(0, math.ceil((deadline - time.monotonic()) * 1000))))


def silent_hang(request):
    """The result of a program whose process said nothing in time."""
    why = "no end within %g s, and no answer from the process" % request["timeout"]
    return Run(request, None, False).observation("hang", why)


def run_as_child(driver, request, answer_end, alive):
    """The child's side: the same run, its own watch, no teardown but the end of the process."""
    run = Run(request, driver.factory, driver.traced)
    deadline = time.monotonic() + run.timeout  # On a loaded machine a fork takes a while.
    send = functools.partial(write_result, answer_end)
    os.close(driver.standard.replies)
    os.close(driver.standard.requests.fileno())
    # A backstop below the interpreter, for an implementation that never lets go of the GIL.
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(math.ceil(run.timeout + run.patience.most) + 1)
    lock = threading.Lock()
    main_thread = threading.get_ident()

    def watch():
        orphaned = readable(alive, deadline)
        more = run.patience.more()
        while more and not orphaned:
            orphaned = readable(alive, time.monotonic() + more)
            more = run.patience.more()
        lock.acquire()  # Kept: from here on the main thread cannot answer.
        if not orphaned:
            send(run.hang(main_thread))
        os._exit(EXIT_FATAL)

    threading.Thread(target=watch, name="loopspec-watchdog", daemon=True).start()
    result = driver.observe(run, request["program"])
    result["us"] = run.microseconds()
    if run.network is not None:
        tell_errors(run.network.dispose)
    with lock:
        send(result)
        os._exit(0)


def write_result(fd, result):
    """Sends a child's result to the driver. The child's end is the end of what it left behind."""
    result.pop("tainted", None)
    write_all(fd, to_json(result))


def die_like(status):
    """Ends this process as the child ended that `waitpid` gave the status of."""
    if os.WIFSIGNALED(status):
        number = os.WTERMSIG(status)
        faulthandler.disable()
        if number != signal.SIGKILL:
            signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)
        time.sleep(1)
        os._exit(128 + number)
    os._exit(os.WEXITSTATUS(status))


def run_elsewhere(driver, request):
    """Runs a program in a driver process started for it alone: for platforms without fork."""
    command = [sys.executable, os.path.abspath(__file__), driver.module_name, driver.factory_name]
    command.append(driver.setup)
    messages = ({"type": "hello", "protocol": PROTOCOL_VERSION}, dict(request, isolate=False))
    text = "".join(json.dumps(message) + "\n" for message in messages)
    child = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=driver.standard.errors
    )
    try:
        answers = child.communicate(text.encode(), request["timeout"] + 5)[0].splitlines()
    except subprocess.TimeoutExpired:
        child.kill()
        child.communicate()
        answers = [b"", json.dumps(silent_hang(request))]
    if len(answers) < 2:
        os._exit(child.returncode & 255 or 1)
    result = json.loads(answers[1])
    result.pop("tainted", None)
    driver.standard.send(result)


# ---------------------------------------------------------------------------------- introductions


A_FUNCTION = (
    "loopspec makes a loop for each program, and closes it: name a function that returns a new one "
    "at each call."
)
WITHOUT_ARGUMENTS = "loopspec calls it without arguments: name a function that needs none."
METHODS_OF_ALL = ("run_forever", "run_until_complete", "call_soon", "stop", "close")


def no_loop(made):
    """What a factory made instead of a loop, and what to do about it; None for a loop."""
    missing = [name for name in METHODS_OF_ALL if not callable(getattr(made, name, None))]
    if not missing:
        return None
    if made is None:
        return "None", "A function without `return` returns None."
    if inspect.iscoroutine(made):
        made.close()
        return "a coroutine", "Define it with `def`: loopspec calls it where no loop runs."
    if inspect.isgenerator(made):
        return "a generator", "A function with `yield` is no factory: let it `return` the loop."
    what = "%.200r (%s), which has no %s" % (made, type(made).__name__, ", ".join(missing))
    if callable(getattr(made, "new_event_loop", None)):
        return what, "It is a policy: let the function return what its new_event_loop() makes."
    return what, None


def takes_nothing(loop):
    """Whether a loop is closed, by its own account and by what it does."""
    try:
        if not loop.is_closed():
            return False
        loop.call_soon(ignore)
    except RuntimeError:
        return True
    except BaseException:
        return False  # Whatever this is, the cases show it.
    return False


def gives_again(factory, closed):
    """Whether a factory returns the loop that it made before, although it is closed."""
    try:
        loop = factory()
    except BaseException:
        return False  # The programs that make a second loop show it.
    if loop is closed:
        return takes_nothing(loop)
    if loop is not None:
        close(loop)
    return False


def version_of(name, module):
    """The version of an implementation, as its module or its distribution says."""
    if name.split(".")[0] == "asyncio":
        return "%d.%d.%d" % sys.version_info[:3]
    version = getattr(module, "__version__", None)
    if isinstance(version, str):
        return version
    from importlib import metadata

    try:
        return metadata.version(name.split(".")[0])
    except metadata.PackageNotFoundError:
        return "unknown"


def language_version():
    version = "%d.%d.%d" % sys.version_info[:3]
    if CPYTHON:
        return version
    own = sys.implementation.version
    return "%s (%s %d.%d.%d)" % ((version, sys.implementation.name) + tuple(own[:3]))


def platform_name():
    return sys.platform + ("-" + os.uname().machine if hasattr(os, "uname") else "")


def capabilities_of(traced):
    """What this interpreter and platform have, by name. Whether it works, the runner tries."""
    unix = os.name == "posix"
    found = {
        "threads": True,
        "any-thread": True,
        "descriptors": True,
        "sockets": True,
        "network": True,
        "unix-sockets": unix and hasattr(socket, "AF_UNIX"),
        "datagrams": True,
        "tls": loopspec_io.ssl is not None,
        "tls-sockets": loopspec_io.ssl is not None,
        "pipes": unix,
        "files": True,
        "sendfile": True,
        "blocking-sockets": True,
        "children": unix,
        "popen": unix,
        "contexts": True,
        "asyncgens": True,
        "executor": True,
        "interpreters": hasattr(concurrent.futures, "InterpreterPoolExecutor"),
        "running-loop": True,
        "current-loop": True,
        "policies": hasattr(asyncio, "set_event_loop_policy"),
        "run": True,
        "loop-factory": sys.version_info >= (3, 12),
        "runner": hasattr(asyncio, "Runner"),
        "eager-tasks": hasattr(asyncio, "eager_task_factory"),
        "subprocesses": unix,
        "signals": unix,
        "signals-in-run": unix,
        "signals-at-once": unix,
        "fork": hasattr(os, "fork"),
        # Elsewhere objects may outlive their last reference, and a collection of the garbage.
        "gc": CPYTHON,
        "gc-in-run": CPYTHON,
        "keywords": True,
        "logging": True,
        "warnings": True,
        # PyPy collects a coroutine without a word of where it was made.
        "unawaited": CPYTHON,
        "hashing": True,
        "repr": True,
        "partial": True,
        "classes": True,
        "io-classes": True,
        "async-with": True,
        "tasks": True,
        "debug": True,
        "interrupts": True,
        "hooks": True,
        "cpu": True,
        "descriptor-count": DESCRIPTORS is not None,
        "poll-trace": traced,
        "harness": True,
    }
    return [name for name, works in found.items() if works]


def clock_resolution(loop):
    """The smallest step of the loop's clock, in seconds, as far as 0.1 s show it."""
    stated = time.get_clock_info("monotonic").resolution
    steps = []
    try:
        last = loop.time()
        start = time.monotonic()
        late = False
        while not late and len(steps) < 50:
            # The clock is read once more after the end: a busy machine may stop this for longer.
            late = time.monotonic() - start >= (0.1 if steps else 0.025)
            current = loop.time()
            if current > last:
                steps.append(current - last)
                last = current
        if not steps:
            # A clock that stands still outside of a run: its value shows how fine it is.
            steps = [0.001 if abs(last * 1000 - round(last * 1000)) < 1e-6 else 1e-6]
    except Exception:
        traceback.print_exc()  # A fault of the loop, which its programs will show.
        steps = [0.001]
    return min(max(stated, min(steps)), 0.05)


def reach_system_tools():
    """Adds the system's own folders to PATH, where shells that loops start look for `cat` and `sleep`.

    Whoever runs from a virtual environment alone may have none of them there. They come last, and what stands there
    already stays first.
    """
    if os.name == "posix":
        given = os.environ.get("PATH")
        folders = given.split(os.pathsep) if given else []
        missing = [folder for folder in os.defpath.split(os.pathsep) if folder not in folders]
        os.environ["PATH"] = os.pathsep.join(folders + missing)


def main():
    if not 2 <= len(sys.argv) <= 4:
        sys.stderr.write("usage: loopspec_start.py MODULE [FACTORY [SETUP]]\n")
        sys.exit(EXIT_MALFORMED)
    # Modules are found as a program in the current folder would find them, not beside this file.
    if os.path.abspath(sys.path[0]) == os.path.dirname(os.path.abspath(__file__)):
        sys.path[0] = os.getcwd()
    reach_system_tools()
    standard = Standard()
    try:
        faulthandler.enable(standard.errors)
        Driver(standard, *sys.argv[1:]).serve()
    except KeyboardInterrupt:
        os._exit(130)
    except BaseException:
        os.write(standard.errors, traceback.format_exc().encode(errors="replace"))
        os._exit(1)


if __name__ == "__main__":
    main()
