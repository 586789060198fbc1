/** The preface: a loop runs tasks and callbacks in one thread. */
import {
  assign,
  await_,
  call,
  callback,
  coroutine,
  coroutineWith,
  drain,
  log,
  makeReady,
  pair,
  quiet,
  repeatWith,
  show,
  sleep,
  variable,
} from "../../language/build.ts";
import type { Expression } from "../../language/expression.ts";
import {
  addReader,
  callLater,
  callSoon,
  createFuture,
  createTask,
  methodCall,
  removeReader,
  runUntilComplete,
} from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { CIRCUMSTANCES } from "../kit/dimensions.ts";

const RUNS = "preface.runs-callbacks-and-tasks";
const thread: Expression = { host: "thread_id" };
const sameThread = (label: string) => show(label, { equal: [thread, variable("loop_thread")] });
const resolve = (future: string) => methodCall(future, "set_result", [null]);

export const preface = table([
  ...CIRCUMSTANCES.map(({ slug, title, fns, before, shown }) =>
    kase(`preface/tasks-and-callbacks-${slug}`, `one run runs callbacks and tasks ${title}`, {
      clauses: [RUNS],
      fns: {
        ...fns,
        a: callback(),
        timer: callback(),
        one: coroutine(sleep(0.002), log("one ends")),
        all: quiet(coroutine(await_(variable("task_one")), sleep(0.01), log("all end"))),
      },
      main: [
        ...before,
        callSoon("a"),
        createTask(call("one"), "task_one"),
        callLater(0.001, "timer"),
        runUntilComplete(call("all")),
      ],
      expect: trace(...shown, { interleave: [["a"], ["one", "one ends"], ["timer"]] }, "all end"),
    }),
  ),
  kase("preface/others-go-on-while-a-task-waits", "while one task waits, another goes on", {
    clauses: [RUNS],
    fns: {
      waits: coroutine(resolve("begun"), await_(variable("go")), log("goes on")),
      works: coroutine(
        await_(variable("begun")),
        log("works meanwhile"),
        resolve("go"),
        await_(variable("task")),
      ),
    },
    main: [
      createFuture("begun"),
      createFuture("go"),
      createTask(call("waits"), "task"),
      runUntilComplete(call("works")),
    ],
    expect: trace({ any_order: ["waits", "works"] }, "works meanwhile", "goes on"),
  }),
  kase("preface/callbacks-go-on-while-a-task-waits", "while a task waits, callbacks go on", {
    clauses: [RUNS],
    fns: {
      waits: coroutine(callSoon("a"), await_(variable("go")), log("goes on")),
      a: callback(callSoon("b")),
      b: callback(resolve("go")),
    },
    main: [createFuture("go"), runUntilComplete(call("waits"))],
    expect: trace("waits", "a", "b", "goes on"),
  }),
  kase("preface/fifty-tasks-at-once", "50 tasks wait at the same time and all go on", {
    clauses: [RUNS],
    fns: {
      waits: quiet(coroutineWith(["n"], await_(variable("go")), log("ends", variable("n")))),
      all: quiet(
        coroutine(
          repeatWith(50, "i", createTask(call("waits", variable("i")), "task")),
          sleep(0.005),
          log("all wait"),
          resolve("go"),
          sleep(0.005),
        ),
      ),
    },
    main: [createFuture("go"), runUntilComplete(call("all"))],
    expect: trace("all wait", { any_order: Array.from({ length: 50 }, (_, n) => `ends=${n}`) }),
  }),
  kase(
    "preface/everything-in-one-thread",
    "callbacks, timers and tasks all run in the thread of the run",
    {
      clauses: [RUNS],
      fns: {
        callback: quiet(callback(sameThread("callback"))),
        timer: quiet(callback(sameThread("timer"))),
        reader: quiet(callback(drain("p"), removeReader("p"), sameThread("reader"))),
        task_fn: quiet(coroutine(sleep(0), sameThread("task"))),
        all: quiet(
          coroutine(
            // Outside of this run no text says which thread is the loop's.
            assign("loop_thread", thread),
            callSoon("callback"),
            callLater(0.001, "timer"),
            createTask(call("task_fn"), "task"),
            makeReady("p"),
            await_(variable("task")),
            sleep(0.02),
            sameThread("main coroutine"),
          ),
        ),
      },
      main: [pair("p"), addReader("p", "reader"), runUntilComplete(call("all"))],
      expect: trace(
        { any_order: ["callback=True", "timer=True", "reader=True", "task=True"] },
        "main coroutine=True",
      ),
    },
  ),
]);
