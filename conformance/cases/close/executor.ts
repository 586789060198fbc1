/** `loop.close()` and the default executor: shut at once, without waiting. */
import {
  assign,
  call,
  coroutine,
  do_,
  event,
  eventSet,
  log,
  quiet,
  repeat,
  sleep,
  threadFunction,
  try_,
  variable,
  wait,
} from "../../language/build.ts";
import { close, loopCall, methodCall, runUntilComplete } from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { CIRCUMSTANCES } from "../kit/dimensions.ts";

const SHUTS = "close.shuts-default-executor";
const NO_WAIT = "close.does-not-wait-for-executor";
const FINISHES = "close.running-executor-job-finishes";
const LOGGED = "close.late-executor-result-is-logged";
const SILENT = "close.late-executor-result-is-silent";

/** The loop's default executor is the program's own pool, so that it can be asked afterwards. */
const usePool: Operation[] = [
  assign("pool", { make: "thread_pool" }),
  loopCall("set_default_executor", [variable("pool")]),
];
const submit = try_(
  do_({ m: "submit", on: variable("pool"), args: [{ fn: "never" }] }),
  log("accepted"),
);
const never = quiet(threadFunction());

/** A job that runs until `gate` opens; `begun` tells that it has begun, `ended` that it ends. */
const job = threadFunction(eventSet("begun"), wait("gate"), log("job ends"), eventSet("ended"));
const startJob: Operation[] = [
  event("begun"),
  event("gate"),
  event("ended"),
  loopCall("run_in_executor", [null, { fn: "job" }], { as: "result" }),
  wait("begun"),
];
const endJob: Operation[] = [eventSet("gate"), wait("ended")];
/** Returns when the threads of the pool have ended, and with them what they do about results. */
const joinPool = methodCall("pool", "shutdown", [true]);

export const closeExecutor = table([
  ...CIRCUMSTANCES.map(({ slug, title, fns, before, shown }) =>
    kase(
      `close/shuts-executor-${slug}`,
      `the default executor refuses work after close() ${title}`,
      {
        clauses: [SHUTS],
        fns: { ...fns, never },
        main: [...before, ...usePool, close(), submit],
        expect: trace(...shown, "!RuntimeError"),
      },
    ),
  ),
  kase(
    "close/shuts-executor-that-worked",
    "a default executor that has done jobs refuses work after close()",
    {
      clauses: [SHUTS],
      fns: {
        never,
        job: quiet(threadFunction(log("job"))),
        work: quiet(
          coroutine({ op: "await", what: { m: "run_in_executor", args: [null, { fn: "job" }] } }),
        ),
      },
      main: [...usePool, repeat(2, runUntilComplete(call("work"))), close(), submit],
      expect: trace("job", "job", "!RuntimeError"),
    },
  ),
  kase(
    "close/shuts-executor-that-works",
    "a default executor that is at work refuses more after close()",
    {
      clauses: [SHUTS],
      fns: { never, job },
      main: [...usePool, ...startJob, close(), submit, ...endJob],
      expect: trace("job", "!RuntimeError", "job ends"),
    },
  ),
  kase(
    "close/shuts-the-last-executor-set",
    "of two executors set as default the later one refuses work after close()",
    {
      clauses: [SHUTS],
      fns: { never },
      main: [
        assign("first", { make: "thread_pool" }),
        loopCall("set_default_executor", [variable("first")]),
        ...usePool,
        close(),
        submit,
        methodCall("first", "shutdown"),
      ],
      expect: trace("!RuntimeError"),
    },
  ),
  kase(
    "close/shuts-executor-once-closed-again",
    "the default executor refuses work after a second close()",
    {
      clauses: [SHUTS, "close.idempotent"],
      fns: { never },
      main: [...usePool, close(), close(), submit],
      expect: trace("!RuntimeError"),
    },
  ),
  kase(
    "close/does-not-wait-for-a-job",
    "close() returns while a job of the default executor is running",
    {
      clauses: [NO_WAIT],
      fns: { job },
      main: [...startJob, close(), log("closed"), ...endJob],
      expect: trace("job", "closed", "job ends"),
    },
  ),
  kase(
    "close/does-not-wait-for-a-job-of-an-own-pool",
    "close() returns while a job of a pool set as default is running",
    {
      clauses: [NO_WAIT],
      fns: { job },
      main: [...usePool, ...startJob, close(), log("closed"), ...endJob],
      expect: trace("job", "closed", "job ends"),
    },
  ),
  kase(
    "close/does-not-wait-for-a-job-begun-in-a-run",
    "close() returns while a job that a run began is running",
    {
      clauses: [NO_WAIT],
      fns: {
        job,
        begins: quiet(
          coroutine(loopCall("run_in_executor", [null, { fn: "job" }], { as: "result" }), sleep(0)),
        ),
      },
      main: [
        event("begun"),
        event("gate"),
        event("ended"),
        runUntilComplete(call("begins")),
        wait("begun"),
        close(),
        log("closed"),
        ...endJob,
      ],
      expect: trace("job", "closed", "job ends"),
    },
  ),
  kase(
    "close/does-not-wait-in-debug-mode",
    "close() returns while a job is running in debug mode",
    {
      clauses: [NO_WAIT],
      fns: { job },
      main: [loopCall("set_debug", [true]), ...startJob, close(), log("closed"), ...endJob],
      expect: trace("job", "closed", "job ends"),
    },
  ),
  kase(
    "close/does-not-wait-for-queued-jobs",
    "close() returns while jobs wait for a thread of the default executor",
    {
      clauses: [NO_WAIT],
      fns: { job, queued: quiet(threadFunction()) },
      main: [
        assign("pool", { make: "thread_pool", workers: 1 }),
        loopCall("set_default_executor", [variable("pool")]),
        ...startJob,
        repeat(3, loopCall("run_in_executor", [null, { fn: "queued" }])),
        close(),
        log("closed"),
        ...endJob,
      ],
      expect: trace("job", "closed", "job ends"),
    },
  ),
  kase(
    "close/second-close-does-not-wait-either",
    "a second close() returns while a job is running",
    {
      clauses: [NO_WAIT, "close.idempotent"],
      fns: { job },
      main: [...startJob, close(), close(), log("closed"), ...endJob],
      expect: trace("job", "closed", "job ends"),
    },
  ),
  kase("close/running-job-finishes", "a job that is running at close() finishes", {
    clauses: [FINISHES],
    fns: { job },
    main: [...usePool, ...startJob, close(), eventSet("gate"), joinPool, log("all ended")],
    expect: trace("job", "job ends", "all ended"),
  }),
  kase(
    "close/late-result-is-logged",
    "a job that ends after close() leads to a logged RuntimeError",
    {
      clauses: [LOGGED],
      fns: { job },
      main: [...usePool, ...startJob, close(), eventSet("gate"), joinPool],
      expect: {
        trace: ["job", "job ends"],
        logs: { includes: [{ exception: "RuntimeError" }] },
      },
    },
  ),
  kase("close/late-result-is-silent", "a job that ends after close() leads to no log record", {
    clauses: [SILENT],
    fns: { job },
    main: [...usePool, ...startJob, close(), eventSet("gate"), joinPool],
    expect: {
      trace: ["job", "job ends"],
      logs: { excludes: [{ level: "ERROR" }, { level: "CRITICAL" }] },
    },
  }),
]);
