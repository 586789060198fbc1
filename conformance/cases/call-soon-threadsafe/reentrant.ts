import {
  call,
  callback,
  coroutine,
  event,
  eventSet,
  join,
  onSignal,
  quiet,
  raiseSignal,
  repeat,
  sleep,
  thread,
  threadFunction,
  variable,
  variadic,
  wait,
} from "../../language/build.ts";
import {
  callLater,
  callSoon,
  callSoonThreadsafe,
  createTask,
  runFor,
  runUntilComplete,
  setDebug,
} from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { called, placed } from "../kit/callback-rows.ts";
import { ARGUMENT_COUNTS, CONTEXTS, placeOf } from "../kit/dimensions.ts";
import { END, untilEnd } from "../kit/settle.ts";
import { times } from "../kit/shorthand.ts";

const DEBUG = ["call-soon-threadsafe.no-debug-thread-error"] as const;
const REENTRANT = ["call-soon-threadsafe.reentrant"] as const;
const inThread = placeOf("thread");
const job = variadic(callback(END));

/** What it must not object to. */
export const callSoonThreadsafeReentrant = table([
  ...ARGUMENT_COUNTS.flatMap(({ slug, title, args }) =>
    CONTEXTS.map((context) =>
      kase(
        `call-soon-threadsafe/debug-${slug}-${context.slug}`,
        `debug mode takes another thread's callback ${title} ${context.title}`,
        placed(
          inThread,
          [callSoonThreadsafe("job", args, context.options)],
          { clauses: DEBUG, fns: { job }, expect: trace(called("job", args)) },
          [setDebug(true), ...context.before],
        ),
      ),
    ),
  ),
  kase(
    "call-soon-threadsafe/debug-before-run",
    "debug mode takes another thread's callback before the run",
    {
      clauses: DEBUG,
      fns: { job, worker: quiet(threadFunction(callSoonThreadsafe("job"))) },
      main: [setDebug(true), ...untilEnd(thread("worker", "t"), join("t"))],
      expect: trace("job()"),
    },
  ),
  kase(
    "call-soon-threadsafe/debug-set-while-running",
    "debug mode that is set during the run takes another thread's callback",
    {
      clauses: DEBUG,
      fns: {
        job,
        worker: quiet(threadFunction(callSoonThreadsafe("job"))),
        starts: quiet(callback(setDebug(true), thread("worker", "t"), join("t"))),
      },
      main: untilEnd(callSoon("starts")),
      expect: trace("job()"),
    },
  ),
  kase(
    "call-soon-threadsafe/debug-from-main",
    "debug mode takes main's callback for a loop that a thread runs",
    {
      clauses: DEBUG,
      fns: {
        inner: quiet(coroutine(eventSet("up"), { op: "await", what: variable("end") })),
        worker: quiet(threadFunction(runUntilComplete(call("inner")))),
        job,
      },
      main: [
        { op: "do", what: { m: "create_future" }, as: "end" },
        event("up"),
        setDebug(true),
        thread("worker", "t"),
        wait("up"),
        callSoonThreadsafe("job"),
        join("t"),
      ],
      expect: trace("job()"),
    },
  ),
  kase(
    "call-soon-threadsafe/debug-other-loop",
    "debug mode takes a callback of a thread that runs another loop",
    {
      clauses: DEBUG,
      fns: {
        job,
        inner: quiet(coroutine(callSoonThreadsafe("job"))),
        worker: quiet(threadFunction(runUntilComplete(call("inner"), { on: variable("other") }))),
      },
      main: [
        { op: "do", what: { make: "loop" }, as: "other" },
        setDebug(true),
        ...untilEnd(thread("worker", "t")),
        join("t"),
      ],
      expect: trace("job()"),
    },
  ),
  ...ARGUMENT_COUNTS.flatMap(({ slug, title, args }) =>
    [false, true].map((debug) =>
      kase(
        `call-soon-threadsafe/signal-${slug}${debug ? "-debug" : ""}`,
        `a callback ${title} that a signal's function schedules runs${debug ? " in debug mode" : ""}`,
        {
          clauses: REENTRANT,
          fns: {
            job,
            on_signal: quiet(callback(callSoonThreadsafe("job", args))),
            interrupted: callback(raiseSignal("SIGUSR1")),
          },
          main: [
            setDebug(debug),
            onSignal("SIGUSR1", "on_signal"),
            ...untilEnd(callSoon("interrupted")),
          ],
          expect: trace("interrupted", called("job", args)),
        },
      ),
    ),
  ),
  kase(
    "call-soon-threadsafe/signal-in-coroutine",
    "a callback of a signal that comes during a task runs",
    {
      clauses: REENTRANT,
      fns: {
        job,
        on_signal: quiet(callback(callSoonThreadsafe("job"))),
        main: coroutine(raiseSignal("SIGUSR1"), sleep(0)),
      },
      main: [onSignal("SIGUSR1", "on_signal"), ...untilEnd(createTask(call("main"), "task"))],
      expect: trace("main", "job()"),
    },
  ),
  kase(
    "call-soon-threadsafe/signal-in-timer",
    "a callback of a signal that comes during a timer runs",
    {
      clauses: REENTRANT,
      fns: {
        job,
        on_signal: quiet(callback(callSoonThreadsafe("job"))),
        interrupted: callback(raiseSignal("SIGUSR1")),
      },
      main: [onSignal("SIGUSR1", "on_signal"), ...untilEnd(callLater(0.005, "interrupted"))],
      expect: trace("interrupted", "job()"),
    },
  ),
  kase(
    "call-soon-threadsafe/signal-before-run",
    "a callback of a signal that comes before the run runs",
    {
      clauses: REENTRANT,
      fns: { job, on_signal: quiet(callback(callSoonThreadsafe("job"))) },
      main: [onSignal("SIGUSR1", "on_signal"), ...untilEnd(raiseSignal("SIGUSR1"))],
      expect: trace("job()"),
    },
  ),
  kase("call-soon-threadsafe/signal-fifty", "of fifty signals each one's callback runs", {
    clauses: REENTRANT,
    fns: {
      job: callback(),
      last: quiet(callback(END)),
      on_signal: quiet(callback(callSoonThreadsafe("job"))),
      interrupted: quiet(callback(repeat(50, raiseSignal("SIGUSR1")), callSoonThreadsafe("last"))),
    },
    main: [onSignal("SIGUSR1", "on_signal"), ...untilEnd(callSoon("interrupted")), runFor(0.005)],
    expect: trace(...times(50, "job")),
  }),
]);
