/**
 * The promises of call_soon kept a thousand times and more: a loop that breaks one now and then passes every short case.
 *
 * The callbacks write into the trace only what is wrong, so that the traces stay short.
 */
import {
  assign,
  callback,
  callbackWith,
  contextVarSet,
  contextVarShow,
  do_,
  handler,
  if_,
  log,
  quiet,
  raise,
  repeat,
  repeatWith,
  same,
  try_,
  variable,
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
const last = quiet(callback(log("end"), END));
const unless = (test: Expression, text: string): Operation => if_(test, [], [log(text)]);
/** A flag that is raised once; events need threads. */
const raiseFlag = methodCall("flag", "set_result", [null]);
const flagIsUp: Expression = { m: "done", on: variable("flag") };

/** Each promise, kept 1,200 times. */
export const callSoonThousands = table([
  kase("call-soon/1200-return-first", "of 1,200 calls each returns before its callback runs", {
    clauses: ["call-soon.not-synchronous"],
    fns: {
      outer: quiet(callback(repeat(MANY, callSoon("job")), raiseFlag, callSoon("last"))),
      job: quiet(callback(unless(flagIsUp, "too early"))),
      last,
    },
    main: [createFuture("flag"), ...untilEnd(callSoon("outer"))],
    expect: trace("end"),
  }),
  kase("call-soon/1200-nested-wait", "of 1,200 callbacks' callbacks each waits for all the first", {
    clauses: ["call-soon.scheduled-from-callback-next-iteration"],
    fns: {
      outer: quiet(callback(callSoon("nested"))),
      flags: quiet(callback(raiseFlag, callSoon("last"))),
      nested: quiet(callback(unless(flagIsUp, "too early"))),
      last,
    },
    main: [createFuture("flag"), ...untilEnd(repeat(MANY, callSoon("outer")), callSoon("flags"))],
    expect: trace("end"),
  }),
  kase("call-soon/1200-kept", "of 1,200 callbacks none runs before the run", {
    clauses: ["call-soon.before-run-kept"],
    fns: { job: callback(), last },
    main: untilEnd(repeat(MANY, callSoon("job")), log("not yet"), callSoon("last")),
    expect: trace("not yet", ...times(MANY, "job"), "end"),
  }),
  kase("call-soon/1200-arguments", "1,200 callbacks each get their two arguments", {
    clauses: ["call-soon.passes-args"],
    fns: {
      job: quiet(
        callbackWith(
          ["a", "b"],
          unless({ equal: [{ add: [variable("a"), 1] }, variable("b")] }, "wrong"),
        ),
      ),
      last,
    },
    main: untilEnd(
      repeatWith(MANY, "i", callSoon("job", [variable("i"), { add: [variable("i"), 1] }])),
      callSoon("last"),
    ),
    expect: trace("end"),
  }),
  kase("call-soon/1200-in-context", "1,200 callbacks all run in the context given", {
    clauses: ["call-soon.context-explicit"],
    fns: { job: quiet(callback(unless({ equal: [{ cv: "who" }, "inner"] }, "wrong"))), last },
    main: [
      contextVarSet("who", "inner"),
      assign("given", { make: "copy_context" }),
      contextVarSet("who", "outer"),
      ...untilEnd(
        repeat(MANY, callSoon("job", [], { context: variable("given") })),
        callSoon("last"),
      ),
    ],
    expect: trace("end"),
  }),
  kase("call-soon/1200-share-context", "1,200 callbacks all change the context they share", {
    clauses: ["call-soon.context-shared-object"],
    fns: {
      job: quiet(callback(contextVarSet("count", { add: [{ cv: "count" }, 1] }))),
      last: quiet(callback(contextVarShow("count"), END)),
    },
    main: [
      contextVarSet("count", 0),
      assign("given", { make: "copy_context" }),
      ...untilEnd(
        repeat(MANY, callSoon("job", [], { context: variable("given") })),
        callSoon("last", [], { context: variable("given") }),
      ),
    ],
    expect: trace("count=1200"),
  }),
  kase("call-soon/1200-snapshots", "1,200 callbacks each see the values of their own call", {
    clauses: ["call-soon.context-default-is-snapshot"],
    fns: {
      job: quiet(callbackWith(["n"], unless({ equal: [{ cv: "at" }, variable("n")] }, "wrong"))),
      last,
    },
    main: untilEnd(
      repeatWith(MANY, "i", contextVarSet("at", variable("i")), callSoon("job", [variable("i")])),
      callSoon("last"),
    ),
    expect: trace("end"),
  }),
  kase("call-soon/1200-no-leak", "of 1,200 callbacks none sees what another changed", {
    clauses: ["call-soon.context-default-is-snapshot"],
    fns: {
      job: quiet(
        callback(unless({ equal: [{ cv: "who" }, "main"] }, "wrong"), contextVarSet("who", "job")),
      ),
      last,
    },
    main: [
      contextVarSet("who", "main"),
      ...untilEnd(repeat(MANY, callSoon("job")), callSoon("last")),
      contextVarShow("who"),
    ],
    expect: trace("end", "who=main"),
  }),
  kase("call-soon/1200-handles", "1,200 calls each return a Handle", {
    clauses: ["call-soon.returns-handle"],
    fns: { job: quiet(callback()) },
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
    fns: { job: callbackWith(["n"]), last },
    main: untilEnd(
      repeatWith(
        MANY,
        "i",
        do_({ m: "cancel", on: { m: "call_soon", args: [{ fn: "job" }, variable("i")] } }),
      ),
      callSoon("last"),
    ),
    expect: trace("end"),
  }),
  kase("call-soon/1200-errors", "1,200 failures are all reported", {
    clauses: ["call-soon.error-context-keys"],
    fns: {
      fails: quiet(callback(raise("AppError"))),
      on_error: quiet(
        handler(if_({ item: "message", of: variable("context") }, [log("reported")])),
      ),
      last,
    },
    main: untilEnd(
      setExceptionHandler("on_error"),
      repeat(MANY, callSoon("fails")),
      callSoon("last"),
    ),
    // No text says that a report comes before the next callback.
    expect: trace({ interleave: [times(MANY, "reported"), ["end"]] }),
  }),
  kase("call-soon/1200-keywords", "1,200 keyword arguments are all refused", {
    clauses: ["call-soon.rejects-keywords"],
    fns: { job: callback(), last },
    main: untilEnd(
      repeat(MANY, try_(callSoon("job", [], { kwargs: { flush: true } }))),
      callSoon("last"),
    ),
    expect: trace(...times(MANY, "!TypeError"), "end"),
  }),
  kase("get-running-loop/1200-callbacks", "1,200 callbacks all get the running loop", {
    clauses: ["get-running-loop.returns-loop-in-callback"],
    fns: { job: quiet(callback(unless(same(RUNNING, variable("loop")), "wrong"))), last },
    main: untilEnd(repeat(MANY, callSoon("job")), callSoon("last")),
    expect: trace("end"),
  }),
  kase("partial/1200", "1,200 partials all pass their keywords", {
    clauses: ["partial.delivers-keywords"],
    fns: { job: { ...callback(), rest: "rest", keywords: true }, last },
    main: untilEnd(
      repeat(MANY, callSoon({ partial: { fn: "job" }, args: ["Hello"], kwargs: { flush: true } })),
      callSoon("last"),
    ),
    expect: trace(...times(MANY, "job(Hello, flush=True)"), "end"),
  }),
]);
