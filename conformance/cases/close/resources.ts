/** What `loop.close()` gives back, and what it leaves alone. */
import {
  assign,
  await_,
  call,
  callback,
  coroutine,
  difference,
  drain,
  drop,
  gc,
  if_,
  join,
  log,
  makeReady,
  measure,
  pair,
  quiet,
  repeatWith,
  show,
  thread,
  threadFunction,
  variable,
} from "../../language/build.ts";
import type { Program } from "../../language/case.ts";
import {
  addReader,
  asyncio,
  callLater,
  callSoonThreadsafe,
  close,
  createFuture,
  createTask,
  loopCall,
  runFor,
  runUntilComplete,
} from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";

const DESCRIPTORS = "close.releases-descriptors";
const SOCKETS = "close.keeps-user-sockets";
const WARNED = "close.pending-task-warned-on-gc";
const UNCLOSED = "close.unclosed-loop-warning";
const SIGNALS = "close.removes-signal-handlers";
const SIGTERM = 15;

const own = { on: variable("own") };
const newLoop = assign("own", { make: "loop" });
const runOwn = runUntilComplete(call("work"), own);
const work = quiet(coroutine({ op: "await", what: asyncio("sleep", 0) }));

/** What each loop does between its creation and its close(). */
const LIVES: readonly (readonly [string, string, Program["fns"], Operation[]])[] = [
  ["unused", "that never ran", {}, []],
  ["run", "that ran", { work }, [runOwn]],
  [
    "threadsafe",
    "that another thread woke",
    {
      work,
      nothing: quiet(callback()),
      helper_fn: quiet(threadFunction(callSoonThreadsafe("nothing", [], own))),
    },
    [thread("helper_fn", "helper"), join("helper"), runOwn],
  ],
  [
    "timer",
    "with a pending timer",
    { work, nothing: quiet(callback()) },
    [callLater(3600, "nothing", [], own), runOwn],
  ],
];

export const closeResources = table([
  ...LIVES.map(([slug, title, fns, life]) =>
    kase(
      `close/returns-descriptors-${slug}`,
      `30 loops ${title} leave no descriptor open after close()`,
      {
        clauses: [DESCRIPTORS],
        fns,
        main: [
          repeatWith(
            32,
            "round",
            newLoop,
            ...life,
            close(own),
            // The first two may open what the process keeps.
            if_({ equal: [variable("round"), 1] }, [measure("descriptors", "start")]),
          ),
          difference("descriptors", "start", "left"),
        ],
        expect: { trace: [], bounds: { left: [null, 2] } },
      },
    ),
  ),
  kase(
    "close/keeps-watched-socket-open",
    "a socket that the loop watched is open and usable after close()",
    {
      clauses: [SOCKETS],
      fns: {
        never: callback(),
        reads: coroutine(
          await_(
            { m: "sock_recv", on: variable("other"), args: [{ end: "p", side: 0 }, 10] },
            { as: "data" },
          ),
          show("data", { decode: variable("data") }),
        ),
      },
      main: [
        assign("other", { make: "loop" }),
        pair("p"),
        addReader("p", "never"),
        runFor(0),
        close(),
        makeReady("p"),
        runUntilComplete(call("reads"), { on: variable("other") }),
      ],
      expect: trace("reads", "data=x"),
    },
  ),
  kase(
    "close/keeps-watched-descriptor-watchable",
    "a descriptor that a closed loop watched can be watched by another",
    {
      clauses: [SOCKETS],
      fns: {
        never: callback(),
        reader: callback(drain("p"), loopCall("stop", [], { on: variable("other") })),
      },
      main: [
        assign("other", { make: "loop" }),
        pair("p"),
        addReader("p", "never"),
        close(),
        loopCall("add_reader", [{ end: "p", side: 0 }, { fn: "reader" }], {
          on: variable("other"),
        }),
        makeReady("p"),
        loopCall("run_forever", [], { on: variable("other") }),
        log("returned"),
      ],
      expect: trace("reader", "returned"),
    },
  ),
  kase(
    "close/pending-task-is-reported-when-collected",
    "a task that close() left pending is logged when it is collected",
    {
      clauses: [WARNED],
      fns: { waits: coroutine(await_(variable("future"))) },
      main: [
        createFuture("future"),
        createTask(call("waits"), "task"),
        runFor(0),
        close(),
        drop("task", "future"),
        gc(),
      ],
      expect: {
        trace: ["waits"],
        logs: { includes: [{ level: "ERROR", message: "destroyed but it is pending" }] },
      },
    },
  ),
  kase(
    "close/finished-task-is-not-reported",
    "a finished task is not logged when it is collected after close()",
    {
      clauses: [WARNED],
      fns: { ends: coroutine() },
      main: [createTask(call("ends"), "task"), runFor(0.001), close(), drop("task"), gc()],
      expect: { trace: ["ends"], logs: { excludes: [{ message: "destroyed but it is pending" }] } },
    },
  ),
  kase(
    "close/unclosed-loop-is-warned-about",
    "collecting a loop that was never closed emits a ResourceWarning",
    {
      clauses: [UNCLOSED],
      fns: { work },
      main: [newLoop, runOwn, drop("own"), gc()],
      expect: { trace: [], warnings: { includes: [{ category: "ResourceWarning" }] } },
    },
  ),
  kase(
    "close/closed-loop-is-not-warned-about",
    "collecting a closed loop emits no ResourceWarning about the loop",
    {
      clauses: [UNCLOSED],
      fns: { work },
      main: [newLoop, runOwn, close(own), drop("own"), gc()],
      expect: {
        trace: [],
        warnings: { excludes: [{ category: "ResourceWarning", message: "event loop" }] },
      },
    },
  ),
  kase(
    "close/gives-signals-back",
    "after close() a signal that the loop handled has its default disposition",
    {
      clauses: [SIGNALS],
      fns: { handle_it: callback() },
      main: [
        loopCall("add_signal_handler", [SIGTERM, { fn: "handle_it" }]),
        show("before", { disposition: "SIGTERM" }),
        close(),
        show("after", { disposition: "SIGTERM" }),
      ],
      expect: trace("before=handler", "after=default"),
    },
  ),
]);
