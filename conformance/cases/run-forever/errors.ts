/** Errors of callbacks: they go to the exception handler, and the run goes on. */
import {
  callback,
  callbackWith,
  drain,
  log,
  makeReady,
  pair,
  quiet,
  raise,
  repeat,
  variable,
  variadic,
} from "../../language/build.ts";
import type { TraceItem } from "../../language/case.ts";
import type { ErrorKind } from "../../language/expression.ts";
import {
  addReader,
  callLater,
  callSoon,
  createFuture,
  methodCall,
  removeReader,
  runForever,
  STOP,
  setExceptionHandler,
  stop,
} from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { ARGUMENT_COUNTS, CIRCUMSTANCES, SCHEDULERS } from "../kit/dimensions.ts";

const GOES_ON = "run-forever.callback-error-does-not-stop";
const handle = setExceptionHandler("report");
/** For cases that are about the run alone: a handler that takes whatever it is given. */
const tolerant = quiet(variadic(callback(log("reported"))));
const fails = callback(raise("AppError", "own"));
const next = callback(stop());
/** No text says that an error is reported before the next callback runs. */
const REPORTED: readonly TraceItem[] = [{ any_order: ["reported", "next"] }];
const KINDS: readonly ErrorKind[] = [
  "AssertionError",
  "OSError",
  "RuntimeError",
  "TypeError",
  "ValueError",
  "ZeroDivisionError",
];

export const runForeverErrors = table([
  ...CIRCUMSTANCES.map(({ slug, title, fns, before, shown }) =>
    kase(
      `run-forever/goes-on-after-an-error-${slug}`,
      `the run goes on after a callback's error ${title}`,
      {
        clauses: [GOES_ON],
        fns: {
          ...fns,
          fails: callback(callLater(0.005, "later"), raise("AppError", "own")),
          b: callback(),
          later: next,
        },
        main: [...before, callSoon("fails"), callSoon("b"), runForever(), log("returned")],
        expect: trace(...shown, "fails", { any_order: ["b", "later"] }, "returned"),
      },
    ),
  ),
  ...SCHEDULERS.flatMap(({ method, slug: by, schedule }) =>
    ARGUMENT_COUNTS.map(({ title, slug, args, params, shown }) =>
      kase(
        `run-forever/goes-on-after-an-error-${by}-${slug}`,
        `an error of a callback of ${method} ${title} is reported, and the run goes on`,
        {
          clauses: [GOES_ON],
          fns: {
            report: tolerant,
            fails: callbackWith(params, callSoon("next"), raise("AppError", "own")),
            next,
          },
          main: [handle, schedule("fails", args), runForever(), log("returned")],
          expect: trace(`fails${shown}`, ...REPORTED, "returned"),
        },
      ),
    ),
  ),
  ...KINDS.map((kind) =>
    kase(
      `run-forever/goes-on-after-${kind.toLowerCase()}`,
      `${kind} from a callback is reported, and the run goes on`,
      {
        clauses: [GOES_ON],
        fns: { report: tolerant, fails: callback(raise(kind)), next },
        main: [handle, callSoon("fails"), callSoon("next"), runForever(), log("returned")],
        expect: trace("fails", ...REPORTED, "returned"),
      },
    ),
  ),
  kase(
    "run-forever/goes-on-after-an-error-in-a-reader",
    "an error of a descriptor's callback is reported, and the run goes on",
    {
      clauses: [GOES_ON],
      fns: {
        report: tolerant,
        reader: callback(drain("p"), removeReader("p"), callSoon("next"), raise("AppError", "own")),
        next,
      },
      main: [
        handle,
        pair("p"),
        addReader("p", "reader"),
        makeReady("p"),
        runForever(),
        log("returned"),
      ],
      expect: trace("reader", ...REPORTED, "returned"),
    },
  ),
  kase(
    "run-forever/goes-on-after-an-error-in-a-future-callback",
    "an error of a future's callback is reported, and the run goes on",
    {
      clauses: [GOES_ON],
      fns: {
        report: tolerant,
        done: callbackWith(["f"], callSoon("next"), raise("AppError", "own")),
        next,
      },
      main: [
        handle,
        createFuture("future"),
        methodCall("future", "add_done_callback", [{ fn: "done" }]),
        callSoon({ bound: "set_result", on: variable("future") }, [1]),
        runForever(),
        log("returned"),
      ],
      expect: trace("done(<object>)", ...REPORTED, "returned"),
    },
  ),
  kase(
    "run-forever/goes-on-without-a-handler",
    "the run goes on after an error although no handler was set",
    {
      clauses: [GOES_ON],
      fns: { fails, next },
      main: [callSoon("fails"), callSoon("next"), runForever(), log("returned")],
      expect: trace("fails", "next", "returned"),
    },
  ),
  kase(
    "run-forever/goes-on-after-a-thousand-errors",
    "the run goes on after 1,000 errors in a batch",
    {
      clauses: [GOES_ON],
      fns: { fails: { ...fails, quiet: true }, next },
      main: [repeat(1000, callSoon("fails")), callSoon("next"), runForever(), log("returned")],
      expect: trace("next", "returned"),
    },
  ),
  kase(
    "run-forever/goes-on-after-an-error-behind-stop",
    "an error behind stop() is reported, and run_forever() returns",
    {
      clauses: [GOES_ON],
      fns: { report: tolerant, fails },
      main: [handle, callSoon(STOP), callSoon("fails"), runForever(), log("returned")],
      expect: trace("fails", "reported", "returned"),
    },
  ),
  kase(
    "run-forever/goes-on-when-the-error-is-in-every-run",
    "in each of 200 runs an error is reported and the rest runs",
    {
      clauses: [GOES_ON],
      fns: { fails: { ...fails, quiet: true }, next },
      main: [repeat(200, callSoon("fails"), callSoon("next"), runForever())],
      expect: trace(...Array<string>(200).fill("next")),
    },
  ),
]);
