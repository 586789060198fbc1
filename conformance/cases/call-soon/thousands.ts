/**
 * The promises of call_soon kept a thousand times and more: a loop that breaks one now and then passes every short case.
 *
 * The callbacks write into the trace only what is wrong, so that the traces stay short.
 */
import {
  attempt,
  cb,
  cbWith,
  cvSet,
  cvShow,
  evaluate,
  handler,
  log,
  quiet,
  raise,
  repeat,
  repeatWith,
  same,
  set,
  v,
  when,
} from "../../language/build.ts";
import type { Expression } from "../../language/expression.ts";
import {
  callSoon,
  createFuture,
  methodCall,
  setExceptionHandler,
} from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { RUNNING } from "../kit/lookups.ts";
import { END, untilEnd } from "../kit/settle.ts";
import { times } from "../kit/shorthand.ts";

const MANY = 1200;
const last = quiet(cb(log("end"), END));
const unless = (test: Expression, text: string): Operation => when(test, [], [log(text)]);
/** A flag that is raised once; events need threads. */
const raiseFlag = methodCall("flag", "set_result", [null]);
const flagIsUp: Expression = { m: "done", on: v("flag") };

/** Each promise, kept 1,200 times. */
export const callSoonThousands = table("conformance/cases/call-soon/thousands.ts", [
  kase("call-soon/1200-return-first", "of 1,200 calls each returns before its callback runs", {
    clauses: ["call-soon.not-synchronous"],
    fns: {
      outer: quiet(cb(repeat(MANY, callSoon("job")), raiseFlag, callSoon("last"))),
      job: quiet(cb(unless(flagIsUp, "too early"))),
      last,
    },
    main: [createFuture("flag"), ...untilEnd(callSoon("outer"))],
    expect: trace("end"),
  }),
  kase("call-soon/1200-nested-wait", "of 1,200 callbacks' callbacks each waits for all the first", {
    clauses: ["call-soon.scheduled-from-callback-next-iteration"],
    fns: {
      outer: quiet(cb(callSoon("nested"))),
      flags: quiet(cb(raiseFlag, callSoon("last"))),
      nested: quiet(cb(unless(flagIsUp, "too early"))),
      last,
    },
    main: [createFuture("flag"), ...untilEnd(repeat(MANY, callSoon("outer")), callSoon("flags"))],
    expect: trace("end"),
  }),
  kase("call-soon/1200-kept", "of 1,200 callbacks none runs before the run", {
    clauses: ["call-soon.before-run-kept"],
    fns: { job: cb(), last },
    main: untilEnd(repeat(MANY, callSoon("job")), log("not yet"), callSoon("last")),
    expect: trace("not yet", ...times(MANY, "job"), "end"),
  }),
  kase("call-soon/1200-arguments", "1,200 callbacks each get their two arguments", {
    clauses: ["call-soon.passes-args"],
    fns: {
      job: quiet(cbWith(["a", "b"], unless({ equal: [{ add: [v("a"), 1] }, v("b")] }, "wrong"))),
      last,
    },
    main: untilEnd(
      repeatWith(MANY, "i", callSoon("job", [v("i"), { add: [v("i"), 1] }])),
      callSoon("last"),
    ),
    expect: trace("end"),
  }),
  kase("call-soon/1200-in-context", "1,200 callbacks all run in the context given", {
    clauses: ["call-soon.context-explicit"],
    fns: { job: quiet(cb(unless({ equal: [{ cv: "who" }, "inner"] }, "wrong"))), last },
    main: [
      cvSet("who", "inner"),
      set("given", { make: "copy_context" }),
      cvSet("who", "outer"),
      ...untilEnd(repeat(MANY, callSoon("job", [], { context: v("given") })), callSoon("last")),
    ],
    expect: trace("end"),
  }),
  kase("call-soon/1200-share-context", "1,200 callbacks all change the context they share", {
    clauses: ["call-soon.context-shared-object"],
    fns: {
      job: quiet(cb(cvSet("count", { add: [{ cv: "count" }, 1] }))),
      last: quiet(cb(cvShow("count"), END)),
    },
    main: [
      cvSet("count", 0),
      set("given", { make: "copy_context" }),
      ...untilEnd(
        repeat(MANY, callSoon("job", [], { context: v("given") })),
        callSoon("last", [], { context: v("given") }),
      ),
    ],
    expect: trace("count=1200"),
  }),
  kase("call-soon/1200-snapshots", "1,200 callbacks each see the values of their own call", {
    clauses: ["call-soon.context-default-is-snapshot"],
    fns: { job: quiet(cbWith(["n"], unless({ equal: [{ cv: "at" }, v("n")] }, "wrong"))), last },
    main: untilEnd(
      repeatWith(MANY, "i", cvSet("at", v("i")), callSoon("job", [v("i")])),
      callSoon("last"),
    ),
    expect: trace("end"),
  }),
  kase("call-soon/1200-no-leak", "of 1,200 callbacks none sees what another changed", {
    clauses: ["call-soon.context-default-is-snapshot"],
    fns: {
      job: quiet(cb(unless({ equal: [{ cv: "who" }, "main"] }, "wrong"), cvSet("who", "job"))),
      last,
    },
    main: [
      cvSet("who", "main"),
      ...untilEnd(repeat(MANY, callSoon("job")), callSoon("last")),
      cvShow("who"),
    ],
    expect: trace("end", "who=main"),
  }),
  kase("call-soon/1200-handles", "1,200 calls each return a Handle", {
    clauses: ["call-soon.returns-handle"],
    fns: { job: quiet(cb()) },
    main: [
      repeat(
        MANY,
        unless({ is: { m: "call_soon", args: [{ fn: "job" }] }, type: "Handle" }, "no handle"),
      ),
      log("end"),
    ],
    expect: trace("end"),
  }),
  kase("call-soon/1200-cancelled", "of 1,200 cancelled callbacks none runs", {
    clauses: ["call-soon.handle-cancel-prevents-run"],
    fns: { job: cbWith(["n"]), last },
    main: untilEnd(
      repeatWith(
        MANY,
        "i",
        evaluate({ m: "cancel", on: { m: "call_soon", args: [{ fn: "job" }, v("i")] } }),
      ),
      callSoon("last"),
    ),
    expect: trace("end"),
  }),
  kase("call-soon/1200-errors", "1,200 failures are all reported", {
    clauses: ["call-soon.error-context-keys"],
    fns: {
      fails: quiet(cb(raise("AppError"))),
      on_error: quiet(handler(when({ item: "message", of: v("context") }, [log("reported")]))),
      last,
    },
    main: untilEnd(
      setExceptionHandler("on_error"),
      repeat(MANY, callSoon("fails")),
      callSoon("last"),
    ),
    expect: trace(...times(MANY, "reported"), "end"),
  }),
  kase("call-soon/1200-keywords", "1,200 keyword arguments are all refused", {
    clauses: ["call-soon.rejects-keywords"],
    fns: { job: cb(), last },
    main: untilEnd(
      repeat(MANY, attempt(callSoon("job", [], { kwargs: { flush: true } }))),
      callSoon("last"),
    ),
    expect: trace(...times(MANY, "!TypeError"), "end"),
  }),
  kase("get-running-loop/1200-callbacks", "1,200 callbacks all get the running loop", {
    clauses: ["get-running-loop.returns-loop-in-callback"],
    fns: { job: quiet(cb(unless(same(RUNNING, v("loop")), "wrong"))), last },
    main: untilEnd(repeat(MANY, callSoon("job")), callSoon("last")),
    expect: trace("end"),
  }),
  kase("partial/1200", "1,200 partials all pass their keywords", {
    clauses: ["partial.delivers-keywords"],
    fns: { job: { ...cb(), rest: "rest", keywords: true }, last },
    main: untilEnd(
      repeat(MANY, callSoon({ partial: { fn: "job" }, args: ["Hello"], kwargs: { flush: true } })),
      callSoon("last"),
    ),
    expect: trace(...times(MANY, "job(Hello, flush=True)"), "end"),
  }),
]);
