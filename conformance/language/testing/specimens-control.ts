/** Specimens of control flow: errors, repetition, coroutines, asynchronous generators. */
import {
  assign,
  asyncFor,
  asyncGenerator,
  asyncGeneratorWith,
  await_,
  call,
  callback,
  coroutine,
  do_,
  drop,
  errorOf,
  handler,
  if_,
  log,
  quiet,
  raise,
  repeat,
  repeatWith,
  return_,
  same,
  show,
  try_,
  tryExcept,
  tryFinally,
  variable,
  withKeywords,
  yield_,
} from "../build.ts";
import type { CaseDefinition } from "../case.ts";
import {
  asyncio,
  callSoon,
  createTask,
  loopCall,
  runFor,
  runUntilComplete,
  setExceptionHandler,
} from "../loop-methods.ts";
import type { Operation } from "../operation.ts";
import { kase, trace } from "../table.ts";

const clauses = ["call-soon.fifo"] as const;
const leave: Operation = { op: "break" };

export const CONTROL_SPECIMENS: readonly CaseDefinition[] = [
  kase("specimen/errors", "errors are caught, shown, raised again", {
    clauses,
    fns: { fails: quiet(callback(raise("AppError", "from call"))) },
    main: [
      try_(raise("AppError", "x"), log("never")),
      try_(do_(call("fails"))),
      tryExcept([raise("ValueError", "x")], "error", log("caught", variable("error"))),
      tryExcept([raise("AppExit")], "problem", show("kind", { kind: variable("problem") })),
      tryExcept([raise("ZeroDivisionError")], "unused"),
      try_({
        op: "try",
        body: [raise("LookupError")],
        catch: [log("handling")],
        reraise: true,
        final: [log("finally")],
      }),
      { op: "try", body: [log("fine")], final: [log("final")] },
      try_(tryFinally([raise("KeyboardInterrupt")], log("at last"))),
      assign("kept", errorOf("AppError", "kept")),
      tryExcept(
        [{ op: "raise", what: variable("kept") }],
        "again",
        show("same", same(variable("again"), variable("kept"))),
      ),
      raise("SystemExit"),
    ],
    expect: {
      outcome: "raised SystemExit",
      trace: [
        "!AppError:x",
        "!AppError:from call",
        "caught=ValueError",
        "kind=AppExit",
        "handling",
        "finally",
        "!LookupError",
        "fine",
        "final",
        "at last",
        "!KeyboardInterrupt",
        "same=True",
      ],
    },
  }),
  kase("specimen/flow", "repetition, choice and names", {
    clauses,
    fns: {
      count: callback(
        repeatWith(
          5,
          "i",
          if_({ equal: [variable("i"), 3] }, [leave]),
          show("i", variable("i")),
          if_({ less: [variable("i"), 1] }, [log("small")], [log("big")]),
        ),
        if_(true, [return_()]),
        log("never"),
      ),
    },
    main: [
      repeat(2, log("again")),
      repeat(0),
      repeatWith(2, "index", show("index", variable("index"))),
      callSoon("count"),
      assign("gone", { make: "object" }),
      drop("gone"),
      runFor(0),
    ],
    expect: trace("again", "again", "index=0", "index=1", "count", ...counted()),
  }),
  kase("specimen/coroutines", "coroutines await, return and are cancelled", {
    clauses,
    fns: {
      inner: coroutine(await_(asyncio("sleep", 0)), return_("inner result")),
      outer: coroutine(
        await_(call("inner"), { as: "result", show: "inner" }),
        await_(asyncio("gather", call("inner"), call("inner")), { show: "both" }),
        try_(await_(asyncio("wait_for", asyncio("sleep", 10), 0.001))),
        createTask(asyncio("sleep", 10), "sleeper"),
        do_({ m: "cancel", on: variable("sleeper") }, { show: "cancel" }),
        try_(await_(variable("sleeper"))),
        await_({ make: "awaitable", fn: "inner" }, { show: "object" }),
      ),
    },
    main: [runUntilComplete(call("outer")), show("result", variable("result"))],
    expect: trace(
      ...["outer", "inner", "inner=inner result", "inner", "inner"],
      ...["both=(inner result, inner result)", "!TimeoutError", "cancel=True", "!CancelledError"],
      ...["inner", "object=inner result", "result=inner result"],
    ),
  }),
  kase("specimen/generators", "asynchronous generators produce, receive and close", {
    clauses,
    fns: {
      numbers: asyncGeneratorWith(
        ["start"],
        tryFinally(
          [
            { op: "yield", value: variable("start"), as: "sent" },
            show("sent", variable("sent")),
            try_(yield_("second")),
            yield_(),
          ],
          log("closing"),
        ),
      ),
      empty: asyncGenerator(return_(), yield_()),
      main: quiet(
        coroutine(
          assign("g", call("numbers", 1)),
          await_({ anext: variable("g") }, { show: "first" }),
          await_({ asend: variable("g"), value: "hello" }, { show: "next" }),
          await_(
            { athrow: variable("g"), error: errorOf("AppError", "thrown") },
            { show: "after" },
          ),
          await_({ aclose: variable("g") }, { show: "closed" }),
          try_(await_({ anext: variable("g") })),
          asyncFor(call("numbers", 2), "each", show("each", variable("each")), leave),
          asyncFor(call("empty"), "none", log("never")),
          await_({ m: "shutdown_asyncgens" }),
        ),
      ),
    },
    main: [runUntilComplete(call("main"))],
    expect: trace(
      ...["numbers(1)", "first=1", "sent=hello", "next=second", "!AppError:thrown"],
      ...["after=None", "closing", "closed=None", "!StopAsyncIteration"],
      ...["numbers(2)", "each=2", "empty", "closing"],
    ),
  }),
  kase("specimen/handlers", "handlers are called with the loop and a context", {
    clauses,
    fns: {
      handle: handler(
        show("same", same(variable("loop_"), variable("loop"))),
        show("message", {
          contains: { item: "message", of: variable("context") },
          text: "xception",
        }),
        show("exception", { item: "exception", of: variable("context") }),
        show("missing", { item: "future", of: variable("context") }),
      ),
      fails: quiet(callback(raise("AppError", "reported"))),
    },
    main: [
      setExceptionHandler("handle"),
      callSoon("fails"),
      runFor(0),
      loopCall("set_exception_handler", [null]),
    ],
    expect: {
      trace: ["handle", "same=True", "message=True", "exception=AppError:reported", "missing=None"],
      reports: [{ has: ["message", "exception"], exception: "AppError:reported" }],
    },
  }),
  kase("specimen/keywords", "keyword arguments by name, and passed on", {
    clauses,
    fns: {
      work: coroutine(),
      makes: quiet(
        withKeywords(
          callback(
            log("name", { item: "name", of: variable("keywords") }),
            log("other", { item: "other", of: variable("keywords") }),
            assign("task", { make: "task", of: call("work"), keywords: variable("keywords") }),
            show("named", { m: "get_name", on: variable("task") }),
          ),
        ),
      ),
    },
    main: [
      callSoon({ partial: { fn: "makes" }, kwargs: { name: "worker" } }),
      runFor(0),
      runUntilComplete(variable("task")),
    ],
    expect: trace("name=worker", "other=None", "named=worker", "work"),
  }),
];

function counted(): readonly string[] {
  return ["i=0", "small", "i=1", "big", "i=2", "big"];
}
