import {
  callback,
  callbackWith,
  join,
  log,
  quiet,
  repeatWith,
  thread,
  threadFunction,
  variable,
  variadic,
} from "../../language/build.ts";
import { callSoonThreadsafe, runFor } from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { called, underEach } from "../kit/callback-rows.ts";
import { ARGUMENT_COUNTS, CONTEXTS } from "../kit/dimensions.ts";
import { END, untilEnd } from "../kit/settle.ts";
import { numbered } from "../kit/shorthand.ts";

const CLAUSES = ["call-soon-threadsafe.before-run-queued"] as const;
const job = variadic(callback(END));
const startAndJoin = [thread("worker", "t"), join("t"), log("not yet")];

/** What is scheduled while the loop does not run waits for its next run. */
export const callSoonThreadsafeBeforeRun = table([
  ...ARGUMENT_COUNTS.flatMap(({ slug, title, args }) =>
    CONTEXTS.map((context) =>
      kase(
        `call-soon-threadsafe/before-run-${slug}-${context.slug}`,
        `a thread's callback ${title} ${context.title} waits for the run`,
        {
          clauses: CLAUSES,
          fns: {
            job,
            worker: quiet(threadFunction(callSoonThreadsafe("job", args, context.options))),
          },
          main: untilEnd(...context.before, ...startAndJoin),
          expect: trace("not yet", called("job", args)),
        },
      ),
    ),
  ),
  ...underEach("call-soon-threadsafe/before-run", "a thread's callback waits for the run", () => ({
    clauses: CLAUSES,
    fns: { job, worker: quiet(threadFunction(callSoonThreadsafe("job"))) },
    main: untilEnd(...startAndJoin),
    expect: trace("not yet", "job()"),
  })),
  kase("call-soon-threadsafe/before-run-main", "main's own callback waits for the run", {
    clauses: CLAUSES,
    fns: { job },
    main: untilEnd(callSoonThreadsafe("job"), log("not yet")),
    expect: trace("not yet", "job()"),
  }),
  kase("call-soon-threadsafe/before-run-2000", "2,000 callbacks of a thread wait for the run", {
    clauses: CLAUSES,
    fns: {
      job: callbackWith(["n"]),
      last: quiet(callback(END)),
      worker: quiet(
        threadFunction(
          repeatWith(2000, "i", callSoonThreadsafe("job", [variable("i")])),
          callSoonThreadsafe("last"),
        ),
      ),
    },
    main: untilEnd(...startAndJoin),
    expect: trace("not yet", ...numbered("job", 2000)),
  }),
  kase("call-soon-threadsafe/before-run-two-threads", "callbacks of two threads wait for the run", {
    clauses: CLAUSES,
    fns: {
      first: callback(),
      second: callback(),
      worker: quiet(threadFunction(callSoonThreadsafe("first"))),
      other_worker: quiet(threadFunction(callSoonThreadsafe("second"))),
    },
    main: [...startAndJoin, thread("other_worker", "u"), join("u"), runFor(0.005)],
    expect: { trace: ["not yet", { any_order: ["first", "second"] }] },
  }),
  kase("call-soon-threadsafe/before-second-run", "scheduled between two runs, it waits", {
    clauses: CLAUSES,
    fns: { job, worker: quiet(threadFunction(callSoonThreadsafe("job"))) },
    main: [runFor(0), ...untilEnd(...startAndJoin), runFor(0.005)],
    expect: trace("not yet", "job()"),
  }),
]);
