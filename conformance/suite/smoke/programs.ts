/** A few programs that tell a broken adapter from a wrong loop. */
import type { ClauseId } from "../../clauses/index.ts";
import {
  assign,
  await_,
  call,
  callback,
  callbackWith,
  coroutine,
  do_,
  log,
  raise,
  repeat,
  return_,
  show,
  sleep,
  try_,
  variable,
} from "../../language/build.ts";
import type { Case, CaseDefinition } from "../../language/case.ts";
import {
  callLater,
  callSoon,
  cancel,
  createFuture,
  runForever,
  runUntilComplete,
  STOP,
} from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";

/** `adapter`: needs nothing of the loop, so a wrong answer is the adapter's. `loop`: the simplest thing a loop does. */
export type SmokeSubject = "adapter" | "loop";

export interface SmokeProgram {
  readonly subject: SmokeSubject;
  readonly kase: Case;
}

const ABOUT: readonly [ClauseId] = ["preface.runs-callbacks-and-tasks"];

const adapter: readonly CaseDefinition[] = [
  kase("smoke/log", "log writes its text", {
    clauses: ABOUT,
    main: [log("a"), log("b")],
    expect: trace("a", "b"),
  }),
  kase("smoke/values", "values are shown as Python shows them", {
    clauses: ABOUT,
    main: [
      show("none", null),
      show("yes", true),
      show("no", false),
      show("seven", 7),
      show("half", 0.5),
      show("text", "plain"),
      show("tuple", { list: [1, null] }),
    ],
    expect: trace(
      "none=None",
      "yes=True",
      "no=False",
      "seven=7",
      "half=0.5",
      "text=plain",
      "tuple=(1, None)",
    ),
  }),
  kase("smoke/names", "as binds a name and $ reads it", {
    clauses: ABOUT,
    main: [assign("x", { add: [1, 2] }), show("x", variable("x"))],
    expect: trace("x=3"),
  }),
  kase("smoke/entry", "a function writes its name and its arguments when it is entered", {
    clauses: ABOUT,
    fns: { plain: callback(), two: callbackWith(["p", "q"]) },
    main: [do_(call("plain")), do_(call("two", 1, "b"))],
    expect: trace("plain", "two(1, b)"),
  }),
  kase("smoke/return", "a function gives a value back", {
    clauses: ABOUT,
    fns: { seven: callback(return_(7)) },
    main: [show("got", call("seven"))],
    expect: trace("seven", "got=7"),
  }),
  kase("smoke/errors", "try writes the kind of what it catches", {
    clauses: ABOUT,
    main: [try_(raise("ValueError")), try_(raise("AppError", "boom")), log("after")],
    expect: trace("!ValueError", "!AppError:boom", "after"),
  }),
  kase("smoke/raised", "an error that reaches the end of main is the outcome", {
    clauses: ABOUT,
    main: [log("before"), raise("AppError", "boom")],
    expect: { trace: ["before"], outcome: "raised AppError:boom" },
  }),
  kase("smoke/repeat", "repeat repeats", {
    clauses: ABOUT,
    main: [repeat(3, log("x"))],
    expect: trace("x", "x", "x"),
  }),
];

const loop: readonly CaseDefinition[] = [
  kase("smoke/new-loop", "the factory gives a loop that neither runs nor is closed", {
    clauses: ABOUT,
    main: [show("running", { m: "is_running" }), show("closed", { m: "is_closed" })],
    expect: trace("running=False", "closed=False"),
  }),
  kase("smoke/callback", "a callback runs, and stop() ends the run", {
    clauses: ABOUT,
    fns: { a: callbackWith(["x"]) },
    main: [callSoon("a", [1]), callSoon(STOP), runForever(), log("returned")],
    expect: trace("a(1)", "returned"),
  }),
  kase("smoke/coroutine", "run_until_complete() runs a coroutine and gives its result", {
    clauses: ABOUT,
    fns: { c: coroutine(return_(7)) },
    main: [runUntilComplete(call("c"), { show: "result" })],
    expect: trace("c", "result=7"),
  }),
  kase(
    "smoke/future",
    "a coroutine waits for a future of create_future() until a callback sets its result",
    {
      clauses: ABOUT,
      fns: {
        finish: callback(do_({ m: "set_result", on: variable("future"), args: [7] })),
        c: coroutine(callSoon("finish"), await_(variable("future"), { show: "got" })),
      },
      main: [createFuture("future"), runUntilComplete(call("c"))],
      expect: trace("c", "finish", "got=7"),
    },
  ),
  kase("smoke/timer", "a timer runs, and time() goes on", {
    clauses: ABOUT,
    fns: { later: callback() },
    main: [
      assign("before", { m: "time" }),
      callLater(0.01, "later"),
      callLater(0.02, STOP),
      runForever(),
      show("passed", { less: [variable("before"), { m: "time" }] }),
    ],
    expect: trace("later", "passed=True"),
  }),
  kase("smoke/sleep", "a coroutine sleeps and goes on", {
    clauses: ABOUT,
    fns: { c: coroutine(sleep(0.01), return_(7)) },
    main: [runUntilComplete(call("c"), { show: "result" })],
    expect: trace("c", "result=7"),
  }),
  kase("smoke/error", "an error of a coroutine comes out of run_until_complete()", {
    clauses: ABOUT,
    fns: { c: coroutine(raise("AppError", "boom")) },
    main: [try_(runUntilComplete(call("c")))],
    expect: trace("c", "!AppError:boom"),
  }),
  kase("smoke/cancelled", "a callback that was cancelled does not run", {
    clauses: ABOUT,
    fns: { never: callback(), last: callback() },
    main: [
      callSoon("never", [], { as: "handle" }),
      cancel("handle"),
      callSoon("last"),
      callSoon(STOP),
      runForever(),
    ],
    expect: trace("last"),
  }),
  kase("smoke/fresh", "each program gets a fresh loop", {
    clauses: ABOUT,
    main: [show("closed", { m: "is_closed" }), do_({ m: "close" })],
    expect: trace("closed=False"),
  }),
  kase("smoke/fresh-again", "a loop that the program before has closed is not handed out again", {
    clauses: ABOUT,
    main: [show("closed", { m: "is_closed" })],
    expect: trace("closed=False"),
  }),
];

/** All smoke programs, those about the adapter first. */
export const smokePrograms: readonly SmokeProgram[] = [
  ...table(adapter).map((each) => ({ subject: "adapter", kase: each }) as const),
  ...table(loop).map((each) => ({ subject: "loop", kase: each }) as const),
];
