import { expect } from "chai";
import {
  assign,
  call,
  callback,
  callbackWith,
  contextVarSet,
  coroutineWith,
  do_,
  errorOf,
  functionNamed,
  log,
  pair,
  quiet,
  return_,
  show,
  variable,
} from "../../../language/build.ts";
import type { Expression } from "../../../language/expression.ts";
import { callSoon, createTask, runFor, runUntilComplete } from "../../../language/loop-methods.ts";
import { observe, shown, traceOf } from "../testing/run-on-reference.ts";

describe("expressions over the reference loop", () => {
  describe("values", () => {
    const table: readonly [string, Expression, string][] = [
      ["null", null, "None"],
      ["a truth value", true, "True"],
      ["a number", 1.5, "1.5"],
      ["a text", "abc", "abc"],
      ["a tuple", { list: [1, "a"] }, "(1, a)"],
      ["bytes", { bytes: "ping" }, "ping"],
      ["the text of bytes", { decode: { bytes: "ping" } }, "ping"],
      ["an attribute of the loop", { attr: "slow_callback_duration" }, "0.1"],
      ["whether the loop has a method", { has_method: "run_until_complete" }, "True"],
      ["that it has no such method", { has_method: "fly" }, "False"],
      ["whether the module has a function", { has_function: "get_running_loop" }, "True"],
      ["that it has no such function", { has_function: "fly" }, "False"],
      ["an error", errorOf("ValueError", "x"), "ValueError"],
      ["an error of the program's own", errorOf("AppError", "x"), "AppError:x"],
      ["its kind", { kind: errorOf("OSError") }, "OSError"],
      ["a time from now", { time_plus: 2 }, "2"],
      ["an item of a tuple", { item: 1, of: { list: ["a", "b"] } }, "b"],
      ["a length", { len: { list: [1, 2, 3] } }, "3"],
      ["a variable without value", { cv: "var" }, "unset"],
      ["a debugging text", { repr: "text" }, "'text'"],
      ["no hook for generators", { host: "asyncgen_firstiter" }, "None"],
      ["no finalizer for generators", { host: "asyncgen_finalizer" }, "None"],
    ];
    for (const [what, expression, text] of table) {
      it(`gives ${what}`, () => {
        expect(shown(expression)).to.equal(text);
      });
    }

    it("gives functions of the program, the same for a name", () => {
      expect(
        shown({ same: [functionNamed("a"), functionNamed("a")] }, [], { a: callback() }),
      ).to.equal("True");
    });

    it("finds names: parameters first, then the program's", () => {
      const fns = {
        a: quiet(callbackWith(["p"], show("p", variable("p")), show("g", variable("g")))),
      };
      expect(traceOf([assign("g", 1), do_(call("a", 2))], fns)).to.deep.equal(["p=2", "g=1"]);
    });

    it("reads a variable in a context", () => {
      const before = [
        contextVarSet("var", 1),
        assign("context", { make: "copy_context" }),
        contextVarSet("var", 2),
      ];
      expect(shown({ cv: "var", in: variable("context") }, before)).to.equal("1");
      expect(shown({ cv: "var", in: { make: "context" } }, before)).to.equal("unset");
      expect(shown({ cv: "var" }, before)).to.equal("2");
    });

    it("starts each program without values of variables", () => {
      expect(shown({ cv: "var" }, [contextVarSet("var", 1)])).to.equal("1");
      expect(shown({ cv: "var" })).to.equal("unset");
    });

    it("gives the ends of a pair", () => {
      const ends: Expression = {
        same: [
          { end: "p", side: 0 },
          { end: "p", side: 1 },
        ],
      };
      expect(shown(ends, [pair("p")])).to.equal("False");
    });
  });

  it("says what is unsupported: processes, signals, threads", () => {
    for (const expression of [
      { subprocess_exit: 0 },
      { disposition: "SIGINT" },
      { host: "thread_id" },
    ] as const) {
      expect(observe([do_(expression)]).outcome).to.equal("unsupported");
    }
  });

  it("refuses an expression that it does not know, and a name that is not bound", () => {
    const strange = observe([do_({ fly: 1 } as never)]);
    expect([strange.outcome, strange.why]).to.deep.equal([
      "error",
      'there is no expression {"fly":1}',
    ]);
    const unbound = observe([{ op: "try", body: [do_(variable("nothing"))] }]);
    expect([unbound.outcome, unbound.why]).to.deep.equal([
      "error",
      "the program uses `nothing`, which nothing in it binds",
    ]);
    const absent = observe([do_(call("nothing"))]);
    expect([absent.outcome, absent.why]).to.deep.equal([
      "error",
      "the program has no function `nothing`",
    ]);
  });

  it("keeps a fault that the loop has caught", () => {
    const main = [callSoon("a"), runFor(0), log("end")];
    const { outcome, trace } = observe(main, { a: quiet(callback(do_(variable("nothing")))) });
    expect(trace).to.deep.equal(["end"]);
    expect(outcome).to.equal("error");
  });

  it("awaits tasks made of coroutines with arguments", () => {
    const fns = { c: coroutineWith(["p"], return_(variable("p"))) };
    const main = [createTask(call("c", 5), "t"), runUntilComplete(variable("t"), { show: "r" })];
    expect(traceOf(main, fns)).to.deep.equal(["c(5)", "r=5"]);
  });
});
