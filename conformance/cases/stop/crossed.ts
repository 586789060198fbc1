/** `stop()` where single rows leave something out: with an error, in an exception handler, beside cancelled callbacks. */
import {
  assign,
  call,
  callback,
  coroutine,
  drain,
  handler,
  log,
  makeReady,
  pair,
  quiet,
  raise,
  repeat,
  show,
  sleep,
  try_,
  variable,
} from "../../language/build.ts";
import type { Program } from "../../language/case.ts";
import {
  addReader,
  callLater,
  callSoon,
  cancel,
  createFuture,
  createTask,
  loopCall,
  methodCall,
  runFor,
  runForever,
  runUntilComplete,
  STOP,
  setDebug,
  setExceptionHandler,
  stop,
} from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { CIRCUMSTANCES, ENDINGS, PLACES } from "../kit/dimensions.ts";
import { END } from "../kit/settle.ts";
import { ask, FAR, times } from "../kit/shorthand.ts";

const IN_THE_LOOP = PLACES.filter(({ duringRun, ownThread }) => duringRun && ownThread);
const ENDS = "stop.ends-run";

/** What leaves a `stop()` of a loop that does not run in force, and the functions that it needs. */
const idle = { idle: quiet(callback()) };
const BETWEEN: readonly (readonly [string, string, readonly Operation[], Program["fns"]])[] = [
  ["call-soon", "call_soon()", [callSoon("idle")], idle],
  ["call-later", "call_later()", [callLater(FAR, "idle")], idle],
  ["create-future", "create_future()", [loopCall("create_future")], {}],
  [
    "task",
    "create_task()",
    [createTask(call("waits"), "task"), show("task", ask("done", variable("task")))],
    { waits: quiet(coroutine(sleep(FAR))) },
  ],
  ["set-debug", "set_debug()", [setDebug(true)], {}],
  ["add-reader", "add_reader()", [pair("p"), addReader("p", "idle")], idle],
  [
    "another-loop",
    "a loop made and closed",
    [assign("made", { make: "loop" }), methodCall("made", "close")],
    {},
  ],
];

export const stopCrossed = table([
  ...IN_THE_LOOP.map(({ slug, title, put }) => {
    const { fns, before, after } = put([stop(), raise("AppError", "x")]);
    return kase(`stop/then-an-error-${slug}`, `stop() and then an error ${title} end the run`, {
      clauses: [ENDS],
      fns,
      main: [...before, runForever(), log("returned"), ...after],
      expect: trace("returned"),
    });
  }),
  kase("stop/in-an-exception-handler", "stop() from an exception handler ends the run", {
    clauses: [ENDS],
    fns: {
      on_error: handler(stop()),
      fails: quiet(callback(raise("AppError"))),
      give_up: callback(stop()),
    },
    main: [
      setExceptionHandler("on_error"),
      callSoon("fails"),
      callLater(1, "give_up"),
      runForever(),
      log("returned"),
    ],
    // With whose signature the handler is called is another clause's business.
    expect: trace(
      { one_of: [["on_error"], ["on_error called with 1 argument", "give_up"]] },
      "returned",
    ),
  }),
  ...CIRCUMSTANCES.filter(({ slug }) => slug !== "busy-past").map(
    ({ slug, title, fns, before, shown }) =>
      kase(
        `stop/timer-ends-four-runs-${slug}`,
        `a timer's stop() ends each of four runs ${title}`,
        {
          clauses: [ENDS],
          fns: { ...fns, halt: callback(stop()) },
          main: [...before, repeat(4, callLater(0.001, "halt"), runForever())],
          expect: trace(...shown, ...times(4, "halt")),
        },
      ),
  ),
  ...[1, 3].map((count) =>
    kase(
      `run-forever/stop-before-run-with-cancelled-timers-${count}`,
      `with ${count} cancelled timers and stop() before it the run does not wait`,
      {
        clauses: ["run-forever.stop-before-run.exits"],
        fns: { late: callback() },
        main: [
          ...Array.from({ length: count }, (_, n) => [
            callLater(FAR + n, "late", [], { as: `h${n}` }),
            cancel(`h${n}`),
          ]).flat(),
          stop(),
          runForever(),
          log("returned"),
        ],
        expect: trace("returned"),
      },
    ),
  ),
  ...BETWEEN.map(([slug, title, does, fns]) =>
    kase(`stop/pending-past-${slug}`, `${title} does not undo a stop() before the run`, {
      clauses: ["stop.on-idle-loop-is-pending"],
      fns,
      main: [stop(), ...does, runForever(), log("returned")],
      expect: trace(...(slug === "task" ? ["task=False"] : []), "returned"),
    }),
  ),
  ...[2, 5].map((count) =>
    kase(
      `run-forever/goes-on-after-${count}-errors-of-a-batch`,
      `${count} errors in one batch do not end the run`,
      {
        clauses: ["run-forever.callback-error-does-not-stop"],
        fns: {
          fails: quiet(callback(raise("AppError"))),
          halt: callback(stop()),
        },
        main: [
          ...Array.from({ length: count }, () => callSoon("fails")),
          callLater(0.005, "halt"),
          runForever(),
          log("returned"),
        ],
        expect: trace("halt", "returned"),
      },
    ),
  ),
  kase(
    "run-forever/reader-goes-on-after-error",
    "a descriptor's callback that raised is called on",
    {
      clauses: ["run-forever.callback-error-does-not-stop"],
      fns: { job: callback(drain("p"), raise("AppError")) },
      main: [
        pair("p"),
        addReader("p", "job"),
        makeReady("p"),
        runFor(0.02),
        makeReady("p"),
        runFor(0.02),
      ],
      expect: trace("job", "job"),
    },
  ),
  ...ENDINGS.filter(({ promised }) => promised).map(({ slug, title, fns, run, shown }) =>
    kase(`run-forever/timer-kept-past-${slug}`, `a timer fires after a run that ${title}`, {
      clauses: ["run-forever.restartable"],
      fns: { ...fns, late: quiet(callback(END)) },
      main: [
        createFuture("end"),
        callLater(0.005, "late"),
        ...run,
        log("next"),
        runUntilComplete(variable("end")),
      ],
      expect: trace(...shown, "next"),
    }),
  ),
  kase(
    "run-forever/stop-before-a-refused-run",
    "a nested run that is refused does not undo a stop() of its batch",
    {
      clauses: ["run-forever.rejected-nesting-leaves-outer-intact"],
      fns: { nests: callback(try_(runForever())) },
      main: [callSoon(STOP), callSoon("nests"), runForever(), log("returned")],
      expect: trace("nests", "!RuntimeError", "returned"),
    },
  ),
  kase("run-forever/stop-given-past-errors", "loop.stop behind errors ends the run", {
    clauses: [ENDS],
    fns: { fails: quiet(callback(raise("AppError"))) },
    main: [callSoon("fails"), callSoon(STOP), callSoon("fails"), runForever(), log("returned")],
    expect: trace("returned"),
  }),
]);
