/** cancel() of a handle whose callback has run: it cancels nothing else. */
import { callback, quiet } from "../../language/build.ts";
import { callLater, callSoon, cancel } from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { timersOf } from "../kit/callback-rows.ts";
import { READY_SCHEDULERS } from "../kit/dimensions.ts";
import { END, untilEnd } from "../kit/settle.ts";

const CANCEL = "handle.cancel-cancelled";

const laterOther = callLater(0.01, "other");

/** What else is scheduled before the late cancel(). */
const OTHERS: readonly {
  readonly slug: string;
  readonly title: string;
  readonly after: readonly Operation[];
}[] = [
  { slug: "timer", title: "a timer set afterwards", after: [laterOther] },
  { slug: "ready", title: "a callback that is ready", after: [callSoon("other")] },
  {
    slug: "both",
    title: "a callback that is ready and a timer",
    after: [callSoon("meanwhile"), laterOther],
  },
];

export const lateCancel = table(
  [...READY_SCHEDULERS, ...timersOf(0.001)].flatMap(({ method, slug, schedule }) =>
    OTHERS.map((row) =>
      kase(
        `${slug}/late-cancel-leaves-${row.slug}`,
        `cancel() after a callback of ${method} has run leaves ${row.title} alone`,
        {
          clauses: [CANCEL],
          fns: {
            job: callback(callSoon("cancels")),
            cancels: quiet(callback(...row.after, cancel("h"), cancel("h"))),
            ...(row.slug === "both" ? { meanwhile: callback() } : {}),
            other: callback(END),
          },
          main: untilEnd(schedule("job", [], { as: "h" })),
          expect: trace("job", ...(row.slug === "both" ? ["meanwhile"] : []), "other"),
        },
      ),
    ),
  ),
);
