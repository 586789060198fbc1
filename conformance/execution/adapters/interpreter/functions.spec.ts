import { expect } from "chai";
import {
  asyncFor,
  asyncGeneratorWith,
  call,
  callback,
  callbackWith,
  coroutine,
  coroutineWith,
  do_,
  functionNamed,
  handler,
  log,
  quiet,
  raise,
  show,
  try_,
  variable,
  variadic,
  withKeywords,
  withOptional,
  yield_,
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
  traceOf([try_(do_(call("a", ...args)))], { a: fn });

describe("functions of a program", () => {
  it("write their entry: the name, with arguments where there are parameters", () => {
    expect(called(callback())).to.deep.equal(["a"]);
    expect(called(callbackWith(["p", "q"]), 1, null)).to.deep.equal(["a(1, None)"]);
    expect(called(variadic(callbackWith(["p"])), 1, 2, 3)).to.deep.equal(["a(1, 2, 3)"]);
    expect(called(variadic(callback()))).to.deep.equal(["a()"]);
    expect(called(withKeywords(callback()))).to.deep.equal(["a()"]);
    expect(called(quiet(callback()))).to.deep.equal([]);
  });

  it("give further arguments as a tuple", () => {
    const fn = quiet(variadic(callbackWith(["p"], show("rest", variable("rest")))));
    expect(called(fn, 1, 2)).to.deep.equal(["rest=(2,)"]);
    expect(called(fn, 1)).to.deep.equal(["rest=()"]);
  });

  it("raise TypeError for a wrong number of arguments, without an entry", () => {
    expect(called(callback(), 1)).to.deep.equal(["!TypeError"]);
    expect(called(callbackWith(["p"]))).to.deep.equal(["!TypeError"]);
    expect(called(callbackWith(["p"]), 1, 2)).to.deep.equal(["!TypeError"]);
  });

  it("take optional parameters by keyword, and none else", () => {
    const fns = { a: withOptional(callback(show("o", variable("o"))), "o") };
    const of = (kwargs: { readonly [name: string]: Expression }) =>
      traceOf([callSoon({ partial: functionNamed("a"), kwargs }), runFor(0)], fns);
    expect(of({ o: 1 })).to.deep.equal(["a", "o=1"]);
    expect(called(fns.a)).to.deep.equal(["a", "o=None"]);
    expect(of({ other: 1 })).to.deep.equal([]);
  });

  it("refuse keyword arguments that they do not take", () => {
    const partial = { partial: functionNamed("a"), kwargs: { k: 1 } } as const;
    const handled = { a: callback(), h: quiet(handler()) };
    const seen = observe([setExceptionHandler("h"), callSoon(partial), runFor(0)], handled);
    expect(seen.trace).to.deep.equal([]);
    expect(seen.reports.map(({ exception }) => exception)).to.deep.equal(["TypeError"]);
  });

  it("bear their names, for debugging texts", () => {
    expect(
      shown({ repr: { m: "call_soon", args: [functionNamed("a")] } }, [], { a: callback() }),
    ).to.contain("a()");
  });

  it("are coroutine functions where the program says so: a loop in debug mode refuses them", () => {
    const main = [setDebug(true), try_(callSoon("a"))];
    expect(traceOf(main, { a: coroutine() })).to.deep.equal(["!TypeError"]);
    expect(traceOf(main, { a: callback() })).to.deep.equal([]);
  });

  it("do nothing before a coroutine is awaited", () => {
    expect(called(coroutineWith(["p"]), 1)).to.deep.equal([]);
  });

  it("produce values with arguments", () => {
    const fns = {
      gen: asyncGeneratorWith(["p"], yield_(variable("p"))),
      main_: quiet(coroutine(asyncFor(call("gen", 3), "x", show("x", variable("x"))))),
    };
    expect(traceOf([runUntilComplete(call("main_"))], fns)).to.deep.equal(["gen(3)", "x=3"]);
  });

  describe("handlers", () => {
    const fails = quiet(callback(raise("AppError", "x")));

    it("are called with the loop and the context, and recorded", () => {
      const h = handler(
        show("loop", { same: [variable("loop_"), variable("loop")] }),
        show("exception", { item: "exception", of: variable("context") }),
        show("absent", { item: "task", of: variable("context") }),
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
      const { trace, reports } = observe([do_(call("h", 1)), do_(call("h"))], { h });
      expect(trace).to.deep.equal(["h called with 1 argument", "h called with 0 arguments"]);
      expect(reports).to.deep.equal([
        { handler: "h", keys: [], message: null, exception: null },
        { handler: "h", keys: [], message: null, exception: null },
      ]);
    });
  });
});
