import { expect } from "chai";
import {
  assign,
  asyncFor,
  asyncGenerator,
  await_,
  call,
  callback,
  coroutine,
  do_,
  if_,
  log,
  quiet,
  raise,
  repeat,
  repeatWith,
  return_,
  show,
  sleep,
  try_,
  tryExcept,
  tryFinally,
  variable,
  yield_,
} from "../../../language/build.ts";
import type { Program } from "../../../language/case.ts";
import { callSoon, createTask, runUntilComplete } from "../../../language/loop-methods.ts";
import type { Operation } from "../../../language/operation.ts";
import { observe, traceOf } from "../testing/run-on-reference.ts";

/** Runs operations in a coroutine of the loop. */
const inside = (body: readonly Operation[], fns: Program["fns"] = {}): readonly string[] =>
  traceOf([runUntilComplete(call("main_"))], { ...fns, main_: quiet(coroutine(...body)) });

describe("control over the reference loop: operations", () => {
  describe("try", () => {
    it("writes the kind of an error", () => {
      expect(traceOf([try_(raise("ValueError", "x")), log("on")])).to.deep.equal([
        "!ValueError",
        "on",
      ]);
    });

    it("runs a handler instead, with the error under a local name", () => {
      const main = [tryExcept([raise("SystemExit")], "e", log("caught", variable("e")))];
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
      expect(traceOf([try_(again)])).to.deep.equal(["caught", "final", "!AppError"]);
      const smooth: Operation = { op: "try", body: [log("a")], final: [log("final")] };
      expect(traceOf([smooth])).to.deep.equal(["a", "final"]);
    });

    it("lets a handler leave", () => {
      const fns = {
        a: quiet(callback(tryExcept([raise("AppError")], "e", return_(1)), return_(2))),
      };
      expect(traceOf([show("a", call("a"))], fns)).to.deep.equal(["a=1"]);
    });

    it("does not catch that the loop would wait for ever", () => {
      const { outcome, trace, why } = observe([
        log("a"),
        try_(do_({ m: "run_forever" })),
        log("b"),
      ]);
      expect([outcome, trace]).to.deep.equal(["hang", ["a"]]);
      expect(why).to.contain("would wait for ever");
    });

    it("runs its handler when a generator is closed in its body, as Python raises GeneratorExit", () => {
      const fns = { gen: quiet(asyncGenerator(try_(yield_(1)))) };
      const main = [
        assign("g", call("gen")),
        await_({ anext: variable("g") }),
        await_({ aclose: variable("g") }),
        log("closed"),
      ];
      expect(inside(main, fns)).to.deep.equal(["!GeneratorExit", "closed"]);
    });
  });

  it("run what comes at last, and catch nothing", () => {
    const main = [try_(tryFinally([raise("AppError"), log("never")], log("final")))];
    expect(traceOf(main)).to.deep.equal(["final", "!AppError"]);
  });

  it("repeat with an index, and break", () => {
    const body = [if_({ equal: [variable("i"), 2] }, [{ op: "break" }]), show("i", variable("i"))];
    expect(traceOf([repeatWith(5, "i", ...body), repeat(2, log("r"))])).to.deep.equal([
      "i=0",
      "i=1",
      "r",
      "r",
    ]);
  });

  it("choose by Python's truth", () => {
    const chosen = (test: boolean | string | null) =>
      traceOf([if_(test, [log("then")], [log("else")])])[0];
    expect([chosen(true), chosen("a"), chosen(""), chosen(null)]).to.deep.equal([
      "then",
      "then",
      "else",
      "else",
    ]);
    expect(traceOf([if_(false, [log("then")])])).to.deep.equal([]);
  });

  it("return out of everything", () => {
    const fns = { a: quiet(callback(repeat(2, if_(true, [return_("r")])), log("never"))) };
    expect(traceOf([show("a", call("a"))], fns)).to.deep.equal(["a=r"]);
  });

  describe("await", () => {
    it("gives results, binds and shows them", () => {
      const fns = { c: quiet(coroutine(return_(4))) };
      const body = [await_(call("c"), { as: "r", show: "c" }), show("r", variable("r"))];
      expect(inside(body, fns)).to.deep.equal(["c=4", "r=4"]);
    });

    it("gives way, so that others run meanwhile", () => {
      const fns = { other: callback() };
      expect(inside([callSoon("other"), log("a"), sleep(0), log("b")], fns)).to.deep.equal([
        "a",
        "other",
        "b",
      ]);
    });

    it("raises what the awaited raises, and a cancellation", () => {
      const fns = { fails: quiet(coroutine(raise("AppError", "x"))) };
      expect(inside([try_(await_(call("fails")))], fns)).to.deep.equal(["!AppError:x"]);
      const cancelled = {
        waits: quiet(coroutine(try_(sleep(1)), log("on"))),
        main_: quiet(
          coroutine(
            createTask(call("waits"), "t"),
            sleep(0),
            do_({ m: "cancel", on: variable("t") }),
            await_(variable("t")),
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
        expect(inside([try_(await_(value))])).to.deep.equal(["!TypeError"]);
      });
    }

    it("is a fault outside of coroutines", () => {
      const { outcome, why } = observe([sleep(0)]);
      expect([outcome, why]).to.deep.equal(["error", "`await` cannot stand in a main"]);
    });
  });

  describe("async_for", () => {
    const fns = { gen: quiet(asyncGenerator(repeatWith(3, "i", yield_(variable("i"))))) };

    it("goes over all values, and can be left", () => {
      expect(inside([asyncFor(call("gen"), "x", show("x", variable("x")))], fns)).to.deep.equal([
        "x=0",
        "x=1",
        "x=2",
      ]);
      const left = asyncFor(call("gen"), "x", show("x", variable("x")), { op: "break" });
      expect(inside([left, log("end")], fns)).to.deep.equal(["x=0", "end"]);
      const returned = asyncFor(call("gen"), "x", return_(variable("x")));
      const caller = { ...fns, c: quiet(coroutine(returned)) };
      expect(inside([await_(call("c"), { show: "c" })], caller)).to.deep.equal(["c=0"]);
    });

    it("passes on the generator's error", () => {
      const failing = { gen: quiet(asyncGenerator(yield_(1), raise("AppError", "x"))) };
      const body = [try_(asyncFor(call("gen"), "x", log("x")))];
      expect(inside(body, failing)).to.deep.equal(["x", "!AppError:x"]);
    });
  });
});
