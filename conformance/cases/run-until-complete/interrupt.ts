/** KeyboardInterrupt and SystemExit leave `run_until_complete()`, and the loop can run again. */
import {
  await_,
  call,
  callback,
  coroutine,
  log,
  quiet,
  raise,
  raiseSignal,
  repeat,
  return_,
  show,
  sleep,
  try_,
  variable,
} from "../../language/build.ts";
import type { ErrorKind, Expression } from "../../language/expression.ts";
import {
  callLater,
  callSoon,
  cancel,
  createTask,
  runUntilComplete,
  STOP,
} from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { CIRCUMSTANCES, ENDINGS, PLACES } from "../kit/dimensions.ts";
import { FAR, IS_RUNNING } from "../kit/shorthand.ts";

const ESCAPES = "run-until-complete.keyboardinterrupt-escapes";
const KINDS: readonly (readonly [kind: ErrorKind, slug: string])[] = [
  ["KeyboardInterrupt", "keyboard-interrupt"],
  ["SystemExit", "system-exit"],
];
/** Where an interrupt can be raised with this thread's stack going through the loop. */
const IN_THE_LOOP = PLACES.filter(({ duringRun, ownThread }) => duringRun && ownThread);

const waits = quiet(coroutine(sleep(FAR)));
/** A loop that swallows the interrupt is stopped, so that it shows a wrong answer and does not hang. */
const runOrGiveUp = (what: Expression): Operation[] => [
  callLater(1, STOP, [], { as: "give_up" }),
  try_(runUntilComplete(what)),
  cancel("give_up"),
];
const runWaiting = runOrGiveUp(call("waits"));

const work = coroutine(sleep(0.002), return_(7));
/** The loop is idle, open, and can run again. */
const usable = [
  show("running", IS_RUNNING),
  show("closed", { m: "is_closed" }),
  runUntilComplete(call("work"), { show: "result" }),
];
const usableTrace = ["running=False", "closed=False", "work", "result=7"];

export const runUntilCompleteInterrupt = table(
  KINDS.flatMap(([kind, by]) => [
    ...IN_THE_LOOP.map(({ slug, title, put }) => {
      const { fns, before } = put([raise(kind)]);
      return kase(
        `run-until-complete/${by}-from-${slug}`,
        `${kind} ${title} leaves the run, and the loop runs again`,
        {
          clauses: [ESCAPES],
          fns: { ...fns, waits, work },
          main: [...before, ...runWaiting, ...usable],
          expect: trace(`!${kind}`, ...usableTrace),
        },
      );
    }),
    ...CIRCUMSTANCES.filter(
      ({ slug }) => kind === "KeyboardInterrupt" || ["plain", "debug"].includes(slug),
    ).map(({ slug, title, fns, before, shown }) =>
      kase(
        `run-until-complete/${by}-from-the-coroutine-${slug}`,
        `${kind} from the coroutine itself leaves the run, and the loop runs again ${title}`,
        {
          clauses: [ESCAPES],
          fns: { ...fns, fails: coroutine(sleep(0), raise(kind)), work },
          main: [...before, ...runOrGiveUp(call("fails")), ...usable],
          expect: trace(...shown, "fails", `!${kind}`, ...usableTrace),
        },
      ),
    ),
    kase(
      `run-until-complete/${by}-from-a-nested-coroutine`,
      `${kind} from an awaited coroutine leaves the run, and the loop runs again`,
      {
        clauses: [ESCAPES],
        fns: {
          outer: coroutine(await_(call("inner"))),
          inner: coroutine(sleep(0), raise(kind)),
          work,
        },
        main: [...runOrGiveUp(call("outer")), ...usable],
        expect: trace("outer", "inner", `!${kind}`, ...usableTrace),
      },
    ),
    kase(
      `run-until-complete/${by}-leaves-timers-for-the-next-run`,
      `a timer that was pending when ${kind} left the run fires in the next one`,
      {
        clauses: [ESCAPES],
        fns: {
          fails: callback(raise(kind)),
          timer: callback(),
          waits,
          later: coroutine(sleep(0.06)),
        },
        main: [
          callLater(0.04, "timer"),
          callSoon("fails"),
          ...runWaiting,
          runUntilComplete(call("later")),
          log("done"),
        ],
        expect: trace("fails", `!${kind}`, "later", "timer", "done"),
      },
    ),
    kase(
      `run-until-complete/${by}-leaves-tasks-for-the-next-run`,
      `a task that was waiting when ${kind} left the run goes on in the next one`,
      {
        clauses: [ESCAPES],
        fns: {
          // No text says how soon a task begins.
          other: coroutine(callSoon("fails"), sleep(0.005), log("goes on"), return_(7)),
          fails: callback(raise(kind)),
          waits,
        },
        main: [
          createTask(call("other"), "task"),
          ...runWaiting,
          runUntilComplete(variable("task"), { show: "result" }),
        ],
        expect: trace("other", "fails", `!${kind}`, "goes on", "result=7"),
      },
    ),
  ]).concat(
    ENDINGS.filter(({ promised }) => !promised).map(({ slug, title, fns, run, shown }) =>
      kase(
        `run-until-complete/three-interrupts-${slug}`,
        `the loop runs again each time after three runs that ${title}`,
        {
          clauses: [ESCAPES],
          fns: { ...fns, work },
          main: [repeat(3, ...run), ...usable],
          expect: trace(...shown, ...shown, ...shown, ...usableTrace),
        },
      ),
    ),
    kase(
      "run-until-complete/sigint-leaves-the-run",
      "SIGINT with Python's own disposition leaves the run as KeyboardInterrupt",
      {
        clauses: [ESCAPES],
        fns: { sends: callback(raiseSignal("SIGINT")), waits, work },
        main: [callSoon("sends"), ...runWaiting, ...usable],
        expect: trace("sends", "!KeyboardInterrupt", ...usableTrace),
      },
    ),
  ),
);
