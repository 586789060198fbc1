import {
  callback,
  callbackWith,
  drain,
  handler,
  join,
  makeReady,
  pair,
  quiet,
  raise,
  raiseSignal,
  same,
  show,
  thread,
  threadFunction,
  variable,
} from "../../language/build.ts";
import type { CaseDefinition, TraceItem } from "../../language/case.ts";
import {
  addReader,
  callSoon,
  callSoonThreadsafe,
  createFuture,
  loopCall,
  methodCall,
  removeReader,
  runFor,
  runUntilComplete,
  setDebug,
  setExceptionHandler,
} from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { timersOf } from "../kit/callback-rows.ts";
import { READY_SCHEDULERS } from "../kit/dimensions.ts";

const SIGTERM = 15;
const onError = quiet(
  handler(
    show("loop", same(variable("loop_"), variable("loop"))),
    show("dict", { is: variable("context"), type: "dict" }),
    show("message", { not: same({ item: "message", of: variable("context") }, null) }),
  ),
);
const REPORT = ["loop=True", "dict=True", "message=True"];
/** One report; that there is only one is another clause. */
const reported: readonly TraceItem[] = [...REPORT, { one_of: [[], REPORT] }];
const fails = quiet(callback(raise("AppError", "x")));

const inBothModes = (
  slug: string,
  title: string,
  fns: CaseDefinition["program"]["fns"],
  main: readonly Operation[],
): readonly CaseDefinition[] =>
  [false, true].map((debug) =>
    kase(
      `call-soon/error-of-${slug}${debug ? "-debug" : ""}`,
      `${title}${debug ? " in debug mode" : ""}`,
      {
        clauses: ["call-soon.error-context-keys"],
        fns: { on_error: onError, ...fns },
        main: [setDebug(debug), setExceptionHandler("on_error"), ...main, runFor(0.006)],
        expect: trace(...reported),
      },
    ),
  );

/** The errors of callbacks of every kind are reported alike. */
export const callSoonErrorKinds = table([
  ...[...READY_SCHEDULERS.slice(1), ...timersOf(0.002)].flatMap(({ method, slug, schedule }) =>
    inBothModes(slug, `the error of a callback of ${method} is reported`, { fails }, [
      schedule("fails"),
    ]),
  ),
  ...inBothModes(
    "thread",
    "the error of another thread's callback is reported",
    { fails, worker: quiet(threadFunction(callSoonThreadsafe("fails"))) },
    [thread("worker", "t"), join("t")],
  ),
  ...inBothModes(
    "reader",
    "the error of a descriptor's callback is reported",
    { fails: quiet(callback(drain("p"), removeReader("p"), raise("AppError", "x"))) },
    [pair("p"), addReader("p", "fails"), makeReady("p")],
  ),
  ...inBothModes(
    "signal-handler",
    "the error of a signal's handler is reported",
    {
      fails: quiet(callback(methodCall("told", "set_result", [null]), raise("AppError", "x"))),
      sends: quiet(callback(raiseSignal("SIGTERM"))),
    },
    [
      createFuture("told"),
      loopCall("add_signal_handler", [SIGTERM, { fn: "fails" }]),
      callSoon("sends"),
      // A busy machine may deliver a signal late.
      runUntilComplete(variable("told")),
    ],
  ),
  ...inBothModes(
    "done-callback",
    "the error of a future's done callback is reported",
    { fails: quiet(callbackWith(["future_"], raise("AppError", "x"))) },
    [
      createFuture("future"),
      methodCall("future", "add_done_callback", [{ fn: "fails" }]),
      methodCall("future", "set_result", [null]),
    ],
  ),
]);
