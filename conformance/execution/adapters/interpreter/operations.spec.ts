import { expect } from "chai";
import {
  assign,
  asyncGenerator,
  block,
  call,
  callback,
  callbackWith,
  contextVarSet,
  contextVarShow,
  difference,
  do_,
  drain,
  drop,
  errorOf,
  inContext,
  log,
  makeReady,
  measure,
  pair,
  quiet,
  raise,
  show,
  try_,
  variable,
  yield_,
} from "../../../language/build.ts";
import {
  addReader,
  asyncio,
  callSoon,
  removeReader,
  runFor,
  runUntilComplete,
} from "../../../language/loop-methods.ts";
import type { Operation } from "../../../language/operation.ts";
import { observe, traceOf } from "../testing/run-on-reference.ts";

describe("operations over the reference loop", () => {
  it("log texts and values", () => {
    expect(traceOf([log("a"), log("b", { list: [1, null] })])).to.deep.equal(["a", "b=(1, None)"]);
  });

  it("bind and show values", () => {
    const both: Operation = { op: "do", what: 1, as: "x", show: "x" };
    expect(traceOf([both, do_(2), show("x", variable("x"))])).to.deep.equal(["x=1", "x=1"]);
  });

  it("raise, and let what reaches the end of main be the outcome", () => {
    expect(observe([raise("AppError", "x")]).outcome).to.equal("raised AppError:x");
    expect(observe([raise("KeyboardInterrupt")]).outcome).to.equal("raised KeyboardInterrupt");
    expect(observe([log("a"), raise("AppExit"), log("b")])).to.deep.include({
      outcome: "raised AppExit",
      trace: ["a"],
    });
  });

  it("run a body in a context, and keep what it sets there", () => {
    const main = [
      contextVarSet("var", 1),
      assign("context", { make: "copy_context" }),
      inContext(variable("context"), contextVarSet("var", 2), contextVarShow("var")),
      contextVarShow("var"),
      show("in", { cv: "var", in: variable("context") }),
    ];
    expect(traceOf(main)).to.deep.equal(["var=2", "var=1", "in=2"]);
  });

  it("set attributes", () => {
    const attr: Operation = { op: "set_attr", attr: "slow_callback_duration", value: 5 };
    expect(traceOf([attr, show("set", { attr: "slow_callback_duration" })])).to.deep.equal([
      "set=5",
    ]);
    const none: Operation = { op: "set_attr", of: null, attr: "x", value: 5 };
    expect(observe([none]).outcome).to.equal("raised AttributeError");
  });

  it("make descriptors ready and drain them", () => {
    const fns = { reader: callback(drain("p"), removeReader("p")) };
    const main = [pair("p"), addReader("p", "reader"), makeReady("p"), runFor(0), runFor(0)];
    expect(traceOf(main, fns)).to.deep.equal(["reader"]);
    const writable = { m: "add_writer", args: [{ end: "p", side: 1 }, { fn: "writer" }] } as const;
    const writer = {
      writer: callback(do_({ m: "remove_writer", args: [{ end: "p", side: 1 }] })),
    };
    expect(traceOf([pair("p"), do_(writable), runFor(0), runFor(0)], writer)).to.deep.equal([
      "writer",
    ]);
  });

  it("let virtual time pass, for all loops of a program", () => {
    const { metrics } = observe([
      measure("time", "start"),
      measure("loop_time", "loop_start"),
      assign("other", { make: "loop" }),
      block(2),
      runFor(3),
      runUntilComplete(asyncio("sleep", 4), { on: variable("other") }),
      difference("time", "start", "dt"),
      difference("loop_time", "loop_start", "loop_dt"),
      { op: "metric", value: { add: [{ m: "time", on: variable("other") }, 1] }, as: "other" },
    ]);
    expect(metrics).to.deep.equal({ dt: 9, loop_dt: 9, other: 10 });
  });

  it("measure the host", () => {
    const main = (["cpu", "descriptors"] as const).map((what) => measure(what, what));
    const { metrics } = observe([
      ...main,
      { op: "metric", value: variable("descriptors"), as: "open" },
      difference("cpu", "cpu", "used"),
    ]);
    expect(metrics.open).to.be.greaterThan(2);
    expect(metrics.used).to.be.at.least(0);
  });

  it("drop names", () => {
    const { outcome } = observe([assign("x", 1), drop("x"), do_(variable("x"))]);
    expect(outcome).to.equal("raised NameError");
  });

  it("end in an error of the program's own where the loop did not run what binds a name", () => {
    const fns = { late: callback(assign("made", 1)) };
    const main = [
      callSoon("late"),
      try_(log("made", variable("made"))),
      log("made", variable("made")),
    ];
    expect(observe(main, fns)).to.include({ outcome: "raised NameError" });
    expect(observe(main, fns).trace).to.deep.equal(["!NameError"]);
  });

  it("drop parameters", () => {
    const fns = { a: quiet(callbackWith(["p"], drop("p"), log("dropped"))) };
    expect(traceOf([do_(call("a", 1))], fns)).to.deep.equal(["dropped"]);
  });

  it("set a hook for asynchronous generators, and restore the one before", () => {
    const fns = {
      hook: quiet(callbackWith(["g"], log("first"))),
      gen: quiet(asyncGenerator(yield_(1))),
    };
    const hooked: Operation = { op: "set_asyncgen_hook", fn: "hook" };
    const same = show("set", { same: [{ host: "asyncgen_firstiter" }, { fn: "hook" }] });
    const cleared: Operation = { op: "set_asyncgen_hook", fn: null };
    const none = show("none", { host: "asyncgen_firstiter" });
    expect(traceOf([hooked, same, cleared, none, hooked], fns)).to.deep.equal([
      "set=True",
      "none=None",
    ]);
    expect(traceOf([none])).to.deep.equal(["none=None"]);
  });

  it("install a policy that says what it is asked, and fails on request", () => {
    const policy: Operation = { op: "policy" };
    const main = [
      policy,
      assign("made", asyncio("new_event_loop")),
      do_(asyncio("set_event_loop", variable("made"))),
      show("same", { same: [asyncio("get_event_loop"), variable("made")] }),
    ];
    expect(traceOf(main)).to.deep.equal(["policy.new", "policy.set", "policy.get", "same=True"]);
    const failing: Operation = { op: "policy", raises: ["get"] };
    expect(traceOf([failing, try_(do_(asyncio("get_event_loop")))])).to.deep.equal([
      "policy.get",
      "!AppError:policy",
    ]);
    const run = [policy, do_({ run: asyncio("sleep", 0) })];
    expect(traceOf(run)).to.deep.equal(["policy.new", "policy.set", "policy.set"]);
  });

  it("leave no current loop and no policy to the next program", () => {
    traceOf([{ op: "policy" }, do_(asyncio("set_event_loop", variable("loop")))]);
    const seen = observe([
      assign("made", asyncio("get_event_loop")),
      show("same", { same: [variable("made"), variable("loop")] }),
    ]);
    expect(seen.trace).to.deep.equal(["same=False"]);
    expect(seen.warnings.map(({ category }) => category)).to.deep.equal(["DeprecationWarning"]);
  });

  it("say what is unsupported", () => {
    const unsupported: readonly Operation[] = [
      { op: "thread", fn: "t", as: "t" },
      { op: "join", thread: "t" },
      { op: "wait", event: "e" },
      { op: "signal", signal: "SIGINT", fn: null },
      { op: "raise_signal", signal: "SIGINT" },
      { op: "fork", body: [] },
      { op: "measure", what: "threads", as: "n" },
    ];
    for (const operation of unsupported) {
      expect(observe([operation]).outcome, operation.op).to.equal("unsupported");
    }
  });

  it("refuse an operation that does not exist", () => {
    const { outcome, why } = observe([{ op: "fly" } as never]);
    expect([outcome, why]).to.deep.equal(["error", "there is no operation `fly`"]);
  });

  it("refuse a metric that is no number", () => {
    const { outcome } = observe([{ op: "metric", value: "a", as: "m" }]);
    expect(outcome).to.equal("error");
  });

  it("record the timeouts of the loop's polls, warnings and log records", () => {
    const fns = { fails: quiet(callback({ op: "raise", what: errorOf("AppError", "x") })) };
    const { polls, logs } = observe([callSoon("fails"), runFor(0.5)], fns);
    expect(polls?.slice(0, 2)).to.deep.equal([0, 0.5]);
    expect(logs).to.have.lengthOf(1);
    expect(logs[0]).to.include({ level: "ERROR", exception: "AppError:x" });
  });
});
