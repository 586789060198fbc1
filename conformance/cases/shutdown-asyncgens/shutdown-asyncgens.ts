/** `shutdown_asyncgens()`: which generators it closes. */
import {
  assign,
  asyncFor,
  asyncGenerator,
  asyncGeneratorWith,
  await_,
  call,
  callback,
  coroutine,
  log,
  quiet,
  repeat,
  repeatWith,
  sleep,
  tryExcept,
  tryFinally,
  variable,
  yield_,
} from "../../language/build.ts";
import {
  asyncio,
  callSoon,
  createFuture,
  createTask,
  runForeverFor,
  runUntilComplete,
} from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { CIRCUMSTANCES, ENDINGS } from "../kit/dimensions.ts";
import {
  closing,
  one,
  opened,
  openedTrace,
  openInRun,
  SHUTDOWN,
  shutDown,
  stepOf,
} from "../kit/generators.ts";
import { times } from "../kit/shorthand.ts";

const CLOSES = "shutdown-asyncgens.closes-open-generators";
/** Where the open generator stands when it is closed. */
const PLACES: readonly (readonly [slug: string, title: string, body: readonly Operation[]])[] = [
  ["at-its-first-yield", "at its first yield", [yield_(1)]],
  ["in-a-loop", "inside a loop", [repeatWith(3, "i", yield_(variable("i")))]],
  ["after-an-await", "behind an await", [sleep(0), yield_(1)]],
  ["in-nested-blocks", "inside nested blocks", [tryFinally([yield_(1)], log("inner"))]],
];

export const shutdownAsyncgens = table([
  ...CIRCUMSTANCES.map(({ slug, title, fns, before, shown }) =>
    kase(
      `shutdown-asyncgens/closes-one-${slug}`,
      `shutdown_asyncgens() closes an open generator ${title}`,
      {
        clauses: [CLOSES],
        fns: { ...fns, ...one },
        main: [...before, ...opened, shutDown, log("done")],
        expect: trace(...shown, "step", "gen", "value=1", "closed", "done"),
      },
    ),
  ),
  ...PLACES.map(([slug, title, body]) =>
    kase(
      `shutdown-asyncgens/closes-one-suspended-${slug}`,
      `shutdown_asyncgens() closes a generator that is suspended ${title}`,
      {
        clauses: [CLOSES],
        fns: {
          gen: asyncGenerator(tryFinally([...body], log("closed"))),
          step: coroutine(await_({ anext: variable("g") })),
        },
        main: [...opened, shutDown, log("done")],
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
  ...ENDINGS.filter(({ promised }) => promised).map(({ slug, title, fns, run, shown }) =>
    kase(
      `shutdown-asyncgens/closes-one-from-before-${slug}`,
      `shutdown_asyncgens() closes a generator from before a run that ${title}`,
      {
        clauses: [CLOSES],
        fns: { ...fns, ...one },
        main: [...opened, ...run, shutDown, log("done")],
        expect: trace(...openedTrace, ...shown, "closed", "done"),
      },
    ),
  ),
  ...[2, 3, 50].map((count) =>
    kase(
      `shutdown-asyncgens/closes-all-of-${count}`,
      `shutdown_asyncgens() closes each of ${count} open generators once`,
      {
        clauses: [CLOSES],
        fns: {
          gen: asyncGeneratorWith(
            ["n"],
            tryFinally([yield_(variable("n"))], log("closed", variable("n"))),
          ),
          open_all: coroutine(
            ...Array.from({ length: count }, (_, n) => openInRun(`g${n}`, "gen", n)).flat(),
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
  ),
  kase(
    "shutdown-asyncgens/closes-those-of-four-hundred-tasks",
    "shutdown_asyncgens() closes the open generators of 400 waiting tasks",
    {
      clauses: [CLOSES],
      fns: {
        gen: quiet(asyncGenerator(tryFinally([yield_(1)], log("closed")))),
        holds: quiet(coroutine(asyncFor(call("gen"), "x", await_(variable("never"))))),
        starts: quiet(coroutine(repeat(400, createTask(call("holds"), "task")), sleep(0.01))),
      },
      main: [createFuture("never"), runUntilComplete(call("starts")), shutDown, log("done")],
      expect: trace(...times(400, "closed"), "done"),
    },
  ),
  kase(
    "shutdown-asyncgens/closes-one-left-by-break",
    "shutdown_asyncgens() closes a generator whose loop was left",
    {
      clauses: [CLOSES],
      fns: {
        gen: closing,
        walk: coroutine(asyncFor(variable("g"), "x", log("got", variable("x")), { op: "break" })),
      },
      main: [
        assign("g", call("gen")),
        runUntilComplete(call("walk")),
        log("left"),
        shutDown,
        log("done"),
      ],
      expect: trace("walk", "gen", "got=1", "left", "closed", "done"),
    },
  ),
  kase(
    "shutdown-asyncgens/closes-one-of-another-task",
    "shutdown_asyncgens() closes a generator that another task has opened",
    {
      clauses: [CLOSES],
      fns: {
        ...one,
        main_task: coroutine(
          createTask(call("step"), "t"),
          await_(variable("t")),
          await_(SHUTDOWN),
        ),
      },
      main: [assign("g", call("gen")), runUntilComplete(call("main_task")), log("done")],
      expect: trace("main_task", "step", "gen", "value=1", "closed", "done"),
    },
  ),
  kase(
    "shutdown-asyncgens/closes-one-opened-in-an-earlier-run",
    "shutdown_asyncgens() closes a generator that was opened three runs ago",
    {
      clauses: [CLOSES],
      fns: { ...one, idle: coroutine(sleep(0)) },
      main: [
        ...opened,
        runUntilComplete(call("idle")),
        runUntilComplete(asyncio("sleep", 0)),
        shutDown,
        log("done"),
      ],
      expect: trace("step", "gen", "value=1", "idle", "closed", "done"),
    },
  ),
  kase(
    "shutdown-asyncgens/closes-one-opened-in-run-forever",
    "shutdown_asyncgens() closes a generator that a task of run_forever() opened",
    {
      clauses: [CLOSES],
      fns: one,
      main: [
        assign("g", call("gen")),
        createTask(call("step"), "task"),
        ...runForeverFor(0.005),
        shutDown,
        log("done"),
      ],
      expect: trace(...openedTrace, "closed", "done"),
    },
  ),
  kase(
    "shutdown-asyncgens/closes-an-inner-generator-too",
    "shutdown_asyncgens() closes a generator and the one that it iterates",
    {
      clauses: [CLOSES],
      fns: {
        inner: asyncGenerator(tryFinally([yield_(1)], log("inner closed"))),
        outer: asyncGenerator(
          assign("i", call("inner")),
          tryFinally([asyncFor(variable("i"), "x", yield_(variable("x")))], log("outer closed")),
        ),
        step: stepOf("g"),
      },
      main: [assign("g", call("outer")), runUntilComplete(call("step")), shutDown, log("done")],
      expect: trace(
        "step",
        "outer",
        "inner",
        "value=1",
        { any_order: ["inner closed", "outer closed"] },
        "done",
      ),
    },
  ),
  kase(
    "shutdown-asyncgens/closes-with-generator-exit",
    "a generator is closed with GeneratorExit at its yield",
    {
      clauses: [CLOSES],
      fns: {
        gen: asyncGenerator(
          tryExcept([yield_(1)], "error", log("caught", { kind: variable("error") })),
        ),
        step: stepOf("g"),
      },
      main: [...opened, shutDown, log("done")],
      expect: trace(...openedTrace, "caught=GeneratorExit", "done"),
    },
  ),
  kase(
    "shutdown-asyncgens/closes-while-others-run",
    "shutdown_asyncgens() closes a generator while callbacks and tasks go on",
    {
      clauses: [CLOSES],
      fns: {
        ...one,
        user: coroutine(await_(SHUTDOWN), log("shut down"), await_(variable("task"))),
        other: coroutine(sleep(0.005), log("other ends")),
        a: callback(),
      },
      main: [
        ...opened,
        createTask(call("other"), "task"),
        callSoon("a"),
        runUntilComplete(call("user")),
        log("done"),
      ],
      expect: trace(
        ...openedTrace,
        { interleave: [["other", "other ends"], ["a"], ["user", "closed", "shut down"]] },
        "done",
      ),
    },
  ),
]);
