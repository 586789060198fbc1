/** What the methods of a closed loop do. */
import {
  assign,
  call,
  callback,
  callbackWith,
  coroutine,
  log,
  pair,
  quiet,
  raise,
  show,
  try_,
  variable,
  variadic,
} from "../../language/build.ts";
import type { Program } from "../../language/case.ts";
import type { Expression } from "../../language/expression.ts";
import {
  addReader,
  callAt,
  callLater,
  callSoon,
  cancel,
  close,
  createFuture,
  createTask,
  loopCall,
  methodCall,
  runFor,
  setExceptionHandler,
} from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { ARGUMENT_COUNTS, CONTEXTS, SCHEDULERS } from "../kit/dimensions.ts";
import { ask, FAR } from "../kit/shorthand.ts";

const SCHEDULING = "close.rejects-scheduling";
const WATCHERS = "close.rejects-executor-and-watchers";
const QUERIES = "close.harmless-queries";
const CANCEL = "close.handle-cancel-after-close";
const FUTURES = "close.future-callbacks-after-close";

const never = callback();
const SIGTERM = 15;
const end = (side: 0 | 1): Expression => ({ end: "p", side });
/** `call_soon_threadsafe` has a clause of its own. */
const PLAIN = SCHEDULERS.filter(({ method }) => method !== "call_soon_threadsafe");

const WATCHING: readonly (readonly [string, Program["fns"], Operation[], Operation])[] = [
  [
    "run-in-executor",
    { job: quiet(never) },
    [],
    loopCall("run_in_executor", [null, { fn: "job" }]),
  ],
  ["add-reader", { never }, [pair("p")], addReader("p", "never")],
  ["add-writer", { never }, [pair("p")], loopCall("add_writer", [end(0), { fn: "never" }])],
  ["add-signal-handler", { never }, [], loopCall("add_signal_handler", [SIGTERM, { fn: "never" }])],
];

export const closeAfterwards = table([
  ...PLAIN.flatMap(({ method, slug: by, schedule }) => [
    ...ARGUMENT_COUNTS.map(({ title, slug, args, params }) =>
      kase(`close/then-${by}-${slug}`, `${method} ${title} raises RuntimeError on a closed loop`, {
        clauses: [SCHEDULING],
        fns: { never: callbackWith(params) },
        main: [close(), try_(schedule("never", args), log("accepted"))],
        expect: trace("!RuntimeError"),
      }),
    ),
    ...CONTEXTS.slice(2).map(({ slug, before, options }) =>
      kase(
        `close/then-${by}-${slug}`,
        `${method} with a context raises RuntimeError on a closed loop`,
        {
          clauses: [SCHEDULING],
          fns: { never },
          main: [...before, close(), try_(schedule("never", [], options), log("accepted"))],
          expect: trace("!RuntimeError"),
        },
      ),
    ),
    kase(
      `close/then-${by}-in-debug-mode`,
      `${method} raises RuntimeError on a closed loop in debug mode`,
      {
        clauses: [SCHEDULING],
        fns: { never },
        main: [loopCall("set_debug", [true]), close(), try_(schedule("never"), log("accepted"))],
        expect: trace("!RuntimeError"),
      },
    ),
    kase(
      `close/then-${by}-after-runs`,
      `${method} raises RuntimeError on a loop that ran and was closed`,
      {
        clauses: [SCHEDULING],
        fns: { never },
        main: [
          runFor(0),
          close(),
          try_(schedule("never"), log("accepted")),
          try_(schedule("never"), log("accepted")),
        ],
        expect: trace("!RuntimeError", "!RuntimeError"),
      },
    ),
  ]),
  kase(
    "close/then-create-task",
    "create_task raises RuntimeError on a closed loop and starts nothing",
    {
      clauses: [SCHEDULING],
      fns: { work: coroutine() },
      main: [close(), try_(createTask(call("work"), "task"), log("accepted"))],
      expect: trace("!RuntimeError"),
    },
  ),
  ...WATCHING.map(([slug, fns, before, op]) =>
    kase(
      `close/then-${slug}`,
      `${slug.replaceAll("-", "_")} raises RuntimeError on a closed loop`,
      {
        clauses: [WATCHERS],
        fns,
        main: [...before, close(), try_(op, log("accepted"))],
        expect: trace("!RuntimeError"),
      },
    ),
  ),
  ...["time", "get_debug", "is_running", "create_future"].map((method) =>
    kase(`close/then-${method.replaceAll("_", "-")}`, `${method} of a closed loop does not raise`, {
      clauses: [QUERIES],
      main: [close(), loopCall(method), log("no error")],
      expect: trace("no error"),
    }),
  ),
  kase("close/then-is-running-is-false", "a closed loop is not running", {
    clauses: [QUERIES],
    main: [runFor(0), close(), show("running", ask("is_running"))],
    expect: trace("running=False"),
  }),
  kase("close/then-remove-reader", "remove_reader of a closed loop does not raise", {
    clauses: [QUERIES],
    fns: { never },
    main: [
      pair("p"),
      addReader("p", "never"),
      close(),
      loopCall("remove_reader", [end(0)]),
      loopCall("remove_reader", [end(1)]),
      log("no error"),
    ],
    expect: trace("no error"),
  }),
  kase(
    "close/then-call-exception-handler",
    "call_exception_handler of a closed loop reaches the handler",
    {
      clauses: [QUERIES],
      fns: {
        report: quiet(variadic(callback(assign("saved", variable("rest")), log("reported")))),
        fails: quiet(callback(raise("AppError"))),
      },
      main: [
        setExceptionHandler("report"),
        callSoon("fails"),
        runFor(0),
        close(),
        loopCall("call_exception_handler", [{ item: 1, of: variable("saved") }]),
      ],
      expect: trace("reported", "reported"),
    },
  ),
  ...(
    [
      ["call-soon", callSoon("never", [], { as: "handle" })],
      ["call-later", callLater(FAR, "never", [], { as: "handle" })],
      ["call-at", callAt(FAR, "never", [], { as: "handle" })],
    ] as const
  ).map(([slug, schedule]) =>
    kase(
      `close/then-cancel-${slug}`,
      `a handle of ${slug.replace("-", "_")} can be cancelled after close()`,
      {
        clauses: [CANCEL],
        fns: { never },
        main: [schedule, close(), cancel("handle"), cancel("handle"), log("no error")],
        expect: trace("no error"),
      },
    ),
  ),
  kase(
    "close/then-set-result",
    "a future with a callback cannot be completed once its loop is closed",
    {
      clauses: [FUTURES],
      fns: { done: callbackWith(["f"]) },
      main: [
        createFuture("future"),
        methodCall("future", "add_done_callback", [{ fn: "done" }]),
        close(),
        try_(methodCall("future", "set_result", [1]), log("accepted")),
      ],
      expect: trace("!RuntimeError"),
    },
  ),
  kase(
    "close/then-set-result-without-callbacks",
    "a future without a callback can be completed once its loop is closed",
    {
      clauses: [FUTURES],
      main: [
        createFuture("future"),
        close(),
        methodCall("future", "set_result", [7]),
        show("result", ask("result", variable("future"))),
      ],
      expect: trace("result=7"),
    },
  ),
]);
