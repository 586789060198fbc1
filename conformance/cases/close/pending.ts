/** `loop.close()` discards what is pending. */
import {
  assign,
  block,
  call,
  callback,
  callbackWith,
  coroutine,
  coroutineWith,
  drop,
  gc,
  join,
  log,
  quiet,
  repeatWith,
  show,
  sleep,
  thread,
  threadFunction,
  variable,
  weak,
} from "../../language/build.ts";
import {
  callAt,
  callLater,
  callSoon,
  callSoonThreadsafe,
  close,
  createTask,
  runForever,
  runUntilComplete,
  stop,
} from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import {
  ARGUMENT_COUNTS,
  CIRCUMSTANCES,
  CONTEXTS,
  READY_SCHEDULERS,
  TIMED_SCHEDULERS,
} from "../kit/dimensions.ts";

const READY = "close.discards-ready-callbacks";
const TIMERS = "close.discards-timers";

/** Lets another loop run in this thread, past the time of every timer of the case. */
const wait = (seconds: number): Operation[] => [
  assign("other", { make: "loop" }),
  runUntilComplete(call("waits", seconds), { on: variable("other") }),
  log("end"),
];
const waits = quiet(
  coroutineWith(["seconds"], {
    op: "await",
    what: { asyncio: "sleep", args: [variable("seconds")] },
  }),
);
const closeAndWait: Operation[] = [close(), log("closed"), ...wait(0)];
const closeAndWaitLonger: Operation[] = [close(), log("closed"), ...wait(0.02)];

export const closePending = table([
  ...READY_SCHEDULERS.flatMap(({ method, slug: by, schedule }) =>
    ARGUMENT_COUNTS.map(({ title, slug, args, params }) =>
      kase(
        `close/discards-${by}-${slug}`,
        `a callback of ${method} ${title} never runs after close()`,
        {
          clauses: [READY],
          fns: { never: callbackWith(params), waits },
          main: [schedule("never", args), ...closeAndWait],
          expect: trace("closed", "end"),
        },
      ),
    ),
  ),
  ...CIRCUMSTANCES.map(({ slug, title, fns, before, shown }) =>
    kase(`close/discards-callbacks-${slug}`, `ready callbacks never run after close() ${title}`, {
      clauses: [READY],
      fns: { ...fns, a: callback(), b: callback(), waits },
      main: [...before, callSoon("a"), callSoonThreadsafe("b"), ...closeAndWait],
      expect: trace(...shown, "closed", "end"),
    }),
  ),
  ...CONTEXTS.slice(1).map(({ slug, title, before, options }) =>
    kase(`close/discards-callback-${slug}`, `a callback ${title} never runs after close()`, {
      clauses: [READY],
      fns: { never: callback(), waits },
      main: [...before, callSoon("never", [], options), ...closeAndWait],
      expect: trace("closed", "end"),
    }),
  ),
  kase(
    "close/discards-two-thousand-callbacks",
    "none of 2,000 ready callbacks runs after close()",
    {
      clauses: [READY],
      fns: { never: callbackWith(["i"]), waits },
      main: [repeatWith(2000, "i", callSoon("never", [variable("i")])), ...closeAndWait],
      expect: trace("closed", "end"),
    },
  ),
  kase(
    "close/discards-deferred-callbacks",
    "callbacks that a stopped run held back never run after close()",
    {
      clauses: [READY],
      fns: {
        outer: callback(stop(), callSoon("x"), log("held")),
        x: callback(log("too late")),
        waits,
      },
      main: [callSoon("outer"), runForever(), close(), log("closed"), ...wait(0)],
      // The second: a loop that holds nothing back, which is another clause's business.
      expect: trace({
        one_of: [
          ["outer", "held", "closed", "end"],
          ["outer", "held", "x", "too late", "closed", "end"],
        ],
      }),
    },
  ),
  kase(
    "close/discards-callback-of-a-thread",
    "a callback that another thread scheduled never runs after close()",
    {
      clauses: [READY],
      fns: {
        helper_fn: quiet(threadFunction(callSoonThreadsafe("never"))),
        never: callback(),
        waits,
      },
      main: [thread("helper_fn", "helper"), join("helper"), ...closeAndWait],
      expect: trace("closed", "end"),
    },
  ),
  kase(
    "close/discards-tasks-that-have-not-begun",
    "a task that has not begun never begins after close()",
    {
      clauses: [READY],
      fns: { never: coroutine(), waits },
      main: [createTask(call("never"), "task"), ...closeAndWait],
      expect: trace("closed", "end"),
    },
  ),
  kase(
    "close/discards-callbacks-again",
    "callbacks that were pending at close() do not run at a second close()",
    {
      clauses: [READY],
      fns: { never: callback(), waits },
      main: [callSoon("never"), close(), close(), log("closed"), ...wait(0)],
      expect: trace("closed", "end"),
    },
  ),
  ...TIMED_SCHEDULERS.flatMap(({ method, slug: by, schedule }) =>
    ARGUMENT_COUNTS.map(({ title, slug, args, params }) =>
      kase(
        `close/discards-${by}-${slug}`,
        `a timer of ${method} ${title} never fires after close()`,
        {
          clauses: [TIMERS],
          fns: { never: callbackWith(params), waits },
          main: [schedule("never", args), ...closeAndWaitLonger],
          expect: trace("closed", "end"),
        },
      ),
    ),
  ),
  ...CIRCUMSTANCES.map(({ slug, title, fns, before, shown }) =>
    kase(`close/discards-timers-${slug}`, `timers never fire after close() ${title}`, {
      clauses: [TIMERS],
      fns: { ...fns, a: callback(), b: callback(), waits },
      main: [
        ...before,
        callLater(0.001, "a"),
        callAt(0.002, "b"),
        close(),
        log("closed"),
        ...wait(0.01),
      ],
      expect: trace(...shown, "closed", "end"),
    }),
  ),
  kase("close/discards-due-timers", "timers whose time has passed never fire after close()", {
    clauses: [TIMERS],
    fns: { never: callback(), also_never: callback(), waits },
    main: [callLater(0.001, "never"), callAt(-1, "also_never"), block(0.02), ...closeAndWait],
    expect: trace("closed", "end"),
  }),
  kase("close/discards-a-thousand-timers", "none of 1,000 timers fires after close()", {
    clauses: [TIMERS],
    fns: { never: callbackWith(["i"]), waits },
    main: [
      repeatWith(1000, "i", callLater(0.002, "never", [variable("i")])),
      ...closeAndWaitLonger,
    ],
    expect: trace("closed", "end"),
  }),
  kase("close/discards-sleeping-tasks", "a task that sleeps does not go on after close()", {
    clauses: [TIMERS],
    fns: {
      sleeper: coroutine(sleep(0.04), log("too late")),
      brief: quiet(coroutine(sleep(0))),
      waits,
    },
    main: [
      createTask(call("sleeper"), "task"),
      runUntilComplete(call("brief")),
      close(),
      log("closed"),
      ...wait(0.06),
    ],
    expect: trace("sleeper", "closed", "end"),
  }),
  ...(
    [
      ["callback", callSoon("never", [variable("object")])],
      ["threadsafe-callback", callSoonThreadsafe("never", [variable("object")])],
      ["timer", callLater(3600, "never", [variable("object")])],
    ] as const
  ).map(([slug, schedule]) =>
    kase(
      `close/releases-arguments-of-a-${slug}`,
      `close() releases what a pending ${slug} refers to`,
      {
        clauses: ["handle.released-by-close"],
        fns: { never: callbackWith(["x"]) },
        main: [
          assign("object", { make: "object" }),
          weak(variable("object"), "reference"),
          schedule,
          drop("object"),
          gc(),
          show("before", { alive: "reference" }),
          close(),
          gc(),
          show("after", { alive: "reference" }),
        ],
        expect: trace("before=True", "after=False"),
      },
    ),
  ),
]);
