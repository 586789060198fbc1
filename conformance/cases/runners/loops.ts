/** `asyncio.run()`: the loop that it makes, its debug mode, and what it does with tasks that are left. */
import {
  assign,
  call,
  callback,
  coroutine,
  do_,
  functionNamed,
  handler,
  log,
  quiet,
  raise,
  return_,
  same,
  show,
  sleep,
  try_,
  tryExcept,
  tryFinally,
  variable,
} from "../../language/build.ts";
import type { Expression } from "../../language/expression.ts";
import { asyncio, callSoon, runUntilComplete } from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { isClosed, keeps, makesLoop, RUNNING, runs } from "../kit/runners.ts";
import { END, untilEnd } from "../kit/settle.ts";
import { FAR } from "../kit/shorthand.ts";

const NEW = "run.new-loop-each-time";
const NESTED = "run.nested-rejected";
const LEFT = "run.cancels-leftover-tasks";
const DEBUG = "run.debug-parameter";
const DEBUG_NONE = "run.debug-none";
const FACTORY = "run.loop-factory";
const MAKES: Expression = functionNamed("makes");

const showsDebug = show("debug", { m: "get_debug", on: RUNNING });
const debugs = quiet(coroutine(showsDebug));
/** Makes a loop in debug mode. */
const debugging = makesLoop(do_({ m: "set_debug", on: variable("made"), args: [true] }));

const REFUSED: readonly (readonly [string, string, Expression])[] = [
  ["number", "a number", 5],
  ["text", "a text", "work"],
  ["none", "None", null],
  ["function", "a coroutine function", functionNamed("work")],
  ["object", "an object", { make: "object" }],
];

/** Leaves a task that waits behind, and lets it begin. */
const leaves = (name: string, as: string): readonly Operation[] => [
  assign(as, { asyncio: "ensure_future", args: [call(name)] }),
  sleep(0),
];
const refusedInside = quiet(
  coroutine(
    tryExcept([do_({ run: call("inner") })], "error", log("refused")),
    sleep(0),
    log("goes on"),
  ),
);

export const runLoops = table([
  kase("run/new-loop", "asyncio.run() runs a loop that is closed afterwards", {
    clauses: [NEW],
    fns: { work: coroutine(keeps("inside"), sleep(0), isClosed("inside"), return_(5)) },
    main: [runs(call("work"), { show: "result" }), isClosed("inside")],
    expect: trace("work", "closed=False", "result=5", "closed=True"),
  }),
  kase("run/new-loop-each-time", "a second asyncio.run() runs another loop", {
    clauses: [NEW],
    fns: {
      first: coroutine(keeps("one")),
      second: coroutine(keeps("other")),
    },
    main: [
      runs(call("first")),
      runs(call("second")),
      show("same", same(variable("one"), variable("other"))),
      isClosed("one"),
      isClosed("other"),
    ],
    expect: trace("first", "second", "same=False", "closed=True", "closed=True"),
  }),
  kase("run/new-loop-not-an-older-one", "asyncio.run() runs no loop that is there already", {
    clauses: [NEW],
    fns: { work: coroutine(show("same", same(RUNNING, variable("loop")))) },
    main: [
      runUntilComplete(asyncio("sleep", 0)),
      runs(call("work")),
      show("closed", { m: "is_closed" }),
    ],
    expect: trace("work", "same=False", "closed=False"),
  }),
  kase("run/new-loop-closed-after-an-error", "asyncio.run() closes its loop after an error", {
    clauses: [NEW],
    fns: { work: coroutine(keeps("inside"), sleep(0), raise("AppError", "x")) },
    main: [try_(runs(call("work"))), isClosed("inside")],
    expect: trace("work", "!AppError:x", "closed=True"),
  }),
  kase(
    "run/new-loop-closed-after-a-cancellation",
    "asyncio.run() closes its loop after a cancellation",
    {
      clauses: [NEW],
      fns: { work: coroutine(keeps("inside"), sleep(0), raise("CancelledError")) },
      main: [try_(runs(call("work"))), isClosed("inside")],
      expect: trace("work", "!CancelledError", "closed=True"),
    },
  ),
  kase("run/nested-in-a-run", "asyncio.run() is refused within asyncio.run(), which goes on", {
    clauses: [NESTED],
    fns: { inner: coroutine(), work: refusedInside },
    main: [runs(call("work"))],
    expect: trace("refused", "goes on"),
  }),
  kase("run/nested-in-run-until-complete", "asyncio.run() is refused within run_until_complete()", {
    clauses: [NESTED],
    fns: { inner: coroutine(), work: refusedInside },
    main: [runUntilComplete(call("work"))],
    expect: trace("refused", "goes on"),
  }),
  kase("run/nested-in-a-callback", "asyncio.run() is refused within a callback", {
    clauses: [NESTED],
    fns: {
      inner: coroutine(),
      work: quiet(callback(tryExcept([do_({ run: call("inner") })], "error", log("refused")), END)),
    },
    main: untilEnd(callSoon("work")),
    expect: trace("refused"),
  }),
  ...REFUSED.flatMap(([slug, title, what]) => {
    const fns = slug === "function" ? { work: coroutine() } : {};
    return [
      kase(`run/refuses-${slug}-value-error`, `asyncio.run() raises ValueError for ${title}`, {
        clauses: ["run.argument-type"],
        fns,
        main: [try_(runs(what))],
        expect: trace("!ValueError"),
      }),
      kase(`run/refuses-${slug}-type-error`, `asyncio.run() raises TypeError for ${title}`, {
        clauses: ["run.argument-type-error"],
        fns,
        main: [try_(runs(what))],
        expect: trace("!TypeError"),
      }),
    ];
  }),
  kase("run/left-task", "a task that is left is cancelled, and awaited", {
    clauses: [LEFT],
    fns: {
      waits: coroutine(tryFinally([sleep(FAR)], sleep(0), log("cleaned"))),
      work: quiet(coroutine(...leaves("waits", "task"), return_(5))),
    },
    main: [runs(call("work"), { show: "result" })],
    expect: trace("waits", "cleaned", "result=5"),
  }),
  kase("run/left-tasks", "all tasks that are left are cancelled", {
    clauses: [LEFT],
    fns: {
      first: coroutine(tryFinally([sleep(FAR)], log("first cleaned"))),
      second: coroutine(tryFinally([sleep(FAR)], sleep(0), log("second cleaned"))),
      work: quiet(coroutine(...leaves("first", "one"), ...leaves("second", "other"))),
    },
    main: [runs(call("work")), log("returned")],
    expect: trace(
      "first",
      "second",
      { any_order: ["first cleaned", "second cleaned"] },
      "returned",
    ),
  }),
  kase("run/left-task-after-an-error", "a task that is left is cancelled after an error, too", {
    clauses: [LEFT],
    fns: {
      waits: coroutine(tryFinally([sleep(FAR)], sleep(0), log("cleaned"))),
      work: quiet(coroutine(...leaves("waits", "task"), raise("AppError", "x"))),
    },
    main: [try_(runs(call("work")))],
    expect: trace("waits", "cleaned", "!AppError:x"),
  }),
  kase("run/left-task-that-fails", "the error of a task that is left reaches the handler", {
    clauses: [LEFT],
    fns: {
      reports: quiet(handler()),
      waits: coroutine(tryFinally([sleep(FAR)], raise("AppError", "late"))),
      work: quiet(
        coroutine(
          do_({ m: "set_exception_handler", on: RUNNING, args: [functionNamed("reports")] }),
          ...leaves("waits", "task"),
        ),
      ),
    },
    main: [runs(call("work")), log("returned")],
    expect: { trace: ["waits", "returned"], reports: [{ exception: "AppError:late" }] },
  }),
  ...[true, false].flatMap((debug) => [
    kase(`run/debug-${debug}`, `asyncio.run() with debug ${debug} runs so`, {
      clauses: [DEBUG],
      fns: { work: debugs },
      main: [do_({ run: call("work"), debug })],
      expect: trace(`debug=${debug ? "True" : "False"}`),
    }),
    kase(`run/debug-${debug}-of-a-factory`, `debug ${debug} overrules the loop of a factory`, {
      clauses: [DEBUG, FACTORY],
      fns: { work: debugs, makes: debug ? makesLoop() : debugging },
      main: [do_({ run: call("work"), debug, factory: MAKES })],
      expect: trace("makes", `debug=${debug ? "True" : "False"}`),
    }),
    kase(`run/debug-${debug}-each-time`, `each asyncio.run() with debug ${debug} runs so`, {
      clauses: [DEBUG],
      fns: { work: debugs },
      main: [do_({ run: call("work"), debug: !debug }), do_({ run: call("work"), debug })],
      expect: trace(`debug=${debug ? "False" : "True"}`, `debug=${debug ? "True" : "False"}`),
    }),
  ]),
  kase("run/debug-absent", "asyncio.run() leaves the debug mode as a new loop has it", {
    clauses: [DEBUG_NONE],
    fns: {
      work: quiet(
        coroutine(
          show("as asked", { equal: [{ m: "get_debug", on: RUNNING }, { host: "debug_wanted" }] }),
        ),
      ),
    },
    main: [runs(call("work")), do_({ run: call("work"), debug: null })],
    expect: trace("as asked=True", "as asked=True"),
  }),
  ...(
    [
      ["absent", "without debug", {}],
      ["none", "with debug None", { debug: null }],
    ] as const
  ).flatMap(([slug, title, given]) => [
    kase(
      `run/debug-${slug}-of-a-factory`,
      `${title} the debug mode is that of the factory's loop`,
      {
        clauses: [DEBUG_NONE, FACTORY],
        fns: { work: debugs, makes: debugging },
        main: [do_({ run: call("work"), factory: MAKES, ...given })],
        expect: trace("makes", "debug=True"),
      },
    ),
  ]),
  kase("run/factory", "the loop of asyncio.run() is the one that loop_factory makes", {
    clauses: [FACTORY],
    fns: {
      makes: makesLoop(),
      work: coroutine(show("own", same(RUNNING, variable("made"))), return_(5)),
    },
    main: [do_({ run: call("work"), factory: MAKES }, { show: "result" }), isClosed("made")],
    expect: trace("makes", "work", "own=True", "result=5", "closed=True"),
  }),
  kase("run/factory-each-time", "loop_factory is called for each asyncio.run()", {
    clauses: [FACTORY],
    fns: {
      makes: makesLoop(),
      work: coroutine(show("own", same(RUNNING, variable("made")))),
    },
    main: [do_({ run: call("work"), factory: MAKES }), do_({ run: call("work"), factory: MAKES })],
    expect: trace("makes", "work", "own=True", "makes", "work", "own=True"),
  }),
  kase("run/factory-in-debug", "the loop of loop_factory runs in debug mode, too", {
    clauses: [FACTORY],
    fns: {
      makes: makesLoop(),
      work: coroutine(show("own", same(RUNNING, variable("made"))), showsDebug),
    },
    main: [do_({ run: call("work"), factory: MAKES, debug: true })],
    expect: trace("makes", "work", "own=True", "debug=True"),
  }),
  kase("run/factory-and-an-error", "the loop that loop_factory makes is closed after an error", {
    clauses: [FACTORY],
    fns: { makes: makesLoop(), work: coroutine(raise("AppError", "x")) },
    main: [try_(do_({ run: call("work"), factory: MAKES })), isClosed("made")],
    expect: trace("makes", "work", "!AppError:x", "closed=True"),
  }),
]);
