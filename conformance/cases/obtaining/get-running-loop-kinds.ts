import {
  call,
  callback,
  callbackWith,
  coroutine,
  do_,
  join,
  pair,
  quiet,
  thread,
  threadFunction,
} from "../../language/build.ts";
import type { CaseDefinition } from "../../language/case.ts";
import {
  callAt,
  callLater,
  callSoon,
  callSoonThreadsafe,
  createFuture,
  createTask,
  loopCall,
  methodCall,
  setDebug,
} from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { PLACES } from "../kit/dimensions.ts";
import { showRunning } from "../kit/lookups.ts";
import { END, untilEnd } from "../kit/settle.ts";

const probe = quiet(callback(END, showRunning("running")));
const CLAUSE = "get-running-loop.returns-loop-in-other-callback-kinds";

/** A callback named `probe` gets the loop; main makes somebody call it. */
const called = (slug: string, title: string, ...main: Operation[]): CaseDefinition =>
  kase(`get-running-loop/${slug}`, title, {
    clauses: [CLAUSE],
    fns: { probe },
    main: untilEnd(...main),
    expect: trace("running=True"),
  });

const inPlace = ["timer", "threadsafe-callback", "reader", "signal-handler"] as const;

/** What callbacks other than those of call_soon get. */
export const getRunningLoopKinds = table([
  ...inPlace.flatMap((slug) =>
    PLACES.filter((place) => place.slug === slug).flatMap(({ title, put }) => {
      const placement = put([END, showRunning("running")]);
      return [false, true].map((debug) =>
        kase(
          `get-running-loop/${slug}${debug ? "-debug" : ""}`,
          `the running loop is known ${title}${debug ? " in debug mode" : ""}`,
          {
            clauses: [CLAUSE],
            fns: placement.fns,
            main: untilEnd(...(debug ? [setDebug(true)] : []), ...placement.before),
            expect: trace("running=True"),
          },
        ),
      );
    }),
  ),
  called("call-at", "a timer of call_at gets the loop", callAt(0.005, "probe")),
  called("due-timer", "a timer that was due before the run gets the loop", callLater(0, "probe")),
  kase("get-running-loop/future-callback", "a future's done callback gets the loop", {
    clauses: [CLAUSE],
    fns: { probe: quiet(callbackWith(["future_"], END, showRunning("running"))) },
    main: untilEnd(
      createFuture("future"),
      methodCall("future", "add_done_callback", [{ fn: "probe" }]),
      methodCall("future", "set_result", [null]),
    ),
    expect: trace("running=True"),
  }),
  kase("get-running-loop/task-callback", "a task's done callback gets the loop", {
    clauses: [CLAUSE],
    fns: { job: coroutine(), probe: quiet(callbackWith(["task_"], END, showRunning("running"))) },
    main: untilEnd(
      createTask(call("job"), "task"),
      methodCall("task", "add_done_callback", [{ fn: "probe" }]),
    ),
    expect: trace("job", "running=True"),
  }),
  kase("get-running-loop/writer", "a writer's callback gets the loop", {
    clauses: [CLAUSE],
    fns: {
      probe: quiet(
        callback(loopCall("remove_writer", [{ end: "p", side: 0 }]), END, showRunning("running")),
      ),
    },
    main: untilEnd(pair("p"), loopCall("add_writer", [{ end: "p", side: 0 }, { fn: "probe" }])),
    expect: trace("running=True"),
  }),
  kase("get-running-loop/from-thread", "a callback scheduled by a thread gets the loop", {
    clauses: [CLAUSE],
    fns: { probe, worker: quiet(threadFunction(callSoonThreadsafe("probe"))) },
    main: [...untilEnd(thread("worker", "t")), join("t")],
    expect: trace("running=True"),
  }),
  kase("get-running-loop/plain-function", "a function that a callback calls gets the loop", {
    clauses: [CLAUSE],
    fns: { probe, outer: callback(do_(call("probe"))) },
    main: untilEnd(callSoon("outer")),
    expect: trace("outer", "running=True"),
  }),
  kase("get-running-loop/plain-function-of-timer", "a function that a timer calls gets the loop", {
    clauses: [CLAUSE],
    fns: { probe, outer: callback(do_(call("probe"))) },
    main: untilEnd(callLater(0.005, "outer")),
    expect: trace("outer", "running=True"),
  }),
]);
