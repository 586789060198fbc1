import {
  callback,
  callbackWith,
  log,
  quiet,
  repeatWith,
  variable,
  variadic,
} from "../../language/build.ts";
import { callSoon, callSoonThreadsafe, runFor } from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { called, OWN_PLACES, placed, under, underEach } from "../kit/callback-rows.ts";
import { ARGUMENT_COUNTS, CIRCUMSTANCES } from "../kit/dimensions.ts";
import { END, untilEnd } from "../kit/settle.ts";
import { numbered } from "../kit/shorthand.ts";

const SAME = ["call-soon-threadsafe.same-thread-ok"] as const;
const ORDER = ["call-soon-threadsafe.ordered-with-call-soon"] as const;
const job = variadic(callback(END));
const byTurns = repeatWith(
  10,
  "i",
  callSoon("plain", [variable("i")]),
  callSoonThreadsafe("safe", [variable("i")]),
);
const numberedPair = { plain: callbackWith(["n"]), safe: callbackWith(["n"]) };
const pairs = Array.from({ length: 10 }, (_, i) => [`plain(${i})`, `safe(${i})`]).flat();
const last = quiet(callback(END));

/** Called in the loop's own thread it is a call_soon. */
export const callSoonThreadsafeSameThread = table([
  ...OWN_PLACES.flatMap((place) =>
    ARGUMENT_COUNTS.map(({ slug, title, args }) =>
      kase(
        `call-soon-threadsafe/${slug}-${place.slug}`,
        `scheduled ${place.title}, a callback ${title} runs`,
        placed(place, [callSoonThreadsafe("job", args), log("scheduled")], {
          clauses: SAME,
          fns: { job },
          expect: trace("scheduled", called("job", args)),
        }),
      ),
    ),
  ),
  ...underEach(
    "call-soon-threadsafe/same-thread",
    "a callback scheduled in a callback runs",
    () => ({
      clauses: SAME,
      fns: { job, outer: callback(callSoonThreadsafe("job")) },
      main: untilEnd(callSoonThreadsafe("outer")),
      expect: trace("outer", "job()"),
    }),
  ),
  kase(
    "call-soon-threadsafe/same-thread-order",
    "a hundred threadsafe callbacks of the loop's thread keep their order",
    {
      clauses: ["call-soon-threadsafe.order-per-thread"],
      fns: { job: callbackWith(["n"]), last },
      main: untilEnd(
        repeatWith(100, "i", callSoonThreadsafe("job", [variable("i")])),
        callSoonThreadsafe("last"),
      ),
      expect: trace(...numbered("job", 100)),
    },
  ),
  kase(
    "call-soon-threadsafe/same-thread-2100",
    "2,100 threadsafe callbacks that a callback schedules keep their order",
    {
      clauses: ["call-soon-threadsafe.order-per-thread"],
      fns: {
        job: callbackWith(["n"]),
        last,
        outer: callback(
          repeatWith(2100, "i", callSoonThreadsafe("job", [variable("i")])),
          callSoonThreadsafe("last"),
        ),
      },
      main: untilEnd(callSoonThreadsafe("outer")),
      expect: trace("outer", ...numbered("job", 2100)),
    },
  ),
  kase("call-soon-threadsafe/same-thread-once", "each runs once", {
    clauses: SAME,
    fns: { job: callback(), last },
    main: [
      ...untilEnd(callSoonThreadsafe("job"), callSoonThreadsafe("job"), callSoonThreadsafe("last")),
      runFor(0.005),
    ],
    expect: trace("job", "job"),
  }),
  ...OWN_PLACES.map((place) =>
    kase(
      `call-soon-threadsafe/by-turns-${place.slug}`,
      `called by turns ${place.title}, both methods keep their common order`,
      placed(place, [byTurns, callSoon("last")], {
        clauses: ORDER,
        fns: { ...numberedPair, last },
        expect: trace(...pairs),
      }),
    ),
  ),
  ...CIRCUMSTANCES.filter(({ slug }) => slug === "debug" || slug === "second-run").map(
    (circumstance) =>
      kase(
        `call-soon-threadsafe/by-turns-${circumstance.slug}`,
        `both methods keep their common order ${circumstance.title}`,
        under(circumstance, {
          clauses: ORDER,
          fns: { ...numberedPair, last },
          main: untilEnd(byTurns, callSoonThreadsafe("last")),
          expect: trace(...pairs),
        }),
      ),
  ),
]);
