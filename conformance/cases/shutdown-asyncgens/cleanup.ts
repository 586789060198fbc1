/** `shutdown_asyncgens()` awaits the cleanup of the generators that it closes. */
import {
  assign,
  asyncGenerator,
  asyncGeneratorWith,
  await_,
  call,
  callback,
  coroutine,
  coroutineWith,
  if_,
  log,
  quiet,
  repeat,
  sleep,
  tryFinally,
  variable,
  yield_,
} from "../../language/build.ts";
import {
  callLater,
  createFuture,
  createTask,
  methodCall,
  runUntilComplete,
} from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { CIRCUMSTANCES } from "../kit/dimensions.ts";
import { opened, openedTrace, openInRun, SHUTDOWN, shutDown, stepOf } from "../kit/generators.ts";

const AWAITS = "shutdown-asyncgens.awaits-async-cleanup";
const cleaning = (...cleanup: Operation[]) =>
  asyncGenerator(tryFinally([yield_(1)], ...cleanup, log("cleaned")));

const empty = quiet(coroutine(sleep(0)));
const run = runUntilComplete(call("empty"));
/** Cleanup that takes the longer the greater the number of the generator. */
const cleansUp = if_({ equal: [variable("n"), 2] }, [sleep(0.02)], [sleep(0)]);

export const shutdownAsyncgensCleanup = table([
  ...CIRCUMSTANCES.map(({ slug, title, fns, before, shown }) =>
    kase(
      `shutdown-asyncgens/awaits-cleanup-${slug}`,
      `cleanup that waits is finished when it is done ${title}`,
      {
        clauses: [AWAITS],
        fns: { ...fns, gen: cleaning(sleep(0), sleep(0.002)), step: stepOf("g") },
        main: [...before, ...opened, shutDown, log("done")],
        expect: trace(...shown, ...openedTrace, "cleaned", "done"),
      },
    ),
  ),
  ...[1, 3, 200].map((awaits) =>
    kase(
      `shutdown-asyncgens/awaits-cleanup-of-${awaits}-steps`,
      `cleanup that awaits ${awaits} times is finished when it is done`,
      {
        clauses: [AWAITS],
        fns: {
          gen: asyncGenerator(
            tryFinally(
              [yield_(1)],
              log("cleaning"),
              ...Array.from({ length: awaits }, () => sleep(0)),
              log("cleaned"),
            ),
          ),
          step: stepOf("g"),
        },
        main: [...opened, shutDown, log("done")],
        expect: trace("step", "gen", "value=1", "cleaning", "cleaned", "done"),
      },
    ),
  ),
  kase(
    "shutdown-asyncgens/awaits-cleanup-with-a-timer",
    "cleanup that waits for a timer is finished when it is done",
    {
      clauses: [AWAITS],
      fns: {
        gen: asyncGenerator(tryFinally([yield_(1)], sleep(0.01), log("cleaned"))),
        step: stepOf("g"),
      },
      main: [...opened, shutDown, log("done")],
      expect: trace("step", "gen", "value=1", "cleaned", "done"),
    },
  ),
  kase(
    "shutdown-asyncgens/awaits-cleanup-of-each",
    "the cleanup of each of three generators is finished when it is done",
    {
      clauses: [AWAITS],
      fns: {
        gen: asyncGeneratorWith(
          ["n"],
          tryFinally([yield_(1)], sleep(0.003), log("cleaned", variable("n"))),
        ),
        open_all: coroutine(
          ...[0, 1, 2].flatMap((n) => [
            assign(`g${n}`, call("gen", n)),
            await_({ anext: variable(`g${n}`) }),
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
        gen: asyncGenerator(tryFinally([yield_(1)], sleep(0.003), log("cleaned"))),
        user: coroutine(
          assign("g", call("gen")),
          await_({ anext: variable("g") }),
          await_(SHUTDOWN),
          log("went on"),
        ),
      },
      main: [runUntilComplete(call("user")), log("done")],
      expect: trace("user", "gen", "cleaned", "went on", "done"),
    },
  ),
  kase(
    "shutdown-asyncgens/awaits-cleanup-in-a-nested-coroutine",
    "cleanup in a coroutine that the generator awaits is finished when it is done",
    {
      clauses: [AWAITS],
      fns: {
        gen: cleaning(await_(call("helper"))),
        helper: coroutine(sleep(0), log("helped")),
        step: stepOf("g"),
      },
      main: [...opened, shutDown, log("done")],
      expect: trace(...openedTrace, "helper", "helped", "cleaned", "done"),
    },
  ),
  kase(
    "shutdown-asyncgens/awaits-cleanup-that-waits-for-a-task",
    "cleanup that waits for another task is finished when it is done",
    {
      clauses: [AWAITS],
      fns: {
        gen: cleaning(createTask(call("other"), "task"), await_(variable("task"))),
        other: coroutine(sleep(0.002), log("other ends")),
        step: stepOf("g"),
      },
      main: [...opened, shutDown, log("done")],
      expect: trace(...openedTrace, "other", "other ends", "cleaned", "done"),
    },
  ),
  kase(
    "shutdown-asyncgens/awaits-cleanup-that-waits-for-a-callback",
    "cleanup that waits for a callback is finished when it is done",
    {
      clauses: [AWAITS],
      fns: {
        gen: cleaning(callLater(0.002, "resolve"), await_(variable("future"))),
        resolve: callback(methodCall("future", "set_result", [null])),
        step: stepOf("g"),
      },
      main: [createFuture("future"), ...opened, shutDown, log("done")],
      expect: trace(...openedTrace, "resolve", "cleaned", "done"),
    },
  ),
  kase(
    "shutdown-asyncgens/awaits-the-longest-cleanup",
    "shutdown_asyncgens() is done when the slowest of three cleanups is",
    {
      clauses: [AWAITS],
      fns: {
        gen: quiet(
          asyncGeneratorWith(
            ["n"],
            tryFinally([yield_(1)], repeat(30, sleep(0)), log("cleaned", variable("n"))),
          ),
        ),
        slow: quiet(asyncGenerator(tryFinally([yield_(1)], sleep(0.01), log("slow cleaned")))),
        open_all: quiet(
          coroutine(
            ...openInRun("g", "gen", 0),
            ...openInRun("h", "slow"),
            ...openInRun("k", "gen", 1),
          ),
        ),
      },
      main: [runUntilComplete(call("open_all")), shutDown, log("done")],
      expect: trace({ any_order: ["cleaned=0", "cleaned=1", "slow cleaned"] }, "done"),
    },
  ),
  kase("shutdown-asyncgens/closes-in-a-second-call", "a second call closes what was opened since", {
    clauses: ["shutdown-asyncgens.closes-open-generators"],
    fns: {
      gen: { kind: "asyncgen", body: [tryFinally([yield_(1)], log("closed"))] },
      step: coroutine(await_({ anext: variable("g") }, { show: "value" })),
      empty,
    },
    main: [
      run,
      shutDown,
      assign("g", call("gen")),
      runUntilComplete(call("step")),
      shutDown,
      log("done"),
    ],
    expect: trace("step", "gen", "value=1", "closed", "done"),
  }),
  kase(
    "shutdown-asyncgens/awaits-each-cleanup",
    "shutdown_asyncgens() waits for short and for long cleanup code",
    {
      clauses: ["shutdown-asyncgens.awaits-async-cleanup"],
      fns: {
        gen: asyncGeneratorWith(
          ["n"],
          tryFinally([yield_(variable("n"))], cleansUp, log("cleaned", variable("n"))),
        ),
        step: quiet(coroutineWith(["g"], await_({ anext: variable("g") }))),
      },
      main: [
        assign("short", call("gen", 1)),
        assign("long", call("gen", 2)),
        runUntilComplete(call("step", variable("short"))),
        runUntilComplete(call("step", variable("long"))),
        shutDown,
        log("done"),
      ],
      expect: trace("gen(1)", "gen(2)", { any_order: ["cleaned=1", "cleaned=2"] }, "done"),
    },
  ),
]);
