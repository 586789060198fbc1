import {
  assign,
  await_,
  call,
  callback,
  callbackWith,
  coroutine,
  event,
  eventSet,
  join,
  log,
  quiet,
  repeatWith,
  show,
  thread,
  threadFunction,
  variable,
  variadic,
  wait,
} from "../../language/build.ts";
import type { Expression } from "../../language/expression.ts";
import {
  callSoon,
  callSoonThreadsafe,
  createTask,
  runForever,
  runUntilComplete,
  STOP,
} from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { called, placed, underEach } from "../kit/callback-rows.ts";
import { ARGUMENT_COUNTS, CONTEXTS, placeOf } from "../kit/dimensions.ts";
import { END, untilEnd } from "../kit/settle.ts";

const CLAUSES = ["call-soon-threadsafe.runs-in-loop-thread"] as const;
const THREAD: Expression = { host: "thread_id" };
const inThread = placeOf("thread");
/** The loop's thread is where its callbacks run, whichever thread asked for the run. */
const tell = quiet(callback(assign("loop_id", THREAD)));
const here = callSoon("tell");
const showThread = show("loop's thread", { equal: [THREAD, variable("loop_id")] });
const job = variadic(callback(END, showThread));

/** What another thread schedules runs in the loop's. */
export const callSoonThreadsafeThread = table([
  ...ARGUMENT_COUNTS.flatMap(({ slug, title, args }) =>
    CONTEXTS.map((context) =>
      kase(
        `call-soon-threadsafe/${slug}-${context.slug}`,
        `another thread's callback ${title} ${context.title} runs in the loop's thread`,
        placed(
          inThread,
          [callSoonThreadsafe("job", args, context.options)],
          {
            clauses: CLAUSES,
            fns: { tell, job },
            expect: trace(called("job", args), "loop's thread=True"),
          },
          [here, ...context.before],
        ),
      ),
    ),
  ),
  ...underEach(
    "call-soon-threadsafe/thread",
    "another thread's callback runs in the loop's thread",
    () =>
      placed(
        inThread,
        [callSoonThreadsafe("job")],
        { clauses: CLAUSES, fns: { tell, job }, expect: trace("job()", "loop's thread=True") },
        [here],
      ),
  ),
  kase(
    "call-soon-threadsafe/thread-run-forever",
    "a thread's callback runs in the loop's thread also under run_forever",
    {
      clauses: CLAUSES,
      fns: {
        tell,
        worker: quiet(threadFunction(callSoonThreadsafe("job"), callSoonThreadsafe(STOP))),
        job: callback(showThread),
      },
      main: [here, thread("worker", "t"), runForever(), join("t")],
      expect: trace("job", "loop's thread=True"),
    },
  ),
  kase(
    "call-soon-threadsafe/thread-executor",
    "a callback of the executor's thread runs in the loop's thread",
    {
      clauses: CLAUSES,
      fns: {
        tell,
        worker: quiet(threadFunction(callSoonThreadsafe("job"))),
        main: quiet(coroutine(await_({ m: "run_in_executor", args: [null, { fn: "worker" }] }))),
        job,
      },
      main: untilEnd(here, createTask(call("main"), "task")),
      expect: trace("job()", "loop's thread=True"),
    },
  ),
  kase("call-soon-threadsafe/thread-from-main", "main's callbacks run in the thread of its loop", {
    clauses: CLAUSES,
    fns: {
      inner: quiet(coroutine(assign("loop_id", THREAD), eventSet("up"), await_(variable("end")))),
      worker: quiet(threadFunction(runUntilComplete(call("inner")))),
      job,
    },
    main: [
      assign("end", { m: "create_future" }),
      event("up"),
      thread("worker", "t"),
      wait("up"),
      callSoonThreadsafe("job"),
      join("t"),
    ],
    expect: trace("job()", "loop's thread=True"),
  }),
  kase("call-soon-threadsafe/thread-of-each-loop", "two loops' callbacks run each in its thread", {
    clauses: CLAUSES,
    fns: {
      worker: quiet(
        threadFunction(
          callSoon("tell_other", [], { on: variable("other") }),
          callSoonThreadsafe("job"),
          runUntilComplete(variable("other_end"), { on: variable("other") }),
        ),
      ),
      tell,
      tell_other: quiet(callback(assign("other_id", THREAD))),
      job: quiet(callback(showThread, callSoonThreadsafe("back", [], { on: variable("other") }))),
      back: quiet(
        callback(
          { op: "do", what: { m: "set_result", on: variable("other_end"), args: [null] } },
          show("other's thread", { equal: [THREAD, variable("other_id")] }),
          callSoonThreadsafe("last"),
        ),
      ),
      last: quiet(callback(END)),
    },
    main: [
      here,
      assign("other", { make: "loop" }),
      assign("other_end", { m: "create_future", on: variable("other") }),
      ...untilEnd(thread("worker", "t")),
      join("t"),
    ],
    expect: trace("loop's thread=True", "other's thread=True"),
  }),
  kase(
    "call-soon-threadsafe/thread-of-hundred",
    "a hundred callbacks of a thread all run in the loop's thread",
    {
      clauses: CLAUSES,
      fns: {
        tell,
        job: quiet(callbackWith(["n"], log("job", { equal: [THREAD, variable("loop_id")] }))),
        worker: quiet(
          threadFunction(
            repeatWith(100, "i", callSoonThreadsafe("job", [variable("i")])),
            callSoonThreadsafe("last"),
          ),
        ),
        last: quiet(callback(END)),
      },
      main: [here, ...untilEnd(thread("worker", "t")), join("t")],
      expect: trace(...Array(100).fill("job=True")),
    },
  ),
]);
