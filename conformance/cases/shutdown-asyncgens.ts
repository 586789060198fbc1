/** `shutdown_asyncgens()`: which generators it closes, and when it is done. */
import {
  agen,
  agenWith,
  asyncFor,
  atLast,
  awaitFor,
  call,
  coro,
  coroWith,
  evaluate,
  giveBack,
  log,
  produce,
  repeatWith,
  set,
  show,
  sleep,
  v,
} from "../program/build.ts";
import type { ProgramFunction } from "../program/case.ts";
import type { Expression } from "../program/expression.ts";
import { asyncio, createTask, runUntilComplete } from "../program/loop-methods.ts";
import type { Operation } from "../program/operation.ts";
import { kase, table, trace } from "../program/table.ts";
import { CIRCUMSTANCES } from "./circumstances.ts";

const CLOSES = "shutdown-asyncgens.closes-open-generators";
const AWAITS = "shutdown-asyncgens.awaits-async-cleanup";
export const SHUTDOWN: Expression = { m: "shutdown_asyncgens" };
export const shutDown: Operation = runUntilComplete(SHUTDOWN);
/** A coroutine that takes one value from the generator bound to `name`. */
export const stepOf = (name: string): ProgramFunction =>
  coro(awaitFor({ anext: v(name) }, { show: "value" }));
/** Opens a generator and takes its first value, in a run of its own. */
const opened = (name: string, step: string, fn = "gen", ...args: Expression[]): Operation[] => [
  set(name, call(fn, ...args)),
  runUntilComplete(call(step)),
];
const closing = agen(atLast([produce(1), produce(2)], log("closed")));
const one = { gen: closing, step: stepOf("g") };

/** Where the open generator stands when it is closed. */
const PLACES: readonly (readonly [slug: string, title: string, body: readonly Operation[]])[] = [
  ["at-its-first-yield", "at its first yield", [produce(1)]],
  ["in-a-loop", "inside a loop", [repeatWith(3, "i", produce(v("i")))]],
  ["after-an-await", "behind an await", [sleep(0), produce(1)]],
  ["in-nested-blocks", "inside nested blocks", [atLast([produce(1)], log("inner"))]],
];

export const shutdownAsyncgensCloses = table("conformance/cases/shutdown-asyncgens.ts", [
  ...CIRCUMSTANCES.map(({ slug, title, fns, before, shown }) =>
    kase(`shutdown-asyncgens/closes-one-${slug}`, `it closes an open generator ${title}`, {
      clauses: [CLOSES],
      fns: { ...fns, ...one },
      main: [...before, ...opened("g", "step"), shutDown, log("done")],
      expect: trace(...shown, "step", "gen", "value=1", "closed", "done"),
    }),
  ),
  ...PLACES.map(([slug, title, body]) =>
    kase(
      `shutdown-asyncgens/closes-one-${slug}`,
      `it closes a generator that is suspended ${title}`,
      {
        clauses: [CLOSES],
        fns: {
          gen: agen(atLast([...body], log("closed"))),
          step: coro(awaitFor({ anext: v("g") })),
        },
        main: [...opened("g", "step"), shutDown, log("done")],
        expect: trace(
          "step",
          "gen",
          ...(slug === "in-nested-blocks" ? ["inner"] : []),
          "closed",
          "done",
        ),
      },
    ),
  ),
  ...[2, 3, 50]
    .map((count) =>
      kase(
        `shutdown-asyncgens/closes-all-of-${count}`,
        `it closes each of ${count} open generators once`,
        {
          clauses: [CLOSES],
          fns: {
            gen: agenWith(["n"], atLast([produce(v("n"))], log("closed", v("n")))),
            step: coroWith(["g"], awaitFor({ anext: v("g") })),
            open_all: coro(
              ...Array.from({ length: count }, (_, n) => [
                set(`g${n}`, call("gen", n)),
                awaitFor({ anext: v(`g${n}`) }),
              ]).flat(),
            ),
          },
          main: [runUntilComplete(call("open_all")), shutDown, log("done")],
          expect: trace(
            "open_all",
            ...Array.from({ length: count }, (_, n) => `gen(${n})`),
            { any_order: Array.from({ length: count }, (_, n) => `closed=${n}`) },
            "done",
          ),
        },
      ),
    )
    .map((definition) => {
      const { step: _step, ...fns } = definition.program.fns;
      return { ...definition, program: { ...definition.program, fns } };
    }),
  kase("shutdown-asyncgens/closes-one-left-by-break", "it closes a generator whose loop was left", {
    clauses: [CLOSES],
    fns: { gen: closing, walk: coro(asyncFor(v("g"), "x", log("got", v("x")), { op: "break" })) },
    main: [
      set("g", call("gen")),
      runUntilComplete(call("walk")),
      log("left"),
      shutDown,
      log("done"),
    ],
    expect: trace("walk", "gen", "got=1", "left", "closed", "done"),
  }),
  kase(
    "shutdown-asyncgens/closes-one-of-another-task",
    "it closes a generator that another task has opened",
    {
      clauses: [CLOSES],
      fns: {
        ...one,
        main_task: coro(createTask(call("step"), "t"), awaitFor(v("t")), awaitFor(SHUTDOWN)),
      },
      main: [set("g", call("gen")), runUntilComplete(call("main_task")), log("done")],
      expect: trace("main_task", "step", "gen", "value=1", "closed", "done"),
    },
  ),
  kase(
    "shutdown-asyncgens/closes-one-opened-in-an-earlier-run",
    "it closes a generator that was opened three runs ago",
    {
      clauses: [CLOSES],
      fns: { ...one, idle: coro(sleep(0)) },
      main: [
        ...opened("g", "step"),
        runUntilComplete(call("idle")),
        runUntilComplete(asyncio("sleep", 0)),
        shutDown,
        log("done"),
      ],
      expect: trace("step", "gen", "value=1", "idle", "closed", "done"),
    },
  ),
  ...[1, 3].map((awaits) =>
    kase(
      `shutdown-asyncgens/awaits-cleanup-${awaits}`,
      `cleanup that awaits ${awaits} times is finished when it is done`,
      {
        clauses: [AWAITS],
        fns: {
          gen: agen(
            atLast(
              [produce(1)],
              log("cleaning"),
              ...Array.from({ length: awaits }, () => sleep(0)),
              log("cleaned"),
            ),
          ),
          step: stepOf("g"),
        },
        main: [...opened("g", "step"), shutDown, log("done")],
        expect: trace("step", "gen", "value=1", "cleaning", "cleaned", "done"),
      },
    ),
  ),
  kase(
    "shutdown-asyncgens/awaits-cleanup-with-a-timer",
    "cleanup that waits for a timer is finished when it is done",
    {
      clauses: [AWAITS],
      fns: { gen: agen(atLast([produce(1)], sleep(0.01), log("cleaned"))), step: stepOf("g") },
      main: [...opened("g", "step"), shutDown, log("done")],
      expect: trace("step", "gen", "value=1", "cleaned", "done"),
    },
  ),
  kase(
    "shutdown-asyncgens/awaits-cleanup-of-each",
    "the cleanup of each of three generators is finished when it is done",
    {
      clauses: [AWAITS],
      fns: {
        gen: agenWith(["n"], atLast([produce(1)], sleep(0.003), log("cleaned", v("n")))),
        open_all: coro(
          ...[0, 1, 2].flatMap((n) => [
            set(`g${n}`, call("gen", n)),
            awaitFor({ anext: v(`g${n}`) }),
          ]),
        ),
      },
      main: [runUntilComplete(call("open_all")), shutDown, log("done")],
      expect: trace(
        "open_all",
        "gen(0)",
        "gen(1)",
        "gen(2)",
        { any_order: ["cleaned=0", "cleaned=1", "cleaned=2"] },
        "done",
      ),
    },
  ),
  kase(
    "shutdown-asyncgens/cleanup-before-the-caller-goes-on",
    "a coroutine that awaits it goes on after the cleanup",
    {
      clauses: [AWAITS],
      fns: {
        gen: agen(atLast([produce(1)], sleep(0.003), log("cleaned"))),
        user: coro(
          set("g", call("gen")),
          awaitFor({ anext: v("g") }),
          awaitFor(SHUTDOWN),
          log("went on"),
        ),
      },
      main: [runUntilComplete(call("user")), log("done")],
      expect: trace("user", "gen", "cleaned", "went on", "done"),
    },
  ),
  kase(
    "shutdown-asyncgens/awaitable-by-run-until-complete",
    "run_until_complete() accepts what it returns",
    {
      clauses: ["shutdown-asyncgens.is-awaitable"],
      main: [set("closing", SHUTDOWN), runUntilComplete(v("closing")), log("done")],
      expect: trace("done"),
    },
  ),
  kase("shutdown-asyncgens/awaitable-in-a-coroutine", "a coroutine can await what it returns", {
    clauses: ["shutdown-asyncgens.is-awaitable"],
    fns: { user: coro(awaitFor(SHUTDOWN), log("awaited"), giveBack(7)) },
    main: [runUntilComplete(call("user"), { show: "result" })],
    expect: trace("user", "awaited", "result=7"),
  }),
  kase("shutdown-asyncgens/awaitable-as-a-task", "what it returns can be made a task", {
    clauses: ["shutdown-asyncgens.is-awaitable"],
    fns: { ...one },
    main: [
      ...opened("g", "step"),
      createTask(SHUTDOWN, "closing"),
      runUntilComplete(v("closing")),
      log("done"),
    ],
    expect: trace("step", "gen", "value=1", "closed", "done"),
  }),
  ...CIRCUMSTANCES.map(({ slug, title, fns, before, shown }) =>
    kase(
      `shutdown-asyncgens/none-open-${slug}`,
      `without an open generator it completes ${title}`,
      {
        clauses: ["shutdown-asyncgens.none-open-is-noop"],
        fns,
        main: [...before, shutDown, log("done")],
        expect: trace(...shown, "done"),
      },
    ),
  ),
  kase("shutdown-asyncgens/none-left-open", "it completes when every generator has been finished", {
    clauses: ["shutdown-asyncgens.none-open-is-noop"],
    fns: { gen: agen(produce(1)), walk: coro(asyncFor(call("gen"), "x", log("got", v("x")))) },
    main: [runUntilComplete(call("walk")), shutDown, log("done")],
    expect: trace("walk", "gen", "got=1", "done"),
  }),
  kase("shutdown-asyncgens/unawaited-does-nothing", "a call that is not awaited closes nothing", {
    clauses: ["shutdown-asyncgens.lazy"],
    fns: { ...one },
    main: [
      ...opened("g", "step"),
      set("closing", SHUTDOWN),
      runUntilComplete(asyncio("sleep", 0)),
      log("still open"),
      runUntilComplete(v("closing")),
      log("done"),
    ],
    expect: trace("step", "gen", "value=1", "still open", "closed", "done"),
  }),
  kase("shutdown-asyncgens/gives-none", "awaiting it gives None", {
    clauses: ["shutdown-asyncgens.returns-none"],
    main: [runUntilComplete(SHUTDOWN, { show: "result" })],
    expect: trace("result=None"),
  }),
  kase("shutdown-asyncgens/twice", "a second call completes", {
    clauses: ["shutdown-asyncgens.idempotent"],
    fns: { ...one },
    main: [...opened("g", "step"), shutDown, shutDown, log("done")],
    expect: trace("step", "gen", "value=1", "closed", "done"),
  }),
  kase("shutdown-asyncgens/concurrent", "one that waits in its cleanup does not hold up another", {
    clauses: ["shutdown-asyncgens.concurrent"],
    fns: {
      waits: agen(atLast([produce(1)], awaitFor(v("gate")), log("first closed"))),
      opens: agen(
        atLast(
          [produce(1)],
          evaluate({ m: "set_result", on: v("gate"), args: [null] }),
          log("second closed"),
        ),
      ),
      open_both: coro(
        set("g", call("waits")),
        set("k", call("opens")),
        awaitFor({ anext: v("g") }),
        awaitFor({ anext: v("k") }),
      ),
    },
    main: [
      set("gate", { m: "create_future" }),
      runUntilComplete(call("open_both")),
      shutDown,
      show("open", { not: { m: "done", on: v("gate") } }),
    ],
    expect: trace("open_both", "waits", "opens", "second closed", "first closed", "open=False"),
  }),
]);
