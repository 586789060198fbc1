/** Coroutines and asynchronous generators under the Python driver. */
import {
  assign,
  asyncFor,
  asyncGenerator,
  asyncGeneratorWith,
  await_,
  call,
  callbackWith,
  coroutine,
  do_,
  errorOf,
  functionNamed,
  if_,
  log,
  repeatWith,
  return_,
  show,
  sleep,
  try_,
  tryFinally,
  variable,
  yield_,
} from "../../language/build.ts";
import { createTask, runUntilComplete } from "../../language/loop-methods.ts";
import { describeRows, type Row } from "./python-driver-rows.spec.ts";

const runMain = runUntilComplete(call("work"));

export const coroutines: readonly Row[] = [
  {
    title: "await binds and shows what the awaitable gives",
    fns: {
      inner: coroutine(sleep(0), return_(3)),
      work: coroutine(
        await_(call("inner"), { as: "x", show: "x" }),
        await_(call("inner"), { show: "y" }),
        await_(call("inner")),
        return_(variable("x")),
      ),
    },
    main: [runUntilComplete(call("work"), { show: "result" })],
    trace: ["work", "inner", "x=3", "inner", "y=3", "inner", "result=3"],
  },
  {
    title: "cancellation arrives where a coroutine waits",
    fns: {
      waits: coroutine(try_(sleep(60)), tryFinally([sleep(0)], log("end"))),
      work: coroutine(
        createTask(call("waits"), "t"),
        sleep(0),
        do_({ m: "cancel", on: variable("t") }),
        await_(variable("t")),
      ),
    },
    main: [runMain],
    trace: ["work", "waits", "!CancelledError", "end"],
  },
  {
    title: "yield produces, also from nested blocks, and binds what is sent in",
    fns: {
      gen: asyncGeneratorWith(
        ["n"],
        repeatWith(2, "i", try_(yield_({ add: [variable("n"), variable("i")] }))),
        { op: "yield", value: "last", as: "sent" },
        log("sent", variable("sent")),
      ),
      work: coroutine(
        assign("g", call("gen", 10)),
        await_({ anext: variable("g") }, { show: "a" }),
        await_({ athrow: variable("g"), error: errorOf("AppError", "in") }, { show: "b" }),
        await_({ asend: variable("g"), value: null }, { show: "c" }),
        try_(await_({ asend: variable("g"), value: "hello" })),
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
    fns: {
      gen: asyncGenerator(log("body")),
      work: coroutine(asyncFor(call("gen"), "x", log("never"))),
    },
    main: [runMain],
    trace: ["work", "gen", "body"],
  },
  {
    title: "async_for iterates, break leaves it, aclose ends the generator",
    fns: {
      gen: asyncGenerator(
        tryFinally([yield_(1), yield_(2), yield_(), yield_(4)], sleep(0), log("closed")),
      ),
      work: coroutine(
        assign("g", call("gen")),
        asyncFor(
          variable("g"),
          "x",
          log("x", variable("x")),
          if_({ equal: [variable("x"), null] }, [{ op: "break" }]),
        ),
        await_({ aclose: variable("g") }, { show: "aclose" }),
      ),
    },
    main: [runMain],
    trace: ["work", "gen", "x=1", "x=2", "x=None", "closed", "aclose=None"],
  },
  {
    title: "set_asyncgen_hook sees the first iteration, and the hook is gone afterwards",
    fns: { hook: callbackWith(["g"]), work: coroutine(sleep(0)) },
    main: [
      { op: "set_asyncgen_hook", fn: "hook" },
      show("set", { same: [{ host: "asyncgen_firstiter" }, functionNamed("hook")] }),
      show("none", { host: "asyncgen_finalizer" }),
      runMain,
      show("kept", { same: [{ host: "asyncgen_firstiter" }, functionNamed("hook")] }),
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
