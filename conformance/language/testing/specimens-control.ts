/** Specimens of control flow: errors, repetition, coroutines, asynchronous generators. */
import {
  agen,
  agenWith,
  asyncFor,
  atLast,
  attempt,
  awaitFor,
  call,
  cb,
  coro,
  drop,
  errorOf,
  evaluate,
  giveBack,
  handler,
  log,
  produce,
  quiet,
  raise,
  repeat,
  repeatWith,
  rescue,
  same,
  set,
  show,
  v,
  when,
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
    fns: { fails: quiet(cb(raise("AppError", "from call"))) },
    main: [
      attempt(raise("AppError", "x"), log("never")),
      attempt(evaluate(call("fails"))),
      rescue([raise("ValueError", "x")], "error", log("caught", v("error"))),
      rescue([raise("AppExit")], "problem", show("kind", { kind: v("problem") })),
      rescue([raise("ZeroDivisionError")], "unused"),
      attempt({
        op: "try",
        body: [raise("LookupError")],
        catch: [log("handling")],
        reraise: true,
        final: [log("finally")],
      }),
      { op: "try", body: [log("fine")], final: [log("final")] },
      attempt(atLast([raise("KeyboardInterrupt")], log("at last"))),
      set("kept", errorOf("AppError", "kept")),
      rescue(
        [{ op: "raise", what: v("kept") }],
        "again",
        show("same", same(v("again"), v("kept"))),
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
      count: cb(
        repeatWith(
          5,
          "i",
          when({ equal: [v("i"), 3] }, [leave]),
          show("i", v("i")),
          when({ less: [v("i"), 1] }, [log("small")], [log("big")]),
        ),
        when(true, [giveBack()]),
        log("never"),
      ),
    },
    main: [
      repeat(2, log("again")),
      repeat(0),
      repeatWith(2, "index", show("index", v("index"))),
      callSoon("count"),
      set("gone", { make: "object" }),
      drop("gone"),
      runFor(0),
    ],
    expect: trace("again", "again", "index=0", "index=1", "count", ...counted()),
  }),
  kase("specimen/coroutines", "coroutines await, return and are cancelled", {
    clauses,
    fns: {
      inner: coro(awaitFor(asyncio("sleep", 0)), giveBack("inner result")),
      outer: coro(
        awaitFor(call("inner"), { as: "result", show: "inner" }),
        awaitFor(asyncio("gather", call("inner"), call("inner")), { show: "both" }),
        attempt(awaitFor(asyncio("wait_for", asyncio("sleep", 10), 0.001))),
        createTask(asyncio("sleep", 10), "sleeper"),
        evaluate({ m: "cancel", on: v("sleeper") }, { show: "cancel" }),
        attempt(awaitFor(v("sleeper"))),
        awaitFor({ make: "awaitable", fn: "inner" }, { show: "object" }),
      ),
    },
    main: [runUntilComplete(call("outer")), show("result", v("result"))],
    expect: trace(
      ...["outer", "inner", "inner=inner result", "inner", "inner"],
      ...["both=(inner result, inner result)", "!TimeoutError", "cancel=True", "!CancelledError"],
      ...["inner", "object=inner result", "result=inner result"],
    ),
  }),
  kase("specimen/generators", "asynchronous generators produce, receive and close", {
    clauses,
    fns: {
      numbers: agenWith(
        ["start"],
        atLast(
          [
            { op: "yield", value: v("start"), as: "sent" },
            show("sent", v("sent")),
            attempt(produce("second")),
            produce(),
          ],
          log("closing"),
        ),
      ),
      empty: agen(giveBack(), produce()),
      main: quiet(
        coro(
          set("g", call("numbers", 1)),
          awaitFor({ anext: v("g") }, { show: "first" }),
          awaitFor({ asend: v("g"), value: "hello" }, { show: "next" }),
          awaitFor({ athrow: v("g"), error: errorOf("AppError", "thrown") }, { show: "after" }),
          awaitFor({ aclose: v("g") }, { show: "closed" }),
          attempt(awaitFor({ anext: v("g") })),
          asyncFor(call("numbers", 2), "each", show("each", v("each")), leave),
          asyncFor(call("empty"), "none", log("never")),
          awaitFor({ m: "shutdown_asyncgens" }),
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
        show("same", same(v("loop_"), v("loop"))),
        show("message", { contains: { item: "message", of: v("context") }, text: "xception" }),
        show("exception", { item: "exception", of: v("context") }),
        show("missing", { item: "future", of: v("context") }),
      ),
      fails: quiet(cb(raise("AppError", "reported"))),
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
];

function counted(): readonly string[] {
  return ["i=0", "small", "i=1", "big", "i=2", "big"];
}
