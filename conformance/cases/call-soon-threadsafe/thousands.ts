/** The promises of call_soon_threadsafe kept a thousand times and more; see the table of call_soon. */
import {
  assign,
  callback,
  callbackWith,
  contextVarSet,
  do_,
  if_,
  join,
  log,
  onSignal,
  quiet,
  raiseSignal,
  repeat,
  repeatWith,
  thread,
  threadFunction,
  variable,
} from "../../language/build.ts";
import type { Expression } from "../../language/expression.ts";
import {
  callAt,
  callLater,
  callSoon,
  callSoonThreadsafe,
  runFor,
  setDebug,
} from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { END, untilEnd } from "../kit/settle.ts";
import { times } from "../kit/shorthand.ts";

const MANY = 1200;
const last = quiet(callback(log("end"), END));
const unless = (test: Expression, text: string): Operation => if_(test, [], [log(text)]);
const worker = (...body: Operation[]) => quiet(threadFunction(...body, callSoonThreadsafe("last")));
const THREAD: Expression = { host: "thread_id" };

/** Each promise, kept 1,200 times. */
export const callSoonThreadsafeThousands = table([
  kase("call-soon-threadsafe/1200-in-thread", "1,200 callbacks all run in the loop's thread", {
    clauses: ["call-soon-threadsafe.runs-in-loop-thread"],
    fns: {
      worker: worker(repeat(MANY, callSoonThreadsafe("job"))),
      tell: quiet(callback(assign("loop_id", THREAD))),
      job: quiet(callback(unless({ equal: [THREAD, variable("loop_id")] }, "wrong"))),
      last,
    },
    main: [...untilEnd(callSoon("tell"), thread("worker", "t")), join("t")],
    expect: trace("end"),
  }),
  kase("call-soon-threadsafe/1200-same-thread", "1,200 callbacks of the loop's thread all run", {
    clauses: ["call-soon-threadsafe.same-thread-ok"],
    fns: {
      job: callback(),
      last,
      outer: callback(repeat(MANY, callSoonThreadsafe("job")), callSoonThreadsafe("last")),
    },
    main: untilEnd(callSoonThreadsafe("outer")),
    expect: trace("outer", ...times(MANY, "job"), "end"),
  }),
  kase("call-soon-threadsafe/1200-in-context", "1,200 callbacks all run in the context given", {
    clauses: ["call-soon-threadsafe.context-explicit"],
    fns: {
      worker: worker(repeat(MANY, callSoonThreadsafe("job", [], { context: variable("given") }))),
      job: quiet(callback(unless({ equal: [{ cv: "who" }, "inner"] }, "wrong"))),
      last,
    },
    main: [
      contextVarSet("who", "inner"),
      assign("given", { make: "copy_context" }),
      contextVarSet("who", "outer"),
      ...untilEnd(thread("worker", "t")),
      join("t"),
    ],
    expect: trace("end"),
  }),
  kase("call-soon-threadsafe/1200-snapshots", "1,200 callbacks each see their thread's values", {
    clauses: ["call-soon-threadsafe.context-default-of-calling-thread"],
    fns: {
      worker: worker(
        repeatWith(
          MANY,
          "i",
          contextVarSet("at", variable("i")),
          callSoonThreadsafe("job", [variable("i")]),
        ),
      ),
      job: quiet(callbackWith(["n"], unless({ equal: [{ cv: "at" }, variable("n")] }, "wrong"))),
      last,
    },
    main: [contextVarSet("at", "main"), ...untilEnd(thread("worker", "t")), join("t")],
    expect: trace("end"),
  }),
  kase("call-soon-threadsafe/1200-cancelled", "of 1,200 cancelled callbacks none runs", {
    clauses: ["call-soon-threadsafe.returns-cancellable-handle"],
    fns: { job: callback(), last },
    main: [
      ...untilEnd(
        repeat(
          MANY,
          do_({ m: "cancel", on: { m: "call_soon_threadsafe", args: [{ fn: "job" }] } }),
        ),
        callSoonThreadsafe("last"),
      ),
      runFor(0.005),
    ],
    expect: trace("end"),
  }),
  kase("call-soon-threadsafe/1200-debug", "debug mode takes 1,200 callbacks of a thread", {
    clauses: ["call-soon-threadsafe.no-debug-thread-error"],
    fns: {
      worker: worker(repeat(MANY, callSoonThreadsafe("job"))),
      job: quiet(callback()),
      last,
    },
    main: [setDebug(true), ...untilEnd(thread("worker", "t")), join("t")],
    expect: trace("end"),
  }),
  kase("call-soon-threadsafe/1200-signals", "of 1,200 signals each one's callback runs", {
    clauses: ["call-soon-threadsafe.reentrant"],
    fns: {
      on_signal: quiet(callback(callSoonThreadsafe("job"))),
      interrupted: quiet(
        callback(repeat(MANY, raiseSignal("SIGUSR1")), callSoonThreadsafe("last")),
      ),
      job: callback(),
      last: quiet(callback(END)),
    },
    main: [onSignal("SIGUSR1", "on_signal"), ...untilEnd(callSoon("interrupted")), runFor(0.005)],
    expect: trace(...times(MANY, "job")),
  }),
  kase("call-soon/1200-wrong-thread", "in debug mode 1,200 calls of a wrong thread all raise", {
    clauses: ["call-soon.wrong-thread-debug"],
    fns: {
      job: quiet(callback()),
      worker: quiet(
        threadFunction(
          repeat(MANY, {
            op: "try",
            body: [callSoon("job"), log("accepted")],
            catch: [],
            as: "problem",
          }),
        ),
      ),
      starts: quiet(callback(END, thread("worker", "t"), join("t"), log("joined"))),
    },
    main: [setDebug(true), ...untilEnd(callSoon("starts"))],
    expect: trace("joined"),
  }),
  kase("call-soon/1200-wrong-thread-call-at", "in debug mode 1,200 calls of call_at raise", {
    clauses: ["debug.thread-checks"],
    fns: {
      job: quiet(callback()),
      worker: quiet(
        threadFunction(
          repeat(MANY, {
            op: "try",
            body: [callAt(60, "job"), log("accepted")],
            catch: [],
            as: "problem",
          }),
        ),
      ),
      starts: quiet(callback(END, thread("worker", "t"), join("t"), log("joined"))),
    },
    main: [setDebug(true), ...untilEnd(callSoon("starts"))],
    expect: trace("joined"),
  }),
  kase("call-later/1200-once", "of 1,200 timers each fires once", {
    clauses: ["call-later.exactly-once"],
    fns: { job: callback() },
    main: [repeat(MANY, callLater(0.002, "job")), runFor(0.06), runFor(0.002)],
    expect: trace(...times(MANY, "job")),
  }),
]);
