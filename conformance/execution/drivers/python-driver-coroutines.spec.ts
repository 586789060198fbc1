/** Coroutines and asynchronous generators under the Python driver. */
import {
  agen,
  agenWith,
  asyncFor,
  atLast,
  attempt,
  awaitFor,
  call,
  cbWith,
  coro,
  errorOf,
  evaluate,
  f,
  giveBack,
  log,
  produce,
  repeatWith,
  set,
  show,
  sleep,
  v,
  when,
} from "../../language/build.ts";
import { createTask, runUntilComplete } from "../../language/loop-methods.ts";
import { describeRows, type Row } from "./python-driver-rows.spec.ts";

const runMain = runUntilComplete(call("work"));

export const coroutines: readonly Row[] = [
  {
    title: "await binds and shows what the awaitable gives",
    fns: {
      inner: coro(sleep(0), giveBack(3)),
      work: coro(
        awaitFor(call("inner"), { as: "x", show: "x" }),
        awaitFor(call("inner"), { show: "y" }),
        awaitFor(call("inner")),
        giveBack(v("x")),
      ),
    },
    main: [runUntilComplete(call("work"), { show: "result" })],
    trace: ["work", "inner", "x=3", "inner", "y=3", "inner", "result=3"],
  },
  {
    title: "cancellation arrives where a coroutine waits",
    fns: {
      waits: coro(attempt(sleep(60)), atLast([sleep(0)], log("end"))),
      work: coro(
        createTask(call("waits"), "t"),
        sleep(0),
        evaluate({ m: "cancel", on: v("t") }),
        awaitFor(v("t")),
      ),
    },
    main: [runMain],
    trace: ["work", "waits", "!CancelledError", "end"],
  },
  {
    title: "yield produces, also from nested blocks, and binds what is sent in",
    fns: {
      gen: agenWith(
        ["n"],
        repeatWith(2, "i", attempt(produce({ add: [v("n"), v("i")] }))),
        { op: "yield", value: "last", as: "sent" },
        log("sent", v("sent")),
      ),
      work: coro(
        set("g", call("gen", 10)),
        awaitFor({ anext: v("g") }, { show: "a" }),
        awaitFor({ athrow: v("g"), error: errorOf("AppError", "in") }, { show: "b" }),
        awaitFor({ asend: v("g"), value: null }, { show: "c" }),
        attempt(awaitFor({ asend: v("g"), value: "hello" })),
      ),
    },
    main: [runMain],
    trace: [
      "work",
      "gen(10)",
      "a=10",
      "!AppError:in",
      "b=11",
      "c=last",
      "sent=hello",
      "!StopAsyncIteration",
    ],
  },
  {
    title: "a generator without a yield that is reached is one all the same",
    fns: { gen: agen(log("body")), work: coro(asyncFor(call("gen"), "x", log("never"))) },
    main: [runMain],
    trace: ["work", "gen", "body"],
  },
  {
    title: "async_for iterates, break leaves it, aclose ends the generator",
    fns: {
      gen: agen(atLast([produce(1), produce(2), produce(), produce(4)], sleep(0), log("closed"))),
      work: coro(
        set("g", call("gen")),
        asyncFor(v("g"), "x", log("x", v("x")), when({ equal: [v("x"), null] }, [{ op: "break" }])),
        awaitFor({ aclose: v("g") }, { show: "aclose" }),
      ),
    },
    main: [runMain],
    trace: ["work", "gen", "x=1", "x=2", "x=None", "closed", "aclose=None"],
  },
  {
    title: "set_asyncgen_hook sees the first iteration, and the hook is gone afterwards",
    fns: { hook: cbWith(["g"]), work: coro(sleep(0)) },
    main: [
      { op: "set_asyncgen_hook", fn: "hook" },
      show("set", { same: [{ host: "asyncgen_firstiter" }, f("hook")] }),
      show("none", { host: "asyncgen_finalizer" }),
      runMain,
      show("kept", { same: [{ host: "asyncgen_firstiter" }, f("hook")] }),
    ],
    trace: ["set=True", "none=None", "work", "kept=True"],
  },
  {
    title: "the hook of the program before is not there any more",
    main: [show("hook", { host: "asyncgen_firstiter" })],
    trace: ["hook=None"],
  },
];

describeRows("python driver: coroutines and generators", coroutines);
