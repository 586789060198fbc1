/** Calls, and what programs can make, under the Python driver. */
import {
  assign,
  asyncGenerator,
  await_,
  call,
  callback,
  callbackWith,
  contextVarSet,
  coroutine,
  do_,
  functionNamed,
  gc,
  log,
  pair,
  quiet,
  raise,
  repeatWith,
  return_,
  same,
  show,
  sleep,
  try_,
  tryExcept,
  variable,
  variadic,
  weak,
  yield_,
} from "../../language/build.ts";
import {
  asyncio,
  callSoon,
  createFuture,
  runForever,
  runUntilComplete,
  STOP,
} from "../../language/loop-methods.ts";
import { describeRows, type Row } from "./python-driver-rows.spec.ts";

export const calls: readonly Row[] = [
  {
    title: "methods, bound methods, attributes and what exists",
    fns: { a: callbackWith(["x"]) },
    main: [
      do_({
        m: "call_soon",
        on: variable("loop"),
        args: [functionNamed("a"), 1],
        kwargs: { context: { make: "context" } },
      }),
      assign("halt", { bound: "stop", on: variable("loop") }),
      do_({ m: "call_soon", args: [variable("halt")] }),
      runForever(),
      show("has", { has_method: "call_soon" }),
      show("has not", { has_method: "call_never", of: variable("loop") }),
      show("function", { has_function: "run" }),
      show("no function", { has_function: "never" }),
      show("attribute", { attr: "_nothing" }),
    ],
    trace: ["a(1)", "has=True", "has not=False", "function=True", "no function=False"],
    result: { outcome: "raised AttributeError" },
  },
  {
    title: "time_plus is the loop's time and more",
    main: [
      assign("t", { m: "time" }),
      show("a", { less: [variable("t"), { time_plus: 5 }] }),
      show("b", { less: [{ time_plus: 5, on: variable("loop") }, { add: [variable("t"), 10] }] }),
    ],
    trace: ["a=True", "b=True"],
  },
  {
    title: "calls give a plain result, a coroutine, or a generator",
    fns: {
      plain: callbackWith(["a", "b"], return_({ add: [variable("a"), variable("b")] })),
      c: coroutine(return_("done")),
      g: asyncGenerator(yield_(1)),
    },
    main: [
      show("plain", call("plain", 1, 2)),
      assign("coroutine", call("c")),
      show("is", asyncio("iscoroutine", variable("coroutine"))),
      runUntilComplete(variable("coroutine"), { show: "c" }),
      runUntilComplete({ anext: call("g") }, { show: "g" }),
    ],
    trace: ["plain(1, 2)", "plain=3", "is=True", "c", "c=done", "g", "g=1"],
  },
  {
    title: "partial objects carry arguments and keywords, and have a debugging text",
    fns: { k: { ...variadic(callback()), keywords: true } },
    main: [
      assign("p", { partial: functionNamed("k"), args: [1], kwargs: { b: 2, class: 3 } }),
      callSoon(variable("p"), [9]),
      show("repr", { contains: { repr: variable("p") }, text: "b=2" }),
      callSoon(STOP),
      runForever(),
    ],
    trace: ["repr=True", "k(1, 9, b=2, class=3)"],
  },
  {
    title: "functions of asyncio are called by name",
    fns: {
      one: coroutine(return_(1)),
      two: coroutine(return_(2)),
      work: coroutine(
        await_(asyncio("gather", call("one"), call("two")), { as: "both" }),
        show("sum", {
          add: [
            { item: 0, of: variable("both") },
            { item: 1, of: variable("both") },
          ],
        }),
        show("running", same(asyncio("get_running_loop"), variable("loop"))),
        await_({ asyncio: "sleep", args: [0], kwargs: { result: "slept" } }, { show: "sleep" }),
      ),
    },
    main: [runUntilComplete(call("work")), try_(do_(asyncio("get_running_loop")))],
    trace: ["work", "one", "two", "sum=3", "running=True", "sleep=slept", "!RuntimeError"],
  },
];

export const makes: readonly Row[] = [
  {
    title: "another loop, a future and a task on it",
    fns: { work: coroutine(sleep(0), return_("w")) },
    main: [
      assign("other", { make: "loop" }),
      show("same", same(variable("other"), variable("loop"))),
      assign("future", { make: "future", loop: variable("other") }),
      do_({ m: "set_result", on: variable("future"), args: [4] }),
      show("future", {
        m: "run_until_complete",
        on: variable("other"),
        args: [variable("future")],
      }),
      assign("task", { make: "task", of: call("work"), loop: variable("other") }),
      show("task", { m: "run_until_complete", on: variable("other"), args: [variable("task")] }),
      createFuture("mine"),
      show("done", { m: "done", on: variable("mine") }),
    ],
    trace: ["same=False", "future=4", "work", "task=w", "done=False"],
  },
  {
    title: "a generator is no coroutine, an awaitable can be awaited again and again",
    fns: {
      c: coroutine(sleep(0), return_(5)),
      work: coroutine(
        assign("a", { make: "awaitable", fn: "c" }),
        await_(variable("a"), { show: "1" }),
        await_(variable("a"), { show: "2" }),
      ),
    },
    main: [
      show("coroutine", { is: { make: "generator" }, type: "awaitable" }),
      runUntilComplete(call("work")),
    ],
    trace: ["coroutine=False", "work", "c", "1=5", "c", "2=5"],
  },
  {
    title: "thread pools, and futures that are not awaitable",
    fns: {
      job: callbackWith(["x"], return_({ add: [variable("x"), 1] })),
      work: coroutine(
        await_(
          { m: "run_in_executor", args: [variable("pool"), functionNamed("job"), 1] },
          { show: "a" },
        ),
        await_({ m: "run_in_executor", args: [null, functionNamed("job"), 2] }, { show: "b" }),
        await_(asyncio("wrap_future", variable("plain")), { show: "c" }),
      ),
    },
    main: [
      assign("pool", { make: "thread_pool", workers: 1 }),
      assign("plain", { make: "concurrent_future" }),
      do_({ m: "set_result", on: variable("plain"), args: [7] }),
      show("awaitable", { is: variable("plain"), type: "awaitable" }),
      runUntilComplete(call("work")),
    ],
    trace: ["awaitable=False", "work", "job(1)", "a=2", "job(2)", "b=3", "c=7"],
  },
  {
    title: "the ends of a socket pair",
    fns: {
      work: coroutine(
        await_({ m: "sock_sendall", args: [{ end: "p", side: 0 }, { bytes: "ping" }] }),
        await_({ m: "sock_recv", args: [{ end: "p", side: 1 }, 10] }, { as: "got" }),
        show("got", { decode: variable("got") }),
      ),
    },
    main: [pair("p"), runUntilComplete(call("work")), show("end", { end: "p", side: 0 })],
    trace: ["work", "got=ping", "end=<object>"],
  },
  {
    title: "weak references tell what is alive",
    needs: "gc",
    main: [
      weak({ make: "object" }, "a"),
      assign("o", { make: "object" }),
      weak(variable("o"), "b"),
      gc(),
      log("a", { alive: "a" }),
      log("b", { alive: "b" }),
    ],
    trace: ["a=False", "b=True"],
  },
  {
    title: "items of mappings are None where there are none",
    fns: {
      h: quiet({
        kind: "handler",
        body: [
          show("message", { contains: { item: "message", of: variable("context") }, text: "oops" }),
          show("none", { item: "nothing", of: variable("context") }),
        ],
      }),
      oops: quiet(callback(raise("AppError"))),
    },
    main: [
      do_({ m: "set_exception_handler", args: [functionNamed("h")] }),
      callSoon("oops"),
      callSoon(STOP),
      runForever(),
      repeatWith(
        1,
        "i",
        tryExcept(
          [show("x", { item: 5, of: { list: [] } })],
          "e",
          show("e", { is: variable("e"), type: "Exception" }),
        ),
      ),
      contextVarSet("unused", 1),
    ],
    trace: ["message=True", "none=None", "e=True"],
  },
];

describeRows("python driver: calls", calls);
describeRows("python driver: what can be made", makes);
