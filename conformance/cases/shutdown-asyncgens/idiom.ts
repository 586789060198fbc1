/** The idiom around `shutdown_asyncgens()`. */
import {
  assign,
  asyncFor,
  asyncGenerator,
  await_,
  call,
  callback,
  coroutine,
  do_,
  log,
  quiet,
  raise,
  repeat,
  show,
  sleep,
  try_,
  tryFinally,
  variable,
  yield_,
} from "../../language/build.ts";
import type { ProgramFunction } from "../../language/case.ts";
import {
  callLater,
  callSoon,
  close,
  createFuture,
  createTask,
  runForever,
  STOP,
  stop,
} from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { CIRCUMSTANCES } from "../kit/dimensions.ts";
import {
  closing,
  one,
  opened,
  openedTrace,
  openInRun,
  shutDown,
  stepOf,
} from "../kit/generators.ts";
import { times } from "../kit/shorthand.ts";

const IDIOM = "shutdown-asyncgens.idiom";
const idiom = tryFinally([runForever()], shutDown, close());
const showClosed = show("closed", { m: "is_closed" });
/** Ways of ending `run_forever()` inside the idiom. */
const ENDS: readonly (readonly [
  slug: string,
  title: string,
  fns: Record<string, ProgramFunction>,
  start: Operation,
  shown: string,
])[] = [
  ["callback", "a callback's stop()", { halt: callback(stop()) }, callSoon("halt"), "halt"],
  ["timer", "a timer's stop()", { halt: callback(stop()) }, callLater(0.005, "halt"), "halt"],
  [
    "coroutine",
    "a coroutine's stop()",
    { halt: coroutine(sleep(0), stop()) },
    createTask(call("halt"), "t"),
    "halt",
  ],
];

export const shutdownAsyncgensIdiom = table([
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
          tryFinally([runForever()], shutDown, close()),
          show("closed", { m: "is_closed" }),
        ],
        expect: trace("step", "gen", "value=1", shown, "closed", "closed=True"),
      },
    ),
  ),
  ...CIRCUMSTANCES.map(({ slug, title, fns, before, shown }) =>
    kase(`shutdown-asyncgens/idiom-${slug}`, `the idiom closes generators and loop ${title}`, {
      clauses: [IDIOM],
      fns: { ...fns, ...one },
      main: [...before, ...opened, callSoon(STOP), idiom, showClosed],
      expect: trace(...shown, ...openedTrace, "closed", "closed=True"),
    }),
  ),
  kase(
    "shutdown-asyncgens/idiom-with-a-generator-in-a-task",
    "the idiom closes the generator of a task that waits for ever",
    {
      clauses: [IDIOM],
      fns: { gen: closing, forever: coroutine(...openInRun("g"), await_(variable("never"))) },
      main: [
        assign("never", { m: "create_future" }),
        createTask(call("forever"), "t"),
        callLater(0.01, STOP),
        tryFinally([runForever()], shutDown, close()),
        show("closed", { m: "is_closed" }),
      ],
      expect: trace("forever", "gen", "closed", "closed=True"),
    },
  ),
  kase(
    "shutdown-asyncgens/idiom-with-cleanup-that-waits",
    "the idiom finishes cleanup that waits before the loop is closed",
    {
      clauses: [IDIOM],
      fns: {
        gen: asyncGenerator(
          tryFinally(
            [yield_(1)],
            sleep(0.002),
            show("closed meanwhile", { m: "is_closed" }),
            log("cleaned"),
          ),
        ),
        step: stepOf("g"),
      },
      main: [...opened, callSoon(STOP), idiom, showClosed],
      expect: trace(...openedTrace, "closed meanwhile=False", "cleaned", "closed=True"),
    },
  ),
  kase(
    "shutdown-asyncgens/idiom-without-generators",
    "the idiom closes the loop where no generator is open",
    {
      clauses: [IDIOM],
      main: [callSoon(STOP), idiom, showClosed],
      expect: trace("closed=True"),
    },
  ),
  kase(
    "shutdown-asyncgens/idiom-for-sixty-generators",
    "the idiom closes each of 60 generators that tasks hold open",
    {
      clauses: [IDIOM],
      fns: {
        gen: quiet(asyncGenerator(tryFinally([yield_(1)], sleep(0), log("closed")))),
        holds: quiet(coroutine(asyncFor(call("gen"), "x", await_(variable("never"))))),
        starts: quiet(
          coroutine(repeat(60, createTask(call("holds"), "task")), sleep(0.005), stop()),
        ),
      },
      main: [createFuture("never"), createTask(call("starts"), "first"), idiom, showClosed],
      expect: trace(...times(60, "closed"), "closed=True"),
    },
  ),
  kase(
    "shutdown-asyncgens/idiom-after-an-interrupt",
    "the idiom closes generators and loop after a KeyboardInterrupt",
    {
      clauses: ["shutdown-asyncgens.idiom-after-interrupt"],
      fns: { ...one, interrupts: callback(raise("KeyboardInterrupt")) },
      main: [
        ...opened,
        callSoon("interrupts"),
        // A loop that swallows the interrupt shows a wrong answer instead of a hang.
        callLater(1, STOP),
        try_(idiom),
        showClosed,
      ],
      expect: trace(...openedTrace, "interrupts", "closed", "!KeyboardInterrupt", "closed=True"),
    },
  ),
  kase(
    "shutdown-asyncgens/idiom-after-a-system-exit",
    "the idiom closes generators and loop after a SystemExit",
    {
      clauses: ["shutdown-asyncgens.idiom-after-interrupt"],
      fns: { ...one, interrupts: callback(raise("SystemExit")) },
      main: [
        ...opened,
        callSoon("interrupts"),
        // A loop that swallows the interrupt shows a wrong answer instead of a hang.
        callLater(1, STOP),
        try_(idiom),
        showClosed,
      ],
      expect: trace(...openedTrace, "interrupts", "closed", "!SystemExit", "closed=True"),
    },
  ),
  kase(
    "shutdown-asyncgens/not-needed-with-run-in-debug-mode",
    "asyncio.run() does so in debug mode",
    {
      clauses: ["shutdown-asyncgens.not-needed-with-run"],
      fns: {
        gen: { kind: "asyncgen", body: [tryFinally([yield_(1)], log("closed"))] },
        user: coroutine(assign("g", call("gen")), await_({ anext: variable("g") })),
      },
      main: [do_({ run: call("user"), debug: true }), log("done")],
      expect: trace("user", "gen", "closed", "done"),
    },
  ),
]);
