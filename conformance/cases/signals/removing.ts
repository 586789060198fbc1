/** `loop.remove_signal_handler()`: what it returns, and what it leaves. */
import {
  call,
  callback,
  coroutine,
  onSignal,
  quiet,
  raiseSignal,
  show,
  sleep,
} from "../../language/build.ts";
import { callSoon, close, runUntilComplete } from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { END, untilEnd } from "../kit/settle.ts";
import {
  addSignalHandler,
  hears,
  OWN_HAS_RUN,
  removeSignalHandler,
  SIGINT,
  SIGNALS,
  SIGTERM,
  sends,
} from "../kit/signals.ts";

const RESULT = "remove-signal-handler.returns-bool";
const REMOVES = "remove-signal-handler.removes";

const ends = callback(END);

export const signalRemoving = table([
  ...SIGNALS.flatMap(({ name, number, slug }) => [
    kase(`signals/remove-${slug}`, `remove_signal_handler() of a handler of ${name} returns True`, {
      clauses: [RESULT],
      fns: { handle: callback() },
      main: [addSignalHandler(number, "handle"), removeSignalHandler(number)],
      expect: trace("removed=True"),
    }),
    kase(
      `signals/remove-none-${slug}`,
      `remove_signal_handler(${name}) without one returns False`,
      {
        clauses: [RESULT],
        main: [removeSignalHandler(number)],
        expect: trace("removed=False"),
      },
    ),
    kase(`signals/remove-twice-${slug}`, `a second remove_signal_handler(${name}) returns False`, {
      clauses: [RESULT],
      fns: { handle: callback() },
      main: [
        addSignalHandler(number, "handle"),
        removeSignalHandler(number),
        removeSignalHandler(number),
      ],
      expect: trace("removed=True", "removed=False"),
    }),
    kase(
      `signals/remove-in-run-${slug}`,
      `remove_signal_handler(${name}) in a run tells what it did`,
      {
        clauses: [RESULT],
        fns: {
          handle: callback(),
          work: quiet(
            coroutine(
              removeSignalHandler(number),
              addSignalHandler(number, "handle"),
              removeSignalHandler(number),
              removeSignalHandler(number),
            ),
          ),
        },
        main: [runUntilComplete(call("work"))],
        expect: trace("removed=False", "removed=True", "removed=False"),
      },
    ),
    kase(
      `signals/remove-replaced-${slug}`,
      `a handler of ${name} that replaced another is removed once`,
      {
        clauses: [RESULT],
        fns: { first: callback(), second: callback() },
        main: [
          addSignalHandler(number, "first"),
          addSignalHandler(number, "second"),
          removeSignalHandler(number),
          removeSignalHandler(number),
        ],
        expect: trace("removed=True", "removed=False"),
      },
    ),
    kase(`signals/removed-${slug}`, `a handler of ${name} that was removed does not run`, {
      clauses: [REMOVES],
      fns: { handle: callback(), own: callback(), hears },
      main: [
        addSignalHandler(number, "handle"),
        removeSignalHandler(number),
        // Without a handler the signal would end the process.
        onSignal(name, "own"),
        raiseSignal(name),
        runUntilComplete(call("hears")),
      ],
      expect: trace("removed=True", "own"),
    }),
    kase(
      `signals/removed-in-run-${slug}`,
      `a handler of ${name} that was removed in a run does not run`,
      {
        clauses: [REMOVES],
        fns: {
          handle: callback(),
          own: callback(),
          work: quiet(
            coroutine(
              addSignalHandler(number, "handle"),
              sleep(0),
              removeSignalHandler(number),
              onSignal(name, "own"),
              raiseSignal(name),
              ...OWN_HAS_RUN,
            ),
          ),
        },
        main: [runUntilComplete(call("work"))],
        expect: trace("removed=True", "own"),
      },
    ),
    kase(
      `signals/added-again-${slug}`,
      `a handler of ${name} that was removed can be added again`,
      {
        clauses: [REMOVES],
        fns: { handle: ends, sends: sends(name) },
        main: untilEnd(
          addSignalHandler(number, "handle"),
          removeSignalHandler(number),
          addSignalHandler(number, "handle"),
          callSoon("sends"),
        ),
        expect: trace("removed=True", "handle"),
      },
    ),
    kase(`signals/default-again-${slug}`, `${name} has its default disposition without a handler`, {
      clauses: ["remove-signal-handler.restores-default"],
      fns: { handle: callback() },
      main: [
        addSignalHandler(number, "handle"),
        show("with", { disposition: name }),
        removeSignalHandler(number),
        show("without", { disposition: name }),
      ],
      expect: trace("with=handler", "removed=True", "without=default"),
    }),
    kase(`signals/default-after-close-${slug}`, `close() removes a handler of ${name}`, {
      clauses: ["signal.handlers-removed-by-close"],
      fns: { handle: callback() },
      main: [addSignalHandler(number, "handle"), close(), show("closed", { disposition: name })],
      expect: trace("closed=default"),
    }),
  ]),
  kase("signals/others-stay", "remove_signal_handler() leaves the handler of another signal", {
    clauses: [REMOVES],
    fns: { first: callback(), second: ends, sends: sends("SIGINT") },
    main: untilEnd(
      addSignalHandler(SIGTERM, "first"),
      addSignalHandler(SIGINT, "second"),
      removeSignalHandler(SIGTERM),
      callSoon("sends"),
    ),
    expect: trace("removed=True", "second"),
  }),
]);
