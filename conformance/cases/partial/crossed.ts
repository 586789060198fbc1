/** Keywords and errors where single rows leave something out: shapes of partials with contexts and other threads. */
import {
  assign,
  callback,
  handler,
  join,
  quiet,
  raise,
  same,
  show,
  thread,
  threadFunction,
  try_,
  variable,
  variadic,
  withKeywords,
} from "../../language/build.ts";
import type { Expression } from "../../language/expression.ts";
import {
  callLater,
  callSoon,
  callSoonThreadsafe,
  runForever,
  STOP,
  setExceptionHandler,
  stop,
} from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { SCHEDULERS } from "../kit/dimensions.ts";
import { END, ROUNDS, runRounds, untilEnd } from "../kit/settle.ts";

const bound = { fn: "job" };
/** What is bound, what the call adds, and what the function gets. */
const SHAPES: readonly (readonly [string, Expression, readonly Expression[], string])[] = [
  ["keyword", { partial: bound, kwargs: { flush: true } }, [], "flush=True"],
  ["two-keywords", { partial: bound, kwargs: { end: "x", flush: true } }, [], "end=x, flush=True"],
  ["keyword-and-call", { partial: bound, kwargs: { flush: true } }, [1], "1, flush=True"],
  ["argument", { partial: bound, args: [1] }, [2], "1, 2"],
  ["both", { partial: bound, args: [1], kwargs: { a: 3, b: 4 } }, [2], "1, 2, a=3, b=4"],
];
const job = withKeywords(variadic(callback(END)));
const reported = quiet(
  handler(show("message", { not: same({ item: "message", of: variable("context") }, null) })),
);
const ERRORS = ["call-soon.error-context-keys"] as const;
const handles = setExceptionHandler("on_error");
const raises = quiet(callback(raise("AppError", "x")));

export const partialCrossed = table([
  ...SHAPES.flatMap(([slug, partial, args, shown]) => [
    kase(`partial/thread-${slug}`, `another thread's partial gets (${shown})`, {
      clauses: ["partial.delivers-keywords"],
      fns: { job, worker: quiet(threadFunction(callSoonThreadsafe(partial, args))) },
      main: [...untilEnd(thread("worker", "t")), join("t")],
      expect: trace(`job(${shown})`),
    }),
    ...SCHEDULERS.map((scheduler) =>
      kase(
        `partial/context-${slug}-${scheduler.slug}`,
        `a partial that ${scheduler.method} runs in a context gets (${shown})`,
        {
          clauses: ["partial.delivers-keywords"],
          fns: { job },
          main: [
            assign("given", { make: "copy_context" }),
            ...untilEnd(scheduler.schedule(partial, args, { context: variable("given") })),
          ],
          expect: trace(`job(${shown})`),
        },
      ),
    ),
  ]),
  kase("partial/thread-keywords-refused", "another thread's call refuses keywords", {
    clauses: ["partial.scheduling-functions-take-no-kwargs"],
    fns: {
      job: quiet(withKeywords(callback())),
      worker: quiet(
        threadFunction(try_(callSoonThreadsafe("job", [], { kwargs: { flush: true } }))),
      ),
    },
    main: [thread("worker", "t"), join("t")],
    expect: trace("!TypeError"),
  }),
  ...SCHEDULERS.map((scheduler) =>
    kase(
      `call-soon/error-of-partial-${scheduler.slug}`,
      `the error of a partial that ${scheduler.method} got is reported with a message`,
      {
        clauses: ERRORS,
        fns: { on_error: reported, job: raises, last: quiet(callback(END)) },
        main: [
          handles,
          ...untilEnd(
            scheduler.schedule({ partial: bound }),
            scheduler.timed ? callLater(0.03, "last") : callSoon("last"),
          ),
        ],
        expect: { trace: ["message=True"] },
      },
    ),
  ),
  kase("call-soon/error-behind-stop", "an error behind stop() in the batch is reported", {
    clauses: ERRORS,
    fns: { on_error: reported, job: raises },
    main: [handles, callSoon(STOP), callSoon("job"), runForever()],
    expect: trace("message=True"),
  }),
  kase(
    "call-soon/error-of-the-stopping-callback",
    "the error of the callback that stops is reported",
    {
      clauses: ERRORS,
      fns: { on_error: reported, job: quiet(callback(stop(), raise("AppError", "x"))) },
      main: [handles, callSoon("job"), runForever()],
      expect: trace("message=True"),
    },
  ),
  ...[2, 5].map((count) =>
    kase(`call-soon/errors-in-a-batch-${count}`, `each of ${count} errors of a batch is reported`, {
      clauses: ERRORS,
      fns: { ...ROUNDS, on_error: reported, job: raises },
      main: [handles, ...Array.from({ length: count }, () => callSoon("job")), runRounds],
      expect: trace(...Array<string>(count).fill("message=True")),
    }),
  ),
  kase("call-soon-threadsafe/error-from-thread", "the error of another thread's is reported", {
    clauses: ERRORS,
    fns: {
      on_error: reported,
      job: raises,
      last: quiet(callback(END)),
      worker: quiet(threadFunction(callSoonThreadsafe("job"), callSoonThreadsafe("last"))),
      starts: quiet(callback(thread("worker", "t"))),
    },
    main: [handles, ...untilEnd(callSoon("starts")), join("t")],
    expect: trace("message=True"),
  }),
]);
