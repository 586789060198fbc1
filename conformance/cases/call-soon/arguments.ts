import { callback, quiet, variadic } from "../../language/build.ts";
import { callSoon } from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { called, OWN_PLACES, placed, underEach } from "../kit/callback-rows.ts";
import { ARGUMENT_COUNTS, CONTEXTS } from "../kit/dimensions.ts";
import { END, untilEnd } from "../kit/settle.ts";

const CLAUSES = ["call-soon.passes-args"] as const;
// It takes any number: with a wrong one the trace tells, where an error would only leave the run without its end.
const job = variadic(callback(END));

/** The callback gets the arguments that followed it. */
export const callSoonArguments = table([
  ...OWN_PLACES.flatMap((place) =>
    ARGUMENT_COUNTS.map(({ slug, title, args }) =>
      kase(
        `call-soon/${slug}-${place.slug}`,
        `scheduled ${place.title}, a callback ${title} gets them`,
        placed(place, [callSoon("job", args)], {
          clauses: CLAUSES,
          fns: { job },
          expect: trace(called("job", args)),
        }),
      ),
    ),
  ),
  ...CONTEXTS.filter(({ options }) => options.context).flatMap((context) =>
    ARGUMENT_COUNTS.map(({ slug, title, args }) =>
      kase(`call-soon/${slug}-${context.slug}`, `a callback ${title} ${context.title} gets them`, {
        clauses: CLAUSES,
        fns: { job },
        main: untilEnd(...context.before, callSoon("job", args, context.options)),
        expect: trace(called("job", args)),
      }),
    ),
  ),
  ...underEach("call-soon/arguments", "callbacks get their arguments", () => ({
    clauses: CLAUSES,
    fns: {
      ...Object.fromEntries(
        ARGUMENT_COUNTS.map(({ count }) => [`f${count}`, variadic(callback())]),
      ),
      last: quiet(callback(END)),
    },
    main: untilEnd(
      ...ARGUMENT_COUNTS.map(({ count, args }) => callSoon(`f${count}`, args)),
      callSoon("last"),
    ),
    expect: trace(...ARGUMENT_COUNTS.map(({ count, args }) => called(`f${count}`, args))),
  })),
]);
