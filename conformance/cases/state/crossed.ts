/** State and closing where single rows leave something out: after something refused, from other places and threads. */
import {
  assign,
  await_,
  call,
  callback,
  coroutine,
  drain,
  event,
  eventSet,
  handler,
  join,
  log,
  makeReady,
  pair,
  quiet,
  raise,
  show,
  sleep,
  thread,
  threadFunction,
  try_,
  tryExcept,
  tryFinally,
  variable,
  wait,
} from "../../language/build.ts";
import {
  addReader,
  callLater,
  callSoon,
  close,
  createFuture,
  loopCall,
  methodCall,
  runForever,
  runUntilComplete,
  STOP,
  setExceptionHandler,
  stop,
} from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { READY_SCHEDULERS } from "../kit/dimensions.ts";
import { ROUNDS, runRounds } from "../kit/settle.ts";
import { IS_CLOSED, IS_RUNNING } from "../kit/shorthand.ts";

const showRunning = show("running", IS_RUNNING);
const pending = createFuture("pending");
const NESTING = "run-forever.rejected-nesting-leaves-outer-intact";

/** A loop that does not know of a stop() before the run ends by this one. */
const GIVE_UP = callLater(3, STOP);

/** With which error is another clause's business. */
const refused = (does: Operation) => tryExcept([does], "problem", log("refused"));

/** What is refused during a run. */
const REFUSED: readonly (readonly [slug: string, title: string, does: Operation])[] = [
  ["nested-run", "a refused run_forever()", refused(runForever())],
  [
    "nested-complete",
    "a refused run_until_complete()",
    refused(runUntilComplete(variable("pending"))),
  ],
  ["close", "a refused close()", refused(close())],
];

export const stateCrossed = table([
  ...REFUSED.flatMap(([slug, title, does]) => {
    // What a refused nested run leaves behind is observed only.
    const nesting = slug === "nested-run" ? NESTING : undefined;
    const before = slug === "nested-complete" ? [pending] : [];
    // Each shows what its own clause is about, and nothing else.
    const asked = (get: typeof IS_RUNNING) => ({
      fns: { work: quiet(coroutine(does, show("inside", get))) },
      main: [...before, runUntilComplete(call("work")), show("after", get)],
    });
    return [
      kase(`is-running/past-${slug}`, `is_running() stays true after ${title}`, {
        clauses: [nesting ?? "is-running.true-inside"],
        ...asked(IS_RUNNING),
        expect: trace("refused", "inside=True", "after=False"),
      }),
      kase(`is-closed/past-${slug}`, `is_closed() stays false after ${title}, and after the run`, {
        clauses: [nesting ?? "is-closed.false-until-close"],
        ...asked(IS_CLOSED),
        expect: trace("refused", "inside=False", "after=False"),
      }),
    ];
  }),
  ...READY_SCHEDULERS.map(({ slug, method, schedule }) =>
    kase(`is-running/in-a-pass-${slug}`, `is_running() is true in the pass of an earlier stop()`, {
      clauses: ["is-running.true-inside", "run-forever.stop-before-run.runs-ready-callbacks"],
      fns: { probe: quiet(callback(log(method), showRunning)) },
      main: [schedule("probe"), GIVE_UP, stop(), runForever()],
      // Whether the callback runs in that pass at all is the other clause's business.
      expect: trace({ one_of: [[], [method, "running=True"]] }),
    }),
  ),
  kase(
    "is-running/in-a-pass-reader",
    "is_running() is true in a descriptor's callback of the pass of an earlier stop()",
    {
      clauses: ["is-running.true-inside", "run-forever.stop-before-run.runs-io-callbacks"],
      fns: { probe: quiet(callback(drain("p"), showRunning)) },
      main: [pair("p"), addReader("p", "probe"), makeReady("p"), GIVE_UP, stop(), runForever()],
      expect: trace({ one_of: [[], ["running=True"]] }),
    },
  ),
  kase("close/refused-in-an-exception-handler", "an exception handler cannot close the loop", {
    clauses: ["close.running-rejected"],
    fns: {
      ...ROUNDS,
      on_error: handler(try_(close(), log("closed"))),
      fails: quiet(callback(raise("AppError"))),
    },
    main: [setExceptionHandler("on_error"), callSoon("fails"), runRounds],
    expect: trace({ one_of: [["on_error", "!RuntimeError"], ["on_error called with 1 argument"]] }),
  }),
  kase(
    "close/refused-to-a-thread-keeps-executor",
    "a thread's refused close() keeps the executor",
    {
      clauses: ["close.rejected-close-leaves-loop-intact"],
      fns: {
        job: quiet(threadFunction()),
        worker: quiet(threadFunction(try_(close()))),
        work: quiet(
          coroutine(
            await_({ m: "run_in_executor", args: [null, { fn: "job" }] }),
            thread("worker", "t"),
            join("t"),
            await_({ m: "run_in_executor", args: [null, { fn: "job" }] }),
            log("done"),
          ),
        ),
      },
      main: [runUntilComplete(call("work"))],
      expect: trace("!RuntimeError", "done"),
    },
  ),
  kase("close/again-in-another-thread", "a second close() in another thread does nothing", {
    clauses: ["close.any-thread", "close.idempotent"],
    fns: { worker: quiet(threadFunction(close(), log("closed"))) },
    main: [close(), thread("worker", "t"), join("t"), close(), show("is_closed", IS_CLOSED)],
    expect: trace("closed", "is_closed=True"),
  }),
  ...[2, 4].map((count) =>
    kase(`close/does-not-wait-for-${count}-jobs`, `close() does not wait for ${count} jobs`, {
      clauses: ["close.does-not-wait-for-executor"],
      fns: { job: quiet(threadFunction(eventSet("begun"), wait("gate"))) },
      main: [
        event("gate"),
        event("begun"),
        ...Array.from({ length: count }, () => loopCall("run_in_executor", [null, { fn: "job" }])),
        wait("begun"),
        close(),
        log("closed"),
        eventSet("gate"),
      ],
      expect: trace("closed"),
    }),
  ),
  kase("close/shuts-executor-with-waiting-jobs", "an executor with waiting jobs is shut too", {
    clauses: ["close.shuts-default-executor"],
    fns: { job: quiet(threadFunction(wait("gate"))), extra: quiet(threadFunction()) },
    main: [
      event("gate"),
      assign("pool", { make: "thread_pool", workers: 1 }),
      loopCall("set_default_executor", [variable("pool")]),
      loopCall("run_in_executor", [null, { fn: "job" }]),
      loopCall("run_in_executor", [null, { fn: "job" }]),
      close(),
      try_(methodCall("pool", "submit", [{ fn: "extra" }]), log("accepted")),
      eventSet("gate"),
    ],
    expect: trace("!RuntimeError"),
  }),
  ...[0, -1].map((delay) =>
    kase(`close/refuses-call-later-${delay}`, `a closed loop refuses call_later(${delay}, …)`, {
      clauses: ["close.rejects-scheduling"],
      fns: { job: quiet(callback()) },
      main: [close(), try_(callLater(delay, "job"), log("accepted"))],
      expect: trace("!RuntimeError"),
    }),
  ),
  kase(
    "shutdown-asyncgens/cleanup-beside-cancelled",
    "a generator that raises CancelledError does not cut the cleanup of others short",
    {
      clauses: ["shutdown-asyncgens.awaits-async-cleanup"],
      fns: {
        fails: {
          kind: "asyncgen",
          quiet: true,
          body: [tryFinally([{ op: "yield" }], raise("CancelledError"))],
        },
        slow: {
          kind: "asyncgen",
          quiet: true,
          body: [tryFinally([{ op: "yield" }], sleep(0.005), log("cleaned"))],
        },
        work: quiet(
          coroutine(
            assign("one", call("fails")),
            await_({ anext: variable("one") }),
            assign("two", call("slow")),
            await_({ anext: variable("two") }),
          ),
        ),
      },
      main: [
        runUntilComplete(call("work")),
        try_(runUntilComplete({ m: "shutdown_asyncgens" })),
        log("returned"),
      ],
      // Whether the call itself passes the cancellation on is not said.
      expect: trace("cleaned", { one_of: [[], ["!CancelledError"]] }, "returned"),
    },
  ),
]);
