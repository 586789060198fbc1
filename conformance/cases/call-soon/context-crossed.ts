/** Contexts where single rows leave something out: registrations from one place, empty contexts of timers, many runs. */
import {
  assign,
  callback,
  contextVarSet,
  contextVarShow,
  quiet,
  repeat,
  variable,
  variadic,
} from "../../language/build.ts";
import { callSoon } from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { called, OWN_PLACES, placed, timersOf } from "../kit/callback-rows.ts";
import { ARGUMENT_COUNTS, READY_SCHEDULERS, type Scheduler } from "../kit/dimensions.ts";
import { END, ROUNDS, runRounds, untilEnd } from "../kit/settle.ts";
import { times } from "../kit/shorthand.ts";

const TIMERS = timersOf(0.002);
const looksAndChanges = quiet(callback(contextVarShow("who"), contextVarSet("who", "changed")));
const snapshotClauseOf = ({ method }: Scheduler) =>
  method === "call_soon"
    ? (["call-soon.context-default-is-snapshot"] as const)
    : (["call-soon-threadsafe.context-default-of-calling-thread"] as const);
const sharedClauseOf = ({ method }: Scheduler) =>
  method === "call_soon"
    ? (["call-soon.context-shared-object"] as const)
    : (["call-soon-threadsafe.context-explicit"] as const);

export const callSoonContextCrossed = table([
  ...READY_SCHEDULERS.flatMap((scheduler) =>
    OWN_PLACES.map((place) =>
      kase(
        `${scheduler.slug}/copy-each-${place.slug}`,
        `each of two callbacks that ${scheduler.method} gets ${place.title} has its own copy`,
        placed(
          place,
          [
            contextVarSet("who", "caller"),
            scheduler.schedule("job"),
            scheduler.schedule("job"),
            scheduler.schedule("last"),
          ],
          {
            clauses: snapshotClauseOf(scheduler),
            fns: { job: looksAndChanges, last: quiet(callback(contextVarShow("who"), END)) },
            expect: trace(...times(3, "who=caller")),
          },
        ),
      ),
    ),
  ),
  ...TIMERS.flatMap(({ method, slug, schedule }) =>
    ARGUMENT_COUNTS.map((count) =>
      kase(
        `${slug}/context-empty-${count.slug}`,
        `a callback of ${method} ${count.title} runs in an empty context`,
        {
          clauses: ["call-later.args-and-context"],
          fns: { job: variadic(callback(END, contextVarShow("who"))) },
          main: [
            contextVarSet("who", "caller"),
            ...untilEnd(schedule("job", count.args, { context: { make: "context" } })),
          ],
          expect: trace(called("job", count.args), "who=unset"),
        },
      ),
    ),
  ),
  ...READY_SCHEDULERS.map((scheduler) =>
    kase(
      `${scheduler.slug}/context-shared-in-five-runs`,
      `one context serves the callbacks of ${scheduler.method} in five runs`,
      {
        clauses: sharedClauseOf(scheduler),
        fns: {
          ...ROUNDS,
          job: quiet(callback(contextVarSet("count", { add: [{ cv: "count" }, 1] }))),
          last: quiet(callback(contextVarShow("count"), END)),
        },
        main: [
          contextVarSet("count", 0),
          assign("context", { make: "copy_context" }),
          repeat(5, scheduler.schedule("job", [], { context: variable("context") }), runRounds),
          ...untilEnd(callSoon("last", [], { context: variable("context") })),
        ],
        expect: trace("count=5"),
      },
    ),
  ),
]);
