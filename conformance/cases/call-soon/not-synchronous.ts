import { callback, callbackWith, log, quiet, repeatWith, variable } from "../../language/build.ts";
import { callSoon } from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { OWN_PLACES, placed, underEach } from "../kit/callback-rows.ts";
import { ARGUMENT_COUNTS } from "../kit/dimensions.ts";
import { END, untilEnd } from "../kit/settle.ts";
import { numbered } from "../kit/shorthand.ts";

const job = callback(END);
const CLAUSES = ["call-soon.not-synchronous"] as const;

/** A callback never runs inside the call that schedules it. */
export const callSoonNotSynchronous = table([
  ...OWN_PLACES.map((place) =>
    kase(`call-soon/returns-first-${place.slug}`, `called ${place.title}, it returns first`, {
      ...placed(place, [callSoon("job"), log("scheduled")], {
        clauses: CLAUSES,
        fns: { job },
        expect: trace("scheduled", "job"),
      }),
    }),
  ),
  ...underEach("call-soon/returns-first", "call_soon returns before the callback runs", () => ({
    clauses: CLAUSES,
    fns: { job, outer: callback(callSoon("job"), log("scheduled")) },
    main: untilEnd(callSoon("outer")),
    expect: trace("outer", "scheduled", "job"),
  })),
  ...ARGUMENT_COUNTS.filter(({ count }) => count > 0).map(({ slug, title, args, params, shown }) =>
    kase(`call-soon/returns-first-${slug}`, `call_soon returns before a callback ${title} runs`, {
      clauses: CLAUSES,
      fns: {
        job: callbackWith(params, END),
        outer: callback(callSoon("job", args), log("scheduled")),
      },
      main: untilEnd(callSoon("outer")),
      expect: trace("outer", "scheduled", `job${shown}`),
    }),
  ),
  kase(
    "call-soon/returns-first-in-context",
    "with a context call_soon returns before the callback runs",
    {
      clauses: CLAUSES,
      fns: {
        job,
        outer: callback(callSoon("job", [], { context: { make: "context" } }), log("scheduled")),
      },
      main: untilEnd(callSoon("outer")),
      expect: trace("outer", "scheduled", "job"),
    },
  ),
  kase("call-soon/returns-first-hundred", "of a hundred calls none runs its callback at once", {
    clauses: CLAUSES,
    fns: {
      job: callbackWith(["n"]),
      outer: callback(
        repeatWith(100, "i", callSoon("job", [variable("i")])),
        log("scheduled"),
        callSoon("last"),
      ),
      last: quiet(job),
    },
    main: untilEnd(callSoon("outer")),
    expect: trace("outer", "scheduled", ...numbered("job", 100)),
  }),
]);
