/** What programs make: errors, loops, contexts, threads' tools; and the tests of types. */
import type { Expression, Makeable, TypeName } from "../../expression.ts";
import { pythonString } from "./literal.ts";
import { madeResource } from "./resources.ts";
import type { ScriptWriter } from "./writer.ts";

/** Errors that live in asyncio. Its TimeoutError is the builtin one only from 3.11 on. */
const ASYNCIO_ERRORS = new Set([
  "CancelledError",
  "InvalidStateError",
  "SendfileNotAvailableError",
  "TimeoutError",
]);

/** A new error. */
export function newError(kind: string, message: string | undefined, writer: ScriptWriter): string {
  if (kind === "AppError" || kind === "AppExit") writer.helper(kind);
  const name = ASYNCIO_ERRORS.has(kind) ? writer.from("asyncio", kind) : kind;
  return `${name}(${message === undefined ? "" : pythonString(message)})`;
}

/** A test of a value, which is source already. */
export function typeTest(value: string, type: TypeName, writer: ScriptWriter): string {
  if (type === "awaitable") return `${writer.from("inspect", "isawaitable")}(${value})`;
  const builtin: Partial<Record<TypeName, string>> = {
    Exception: "Exception",
    OSError: "OSError",
    bool: "bool",
    bytes: "bytes",
    dict: "dict",
    float: "float",
    int: "int",
    number: "(int, float)",
    str: "str",
    tuple: "tuple",
  };
  const cls = builtin[type] ?? writer.from(type === "Context" ? "contextvars" : "asyncio", type);
  return `isinstance(${value}, ${cls})`;
}

/** How the parts of what is made are printed: handed in, since expressions contain what is made. */
export interface PartPrinter {
  readonly argument: (expression: Expression) => string;
  /** The loop under test unless given. */
  readonly receiver: (expression: Expression | undefined) => string;
}

/** What `make` makes. */
export function made(node: Makeable, writer: ScriptWriter, parts: PartPrinter): string {
  switch (node.make) {
    case "loop":
      return `${writer.helper("new_loop")}()`;
    case "object":
      return `${writer.helper("Thing")}()`;
    case "context":
      return writer.from("contextvars", "Context()");
    case "copy_context":
      return writer.from("contextvars", "copy_context()");
    case "event":
      return writer.from("threading", "Event()");
    case "socketpair":
      return writer.from("socket", "socketpair()");
    case "thread_pool": {
      writer.imports.add("concurrent.futures");
      return `concurrent.futures.ThreadPoolExecutor(${node.workers ?? 2})`;
    }
    case "interpreter_pool":
      writer.imports.add("concurrent.futures");
      return "concurrent.futures.InterpreterPoolExecutor(2)";
    case "concurrent_future":
      writer.imports.add("concurrent.futures");
      return "concurrent.futures.Future()";
    case "generator":
      return node.elements === undefined
        ? "(nothing for nothing in ())"
        : `(each for each in ${parts.argument({ list: node.elements })})`;
    case "awaitable":
      return `${writer.helper("Awaitable")}(${writer.names.of(node.fn)})`;
    case "runner": {
      const debug = node.debug === undefined ? "" : `debug=${parts.argument(node.debug)}, `;
      const factory =
        node.factory === undefined ? writer.helper("new_loop") : parts.argument(node.factory);
      return `${writer.from("asyncio", "Runner")}(${debug}loop_factory=${factory})`;
    }
    case "task": {
      const of = parts.argument(node.of);
      const loop = parts.receiver(node.loop);
      const rest =
        node.keywords === undefined
          ? `loop=${loop}`
          : `**{"loop": ${loop}, **${parts.argument(node.keywords)}}`;
      return `${writer.from("asyncio", "Task")}(${of}, ${rest})`;
    }
    case "socket":
    case "pipe":
    case "file":
    case "buffer":
    case "tls":
      return madeResource(node, writer, parts.argument);
    case "future":
      return `${writer.from("asyncio", "Future")}(loop=${parts.receiver(node.loop)})`;
  }
}
