/** Values, comparisons and types under the Python driver. */
import {
  assign,
  call,
  callback,
  coroutine,
  do_,
  errorOf,
  functionNamed,
  quiet,
  raise,
  same,
  show,
  try_,
  variable,
} from "../../language/build.ts";
import type { ErrorKind, Expression, TypeName } from "../../language/expression.ts";
import { callSoon, runForever, STOP } from "../../language/loop-methods.ts";
import { describeRows, type Row } from "./python-driver-rows.spec.ts";

/** Shows each expression under its own number; the trace is what is shown. */
function shown(
  title: string,
  pairs: readonly (readonly [Expression, string])[],
  row: Partial<Row> = {},
): Row {
  const main = pairs.map(([what], index) => show(`${index}`, what));
  const trace = pairs.map(([, text], index) => `${index}=${text}`);
  return {
    title,
    ...row,
    main: [...(row.main ?? []), ...main],
    trace: [...(row.trace ?? []), ...trace],
  };
}

const KINDS = {
  AppError: "AppError",
  AppExit: "AppExit",
  AssertionError: "AssertionError",
  AttributeError: "AttributeError",
  BlockingIOError: "BlockingIOError",
  BrokenPipeError: "BrokenPipeError",
  CancelledError: "CancelledError",
  ConnectionAbortedError: "ConnectionAbortedError",
  ConnectionError: "ConnectionError",
  ConnectionRefusedError: "ConnectionRefusedError",
  ConnectionResetError: "ConnectionResetError",
  DeprecationWarning: "DeprecationWarning",
  FileNotFoundError: "FileNotFoundError",
  GeneratorExit: "GeneratorExit",
  InvalidStateError: "InvalidStateError",
  KeyboardInterrupt: "KeyboardInterrupt",
  LookupError: "LookupError",
  NotImplementedError: "NotImplementedError",
  OSError: "OSError",
  OverflowError: "OverflowError",
  ProcessLookupError: "ProcessLookupError",
  ResourceWarning: "ResourceWarning",
  RuntimeError: "RuntimeError",
  SendfileNotAvailableError: "SendfileNotAvailableError",
  StopAsyncIteration: "StopAsyncIteration",
  StopIteration: "StopIteration",
  SystemExit: "SystemExit",
  TimeoutError: "TimeoutError",
  TypeError: "TypeError",
  ValueError: "ValueError",
  ZeroDivisionError: "ZeroDivisionError",
} satisfies Record<ErrorKind, string>;

export const values: readonly Row[] = [
  shown("literals are shown as Python shows them", [
    [null, "None"],
    [true, "True"],
    [false, "False"],
    [0, "0"],
    [-3, "-3"],
    [1.5, "1.5"],
    [1e300, "1e+300"],
    ["text", "text"],
    ['it\'s "quoted"\n\\ {x} %s', 'it\'s "quoted"\n\\ {x} %s'],
    ["é…\u2028\ud83d\ude00", "é…\u2028\ud83d\ude00"],
  ]),
  shown("tuples, bytes and their text", [
    [{ list: [] }, "()"],
    [{ list: [1] }, "(1,)"],
    [{ list: ["a", null, { list: [2.5, true] }] }, "(a, None, (2.5, True))"],
    [{ bytes: "abc" }, "abc"],
    [{ decode: { bytes: "x y" } }, "x y"],
    [{ len: { list: [1, 2] } }, "2"],
    [{ item: 1, of: { list: ["a", "b"] } }, "b"],
  ]),
  shown("errors are shown by kind", [
    ...Object.entries(KINDS).map(([kind, text]) => [errorOf(kind as ErrorKind), text] as const),
    [errorOf("AppError", "m"), "AppError:m"],
    [errorOf("AppExit", ""), "AppExit:"],
    [errorOf("ValueError", "m"), "ValueError"],
    [{ kind: errorOf("OSError") }, "OSError"],
  ]),
  {
    title: "every kind of error can be raised and caught",
    main: Object.keys(KINDS).map((kind) => try_(raise(kind as ErrorKind))),
    trace: Object.values(KINDS).map((kind) => `!${kind}`),
  },
  shown("comparisons and arithmetic", [
    [{ equal: [1, 1] }, "True"],
    [{ equal: ["a", "b"] }, "False"],
    [{ less: [1, 2] }, "True"],
    [{ less: [2, 1] }, "False"],
    [{ add: [1, 0.5] }, "1.5"],
    [{ not: 1 }, "False"],
    [{ not: null }, "True"],
    [{ contains: "haystack", text: "st" }, "True"],
    [{ contains: "a", text: "b" }, "False"],
    [same(variable("loop"), variable("loop")), "True"],
    [same(variable("loop"), { make: "object" }), "False"],
    [{ kind: 3 }, "3"],
  ]),
];

/** What only a connection gives is asked about in the specs of the network. */
type OfConnections = "AbstractServer" | "DatagramTransport" | "SubprocessTransport" | "Transport";

const TYPES: Record<Exclude<TypeName, OfConnections>, Expression> = {
  AbstractEventLoop: variable("loop"),
  Context: { make: "context" },
  Exception: errorOf("AppError"),
  Future: { make: "future" },
  Handle: { m: "call_soon", args: [functionNamed("work")] },
  OSError: errorOf("ConnectionRefusedError"),
  Task: variable("task"),
  TimerHandle: { m: "call_later", args: [9, functionNamed("work")] },
  awaitable: variable("task"),
  bool: true,
  bytes: { bytes: "x" },
  dict: variable("context"),
  float: 0.5,
  int: 3,
  number: 0.5,
  str: "text",
  tuple: { list: [] },
};

export const typeRow: Row = {
  title: "types can be asked about",
  fns: {
    work: quiet(coroutine()),
    fails: callback(raise("ValueError")),
    ask: quiet({
      kind: "handler",
      body: [
        ...Object.entries(TYPES).map(([type, what]) =>
          show(type, { is: what, type: type as TypeName }),
        ),
        show("a loop is a number", { is: variable("loop"), type: "number" }),
        show("a text is awaitable", { is: "text", type: "awaitable" }),
      ],
    }),
  },
  main: [
    assign("task", { make: "task", of: call("work") }),
    do_({ m: "set_exception_handler", args: [functionNamed("ask")] }),
    callSoon("fails"),
    callSoon(STOP),
    runForever(),
  ],
  trace: [
    "fails",
    ...Object.keys(TYPES).map((type) => `${type}=True`),
    "a loop is a number=False",
    "a text is awaitable=False",
  ],
};

describeRows("python driver: values", values);
describeRows("python driver: types", [typeRow]);
