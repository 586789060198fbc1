import { expect } from "chai";
import {
  agenWith,
  asyncFor,
  attempt,
  call,
  cb,
  cbWith,
  coro,
  coroWith,
  evaluate,
  f,
  handler,
  log,
  produce,
  quiet,
  raise,
  show,
  v,
  variadic,
  withKeywords,
} from "../../../language/build.ts";
import type { ProgramFunction } from "../../../language/case.ts";
import type { Expression } from "../../../language/expression.ts";
import {
  callSoon,
  runFor,
  runUntilComplete,
  setDebug,
  setExceptionHandler,
} from "../../../language/loop-methods.ts";
import { observe, shown, traceOf } from "../testing/run-on-reference.ts";

const called = (fn: ProgramFunction, ...args: Expression[]) =>
  traceOf([attempt(evaluate(call("a", ...args)))], { a: fn });

describe("functions of a program", () => {
  it("write their entry: the name, with arguments where there are parameters", () => {
    expect(called(cb())).to.deep.equal(["a"]);
    expect(called(cbWith(["p", "q"]), 1, null)).to.deep.equal(["a(1, None)"]);
    expect(called(variadic(cbWith(["p"])), 1, 2, 3)).to.deep.equal(["a(1, 2, 3)"]);
    expect(called(variadic(cb()))).to.deep.equal(["a()"]);
    expect(called(withKeywords(cb()))).to.deep.equal(["a()"]);
    expect(called(quiet(cb()))).to.deep.equal([]);
  });

  it("give further arguments as a tuple", () => {
    const fn = quiet(variadic(cbWith(["p"], show("rest", v("rest")))));
    expect(called(fn, 1, 2)).to.deep.equal(["rest=(2,)"]);
    expect(called(fn, 1)).to.deep.equal(["rest=()"]);
  });

  it("raise TypeError for a wrong number of arguments, without an entry", () => {
    expect(called(cb(), 1)).to.deep.equal(["!TypeError"]);
    expect(called(cbWith(["p"]))).to.deep.equal(["!TypeError"]);
    expect(called(cbWith(["p"]), 1, 2)).to.deep.equal(["!TypeError"]);
  });

  it("refuse keyword arguments that they do not take", () => {
    const partial = { partial: f("a"), kwargs: { k: 1 } } as const;
    const handled = { a: cb(), h: quiet(handler()) };
    const seen = observe([setExceptionHandler("h"), callSoon(partial), runFor(0)], handled);
    expect(seen.trace).to.deep.equal([]);
    expect(seen.reports.map(({ exception }) => exception)).to.deep.equal(["TypeError"]);
  });

  it("bear their names, for debugging texts", () => {
    expect(shown({ repr: { m: "call_soon", args: [f("a")] } }, [], { a: cb() })).to.contain("a()");
  });

  it("are coroutine functions where the program says so: a loop in debug mode refuses them", () => {
    const main = [setDebug(true), attempt(callSoon("a"))];
    expect(traceOf(main, { a: coro() })).to.deep.equal(["!TypeError"]);
    expect(traceOf(main, { a: cb() })).to.deep.equal([]);
  });

  it("do nothing before a coroutine is awaited", () => {
    expect(called(coroWith(["p"]), 1)).to.deep.equal([]);
  });

  it("produce values with arguments", () => {
    const fns = {
      gen: agenWith(["p"], produce(v("p"))),
      main_: quiet(coro(asyncFor(call("gen", 3), "x", show("x", v("x"))))),
    };
    expect(traceOf([runUntilComplete(call("main_"))], fns)).to.deep.equal(["gen(3)", "x=3"]);
  });

  describe("handlers", () => {
    const fails = quiet(cb(raise("AppError", "x")));

    it("are called with the loop and the context, and recorded", () => {
      const h = handler(
        show("loop", { same: [v("loop_"), v("loop")] }),
        show("exception", { item: "exception", of: v("context") }),
        show("absent", { item: "task", of: v("context") }),
      );
      const main = [setExceptionHandler("h"), callSoon("fails"), runFor(0)];
      const { trace, reports } = observe(main, { fails, h });
      expect(trace).to.deep.equal(["h", "loop=True", "exception=AppError:x", "absent=None"]);
      expect(reports).to.have.lengthOf(1);
      expect(reports[0]).to.deep.include({
        handler: "h",
        keys: ["exception", "handle", "message"],
        exception: "AppError:x",
      });
      expect(reports[0]?.message).to.contain("fails");
    });

    it("say with how many arguments they were called", () => {
      const h = handler(log("never"));
      const { trace, reports } = observe([evaluate(call("h", 1)), evaluate(call("h"))], { h });
      expect(trace).to.deep.equal(["h called with 1 argument", "h called with 0 arguments"]);
      expect(reports).to.deep.equal([
        { handler: "h", keys: [], message: null, exception: null },
        { handler: "h", keys: [], message: null, exception: null },
      ]);
    });
  });
});
