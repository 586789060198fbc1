/** `loop.remove_signal_handler()` called by a handler. */
import { call, callback, onSignal, raiseSignal } from "../../language/build.ts";
import { callSoon, runForever, runUntilComplete, stop } from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import {
  addSignalHandler,
  hears,
  removeSignalHandler,
  SIGINT,
  SIGNALS,
  SIGTERM,
  sends,
} from "../kit/signals.ts";

const RESULT = "remove-signal-handler.returns-bool";
const REMOVES = "remove-signal-handler.removes";

export const signalRemovingWithin = table([
  ...SIGNALS.flatMap(({ name, number, slug }) => [
    kase(
      `signals/removed-by-itself-${slug}`,
      `a handler of ${name} that removes itself does not run again`,
      {
        clauses: [REMOVES],
        fns: {
          handle: callback(removeSignalHandler(number), stop()),
          own: callback(),
          hears,
          sends: sends(name),
        },
        main: [
          addSignalHandler(number, "handle"),
          callSoon("sends"),
          runForever(),
          // Without a handler the signal would end the process.
          onSignal(name, "own"),
          raiseSignal(name),
          runUntilComplete(call("hears")),
        ],
        expect: trace("handle", "removed=True", "own"),
      },
    ),
    kase(
      `signals/removed-by-itself-twice-${slug}`,
      `a handler of ${name} that removes itself finds none the second time`,
      {
        clauses: [RESULT],
        fns: {
          handle: callback(removeSignalHandler(number), removeSignalHandler(number), stop()),
          sends: sends(name),
        },
        main: [addSignalHandler(number, "handle"), callSoon("sends"), runForever()],
        expect: trace("handle", "removed=True", "removed=False"),
      },
    ),
  ]),
  kase(
    "signals/removed-by-another",
    "a handler of SIGINT that a handler of SIGTERM has removed does not run",
    {
      clauses: [REMOVES],
      fns: {
        first: callback(removeSignalHandler(SIGINT), stop()),
        second: callback(),
        own: callback(),
        hears,
        sends: sends("SIGTERM"),
      },
      main: [
        addSignalHandler(SIGTERM, "first"),
        addSignalHandler(SIGINT, "second"),
        callSoon("sends"),
        runForever(),
        onSignal("SIGINT", "own"),
        raiseSignal("SIGINT"),
        runUntilComplete(call("hears")),
      ],
      expect: trace("first", "removed=True", "own"),
    },
  ),
  kase(
    "signals/exchanged-by-itself",
    "a handler of SIGTERM that removes itself and adds another leaves the signal to that one",
    {
      clauses: [REMOVES],
      fns: {
        first: callback(removeSignalHandler(SIGTERM), addSignalHandler(SIGTERM, "second"), stop()),
        second: callback(stop()),
        sends: sends("SIGTERM"),
      },
      main: [
        addSignalHandler(SIGTERM, "first"),
        callSoon("sends"),
        runForever(),
        callSoon("sends"),
        runForever(),
      ],
      expect: trace("first", "removed=True", "second"),
    },
  ),
]);
