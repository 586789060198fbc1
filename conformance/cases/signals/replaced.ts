/** `loop.add_signal_handler()`: handlers that replace others, with arguments of their own, and in a later run. */
import { call, callbackWith, coroutine, log, quiet, variable } from "../../language/build.ts";
import { callSoon, runForever, runUntilComplete, stop } from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { addSignalHandler, SIGNALS, sends } from "../kit/signals.ts";

const takes = quiet(callbackWith(["text"], log("handles", variable("text")), stop()));

export const signalsReplaced = table(
  SIGNALS.flatMap(({ name, number, slug }) => [
    kase(
      `signals/replaced-by-other-arguments-${slug}`,
      `a handler of ${name} that replaces another one is called with its own arguments`,
      {
        clauses: ["add-signal-handler.replaces"],
        fns: { takes, sends: sends(name) },
        main: [
          addSignalHandler(number, "takes", "first"),
          addSignalHandler(number, "takes", "second"),
          callSoon("sends"),
          runForever(),
        ],
        expect: trace("handles=second"),
      },
    ),
    kase(
      `signals/added-in-a-later-run-${slug}`,
      `a handler of ${name} that is added in a second run is called`,
      {
        clauses: ["add-signal-handler.runs-in-loop"],
        fns: {
          takes,
          sends: sends(name),
          nothing: quiet(coroutine()),
          adds: quiet(
            callbackWith([], addSignalHandler(number, "takes", "added"), callSoon("sends")),
          ),
        },
        main: [runUntilComplete(call("nothing")), callSoon("adds"), runForever()],
        expect: trace("handles=added"),
      },
    ),
  ]),
);
