import { expect } from "chai";
import {
  agen,
  asyncFor,
  atLast,
  attempt,
  awaitFor,
  block,
  call,
  cb,
  cbWith,
  coro,
  cvSet,
  cvShow,
  difference,
  drain,
  drop,
  errorOf,
  evaluate,
  giveBack,
  inContext,
  log,
  makeReady,
  measure,
  pair,
  produce,
  quiet,
  raise,
  repeat,
  repeatWith,
  rescue,
  set,
  show,
  sleep,
  v,
  when,
} from "../../program/build.ts";
import type { Program } from "../../program/case.ts";
import {
  addReader,
  asyncio,
  callSoon,
  createTask,
  removeReader,
  runFor,
  runUntilComplete,
} from "../../program/loop-methods.ts";
import type { Operation } from "../../program/operation.ts";
import { observe, traceOf } from "../testing/run-on-reference.ts";

/** Runs operations in a coroutine of the loop. */
const inside = (body: readonly Operation[], fns: Program["fns"] = {}): readonly string[] =>
  traceOf([runUntilComplete(call("main_"))], { ...fns, main_: quiet(coro(...body)) });

describe("operations over the reference loop", () => {
  it("log texts and values", () => {
    expect(traceOf([log("a"), log("b", { list: [1, null] })])).to.deep.equal(["a", "b=(1, None)"]);
  });

  it("bind and show values", () => {
    const both: Operation = { op: "do", what: 1, as: "x", show: "x" };
    expect(traceOf([both, evaluate(2), show("x", v("x"))])).to.deep.equal(["x=1", "x=1"]);
  });

  it("raise, and let what reaches the end of main be the outcome", () => {
    expect(observe([raise("AppError", "x")]).outcome).to.equal("raised AppError:x");
    expect(observe([raise("KeyboardInterrupt")]).outcome).to.equal("raised KeyboardInterrupt");
    expect(observe([log("a"), raise("AppExit"), log("b")])).to.deep.include({
      outcome: "raised AppExit",
      trace: ["a"],
    });
  });

  describe("try", () => {
    it("writes the kind of an error", () => {
      expect(traceOf([attempt(raise("ValueError", "x")), log("on")])).to.deep.equal([
        "!ValueError",
        "on",
      ]);
    });

    it("runs a handler instead, with the error under a local name", () => {
      const main = [rescue([raise("SystemExit")], "e", log("caught", v("e")))];
      expect(traceOf(main)).to.deep.equal(["caught=SystemExit"]);
    });

    it("raises again, and runs what comes at last in any case", () => {
      const again: Operation = {
        op: "try",
        body: [raise("AppError")],
        catch: [log("caught")],
        reraise: true,
        final: [log("final")],
      };
      expect(traceOf([attempt(again)])).to.deep.equal(["caught", "final", "!AppError"]);
      const smooth: Operation = { op: "try", body: [log("a")], final: [log("final")] };
      expect(traceOf([smooth])).to.deep.equal(["a", "final"]);
    });

    it("lets a handler leave", () => {
      const fns = {
        a: quiet(cb(rescue([raise("AppError")], "e", giveBack(1)), giveBack(2))),
      };
      expect(traceOf([show("a", call("a"))], fns)).to.deep.equal(["a=1"]);
    });

    it("does not catch that the loop would wait for ever", () => {
      const { outcome, trace, why } = observe([
        log("a"),
        attempt(evaluate({ m: "run_forever" })),
        log("b"),
      ]);
      expect([outcome, trace]).to.deep.equal(["hang", ["a"]]);
      expect(why).to.contain("would wait for ever");
    });

    it("runs its handler when a generator is closed in its body, as Python raises GeneratorExit", () => {
      const fns = { gen: quiet(agen(attempt(produce(1)))) };
      const main = [
        set("g", call("gen")),
        awaitFor({ anext: v("g") }),
        awaitFor({ aclose: v("g") }),
        log("closed"),
      ];
      expect(inside(main, fns)).to.deep.equal(["!GeneratorExit", "closed"]);
    });
  });

  it("run what comes at last, and catch nothing", () => {
    const main = [attempt(atLast([raise("AppError"), log("never")], log("final")))];
    expect(traceOf(main)).to.deep.equal(["final", "!AppError"]);
  });

  it("repeat with an index, and break", () => {
    const body = [when({ equal: [v("i"), 2] }, [{ op: "break" }]), show("i", v("i"))];
    expect(traceOf([repeatWith(5, "i", ...body), repeat(2, log("r"))])).to.deep.equal([
      "i=0",
      "i=1",
      "r",
      "r",
    ]);
  });

  it("choose by Python's truth", () => {
    const chosen = (test: boolean | string | null) =>
      traceOf([when(test, [log("then")], [log("else")])])[0];
    expect([chosen(true), chosen("a"), chosen(""), chosen(null)]).to.deep.equal([
      "then",
      "then",
      "else",
      "else",
    ]);
    expect(traceOf([when(false, [log("then")])])).to.deep.equal([]);
  });

  it("return out of everything", () => {
    const fns = { a: quiet(cb(repeat(2, when(true, [giveBack("r")])), log("never"))) };
    expect(traceOf([show("a", call("a"))], fns)).to.deep.equal(["a=r"]);
  });

  describe("await", () => {
    it("gives results, binds and shows them", () => {
      const fns = { c: quiet(coro(giveBack(4))) };
      const body = [awaitFor(call("c"), { as: "r", show: "c" }), show("r", v("r"))];
      expect(inside(body, fns)).to.deep.equal(["c=4", "r=4"]);
    });

    it("gives way, so that others run meanwhile", () => {
      const fns = { other: cb() };
      expect(inside([callSoon("other"), log("a"), sleep(0), log("b")], fns)).to.deep.equal([
        "a",
        "other",
        "b",
      ]);
    });

    it("raises what the awaited raises, and a cancellation", () => {
      const fns = { fails: quiet(coro(raise("AppError", "x"))) };
      expect(inside([attempt(awaitFor(call("fails")))], fns)).to.deep.equal(["!AppError:x"]);
      const cancelled = {
        waits: quiet(coro(attempt(sleep(1)), log("on"))),
        main_: quiet(
          coro(
            createTask(call("waits"), "t"),
            sleep(0),
            evaluate({ m: "cancel", on: v("t") }),
            awaitFor(v("t")),
          ),
        ),
      };
      expect(traceOf([runUntilComplete(call("main_"))], cancelled)).to.deep.equal([
        "!CancelledError",
        "on",
      ]);
    });

    for (const value of [1, null, "text", { list: [1] }] as const) {
      it(`raises TypeError for ${JSON.stringify(value)}`, () => {
        expect(inside([attempt(awaitFor(value))])).to.deep.equal(["!TypeError"]);
      });
    }

    it("is a fault outside of coroutines", () => {
      const { outcome, why } = observe([sleep(0)]);
      expect([outcome, why]).to.deep.equal(["error", "`await` cannot stand in a main"]);
    });
  });

  describe("async_for", () => {
    const fns = { gen: quiet(agen(repeatWith(3, "i", produce(v("i"))))) };

    it("goes over all values, and can be left", () => {
      expect(inside([asyncFor(call("gen"), "x", show("x", v("x")))], fns)).to.deep.equal([
        "x=0",
        "x=1",
        "x=2",
      ]);
      const left = asyncFor(call("gen"), "x", show("x", v("x")), { op: "break" });
      expect(inside([left, log("end")], fns)).to.deep.equal(["x=0", "end"]);
      const returned = asyncFor(call("gen"), "x", giveBack(v("x")));
      const caller = { ...fns, c: quiet(coro(returned)) };
      expect(inside([awaitFor(call("c"), { show: "c" })], caller)).to.deep.equal(["c=0"]);
    });

    it("passes on the generator's error", () => {
      const failing = { gen: quiet(agen(produce(1), raise("AppError", "x"))) };
      const body = [attempt(asyncFor(call("gen"), "x", log("x")))];
      expect(inside(body, failing)).to.deep.equal(["x", "!AppError:x"]);
    });
  });

  it("run a body in a context, and keep what it sets there", () => {
    const main = [
      cvSet("var", 1),
      set("context", { make: "copy_context" }),
      inContext(v("context"), cvSet("var", 2), cvShow("var")),
      cvShow("var"),
      show("in", { cv: "var", in: v("context") }),
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
    const fns = { reader: cb(drain("p"), removeReader("p")) };
    const main = [pair("p"), addReader("p", "reader"), makeReady("p"), runFor(0), runFor(0)];
    expect(traceOf(main, fns)).to.deep.equal(["reader"]);
    const writable = { m: "add_writer", args: [{ end: "p", side: 1 }, { fn: "writer" }] } as const;
    const writer = {
      writer: cb(evaluate({ m: "remove_writer", args: [{ end: "p", side: 1 }] })),
    };
    expect(traceOf([pair("p"), evaluate(writable), runFor(0), runFor(0)], writer)).to.deep.equal([
      "writer",
    ]);
  });

  it("let virtual time pass, for all loops of a program", () => {
    const { metrics } = observe([
      measure("time", "start"),
      measure("loop_time", "loop_start"),
      set("other", { make: "loop" }),
      block(2),
      runFor(3),
      runUntilComplete(asyncio("sleep", 4), { on: v("other") }),
      difference("time", "start", "dt"),
      difference("loop_time", "loop_start", "loop_dt"),
      { op: "metric", value: { add: [{ m: "time", on: v("other") }, 1] }, as: "other" },
    ]);
    expect(metrics).to.deep.equal({ dt: 9, loop_dt: 9, other: 10 });
  });

  it("measure the host", () => {
    const main = (["cpu", "descriptors"] as const).map((what) => measure(what, what));
    const { metrics } = observe([
      ...main,
      { op: "metric", value: v("descriptors"), as: "open" },
      difference("cpu", "cpu", "used"),
    ]);
    expect(metrics.open).to.be.greaterThan(2);
    expect(metrics.used).to.be.at.least(0);
  });

  it("drop names", () => {
    const { outcome, why } = observe([set("x", 1), drop("x"), evaluate(v("x"))]);
    expect([outcome, why]).to.deep.equal(["error", "the program uses `x` where it is not bound"]);
  });

  it("drop parameters", () => {
    const fns = { a: quiet(cbWith(["p"], drop("p"), log("dropped"))) };
    expect(traceOf([evaluate(call("a", 1))], fns)).to.deep.equal(["dropped"]);
  });

  it("set a hook for asynchronous generators, and restore the one before", () => {
    const fns = { hook: quiet(cbWith(["g"], log("first"))), gen: quiet(agen(produce(1))) };
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
      set("made", asyncio("new_event_loop")),
      evaluate(asyncio("set_event_loop", v("made"))),
      show("same", { same: [asyncio("get_event_loop"), v("made")] }),
    ];
    expect(traceOf(main)).to.deep.equal(["policy.new", "policy.set", "policy.get", "same=True"]);
    const failing: Operation = { op: "policy", raises: ["get"] };
    expect(traceOf([failing, attempt(evaluate(asyncio("get_event_loop")))])).to.deep.equal([
      "policy.get",
      "!AppError:policy",
    ]);
    const run = [policy, evaluate({ run: asyncio("sleep", 0) })];
    expect(traceOf(run)).to.deep.equal(["policy.new", "policy.set", "policy.set"]);
  });

  it("leave no current loop and no policy to the next program", () => {
    traceOf([{ op: "policy" }, evaluate(asyncio("set_event_loop", v("loop")))]);
    const seen = observe([
      set("made", asyncio("get_event_loop")),
      show("same", { same: [v("made"), v("loop")] }),
    ]);
    expect(seen.trace).to.deep.equal(["same=False"]);
    expect(seen.warnings.map(({ category }) => category)).to.deep.equal(["DeprecationWarning"]);
  });

  it("say what is unsupported", () => {
    const unsupported: readonly Operation[] = [
      { op: "thread", fn: "t", as: "t" },
      { op: "join", thread: "t" },
      { op: "wait", event: "e" },
      { op: "weak", of: v("loop"), as: "w" },
      { op: "gc" },
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
    const fns = { fails: quiet(cb({ op: "raise", what: errorOf("AppError", "x") })) };
    const { polls, logs } = observe([callSoon("fails"), runFor(0.5)], fns);
    expect(polls?.slice(0, 2)).to.deep.equal([0, 0.5]);
    expect(logs).to.have.lengthOf(1);
    expect(logs[0]).to.include({ level: "ERROR", exception: "AppError:x" });
  });
});
