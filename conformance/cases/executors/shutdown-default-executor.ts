/** `loop.shutdown_default_executor()` */
import {
  assign,
  await_,
  call,
  callback,
  coroutine,
  difference,
  do_,
  event,
  eventSet,
  log,
  measure,
  quiet,
  threadFunction,
  try_,
  variable,
  wait,
} from "../../language/build.ts";
import type { Expression } from "../../language/expression.ts";
import {
  callLater,
  loopCall,
  methodCall,
  runFor,
  runUntilComplete,
} from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { underEach } from "../kit/callback-rows.ts";
import { RUNNING } from "../kit/lookups.ts";

const SHUTDOWN: Expression = { m: "shutdown_default_executor" };
const shutDown = runUntilComplete(SHUTDOWN);
const IN_EXECUTOR: Expression = { m: "run_in_executor", args: [null, { fn: "job" }] };
const events = [event("begun"), event("gate")];
/** A job that waits until the gate opens. */
const job = quiet(threadFunction(eventSet("begun"), wait("gate"), log("job ends")));
const brief = quiet(threadFunction());
const opens = quiet(callback(log("gate opens"), eventSet("gate")));
const begin: readonly Operation[] = [assign("result", IN_EXECUTOR), wait("begun")];
const submit = try_(do_(IN_EXECUTOR), log("accepted"));
const usePool: readonly Operation[] = [
  assign("pool", { make: "thread_pool" }),
  loopCall("set_default_executor", [variable("pool")]),
];

export const shutdownDefaultExecutor = table([
  kase("executor/shutdown-waits", "shutdown_default_executor() takes until the job has ended", {
    clauses: ["shutdown-default-executor.joins-threads"],
    fns: { job, opens },
    main: [...events, ...begin, callLater(0.02, "opens"), shutDown, log("shut down")],
    expect: trace("gate opens", "job ends", "shut down"),
  }),
  kase(
    "executor/shutdown-waits-in-a-task",
    "shutdown_default_executor() of a task takes until the job has ended",
    {
      clauses: ["shutdown-default-executor.joins-threads"],
      fns: {
        job,
        opens,
        work: quiet(
          coroutine(...begin, callLater(0.02, "opens"), await_(SHUTDOWN), log("shut down")),
        ),
      },
      main: [...events, runUntilComplete(call("work"))],
      expect: trace("gate opens", "job ends", "shut down"),
    },
  ),
  kase(
    "executor/shutdown-waits-for-a-set-pool",
    "shutdown_default_executor() waits for a job of an executor that was set",
    {
      clauses: ["shutdown-default-executor.joins-threads"],
      fns: { job, opens },
      main: [...events, ...usePool, ...begin, callLater(0.02, "opens"), shutDown, log("shut down")],
      expect: trace("gate opens", "job ends", "shut down"),
    },
  ),
  kase(
    "executor/shutdown-ends-threads",
    "after shutdown_default_executor() the three threads of its pool are gone",
    {
      clauses: ["shutdown-default-executor.joins-threads"],
      fns: { job: quiet(threadFunction(wait("gate"))), nothing: quiet(coroutine()) },
      main: [
        event("gate"),
        // A loop may have threads of its own, from its first run or its first job on.
        runUntilComplete(call("nothing")),
        measure("threads", "before"),
        ...["first", "second", "third"].map((name) => assign(name, IN_EXECUTOR)),
        eventSet("gate"),
        shutDown,
        // Threads that only wake the loop come and go: those of a pool stay.
        runFor(0.02),
        difference("threads", "before", "left"),
      ],
      expect: { trace: [], bounds: { left: [null, 2] } },
    },
  ),
  kase("executor/shutdown-refuses-jobs", "after shutdown_default_executor() jobs are refused", {
    clauses: ["shutdown-default-executor.blocks-later-use"],
    fns: { job: brief },
    main: [shutDown, submit],
    expect: trace("!RuntimeError"),
  }),
  kase(
    "executor/shutdown-refuses-jobs-after-some",
    "after shutdown_default_executor() jobs are refused though there were some",
    {
      clauses: ["shutdown-default-executor.blocks-later-use"],
      fns: { job: brief },
      main: [runUntilComplete(IN_EXECUTOR), shutDown, submit],
      expect: trace("!RuntimeError"),
    },
  ),
  kase("executor/shutdown-refuses-jobs-in-a-task", "a task's job is refused after the shutdown", {
    clauses: ["shutdown-default-executor.blocks-later-use"],
    fns: { job: brief, work: quiet(coroutine(await_(SHUTDOWN), submit)) },
    main: [runUntilComplete(call("work"))],
    expect: trace("!RuntimeError"),
  }),
  kase("executor/shutdown-leaves-other-pools", "a pool that is given still takes jobs afterwards", {
    clauses: ["shutdown-default-executor.blocks-later-use"],
    fns: { job: quiet(threadFunction(log("job"))) },
    main: [
      assign("pool", { make: "thread_pool" }),
      shutDown,
      runUntilComplete({ m: "run_in_executor", args: [variable("pool"), { fn: "job" }] }),
      methodCall("pool", "shutdown", [true]),
    ],
    expect: trace("job"),
  }),
  kase("executor/shutdown-without-executor", "without an executor the shutdown completes", {
    clauses: ["shutdown-default-executor.without-executor-noop"],
    main: [shutDown, log("shut down")],
    expect: trace("shut down"),
  }),
  ...underEach("executor/shutdown-without-executor", "without an executor it completes", () => ({
    clauses: ["shutdown-default-executor.without-executor-noop"],
    main: [shutDown, log("shut down")],
    expect: trace("shut down"),
  })),
  kase("executor/shutdown-timeout", "the shutdown ends after its timeout, with a warning", {
    clauses: ["shutdown-default-executor.timeout"],
    fns: { job, opens },
    main: [
      ...[...events, ...usePool, ...begin],
      // For loops that wait for the job whatever the timeout.
      callLater(3, "opens"),
      runUntilComplete({ ...SHUTDOWN, args: [0.02] }),
      log("shut down"),
      ...[eventSet("gate"), methodCall("pool", "shutdown", [true]), runFor(0.005)],
    ],
    expect: {
      trace: ["shut down", "job ends"],
      warnings: { includes: [{ category: "RuntimeWarning" }] },
    },
  }),
  kase("executor/shutdown-timeout-not-needed", "a job that ends in time makes no warning", {
    clauses: ["shutdown-default-executor.timeout"],
    fns: { job, opens },
    main: [
      ...[...events, ...usePool, ...begin, callLater(0.02, "opens")],
      runUntilComplete({ ...SHUTDOWN, args: [5] }),
      log("shut down"),
    ],
    expect: {
      trace: ["gate opens", "job ends", "shut down"],
      warnings: { excludes: [{ category: "RuntimeWarning" }] },
    },
  }),
  kase("executor/run-waits", "asyncio.run() takes until the default executor's job has ended", {
    clauses: ["shutdown-default-executor.run-calls-it"],
    fns: {
      job,
      opens,
      work: quiet(
        coroutine(
          assign("result", { ...IN_EXECUTOR, on: RUNNING }),
          wait("begun"),
          do_({ m: "call_later", on: RUNNING, args: [0.02, { fn: "opens" }] }),
        ),
      ),
    },
    main: [...events, do_({ run: call("work") }), log("returned")],
    expect: trace("gate opens", "job ends", "returned"),
  }),
]);
