import { handler } from "../../language/build.ts";
import { setDebug, setExceptionHandler } from "../../language/loop-methods.ts";
import { kase, table } from "../../language/table.ts";
import { placeOf } from "../kit/places.ts";
import { END, ROUNDS, runRounds, untilEnd } from "../kit/settle.ts";

const PLACES = (["callback", "threadsafe-callback", "coroutine", "timer", "reader"] as const).map(
  placeOf,
);

/** What runs while debug mode changes began in one mode and ends in the other. */
export const switchedDebugModes = table(
  PLACES.flatMap(({ slug, title, put }) =>
    [true, false].map((debug) => {
      const mode = debug ? "on" : "off";
      const { fns, before } = put([setDebug(debug), END]);
      return kase(`debug/switched-${mode}-${slug}`, `debug mode is switched ${mode} ${title}`, {
        clauses: ["set-debug.during-run-reports-nothing"],
        fns: { ...ROUNDS, ...fns, on_error: handler() },
        main: [
          ...untilEnd(setDebug(!debug), setExceptionHandler("on_error"), ...before),
          runRounds,
        ],
        expect: { trace: [], reports: [] },
      });
    }),
  ),
);
