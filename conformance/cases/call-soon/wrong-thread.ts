import {
  assign,
  call,
  callback,
  callbackWith,
  coroutine,
  event,
  eventSet,
  join,
  log,
  quiet,
  thread,
  threadFunction,
  try_,
  variable,
  wait,
} from "../../language/build.ts";
import type { CaseDefinition } from "../../language/case.ts";
import {
  callAt,
  callSoon,
  runFor,
  runUntilComplete,
  setDebug,
} from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { ARGUMENT_COUNTS } from "../kit/dimensions.ts";
import { ANOTHER_LOOP, showRaises } from "../kit/lookups.ts";
import { END, untilEnd } from "../kit/settle.ts";

const REFUSED = ["call-soon.wrong-thread-debug"] as const;
const CHECKS = ["debug.thread-checks"] as const;
const DETAILS = ["call-soon.wrong-thread-debug-type"] as const;
const job = quiet(callback());
const worker = (...body: Operation[]) => quiet(threadFunction(...body));
const startAndJoin = [thread("worker", "t"), join("t")];

/** A coroutine of a loop in debug mode starts a thread, which carries out the body. */
const refused = (
  slug: string,
  title: string,
  body: Operation,
  params: string[] = [],
  clauses: CaseDefinition["clauses"] = REFUSED,
): CaseDefinition =>
  kase(`call-soon/wrong-thread-${slug}`, title, {
    clauses,
    fns: {
      job: quiet(callbackWith(params)),
      worker: worker(showRaises(body)),
      main: quiet(coroutine(...startAndJoin)),
    },
    main: [setDebug(true), runUntilComplete(call("main"))],
    expect: trace("raised"),
  });

/** Debug mode objects to calls from a thread that is not the running loop's. */
export const callSoonWrongThread = table([
  ...ARGUMENT_COUNTS.map(({ slug, title, args, params }) =>
    refused(slug, `call_soon of a callback ${title} raises`, callSoon("job", args), [...params]),
  ),
  ...ARGUMENT_COUNTS.map(({ slug, title, args, params }) =>
    refused(
      `call-at-${slug}`,
      `call_at of a callback ${title} raises`,
      callAt(1, "job", args),
      [...params],
      CHECKS,
    ),
  ),
  kase("call-at/wrong-thread-second-run", "in a second run too call_at of a wrong thread raises", {
    clauses: CHECKS,
    fns: {
      job,
      worker: worker(showRaises(callAt(1, "job"))),
      main: quiet(coroutine(...startAndJoin)),
    },
    main: [setDebug(true), runFor(0), runUntilComplete(call("main"))],
    expect: trace("raised"),
  }),
  kase("call-at/wrong-thread-from-callback", "call_at of a thread raises while a callback runs", {
    clauses: CHECKS,
    fns: {
      job,
      worker: worker(showRaises(callAt(1, "job"))),
      starts: callback(END, ...startAndJoin),
    },
    main: [setDebug(true), ...untilEnd(callSoon("starts"))],
    expect: trace("starts", "raised"),
  }),
  refused(
    "with-context",
    "call_soon with a context raises",
    callSoon("job", [], { context: { make: "context" } }),
  ),
  kase(
    "call-soon/wrong-thread-from-callback",
    "call_soon of a wrong thread raises while a callback runs",
    {
      clauses: REFUSED,
      fns: {
        job,
        worker: worker(showRaises(callSoon("job"))),
        starts: callback(END, ...startAndJoin),
      },
      main: [setDebug(true), ...untilEnd(callSoon("starts"))],
      expect: trace("starts", "raised"),
    },
  ),
  kase("call-soon/wrong-thread-main", "main is the wrong thread for a loop that a thread runs", {
    clauses: REFUSED,
    fns: {
      job,
      inner: quiet(coroutine(eventSet("up"), wait("asked"))),
      worker: worker(runUntilComplete(call("inner"))),
    },
    main: [
      event("up"),
      event("asked"),
      setDebug(true),
      thread("worker", "t"),
      wait("up"),
      showRaises(callSoon("job")),
      eventSet("asked"),
      join("t"),
    ],
    expect: trace("raised"),
  }),
  kase("call-soon/wrong-thread-with-loop", "a thread that runs another loop is wrong too", {
    clauses: REFUSED,
    fns: {
      job,
      inner: quiet(coroutine(showRaises(callSoon("job")))),
      worker: worker(runUntilComplete(call("inner"), { on: variable("other") })),
      main: quiet(coroutine(...startAndJoin)),
    },
    main: [assign("other", ANOTHER_LOOP), setDebug(true), runUntilComplete(call("main"))],
    expect: trace("raised"),
  }),
  kase("call-soon/wrong-thread-set-while-running", "debug mode set during the run counts", {
    clauses: REFUSED,
    fns: {
      job,
      worker: worker(showRaises(callSoon("job"))),
      main: quiet(coroutine(setDebug(true), ...startAndJoin)),
    },
    main: [runUntilComplete(call("main"))],
    expect: trace("raised"),
  }),
  kase("call-soon/wrong-thread-second-run", "call_soon of a wrong thread raises in a second run", {
    clauses: REFUSED,
    fns: {
      job,
      worker: worker(showRaises(callSoon("job"))),
      main: quiet(coroutine(...startAndJoin)),
    },
    main: [setDebug(true), runFor(0), runUntilComplete(call("main"))],
    expect: trace("raised"),
  }),
  kase("call-soon/wrong-thread-type", "the error of call_soon in a wrong thread is RuntimeError", {
    clauses: DETAILS,
    fns: {
      job,
      worker: worker(try_(callSoon("job"))),
      main: quiet(coroutine(...startAndJoin)),
    },
    main: [setDebug(true), runUntilComplete(call("main"))],
    expect: trace("!RuntimeError"),
  }),
  kase(
    "call-soon/wrong-thread-type-call-at",
    "the error of call_at in a wrong thread is RuntimeError",
    {
      clauses: DETAILS,
      fns: {
        job,
        worker: worker(try_(callAt(1, "job"))),
        main: quiet(coroutine(...startAndJoin)),
      },
      main: [setDebug(true), runUntilComplete(call("main"))],
      expect: trace("!RuntimeError"),
    },
  ),
  kase("call-soon/other-thread-idle-loop", "while the loop does not run any thread may call", {
    clauses: DETAILS,
    fns: { job, worker: worker(callSoon("job"), log("accepted")) },
    main: [setDebug(true), ...startAndJoin],
    expect: trace("accepted"),
  }),
  kase("call-soon/other-thread-no-debug", "outside debug mode the call is accepted", {
    clauses: DETAILS,
    fns: {
      job,
      worker: worker(callSoon("job"), log("accepted")),
      main: quiet(coroutine(...startAndJoin)),
    },
    main: [setDebug(false), runUntilComplete(call("main"))],
    expect: trace("accepted"),
  }),
]);
