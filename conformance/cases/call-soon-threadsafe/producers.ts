import type { ClauseId } from "../../clauses/index.ts";
import {
  call,
  callback,
  callbackWith,
  coroutine,
  event,
  eventSet,
  join,
  quiet,
  repeat,
  repeatWith,
  sleep,
  thread,
  threadFunction,
  variable,
  wait,
} from "../../language/build.ts";
import type { CaseDefinition, ProgramFunction } from "../../language/case.ts";
import {
  callSoon,
  callSoonThreadsafe,
  createTask,
  runFor,
  setDebug,
} from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { END, untilEnd } from "../kit/settle.ts";
import { numbered, times } from "../kit/shorthand.ts";

const NAMES = ["a", "b", "c", "d", "e", "f", "g", "h"];

/** What differs between the programs with several producers. */
interface Setting {
  readonly threads: number;
  readonly each: number;
  /** The callbacks show their numbers, so that their order can be judged. */
  readonly counted: boolean;
  readonly before?: readonly Operation[];
  /** What a producer does after each call. */
  readonly pause?: readonly Operation[];
  /** What the loop's own thread does while they produce. */
  readonly meanwhile?: readonly Operation[];
}

/**
 * Producers that all begin when the loop runs, each with a callback of its own. A thread that waits
 * for all of them ends the run; then another run takes what an earlier end would have left.
 */
const producers = (
  clause: ClauseId,
  slug: string,
  title: string,
  setting: Setting,
): CaseDefinition => {
  const { threads, each, counted, before = [], pause = [], meanwhile = [] } = setting;
  const names = NAMES.slice(0, threads);
  const produce = (name: string): Operation =>
    repeatWith(each, "i", callSoonThreadsafe(name, counted ? [variable("i")] : []), ...pause);
  const fns: Record<string, ProgramFunction> = {};
  for (const name of names) {
    fns[name] = counted ? callbackWith(["n"]) : callback();
    fns[`produce_${name}`] = quiet(threadFunction(wait("go"), produce(name)));
  }
  return kase(`call-soon-threadsafe/${slug}`, title, {
    clauses: [clause],
    fns: {
      ...fns,
      waits: quiet(
        threadFunction(...names.map((name) => join(`t_${name}`)), callSoonThreadsafe("last")),
      ),
      begin: quiet(callback(eventSet("go"), thread("waits", "t"), ...meanwhile)),
      last: quiet(callback(END)),
    },
    main: [
      event("go"),
      ...before,
      ...names.map((name) => thread(`produce_${name}`, `t_${name}`)),
      ...untilEnd(callSoon("begin")),
      join("t"),
      runFor(0.005),
    ],
    expect: {
      trace: [
        { interleave: names.map((name) => (counted ? numbered(name, each) : times(each, name))) },
      ],
    },
  });
};

const order = (slug: string, title: string, setting: Omit<Setting, "counted">) =>
  producers("call-soon-threadsafe.order-per-thread", `order-${slug}`, title, {
    ...setting,
    counted: true,
  });
const lost = (slug: string, title: string, setting: Omit<Setting, "counted">) =>
  producers("call-soon-threadsafe.none-lost", `none-lost-${slug}`, title, {
    ...setting,
    counted: false,
  });
const yieldThread: Operation = { op: "block", seconds: 0 };

/** Threads that schedule at the same time. */
export const callSoonThreadsafeProducers = table([
  kase("call-soon-threadsafe/order-one-thread", "one thread's callbacks keep their order", {
    clauses: ["call-soon-threadsafe.order-per-thread"],
    fns: {
      job: callbackWith(["n"]),
      last: quiet(callback(END)),
      worker: quiet(
        threadFunction(
          repeatWith(200, "i", callSoonThreadsafe("job", [variable("i")])),
          callSoonThreadsafe("last"),
        ),
      ),
    },
    main: [...untilEnd(thread("worker", "t")), join("t")],
    expect: trace(...numbered("job", 200)),
  }),
  kase(
    "call-soon-threadsafe/order-one-thread-long",
    "2,100 callbacks of one thread keep their order",
    {
      clauses: ["call-soon-threadsafe.order-per-thread"],
      fns: {
        job: callbackWith(["n"]),
        last: quiet(callback(END)),
        worker: quiet(
          threadFunction(
            repeatWith(2100, "i", callSoonThreadsafe("job", [variable("i")])),
            callSoonThreadsafe("last"),
          ),
        ),
      },
      main: [...untilEnd(thread("worker", "t")), join("t")],
      expect: trace(...numbered("job", 2100)),
    },
  ),
  kase(
    "call-soon-threadsafe/order-contexts",
    "one thread's callbacks keep their order in different contexts",
    {
      clauses: ["call-soon-threadsafe.order-per-thread"],
      fns: {
        job: callbackWith(["n"]),
        last: quiet(callback(END)),
        worker: quiet(
          threadFunction(
            callSoonThreadsafe("job", [0]),
            callSoonThreadsafe("job", [1], { context: { make: "context" } }),
            callSoonThreadsafe("job", [2]),
            callSoonThreadsafe("job", [3], { context: { make: "copy_context" } }),
            callSoonThreadsafe("last"),
          ),
        ),
      },
      main: [...untilEnd(thread("worker", "t")), join("t")],
      expect: trace(...numbered("job", 4)),
    },
  ),
  order("two-threads", "two threads' callbacks each keep their order", { threads: 2, each: 200 }),
  order("four-threads", "four threads' callbacks each keep their order", { threads: 4, each: 100 }),
  order("eight-threads", "eight threads' callbacks each keep their order", {
    threads: 8,
    each: 50,
  }),
  order("debug", "two threads' callbacks keep their order in debug mode", {
    threads: 3,
    each: 50,
    before: [setDebug(true)],
  }),
  order("second-run", "two threads' callbacks keep their order in a second run", {
    threads: 3,
    each: 50,
    before: [runFor(0)],
  }),
  order("yielding", "callbacks of threads that give way after each call keep their order", {
    threads: 3,
    each: 50,
    pause: [yieldThread],
  }),
  lost("two-threads", "of two threads' callbacks none is lost or run twice", {
    threads: 2,
    each: 500,
  }),
  lost("four-threads", "of four threads' callbacks none is lost or run twice", {
    threads: 4,
    each: 250,
  }),
  lost("eight-threads", "of eight threads' callbacks none is lost or run twice", {
    threads: 8,
    each: 200,
  }),
  lost("yielding", "of callbacks of threads that give way none is lost or run twice", {
    threads: 4,
    each: 50,
    pause: [yieldThread],
  }),
  lost("debug", "in debug mode none of the threads' callbacks is lost or run twice", {
    threads: 4,
    each: 100,
    before: [setDebug(true)],
  }),
  lost("third-run", "in a third run none of the threads' callbacks is lost or run twice", {
    threads: 4,
    each: 100,
    before: [runFor(0), runFor(0)],
  }),
  lost("busy-loop", "none of the threads' callbacks is lost while the loop is busy with its own", {
    threads: 4,
    each: 100,
    meanwhile: [repeat(500, callSoon({ bound: "time" }))],
  }),
  kase(
    "call-soon-threadsafe/none-lost-beside-task",
    "none of the threads' callbacks is lost while a task keeps the loop busy",
    {
      clauses: ["call-soon-threadsafe.none-lost"],
      fns: {
        job: callback(),
        last: quiet(callback(END)),
        busy: quiet(coroutine(repeat(200, sleep(0)))),
        worker: quiet(
          threadFunction(repeat(200, callSoonThreadsafe("job")), callSoonThreadsafe("last")),
        ),
      },
      main: [
        ...untilEnd(createTask(call("busy"), "task"), thread("worker", "t")),
        join("t"),
        runFor(0.005),
      ],
      expect: trace(...times(200, "job")),
    },
  ),
  kase(
    "call-soon-threadsafe/none-lost-between-runs",
    "of callbacks that threads schedule between runs none is lost",
    {
      clauses: ["call-soon-threadsafe.none-lost"],
      fns: {
        job: callback(),
        worker: quiet(threadFunction(repeat(100, callSoonThreadsafe("job"), yieldThread))),
      },
      main: [thread("worker", "t"), repeat(20, runFor(0)), join("t"), runFor(0.005)],
      expect: trace(...times(100, "job")),
    },
  ),
]);
