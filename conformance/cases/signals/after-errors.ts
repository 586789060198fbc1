/** `loop.add_signal_handler()`: signals after a handler has raised. */
import { callback, handler, quiet, raise } from "../../language/build.ts";
import { callSoon, runForever, setExceptionHandler, stop } from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { addSignalHandler, SIGINT, SIGNALS, SIGTERM, sends } from "../kit/signals.ts";

const RUNS = "add-signal-handler.runs-in-loop";

const raises = callback(raise("AppError", "own"));
const told = quiet(handler(stop()));

export const signalsAfterErrors = table([
  ...SIGNALS.flatMap(({ name, number, slug }) =>
    [2, 3].map((times) =>
      kase(
        `signals/after-error-${times}-${slug}`,
        `a handler of ${name} that raises runs for the ${times === 2 ? "second" : "third"} signal, too`,
        {
          clauses: [RUNS],
          fns: { handle: raises, told, sends: sends(name) },
          main: [
            setExceptionHandler("told"),
            addSignalHandler(number, "handle"),
            ...Array.from({ length: times }, () => [callSoon("sends"), runForever()]).flat(),
          ],
          expect: trace(...Array.from({ length: times }, () => "handle")),
        },
      ),
    ),
  ),
  kase(
    "signals/after-error-of-another",
    "a handler of SIGINT runs after a handler of SIGTERM has raised",
    {
      clauses: [RUNS],
      fns: {
        first: raises,
        second: callback(stop()),
        told,
        sends: sends("SIGTERM"),
        next: sends("SIGINT"),
      },
      main: [
        setExceptionHandler("told"),
        addSignalHandler(SIGTERM, "first"),
        addSignalHandler(SIGINT, "second"),
        callSoon("sends"),
        runForever(),
        callSoon("next"),
        runForever(),
      ],
      expect: trace("first", "second"),
    },
  ),
]);
