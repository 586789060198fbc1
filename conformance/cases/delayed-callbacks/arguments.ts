import {
  assign,
  callback,
  contextVarSet,
  contextVarShow,
  quiet,
  show,
  variable,
  variadic,
} from "../../language/build.ts";
import { callLater } from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { called, OWN_PLACES, placed, timersOf, underEach } from "../kit/callback-rows.ts";
import { ARGUMENT_COUNTS, CONTEXTS } from "../kit/dimensions.ts";
import { END, untilEnd } from "../kit/settle.ts";

const CLAUSES = ["call-later.args-and-context"] as const;
/** As short as a timer can be and still be one. */
const TIMERS = timersOf(0.002);
const job = variadic(callback(END));
const looksAndChanges = variadic(
  callback(END, contextVarShow("who"), contextVarSet("who", "changed")),
);

/** What a timer's callback gets, and in which context it runs. */
export const callLaterArguments = table([
  ...TIMERS.flatMap(({ method, slug, schedule }) =>
    ARGUMENT_COUNTS.flatMap((count) =>
      CONTEXTS.map((context) =>
        kase(
          `${slug}/${count.slug}-${context.slug}`,
          `a callback of ${method} ${count.title} ${context.title} gets them`,
          {
            clauses: CLAUSES,
            fns: { job },
            main: untilEnd(...context.before, schedule("job", count.args, context.options)),
            expect: trace(called("job", count.args)),
          },
        ),
      ),
    ),
  ),
  ...TIMERS.flatMap(({ method, slug, schedule }) =>
    OWN_PLACES.filter(({ duringRun }) => duringRun).map((place) =>
      kase(
        `${slug}/arguments-${place.slug}`,
        `scheduled ${place.title}, a callback of ${method} gets its arguments`,
        placed(place, [schedule("job", [1, 2])], {
          clauses: CLAUSES,
          fns: { job },
          expect: trace("job(1, 2)"),
        }),
      ),
    ),
  ),
  ...underEach("call-later/arguments", "a timer's callback gets its arguments", () => ({
    clauses: CLAUSES,
    fns: { job },
    main: untilEnd(callLater(0.002, "job", [1])),
    expect: trace("job(1)"),
  })),
  ...TIMERS.flatMap(({ method, slug, schedule }) =>
    ARGUMENT_COUNTS.map((count) =>
      kase(
        `${slug}/context-${count.slug}`,
        `a callback of ${method} ${count.title} runs in its context`,
        {
          clauses: CLAUSES,
          fns: { job: looksAndChanges },
          main: [
            contextVarSet("who", "inner"),
            assign("given", { make: "copy_context" }),
            contextVarSet("who", "outer"),
            ...untilEnd(schedule("job", count.args, { context: variable("given") })),
            show("given", { cv: "who", in: variable("given") }),
          ],
          expect: trace(called("job", count.args), "who=inner", "given=changed"),
        },
      ),
    ),
  ),
  ...TIMERS.flatMap(({ method, slug, schedule }) =>
    ARGUMENT_COUNTS.map((count) =>
      kase(
        `${slug}/snapshot-${count.slug}`,
        `one ${count.title} sees the values at the call of ${method}`,
        {
          clauses: CLAUSES,
          fns: { job: looksAndChanges },
          main: [
            contextVarSet("who", "early"),
            ...untilEnd(schedule("job", count.args), contextVarSet("who", "late")),
            contextVarShow("who"),
          ],
          expect: trace(called("job", count.args), "who=early", "who=late"),
        },
      ),
    ),
  ),
  ...TIMERS.map(({ method, slug, schedule }) =>
    kase(`${slug}/context-shared`, `callbacks of ${method} given one context share its changes`, {
      clauses: CLAUSES,
      fns: {
        first: quiet(
          callback(
            contextVarSet("who", "first"),
            schedule("job", [], { context: variable("given") }),
          ),
        ),
        job: looksAndChanges,
      },
      main: [
        assign("given", { make: "copy_context" }),
        ...untilEnd(schedule("first", [], { context: variable("given") })),
      ],
      expect: trace("job()", "who=first"),
    }),
  ),
]);
