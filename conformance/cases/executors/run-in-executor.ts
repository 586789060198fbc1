/** `loop.run_in_executor()`: what it gives, where the function runs, and on which executor. */
import {
  assign,
  await_,
  call,
  callback,
  coroutine,
  event,
  eventSet,
  log,
  quiet,
  raise,
  return_,
  show,
  sleep,
  threadFunction,
  threadFunctionWith,
  try_,
  variable,
  wait,
} from "../../language/build.ts";
import type { Expression } from "../../language/expression.ts";
import {
  asyncio,
  callSoon,
  loopCall,
  methodCall,
  runFor,
  runUntilComplete,
} from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { underEach } from "../kit/callback-rows.ts";
import { ROUNDS, runRounds } from "../kit/settle.ts";

const THREAD: Expression = { host: "thread_id" };
const inExecutor = (
  fn: string,
  executor: Expression = null,
  ...args: Expression[]
): Expression => ({
  m: "run_in_executor",
  args: [executor, { fn }, ...args],
});
const begin = (fn: string, executor: Expression = null): Operation =>
  assign("result", inExecutor(fn, executor));
/** Returns the identity of the thread that it runs in. */
const who = quiet(threadFunction(return_(THREAD)));
const work = (...body: Operation[]) => quiet(coroutine(...body));
const runWork = runUntilComplete(call("work"));
/** One thread: what runs there runs in this executor. */
const onePool = assign("pool", { make: "thread_pool", workers: 1 });
const setPool = loopCall("set_default_executor", [variable("pool")]);
/** Shows whether the loop's job and a job of the pool itself ran in the same thread. */
const sameThread: readonly Operation[] = [
  await_(variable("result"), { as: "job_thread" }),
  assign("submitted", { m: "submit", on: variable("pool"), args: [{ fn: "who" }] }),
  assign("pool_thread", { m: "result", on: variable("submitted") }),
  show("same thread", { equal: [variable("job_thread"), variable("pool_thread")] }),
];
const endPool = methodCall("pool", "shutdown", [true]);

export const runInExecutor = table([
  kase("executor/result", "the future of run_in_executor() gets what the function returns", {
    clauses: ["run-in-executor.returns-future"],
    fns: { job: quiet(threadFunction(return_(7))), work: work(begin("job"), awaitResult()) },
    main: [runWork],
    expect: trace("result=7"),
  }),
  kase("executor/arguments", "run_in_executor() hands its arguments to the function", {
    clauses: ["run-in-executor.returns-future"],
    fns: {
      job: quiet(threadFunctionWith(["a", "b"], return_({ add: [variable("a"), variable("b")] }))),
      work: work(assign("result", inExecutor("job", null, 3, 4)), awaitResult()),
    },
    main: [runWork],
    expect: trace("result=7"),
  }),
  kase("executor/exception", "the future of run_in_executor() gets what the function raises", {
    clauses: ["run-in-executor.returns-future"],
    fns: {
      job: quiet(threadFunction(raise("AppError", "own"))),
      work: work(begin("job"), try_(await_(variable("result")))),
    },
    main: [runWork],
    expect: trace("!AppError:own"),
  }),
  kase(
    "executor/stop-iteration",
    "the future of run_in_executor() ends also where the function raises StopIteration",
    {
      clauses: ["run-in-executor.returns-future"],
      fns: {
        job: quiet(threadFunction(raise("StopIteration"))),
        work: work(
          begin("job"),
          try_(await_(asyncio("wait_for", variable("result"), 1))),
          // A future cannot hold a StopIteration: which error takes its place, no text says.
          show("gave up", { m: "cancelled", on: variable("result") }),
        ),
      },
      main: [runWork],
      expect: trace(
        { one_of: [["!RuntimeError"], ["!StopIteration"], ["!TypeError"]] },
        "gave up=False",
      ),
    },
  ),
  kase("executor/is-future", "what run_in_executor() returns is an asyncio future", {
    clauses: ["run-in-executor.returns-future"],
    fns: {
      job: quiet(threadFunction()),
      work: work(
        begin("job"),
        show("future", asyncio("isfuture", variable("result"))),
        await_(variable("result")),
      ),
    },
    main: [runWork],
    expect: trace("future=True"),
  }),
  kase("executor/from-main", "the result of a job that began before the run comes in the run", {
    clauses: ["run-in-executor.returns-future"],
    fns: { job: quiet(threadFunction(return_(7))) },
    main: [begin("job"), runUntilComplete(variable("result"), { show: "result" })],
    expect: trace("result=7"),
  }),
  ...underEach("executor/result", "the future of run_in_executor() gets the result", () => ({
    clauses: ["run-in-executor.returns-future"],
    fns: { job: quiet(threadFunction(return_(7))), work: work(begin("job"), awaitResult()) },
    main: [runWork],
    expect: trace("result=7"),
  })),
  kase("executor/another-thread", "a job of the default executor runs in another thread", {
    clauses: ["run-in-executor.runs-off-loop-thread"],
    fns: {
      who,
      work: work(
        assign("loop_thread", THREAD),
        begin("who"),
        await_(variable("result"), { as: "job_thread" }),
        show("same", { equal: [variable("job_thread"), variable("loop_thread")] }),
      ),
    },
    main: [runWork],
    expect: trace("same=False"),
  }),
  kase("executor/callbacks-meanwhile", "callbacks of the loop run while a job waits for them", {
    clauses: ["run-in-executor.runs-off-loop-thread"],
    fns: {
      job: quiet(threadFunction(wait("told"), log("job ends"))),
      tell: callback(eventSet("told")),
      work: work(begin("job"), callSoon("tell"), await_(variable("result"))),
    },
    main: [event("told"), runWork],
    expect: trace("tell", "job ends"),
  }),
  kase("executor/tasks-meanwhile", "a task goes on while a job waits for it", {
    clauses: ["run-in-executor.runs-off-loop-thread"],
    fns: {
      job: quiet(threadFunction(wait("told"), log("job ends"))),
      work: work(begin("job"), sleep(0.002), eventSet("told"), await_(variable("result"))),
    },
    main: [event("told"), runWork, log("done")],
    expect: trace("job ends", "done"),
  }),
  kase("executor/default-pool", "None as executor runs a job although none was ever set", {
    clauses: ["run-in-executor.default-lazy-pool"],
    fns: { job: threadFunction(), work: work(begin("job"), await_(variable("result"))) },
    main: [runWork],
    expect: trace("job"),
  }),
  kase("executor/default-pool-again", "None as executor runs a job in each of three runs", {
    clauses: ["run-in-executor.default-lazy-pool"],
    fns: { job: threadFunction(), work: work(await_(inExecutor("job"))) },
    main: [{ op: "repeat", times: 3, body: [runWork] }],
    expect: trace("job", "job", "job"),
  }),
  kase("executor/explicit", "a job runs in a thread of the executor that was given", {
    clauses: ["run-in-executor.explicit-executor"],
    fns: { who, work: work(begin("who", variable("pool")), ...sameThread) },
    main: [onePool, runWork, endPool],
    expect: trace("same thread=True"),
  }),
  kase("executor/explicit-beside-default", "the executor given is used though another is set", {
    clauses: ["run-in-executor.explicit-executor"],
    fns: { who, work: work(begin("who", variable("pool")), ...sameThread) },
    main: [
      onePool,
      assign("default_pool", { make: "thread_pool", workers: 1 }),
      loopCall("set_default_executor", [variable("default_pool")]),
      runWork,
      endPool,
    ],
    expect: trace("same thread=True"),
  }),
  ...(
    [
      ["again", "the executor given is used for a second job too", variable("pool"), onePool],
      ["after-default", "the executor given is used after the default one", null, onePool],
      [
        "after-another",
        "the executor given is used after another one",
        variable("other"),
        assign("other", { make: "thread_pool", workers: 1 }),
      ],
    ] as const
  ).map(([slug, title, before, makes]) =>
    kase(`executor/explicit-${slug}`, title, {
      clauses: ["run-in-executor.explicit-executor"],
      fns: {
        who,
        work: work(
          await_(inExecutor("who", before)),
          begin("who", variable("pool")),
          ...sameThread,
        ),
      },
      main: [...(makes === onePool ? [] : [makes]), onePool, runWork, endPool],
      expect: trace("same thread=True"),
    }),
  ),
  kase("executor/explicit-shut-down", "an executor that was shut down refuses the loop's job too", {
    clauses: ["run-in-executor.explicit-executor"],
    fns: {
      job: quiet(threadFunction()),
      work: work(try_(begin("job", variable("pool")), log("accepted"))),
    },
    main: [onePool, endPool, runWork],
    expect: trace("!RuntimeError"),
  }),
  kase("executor/set-default", "None as executor means the one that was set as default", {
    clauses: ["set-default-executor.used-by-none"],
    fns: { who, work: work(begin("who"), ...sameThread) },
    main: [onePool, setPool, runWork],
    expect: trace("same thread=True"),
  }),
  kase(
    "executor/set-default-after-use",
    "a default executor that is set later replaces the first",
    {
      clauses: ["set-default-executor.used-by-none"],
      fns: {
        job: quiet(threadFunction()),
        who,
        uses: work(await_(inExecutor("job"))),
        work: work(begin("who"), ...sameThread),
      },
      main: [runUntilComplete(call("uses")), onePool, setPool, runWork],
      expect: trace("same thread=True"),
    },
  ),
  kase(
    "executor/cancelled-job-ends",
    "a job whose future is cancelled ends, and nothing is logged",
    {
      clauses: ["run-in-executor.cancel-does-not-kill-thread"],
      fns: {
        ...ROUNDS,
        job: quiet(threadFunction(eventSet("begun"), wait("gate"), log("job ends"))),
      },
      main: [
        ...[event("begun"), event("gate"), onePool, setPool],
        ...[begin("job"), wait("begun"), methodCall("result", "cancel")],
        ...[runRounds, log("goes on"), eventSet("gate"), endPool, runFor(0.005)],
        show("cancelled", { m: "cancelled", on: variable("result") }),
      ],
      expect: {
        trace: ["goes on", "job ends", "cancelled=True"],
        logs: { excludes: [{ level: "ERROR" }] },
      },
    },
  ),
]);

function awaitResult(): Operation {
  return await_(variable("result"), { show: "result" });
}
