import { callback, callbackWith } from "../../language/build.ts";
import { callSoon, cancel, setDebug } from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { OWN_PLACES, placed, underEach } from "../kit/callback-rows.ts";
import { ARGUMENT_COUNTS, CONTEXTS } from "../kit/dimensions.ts";
import { END, untilEnd } from "../kit/settle.ts";

const CLAUSES = ["call-soon.handle-cancel-prevents-run"] as const;
const AS_HANDLE = { as: "h" };
const job = callback();
const last = callback(END);

/** A cancelled callback never runs. */
export const callSoonCancel = table([
  ...OWN_PLACES.flatMap((place) =>
    ARGUMENT_COUNTS.map(({ slug, title, args, params }) =>
      kase(
        `call-soon/cancel-${slug}-${place.slug}`,
        `scheduled and cancelled ${place.title}, a callback ${title} does not run`,
        placed(place, [callSoon("job", args, AS_HANDLE), cancel("h"), callSoon("last")], {
          clauses: CLAUSES,
          fns: { job: callbackWith(params), last },
          expect: trace("last"),
        }),
      ),
    ),
  ),
  ...ARGUMENT_COUNTS.flatMap(({ slug, title, args, params }) =>
    CONTEXTS.map((context) =>
      kase(
        `call-soon/cancel-in-batch-${slug}-${context.slug}`,
        `cancelled earlier in its batch, a callback ${title} ${context.title} does not run`,
        {
          clauses: CLAUSES,
          fns: { cancels: callback(cancel("h")), job: callbackWith(params), last },
          main: untilEnd(
            ...context.before,
            callSoon("cancels"),
            callSoon("job", args, { ...context.options, ...AS_HANDLE }),
            callSoon("last"),
          ),
          expect: trace("cancels", "last"),
        },
      ),
    ),
  ),
  ...ARGUMENT_COUNTS.map(({ slug, title, args, params }) =>
    kase(
      `call-soon/cancel-in-batch-${slug}-debug`,
      `cancelled earlier in its batch in debug mode, a callback ${title} does not run`,
      {
        clauses: CLAUSES,
        fns: { cancels: callback(cancel("h")), job: callbackWith(params), last },
        main: untilEnd(
          setDebug(true),
          callSoon("cancels"),
          callSoon("job", args, AS_HANDLE),
          callSoon("last"),
        ),
        expect: trace("cancels", "last"),
      },
    ),
  ),
  ...underEach("call-soon/cancel", "a cancelled callback does not run", () => ({
    clauses: CLAUSES,
    fns: { job, last },
    main: untilEnd(callSoon("job", [], AS_HANDLE), cancel("h"), callSoon("last")),
    expect: trace("last"),
  })),
  ...underEach(
    "call-soon/cancel-in-batch",
    "cancelled in its batch, a callback does not run",
    () => ({
      clauses: CLAUSES,
      fns: { cancels: callback(cancel("h")), job: callbackWith(["p1"]), last },
      main: untilEnd(callSoon("cancels"), callSoon("job", [1], AS_HANDLE), callSoon("last")),
      expect: trace("cancels", "last"),
    }),
  ),
]);
