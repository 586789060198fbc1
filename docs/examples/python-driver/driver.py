#!/usr/bin/env python3
"""A driver of the least size: it runs programs of the suite on the loop of mini_loop.py.

Judged by: npx loopspec run -i 'exec:python3 driver.py' --select 'call-soon.fifo'
"""
import json
import sys
import time

from mini_loop import Hang, MiniLoop

METHODS = {"call_soon", "run_forever", "run_until_complete", "stop", "close", "is_running", "is_closed"}
HELLO = {
    "type": "hello", "protocol": 1, "edition": "3.13", "capabilities": [], "clocks": ["real"], "clockResolution": 0.001,
    "implementation": {"name": "mini-loop", "version": "1.0.0", "language": "Python",
                       "languageVersion": sys.version.split()[0], "platform": sys.platform},
}  # fmt: skip


class Unsupported(Exception):
    """What this driver has no form for: the answer to the program is `unsupported`."""


class AppError(Exception):
    pass


class Return(BaseException):
    pass


def shown(value):
    if isinstance(value, BaseException):
        return f"AppError:{value}" if isinstance(value, AppError) and str(value) else type(value).__name__
    if isinstance(value, (tuple, list)):
        return "(%s%s)" % (", ".join(map(shown, value)), "," if len(value) == 1 else "")
    return str(value) if value is None or isinstance(value, (bool, int, float, str)) else "<object>"


class Run:
    """One program: its names, its functions, its trace."""

    def __init__(self, program, seconds):
        self.trace, self.names, self.fns = [], {}, program["fns"]
        self.loop = MiniLoop(time.monotonic() + seconds)

    def function(self, name):
        fn = self.fns[name]
        if fn["kind"] not in ("callback", "coroutine") or fn.keys() & {"rest", "optional", "keywords"}:
            raise Unsupported("functions of the kind " + fn["kind"])

        def run(*args):
            if not fn.get("quiet"):
                self.trace.append(name + ("(%s)" % ", ".join(map(shown, args)) if fn.get("params") else ""))
            try:
                self.block(fn["body"], dict(zip(fn.get("params", ()), args)))
            except Return as left:
                return left.args[0]

        # A coroutine object: nothing of it has run yet.
        return run if fn["kind"] == "callback" else lambda *args: lambda: run(*args)

    def value(self, node, local):
        if not isinstance(node, dict):
            return node
        args = [self.value(each, local) for each in node.get("args", ())]
        if "$" in node:
            return local[node["$"]] if node["$"] in local else self.names[node["$"]]
        if "fn" in node and "make" not in node:
            return self.function(node["fn"])
        if "call" in node:
            return self.function(node["call"])(*args)
        method = node.get("m") or node.get("bound")
        if method in METHODS and not node.keys() & {"on", "kwargs"}:
            bound = getattr(self.loop, method)
            return bound(*args) if "m" in node else bound
        if "add" in node:
            one, other = (self.value(each, local) for each in node["add"])
            return one + other
        if "list" in node:
            return tuple(self.value(each, local) for each in node["list"])
        if node.get("error") in ("AppError", "ValueError", "RuntimeError"):
            kind = {"AppError": AppError, "ValueError": ValueError, "RuntimeError": RuntimeError}[node["error"]]
            return kind(node.get("message", ""))
        raise Unsupported("the expression " + "/".join(node))

    def block(self, body, local):
        for operation in body:
            do = getattr(self, "op_" + operation["op"], None)
            if do is None:
                raise Unsupported("the operation " + operation["op"])
            do(operation, local)

    def op_log(self, operation, local):
        text = operation["text"]
        self.trace.append(text if "value" not in operation else f"{text}={shown(self.value(operation['value'], local))}")

    def op_do(self, operation, local):
        got = self.value(operation["what"], local)
        if "as" in operation:
            (local if operation["as"] in local else self.names)[operation["as"]] = got
        if "show" in operation:
            self.trace.append(f"{operation['show']}={shown(got)}")

    def op_raise(self, operation, local):
        raise self.value(operation["what"], local)

    def op_return(self, operation, local):
        raise Return(self.value(operation.get("value"), local))

    def op_repeat(self, operation, local):
        for _ in range(operation["times"]):
            self.block(operation["body"], local)

    def op_try(self, operation, local):
        if operation.keys() & {"catch", "as", "reraise", "final"}:
            raise Unsupported("handlers of errors")
        try:
            self.block(operation["body"], local)
        except (AppError, ValueError, RuntimeError) as error:
            self.trace.append("!" + shown(error))

    def outcome(self, main):
        try:
            self.block(main, self.names)
            return {"outcome": "ok"}
        except Unsupported as error:
            return {"outcome": "unsupported", "why": str(error)}
        except Hang as error:
            return {"outcome": "hang", "why": str(error)}
        except Exception as error:
            return {"outcome": "raised " + shown(error)}


def answer(request):
    run, started = Run(request["program"], request["timeout"]), time.perf_counter()
    outcome = run.outcome(request["program"]["main"])
    spent = int((time.perf_counter() - started) * 1e6)
    return {"type": "result", "seq": request["seq"], "trace": run.trace, "us": spent,
            "metrics": {}, "reports": [], "warnings": [], "logs": [], **outcome}  # fmt: skip


for line in sys.stdin:
    request = json.loads(line)
    if request["type"] == "bye":
        break
    if request["type"] == "run":
        reply = answer(request)
    else:
        reply = HELLO if request["protocol"] == 1 else {"type": "fatal", "message": "not version 1"}
    print(json.dumps(reply), flush=True)
