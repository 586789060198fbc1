import {
  await_,
  block,
  call,
  callback,
  callbackWith,
  coroutine,
  join,
  quiet,
  repeatWith,
  thread,
  threadFunction,
  variable,
  variadic,
} from "../../language/build.ts";
import {
  callLater,
  callSoonThreadsafe,
  createFuture,
  methodCall,
  runFor,
  runForever,
  runUntilComplete,
  STOP,
} from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { called, underEach } from "../kit/callback-rows.ts";
import { ARGUMENT_COUNTS, CONTEXTS } from "../kit/dimensions.ts";
import { END, untilEnd } from "../kit/settle.ts";
import { FAR, numbered } from "../kit/shorthand.ts";

const CLAUSES = ["call-soon-threadsafe.wakes-idle-loop"] as const;
/** Seconds in which a loop with nothing to do has begun to wait; if it has not, the case holds as well. */
const IDLE = 0.01;
const job = variadic(callback(END));

/** A thread that calls into a loop that waits. */
export const callSoonThreadsafeWakes = table([
  ...ARGUMENT_COUNTS.map(({ slug, title, args }) =>
    kase(`call-soon-threadsafe/wakes-${slug}`, `a waiting loop wakes for a callback ${title}`, {
      clauses: CLAUSES,
      fns: { job, worker: quiet(threadFunction(block(IDLE), callSoonThreadsafe("job", args))) },
      main: [...untilEnd(thread("worker", "t")), join("t")],
      expect: trace(called("job", args)),
    }),
  ),
  ...CONTEXTS.filter(({ options }) => options.context).map(({ slug, title, before, options }) =>
    kase(`call-soon-threadsafe/wakes-${slug}`, `a waiting loop wakes for a callback ${title}`, {
      clauses: CLAUSES,
      fns: {
        job,
        worker: quiet(threadFunction(block(IDLE), callSoonThreadsafe("job", [], options))),
      },
      main: [...before, ...untilEnd(thread("worker", "t")), join("t")],
      expect: trace("job()"),
    }),
  ),
  ...underEach("call-soon-threadsafe/wakes", "a waiting loop wakes", () => ({
    clauses: CLAUSES,
    fns: { job, worker: quiet(threadFunction(block(IDLE), callSoonThreadsafe("job"))) },
    main: [...untilEnd(thread("worker", "t")), join("t")],
    expect: trace("job()"),
  })),
  kase(
    "call-soon-threadsafe/wakes-run-forever",
    "a thread's callback wakes a loop under run_forever",
    {
      clauses: CLAUSES,
      fns: { worker: quiet(threadFunction(block(IDLE), callSoonThreadsafe(STOP))) },
      main: [thread("worker", "t"), runForever(), join("t")],
      expect: trace(),
    },
  ),
  kase(
    "call-soon-threadsafe/wakes-repeatedly",
    "a thread's callbacks wake the loop each of ten times",
    {
      clauses: CLAUSES,
      fns: {
        job: callbackWith(["n"]),
        last: quiet(callback(END)),
        worker: quiet(
          threadFunction(
            repeatWith(10, "i", block(0.003), callSoonThreadsafe("job", [variable("i")])),
            block(0.003),
            callSoonThreadsafe("last"),
          ),
        ),
      },
      main: [...untilEnd(thread("worker", "t")), join("t")],
      expect: trace(...numbered("job", 10)),
    },
  ),
  kase("call-soon-threadsafe/wakes-for-task", "a task that waits for the callback goes on", {
    clauses: CLAUSES,
    fns: {
      main: coroutine(await_(variable("answer"), { show: "answer" })),
      job: callback(methodCall("answer", "set_result", [42])),
      worker: quiet(threadFunction(block(IDLE), callSoonThreadsafe("job"))),
    },
    main: [
      createFuture("answer"),
      thread("worker", "t"),
      runUntilComplete(call("main")),
      join("t"),
    ],
    expect: { trace: [{ any_order: ["main", "job"] }, "answer=42"] },
  }),
  kase(
    "call-soon-threadsafe/wakes-before-timer",
    "a thread's callback does not wait for a timer far away",
    {
      clauses: CLAUSES,
      fns: {
        job,
        late: callback(),
        worker: quiet(threadFunction(block(IDLE), callSoonThreadsafe("job"))),
      },
      main: [callLater(FAR, "late"), runFor(0.002), ...untilEnd(thread("worker", "t")), join("t")],
      expect: trace("job()"),
    },
  ),
  kase(
    "call-soon-threadsafe/wakes-by-two",
    "callbacks of two threads wake the loop one after the other",
    {
      clauses: CLAUSES,
      fns: {
        first: callback(),
        last: callback(END),
        worker: quiet(threadFunction(block(IDLE), callSoonThreadsafe("first"))),
        second: quiet(threadFunction(join("t"), block(IDLE), callSoonThreadsafe("last"))),
      },
      main: [...untilEnd(thread("worker", "t"), thread("second", "u")), join("u")],
      expect: trace("first", "last"),
    },
  ),
]);
