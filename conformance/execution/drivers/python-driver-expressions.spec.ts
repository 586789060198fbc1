/** Calls, and what programs can make, under the Python driver. */
import {
  agen,
  attempt,
  awaitFor,
  call,
  cb,
  cbWith,
  coro,
  cvSet,
  evaluate,
  f,
  gc,
  giveBack,
  log,
  pair,
  produce,
  quiet,
  raise,
  repeatWith,
  rescue,
  same,
  set,
  show,
  sleep,
  v,
  variadic,
  weak,
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
    fns: { a: cbWith(["x"]) },
    main: [
      evaluate({
        m: "call_soon",
        on: v("loop"),
        args: [f("a"), 1],
        kwargs: { context: { make: "context" } },
      }),
      set("halt", { bound: "stop", on: v("loop") }),
      evaluate({ m: "call_soon", args: [v("halt")] }),
      runForever(),
      show("has", { has_method: "call_soon" }),
      show("has not", { has_method: "call_never", of: v("loop") }),
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
      set("t", { m: "time" }),
      show("a", { less: [v("t"), { time_plus: 5 }] }),
      show("b", { less: [{ time_plus: 5, on: v("loop") }, { add: [v("t"), 10] }] }),
    ],
    trace: ["a=True", "b=True"],
  },
  {
    title: "calls give a plain result, a coroutine, or a generator",
    fns: {
      plain: cbWith(["a", "b"], giveBack({ add: [v("a"), v("b")] })),
      c: coro(giveBack("done")),
      g: agen(produce(1)),
    },
    main: [
      show("plain", call("plain", 1, 2)),
      set("coroutine", call("c")),
      show("is", asyncio("iscoroutine", v("coroutine"))),
      runUntilComplete(v("coroutine"), { show: "c" }),
      runUntilComplete({ anext: call("g") }, { show: "g" }),
    ],
    trace: ["plain(1, 2)", "plain=3", "is=True", "c", "c=done", "g", "g=1"],
  },
  {
    title: "partial objects carry arguments and keywords, and have a debugging text",
    fns: { k: { ...variadic(cb()), keywords: true } },
    main: [
      set("p", { partial: f("k"), args: [1], kwargs: { b: 2, class: 3 } }),
      callSoon(v("p"), [9]),
      show("repr", { contains: { repr: v("p") }, text: "b=2" }),
      callSoon(STOP),
      runForever(),
    ],
    trace: ["repr=True", "k(1, 9, b=2, class=3)"],
  },
  {
    title: "functions of asyncio are called by name",
    fns: {
      one: coro(giveBack(1)),
      two: coro(giveBack(2)),
      work: coro(
        awaitFor(asyncio("gather", call("one"), call("two")), { as: "both" }),
        show("sum", {
          add: [
            { item: 0, of: v("both") },
            { item: 1, of: v("both") },
          ],
        }),
        show("running", same(asyncio("get_running_loop"), v("loop"))),
        awaitFor({ asyncio: "sleep", args: [0], kwargs: { result: "slept" } }, { show: "sleep" }),
      ),
    },
    main: [runUntilComplete(call("work")), attempt(evaluate(asyncio("get_running_loop")))],
    trace: ["work", "one", "two", "sum=3", "running=True", "sleep=slept", "!RuntimeError"],
  },
];

export const makes: readonly Row[] = [
  {
    title: "another loop, a future and a task on it",
    fns: { work: coro(sleep(0), giveBack("w")) },
    main: [
      set("other", { make: "loop" }),
      show("same", same(v("other"), v("loop"))),
      set("future", { make: "future", loop: v("other") }),
      evaluate({ m: "set_result", on: v("future"), args: [4] }),
      show("future", { m: "run_until_complete", on: v("other"), args: [v("future")] }),
      set("task", { make: "task", of: call("work"), loop: v("other") }),
      show("task", { m: "run_until_complete", on: v("other"), args: [v("task")] }),
      createFuture("mine"),
      show("done", { m: "done", on: v("mine") }),
    ],
    trace: ["same=False", "future=4", "work", "task=w", "done=False"],
  },
  {
    title: "a generator is no coroutine, an awaitable can be awaited again and again",
    fns: {
      c: coro(sleep(0), giveBack(5)),
      work: coro(
        set("a", { make: "awaitable", fn: "c" }),
        awaitFor(v("a"), { show: "1" }),
        awaitFor(v("a"), { show: "2" }),
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
      job: cbWith(["x"], giveBack({ add: [v("x"), 1] })),
      work: coro(
        awaitFor({ m: "run_in_executor", args: [v("pool"), f("job"), 1] }, { show: "a" }),
        awaitFor({ m: "run_in_executor", args: [null, f("job"), 2] }, { show: "b" }),
        awaitFor(asyncio("wrap_future", v("plain")), { show: "c" }),
      ),
    },
    main: [
      set("pool", { make: "thread_pool", workers: 1 }),
      set("plain", { make: "concurrent_future" }),
      evaluate({ m: "set_result", on: v("plain"), args: [7] }),
      show("awaitable", { is: v("plain"), type: "awaitable" }),
      runUntilComplete(call("work")),
    ],
    trace: ["awaitable=False", "work", "job(1)", "a=2", "job(2)", "b=3", "c=7"],
  },
  {
    title: "the ends of a socket pair",
    fns: {
      work: coro(
        awaitFor({ m: "sock_sendall", args: [{ end: "p", side: 0 }, { bytes: "ping" }] }),
        awaitFor({ m: "sock_recv", args: [{ end: "p", side: 1 }, 10] }, { as: "got" }),
        show("got", { decode: v("got") }),
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
      set("o", { make: "object" }),
      weak(v("o"), "b"),
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
          show("message", { contains: { item: "message", of: v("context") }, text: "oops" }),
          show("none", { item: "nothing", of: v("context") }),
        ],
      }),
      oops: quiet(cb(raise("AppError"))),
    },
    main: [
      evaluate({ m: "set_exception_handler", args: [f("h")] }),
      callSoon("oops"),
      callSoon(STOP),
      runForever(),
      repeatWith(
        1,
        "i",
        rescue(
          [show("x", { item: 5, of: { list: [] } })],
          "e",
          show("e", { is: v("e"), type: "Exception" }),
        ),
      ),
      cvSet("unused", 1),
    ],
    trace: ["message=True", "none=None", "e=True"],
  },
];

describeRows("python driver: calls", calls);
describeRows("python driver: what can be made", makes);
