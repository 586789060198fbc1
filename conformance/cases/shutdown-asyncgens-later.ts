/** `shutdown_asyncgens()`: what comes after it, errors, other loops, the collector, and the idiom around it. */
import {
  agen,
  atLast,
  attempt,
  awaitFor,
  call,
  cb,
  coro,
  drop,
  evaluate,
  event,
  gc,
  handler,
  join,
  log,
  open,
  produce,
  raise,
  set,
  show,
  sleep,
  thread,
  threadFn,
  v,
  wait,
} from "../program/build.ts";
import type { ProgramFunction } from "../program/case.ts";
import {
  callLater,
  callSoon,
  close,
  createTask,
  runFor,
  runForever,
  runUntilComplete,
  STOP,
  setDebug,
  setExceptionHandler,
  stop,
} from "../program/loop-methods.ts";
import type { Operation } from "../program/operation.ts";
import { kase, table, trace } from "../program/table.ts";
import { shutDown, stepOf } from "./shutdown-asyncgens.ts";

const WARNS = "shutdown-asyncgens.warns-on-later-iteration";
const IDIOM = "shutdown-asyncgens.idiom";
const closing = agen(atLast([produce(1), produce(2)], log("closed")));
const one = { gen: closing, step: stepOf("g") };
const opened: Operation[] = [set("g", call("gen")), runUntilComplete(call("step"))];
const someWarning = { includes: [{}] };
const bad = agen(atLast([produce(1)], log("cleaning"), raise("AppError", "cleanup")));
const openInRun = (name: string): Operation[] => [
  set(name, call("gen")),
  awaitFor({ anext: v(name) }),
];

/** Ways of ending `run_forever()` inside the idiom. */
const ENDS: readonly (readonly [
  slug: string,
  title: string,
  fns: Record<string, ProgramFunction>,
  start: Operation,
  shown: string,
])[] = [
  ["callback", "a callback's stop()", { halt: cb(stop()) }, callSoon("halt"), "halt"],
  ["timer", "a timer's stop()", { halt: cb(stop()) }, callLater(0.005, "halt"), "halt"],
  [
    "coroutine",
    "a coroutine's stop()",
    { halt: coro(sleep(0), stop()) },
    createTask(call("halt"), "t"),
    "halt",
  ],
];

export const shutdownAsyncgensLater = table("conformance/cases/shutdown-asyncgens-later.ts", [
  ...(["plain", "debug"] as const).map((mode) =>
    kase(
      `shutdown-asyncgens/later-iteration-warns-${mode}`,
      `a generator that is iterated afterwards causes a warning, ${mode} mode`,
      {
        clauses: [WARNS],
        fns: { gen: agen(produce(1)), step: stepOf("g") },
        main: [...(mode === "debug" ? [setDebug(true)] : []), shutDown, ...opened],
        expect: { trace: ["step", "gen", "value=1"], warnings: someWarning },
      },
    ),
  ),
  kase(
    "shutdown-asyncgens/later-iteration-warns-after-closing-some",
    "the warning comes too where it had generators to close",
    {
      clauses: [WARNS],
      fns: {
        ...one,
        late: agen(produce(5)),
        late_step: coro(awaitFor({ anext: v("k") }, { show: "late" })),
      },
      main: [...opened, shutDown, set("k", call("late")), runUntilComplete(call("late_step"))],
      expect: {
        trace: ["step", "gen", "value=1", "closed", "late_step", "late", "late=5"],
        warnings: someWarning,
      },
    },
  ),
  kase(
    "shutdown-asyncgens/later-iteration-is-a-resource-warning",
    "the warning is a ResourceWarning, and the value is yielded",
    {
      clauses: ["shutdown-asyncgens.late-iteration-details"],
      fns: { gen: agen(produce(1)), step: stepOf("g") },
      main: [shutDown, ...opened],
      expect: {
        trace: ["step", "gen", "value=1"],
        warnings: { includes: [{ category: "ResourceWarning" }] },
      },
    },
  ),
  kase(
    "shutdown-asyncgens/untouched-are-left-alone",
    "a generator that was never iterated is left alone",
    {
      clauses: ["shutdown-asyncgens.untouched-generators-ignored"],
      fns: { gen: closing },
      main: [set("g", call("gen")), shutDown, log("done"), runUntilComplete({ aclose: v("g") })],
      expect: trace("done"),
    },
  ),
  kase(
    "shutdown-asyncgens/error-does-not-raise",
    "an error in a generator's cleanup is not raised by it",
    {
      clauses: ["shutdown-asyncgens.error-reported-not-raised"],
      fns: { gen: bad, step: stepOf("g"), on_error: handler() },
      main: [setExceptionHandler("on_error"), ...opened, attempt(shutDown), log("done")],
      expect: {
        trace: ["step", "gen", "value=1", "cleaning", "on_error", "done"],
        reports: [{ has: ["message", "exception", "asyncgen"], exception: "AppError:cleanup" }],
      },
    },
  ),
  kase(
    "shutdown-asyncgens/error-leaves-others-closed",
    "an error in one generator's cleanup does not keep the others open",
    {
      clauses: ["shutdown-asyncgens.error-reported-not-raised"],
      fns: {
        gen: bad,
        fine: agen(atLast([produce(1)], log("closed"))),
        open_all: coro(
          ...openInRun("g"),
          set("k", call("fine")),
          awaitFor({ anext: v("k") }),
          set("m", call("fine")),
          awaitFor({ anext: v("m") }),
        ),
        on_error: handler(),
      },
      main: [
        setExceptionHandler("on_error"),
        runUntilComplete(call("open_all")),
        attempt(shutDown),
        log("done"),
      ],
      expect: trace(
        "open_all",
        "gen",
        "fine",
        "fine",
        { any_order: ["cleaning", "closed", "closed", "on_error"] },
        "done",
      ),
    },
  ),
  kase(
    "shutdown-asyncgens/busy-generator-does-not-hang",
    "a generator that waits inside its own step is reported, and it returns",
    {
      clauses: ["shutdown-asyncgens.busy-generator"],
      fns: {
        gen: agen(awaitFor(v("never")), produce(1)),
        step: coro(awaitFor({ anext: v("g") })),
        on_error: handler(),
      },
      main: [
        setExceptionHandler("on_error"),
        set("never", { m: "create_future" }),
        set("g", call("gen")),
        createTask(call("step"), "t"),
        runFor(0),
        runFor(0),
        shutDown,
        log("done"),
      ],
      expect: {
        trace: ["step", "gen", "on_error", "done"],
        reports: [{ has: ["asyncgen"], exception: "RuntimeError" }],
      },
    },
  ),
  kase("shutdown-asyncgens/other-loops-are-left-alone", "generators of another loop stay open", {
    clauses: ["shutdown-asyncgens.only-own-loop"],
    fns: one,
    main: [
      set("other", { make: "loop" }),
      ...opened,
      runUntilComplete({ m: "shutdown_asyncgens", on: v("other") }, { on: v("other") }),
      log("other done"),
      shutDown,
      close({ on: v("other") }),
    ],
    expect: trace("step", "gen", "value=1", "other done", "closed"),
  }),
  kase(
    "shutdown-asyncgens/collected-generator-is-closed",
    "an abandoned generator that is collected is closed by the loop",
    {
      clauses: ["shutdown-asyncgens.gc-finalization"],
      fns: { ...one, abandon: coro(drop("g"), gc(), sleep(0), sleep(0), sleep(0), log("went on")) },
      main: [...opened, runUntilComplete(call("abandon")), runFor(0.01), log("done")],
      expect: trace(
        "step",
        "gen",
        "value=1",
        "abandon",
        { any_order: ["closed", "went on"] },
        "done",
      ),
    },
  ),
  kase(
    "shutdown-asyncgens/collected-in-a-thread-is-closed",
    "an abandoned generator whose last reference a thread drops is closed on the loop",
    {
      clauses: ["shutdown-asyncgens.gc-finalization-other-thread"],
      fns: {
        gen: agen(
          atLast(
            [produce(1)],
            show("on the loop's thread", { same: [{ asyncio: "get_running_loop" }, v("loop")] }),
          ),
        ),
        step: stepOf("g"),
        dropper: threadFn(drop("g"), gc(), open("dropped")),
        watch: coro(thread("dropper", "t"), sleep(0.02)),
      },
      main: [
        event("dropped"),
        ...opened,
        runUntilComplete(call("watch")),
        wait("dropped"),
        join("t"),
        runFor(0.01),
        log("done"),
      ],
      expect: trace(
        "step",
        "gen",
        "value=1",
        { any_order: ["watch", "dropper", "on the loop's thread=True"] },
        "done",
      ),
    },
  ),
  kase(
    "shutdown-asyncgens/collected-after-close-is-silent",
    "collecting an open generator after close() raises nothing",
    {
      clauses: ["shutdown-asyncgens.after-close-gc-silent"],
      fns: { gen: agen(produce(1), produce(2)), step: stepOf("g") },
      main: [...opened, close(), drop("g"), gc(), log("done")],
      expect: trace("step", "gen", "value=1", "done"),
    },
  ),
  kase(
    "shutdown-asyncgens/not-needed-with-run",
    "asyncio.run() closes the generators that its coroutine left open",
    {
      clauses: ["shutdown-asyncgens.not-needed-with-run"],
      fns: { gen: closing, user: coro(...openInRun("g"), log("left open")) },
      main: [evaluate({ run: call("user") }), log("done")],
      expect: trace("user", "gen", "left open", "closed", "done"),
    },
  ),
  kase(
    "shutdown-asyncgens/not-needed-with-run-awaiting-cleanup",
    "asyncio.run() finishes cleanup that awaits",
    {
      clauses: ["shutdown-asyncgens.not-needed-with-run"],
      fns: {
        gen: agen(atLast([produce(1)], sleep(0.005), log("cleaned"))),
        user: coro(...openInRun("g")),
      },
      main: [evaluate({ run: call("user") }), log("done")],
      expect: trace("user", "gen", "cleaned", "done"),
    },
  ),
  kase(
    "shutdown-asyncgens/not-needed-with-a-raising-run",
    "asyncio.run() closes the generators although its coroutine raised",
    {
      clauses: ["shutdown-asyncgens.not-needed-with-run"],
      fns: { gen: closing, user: coro(...openInRun("g"), raise("AppError", "boom")) },
      main: [attempt(evaluate({ run: call("user") })), log("done")],
      expect: trace("user", "gen", "closed", "!AppError:boom", "done"),
    },
  ),
  kase(
    "shutdown-asyncgens/not-needed-with-runner",
    "Runner.close() closes the generators that are open",
    {
      clauses: ["shutdown-asyncgens.not-needed-with-runner"],
      fns: { gen: closing, user: coro(...openInRun("g")) },
      main: [
        set("runner", { make: "runner" }),
        evaluate({ m: "run", on: v("runner"), args: [call("user")] }),
        log("ran"),
        evaluate({ m: "close", on: v("runner") }),
        log("done"),
      ],
      expect: trace("user", "gen", "ran", "closed", "done"),
    },
  ),
  ...ENDS.map(([slug, title, fns, start, shown]) =>
    kase(
      `shutdown-asyncgens/idiom-ended-by-${slug}`,
      `the idiom closes generators and loop after ${title}`,
      {
        clauses: [IDIOM],
        fns: { ...one, ...fns },
        main: [
          ...opened,
          start,
          atLast([runForever()], shutDown, close()),
          show("closed", { m: "is_closed" }),
        ],
        expect: trace("step", "gen", "value=1", shown, "closed", "closed=True"),
      },
    ),
  ),
  kase(
    "shutdown-asyncgens/idiom-with-a-generator-in-a-task",
    "the idiom closes the generator of a task that waits for ever",
    {
      clauses: [IDIOM],
      fns: { gen: closing, forever: coro(...openInRun("g"), awaitFor(v("never"))) },
      main: [
        set("never", { m: "create_future" }),
        createTask(call("forever"), "t"),
        callLater(0.01, STOP),
        atLast([runForever()], shutDown, close()),
        show("closed", { m: "is_closed" }),
      ],
      expect: trace("forever", "gen", "closed", "closed=True"),
    },
  ),
  kase(
    "shutdown-asyncgens/idiom-in-debug-mode",
    "the idiom closes generators and loop in debug mode",
    {
      clauses: [IDIOM],
      fns: one,
      main: [
        setDebug(true),
        ...opened,
        callSoon(STOP),
        atLast([runForever()], shutDown, close()),
        show("closed", { m: "is_closed" }),
      ],
      expect: trace("step", "gen", "value=1", "closed", "closed=True"),
    },
  ),
  kase(
    "shutdown-asyncgens/idiom-after-an-interrupt",
    "the idiom closes generators and loop after a KeyboardInterrupt",
    {
      clauses: ["shutdown-asyncgens.idiom-after-interrupt"],
      fns: { ...one, interrupts: cb(raise("KeyboardInterrupt")) },
      main: [
        ...opened,
        callSoon("interrupts"),
        attempt(atLast([runForever()], shutDown, close())),
        show("closed", { m: "is_closed" }),
      ],
      expect: trace(
        "step",
        "gen",
        "value=1",
        "interrupts",
        "closed",
        "!KeyboardInterrupt",
        "closed=True",
      ),
    },
  ),
]);
