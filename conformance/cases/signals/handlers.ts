/** `loop.add_signal_handler()`: when handlers run, and with what. */
import {
  await_,
  block,
  call,
  callback,
  callbackWith,
  coroutine,
  handler,
  join,
  log,
  quiet,
  raise,
  raiseSignal,
  thread,
  threadFunction,
  variable,
} from "../../language/build.ts";
import { seen } from "../../language/build-network.ts";
import {
  callLater,
  callSoon,
  createFuture,
  runFor,
  runForever,
  runUntilComplete,
  setExceptionHandler,
  stop,
} from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { underEach } from "../kit/callback-rows.ts";
import { END, untilEnd } from "../kit/settle.ts";
import { FAR } from "../kit/shorthand.ts";
import { addSignalHandler, SIGINT, SIGNALS, SIGTERM, sends } from "../kit/signals.ts";

const RUNS = "add-signal-handler.runs-in-loop";
const REPLACES = "add-signal-handler.replaces";
const BETWEEN = "add-signal-handler.signal-between-runs";

const ends = callback(END);
const BOTH = [raiseSignal("SIGTERM"), raiseSignal("SIGINT")];
const bothSeen = [seen("first"), seen("second")];

export const signalHandlers = table([
  ...SIGNALS.flatMap(({ name, number, slug }) => [
    kase(`signals/runs-${slug}`, `a handler of ${name} runs after the signal`, {
      clauses: [RUNS],
      fns: { handle: ends, sends: sends(name) },
      main: untilEnd(addSignalHandler(number, "handle"), callSoon("sends")),
      expect: trace("handle"),
    }),
    ...[1, 3].map((count) => {
      const args = Array.from({ length: count }, (_, index) => index + 1);
      return kase(
        `signals/arguments-${count}-${slug}`,
        `a handler of ${name} runs with its ${count === 1 ? "argument" : `${count} arguments`}`,
        {
          clauses: [RUNS],
          fns: {
            handle: callbackWith(
              args.map((each) => `p${each}`),
              END,
            ),
            sends: sends(name),
          },
          main: untilEnd(addSignalHandler(number, "handle", ...args), callSoon("sends")),
          expect: trace(`handle(${args.join(", ")})`),
        },
      );
    }),
    kase(
      `signals/later-${slug}`,
      `a handler of ${name} does not interrupt the callback that runs`,
      {
        clauses: [RUNS],
        fns: {
          handle: ends,
          sends: quiet(callback(log("before"), raiseSignal(name), block(0.005), log("after"))),
        },
        main: untilEnd(addSignalHandler(number, "handle"), callSoon("sends")),
        expect: trace("before", "after", "handle"),
      },
    ),
    kase(`signals/wakes-${slug}`, `a signal ${name} that comes while the loop waits wakes it`, {
      clauses: [RUNS],
      fns: {
        handle: ends,
        // No text tells a thread that a loop waits; a signal that comes before finds its handler as well.
        sender: quiet(threadFunction(block(0.02), raiseSignal(name))),
        starts: quiet(callback(thread("sender", "t"))),
        late: callback(),
      },
      main: [
        ...untilEnd(addSignalHandler(number, "handle"), callLater(FAR, "late"), callSoon("starts")),
        join("t"),
      ],
      expect: trace("handle"),
    }),
    kase(`signals/uses-loop-${slug}`, `a handler of ${name} may schedule callbacks`, {
      clauses: [RUNS],
      fns: {
        handle: callback(callSoon("next")),
        next: callback(callLater(0.001, "last")),
        last: callback(END),
        sends: sends(name),
      },
      main: untilEnd(addSignalHandler(number, "handle"), callSoon("sends")),
      expect: trace("handle", "next", "last"),
    }),
    kase(`signals/stops-${slug}`, `a handler of ${name} may stop the loop`, {
      clauses: [RUNS],
      fns: { handle: callback(stop()), sends: sends(name) },
      main: [addSignalHandler(number, "handle"), callSoon("sends"), runForever(), log("returned")],
      expect: trace("handle", "returned"),
    }),
    kase(
      `signals/sets-future-${slug}`,
      `a handler of ${name} may set a future that a task awaits`,
      {
        clauses: [RUNS],
        fns: {
          handle: callback({
            op: "do",
            what: { m: "set_result", on: variable("told"), args: [7] },
          }),
          work: quiet(coroutine(raiseSignal(name), await_(variable("told"), { show: "result" }))),
        },
        main: [
          createFuture("told"),
          addSignalHandler(number, "handle"),
          runUntilComplete(call("work")),
        ],
        expect: trace("handle", "result=7"),
      },
    ),
    kase(`signals/each-time-${slug}`, `a handler of ${name} runs for each signal`, {
      clauses: [RUNS],
      fns: {
        handle: callback(),
        work: quiet(
          coroutine(raiseSignal(name), seen("handle"), raiseSignal(name), seen("handle", 2)),
        ),
      },
      main: [addSignalHandler(number, "handle"), runUntilComplete(call("work"))],
      expect: trace("handle", "handle"),
    }),
    kase(`signals/runs-again-${slug}`, `a handler of ${name} runs for the next signal, too`, {
      clauses: [RUNS],
      fns: { handle: callback(stop()), sends: sends(name) },
      main: [
        addSignalHandler(number, "handle"),
        callSoon("sends"),
        runForever(),
        callSoon("sends"),
        runForever(),
      ],
      expect: trace("handle", "handle"),
    }),
    kase(
      `signals/error-${slug}`,
      `the error of a handler of ${name} goes to the exception handler`,
      {
        clauses: [RUNS],
        fns: {
          handle: callback(raise("AppError", "own")),
          told: handler(END),
          sends: sends(name),
        },
        main: untilEnd(
          setExceptionHandler("told"),
          addSignalHandler(number, "handle"),
          callSoon("sends"),
        ),
        expect: trace("handle", "told"),
      },
    ),
    kase(`signals/replaced-${slug}`, `a second handler of ${name} runs in place of the first`, {
      clauses: [REPLACES],
      fns: { first: callback(), second: ends, sends: sends(name) },
      main: untilEnd(
        addSignalHandler(number, "first"),
        addSignalHandler(number, "second"),
        callSoon("sends"),
      ),
      expect: trace("second"),
    }),
    kase(`signals/replaced-in-run-${slug}`, `a handler of ${name} can be replaced in a run`, {
      clauses: [REPLACES],
      fns: {
        first: callback(),
        second: ends,
        replace: quiet(callback(addSignalHandler(number, "second"), raiseSignal(name))),
      },
      main: untilEnd(addSignalHandler(number, "first"), callSoon("replace")),
      expect: trace("second"),
    }),
    kase(`signals/between-runs-${slug}`, `a signal ${name} between two runs reaches the handler`, {
      clauses: [BETWEEN],
      fns: { handle: callback() },
      main: [addSignalHandler(number, "handle"), runFor(0), raiseSignal(name), runFor(0.1)],
      expect: trace("handle"),
    }),
    kase(
      `signals/before-run-${slug}`,
      `a signal ${name} before the first run reaches the handler`,
      {
        clauses: [BETWEEN],
        fns: { handle: callback() },
        // Some never tell it: the run ends by itself.
        main: [addSignalHandler(number, "handle"), raiseSignal(name), runFor(0.1)],
        expect: trace("handle"),
      },
    ),
  ]),
  kase("signals/two-signals", "each of two signals has a handler of its own", {
    clauses: [RUNS],
    fns: {
      first: callback(callSoon("next")),
      second: ends,
      sends: sends("SIGTERM"),
      next: sends("SIGINT"),
    },
    main: untilEnd(
      addSignalHandler(SIGTERM, "first"),
      addSignalHandler(SIGINT, "second"),
      callSoon("sends"),
    ),
    expect: trace("first", "second"),
  }),
  ...(
    [
      ["", "sends", []],
      [" in the second run", "sends", [runUntilComplete(call("idles"))]],
      [" from a task", "work", []],
    ] as const
  ).map(([where, way, before]) =>
    kase(
      `signals/two-at-once${where.replaceAll(" ", "-")}`,
      `of two signals that are sent at once${where} each reaches its handler`,
      {
        clauses: [RUNS],
        fns: {
          first: callback(),
          second: callback(),
          ...(before.length === 0 ? {} : { idles: quiet(coroutine()) }),
          ...(way === "sends"
            ? {
                sends: quiet(callback(...BOTH)),
                work: quiet(coroutine(callSoon("sends"), ...bothSeen)),
              }
            : { work: quiet(coroutine(...BOTH, ...bothSeen)) }),
        },
        main: [
          addSignalHandler(SIGTERM, "first"),
          addSignalHandler(SIGINT, "second"),
          ...before,
          runUntilComplete(call("work")),
        ],
        expect: trace({ any_order: ["first", "second"] }),
      },
    ),
  ),
  ...underEach("signals/runs", "a handler runs after the signal", () => ({
    clauses: [RUNS],
    fns: { handle: ends, sends: sends("SIGTERM") },
    main: untilEnd(addSignalHandler(SIGTERM, "handle"), callSoon("sends")),
    expect: trace("handle"),
  })),
]);
