import { expect } from "chai";
import {
  assign,
  await_,
  call,
  callback,
  callbackWith,
  contextVarSet,
  coroutine,
  do_,
  errorOf,
  functionNamed,
  log,
  quiet,
  return_,
  show,
  variable,
  withKeywords,
} from "../../../language/build.ts";
import {
  asyncio,
  callSoon,
  runFor,
  runUntilComplete,
  STOP,
} from "../../../language/loop-methods.ts";
import type { Operation } from "../../../language/operation.ts";
import { observe, shown, traceOf } from "../testing/run-on-reference.ts";

/** Runs operations in a coroutine of the loop. */
const inside = (...body: Operation[]): readonly string[] =>
  traceOf([runUntilComplete(call("main_"))], { main_: quiet(coroutine(...body)) });

describe("calls over the reference loop", () => {
  it("calls methods of the loop and of other objects", () => {
    expect(shown({ m: "is_running" })).to.equal("False");
    expect(
      shown({ m: "done", on: variable("future") }, [assign("future", { m: "create_future" })]),
    ).to.equal("False");
  });

  it("passes arguments as one array where a method schedules", () => {
    const fns = { a: callbackWith(["p", "q"]) };
    expect(traceOf([callSoon("a", [1, "b"]), runFor(0)], fns)).to.deep.equal(["a(1, b)"]);
  });

  it("passes the context as an option", () => {
    const fns = { a: quiet(callback(show("var", { cv: "var" }))) };
    const main = [
      contextVarSet("var", 1),
      callSoon("a", [], { context: { make: "context" } }),
      callSoon("a"),
      runFor(0),
    ];
    expect(traceOf(main, fns)).to.deep.equal(["var=unset", "var=1"]);
  });

  it("passes other keywords as options, which the loop may refuse", () => {
    const main = callSoon("a", [], { kwargs: { flush: true } });
    expect(observe([main], { a: callback() }).outcome).to.equal("raised TypeError");
  });

  it("raises AttributeError for what an object lacks", () => {
    for (const expression of [
      { m: "fly" },
      { bound: "fly" },
      { attr: "fly" },
      { m: "fly", on: null },
    ] as const) {
      expect(observe([do_(expression)]).outcome).to.equal("raised AttributeError");
    }
  });

  it("binds methods, the same one each time", () => {
    expect(shown({ same: [STOP, STOP] })).to.equal("True");
    expect(traceOf([callSoon(STOP), do_({ m: "run_forever" }), log("end")])).to.deep.equal(["end"]);
  });

  it("passes options behind a callback that is missing", () => {
    const missing = { m: "call_soon", kwargs: { context: { make: "context" } } } as const;
    expect(observe([do_(missing)]).outcome).to.equal("raised TypeError");
  });

  it("lets methods that schedule be called back as in Python", () => {
    const bound = { bound: "call_soon" } as const;
    const fns = { a: callbackWith(["p", "q"]) };
    const main = [callSoon(bound, [functionNamed("a"), 1, "b"]), runFor(0), runFor(0)];
    expect(traceOf(main, fns)).to.deep.equal(["a(1, b)"]);
    const partial = {
      partial: bound,
      args: [functionNamed("show_")],
      kwargs: { context: { make: "context" } },
    } as const;
    const showing = { show_: quiet(callback(show("var", { cv: "var" }))) };
    const inOther = [contextVarSet("var", 1), callSoon(partial), runFor(0), runFor(0)];
    expect(traceOf(inOther, showing)).to.deep.equal(["var=unset"]);
  });

  it("calls functions of the module, with options and positional keywords in their places", () => {
    expect(
      inside(show("same", { same: [asyncio("get_running_loop"), variable("loop")] })),
    ).to.deep.equal(["same=True"]);
    const slept = { asyncio: "sleep", args: [0], kwargs: { result: "r" } } as const;
    expect(inside(await_(slept, { show: "slept" }))).to.deep.equal(["slept=r"]);
    const gathered = {
      asyncio: "gather",
      args: [call("fails"), asyncio("sleep", 0)],
      kwargs: { return_exceptions: true },
    } as const;
    const fns = {
      fails: quiet(coroutine({ op: "raise", what: errorOf("AppError") })),
      main_: quiet(coroutine(await_(gathered, { show: "all" }))),
    };
    expect(traceOf([runUntilComplete(call("main_"))], fns)).to.deep.equal(["all=(AppError, None)"]);
  });

  it("says which function of the module is missing", () => {
    const { outcome, why } = observe([do_({ asyncio: "wrap_future", args: [1] })]);
    expect(outcome).to.equal("unsupported");
    expect(why).to.equal("the adapter gives no `asyncio.wrapFuture`: pass it to adaptLoop()");
  });

  it("calls functions of the program", () => {
    const fns = { a: quiet(callbackWith(["p"], return_({ add: [variable("p"), 1] }))) };
    expect(shown(call("a", 2), [], fns)).to.equal("3");
  });

  it("runs a coroutine on a loop of its own, in debug mode if asked", () => {
    const fns = {
      main_: quiet(
        coroutine(
          show("other", { not: { same: [asyncio("get_running_loop"), variable("loop")] } }),
          return_({ m: "get_debug", on: asyncio("get_running_loop") }),
        ),
      ),
    };
    expect(traceOf([show("debug", { run: call("main_"), debug: true })], fns)).to.deep.equal([
      "other=True",
      "debug=True",
    ]);
  });

  it("fills in arguments, positional and keyword", () => {
    const fns = { a: withKeywords(callbackWith(["p", "q"])) };
    const partial = {
      partial: functionNamed("a"),
      args: [1],
      kwargs: { zed: 3, end: "!" },
    } as const;
    expect(traceOf([callSoon(partial, [2]), runFor(0)], fns)).to.deep.equal([
      "a(1, 2, end=!, zed=3)",
    ]);
  });
});
