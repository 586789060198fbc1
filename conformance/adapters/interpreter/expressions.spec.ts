import { expect } from "chai";
import {
  agen,
  asyncFor,
  awaitFor,
  call,
  cb,
  cbWith,
  coro,
  coroWith,
  cvSet,
  errorOf,
  evaluate,
  f,
  giveBack,
  log,
  pair,
  produce,
  quiet,
  set,
  show,
  v,
  withKeywords,
} from "../../program/build.ts";
import type { Expression } from "../../program/expression.ts";
import {
  asyncio,
  callSoon,
  createTask,
  runFor,
  runUntilComplete,
  STOP,
} from "../../program/loop-methods.ts";
import type { Operation } from "../../program/operation.ts";
import { observe, shown, traceOf } from "../testing/run-on-reference.ts";

/** Runs operations in a coroutine of the loop. */
const inside = (...body: Operation[]): readonly string[] =>
  traceOf([runUntilComplete(call("main_"))], { main_: quiet(coro(...body)) });

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
      expect(shown({ same: [f("a"), f("a")] }, [], { a: cb() })).to.equal("True");
    });

    it("finds names: parameters first, then the program's", () => {
      const fns = { a: quiet(cbWith(["p"], show("p", v("p")), show("g", v("g")))) };
      expect(traceOf([set("g", 1), evaluate(call("a", 2))], fns)).to.deep.equal(["p=2", "g=1"]);
    });

    it("reads a variable in a context", () => {
      const before = [cvSet("var", 1), set("context", { make: "copy_context" }), cvSet("var", 2)];
      expect(shown({ cv: "var", in: v("context") }, before)).to.equal("1");
      expect(shown({ cv: "var", in: { make: "context" } }, before)).to.equal("unset");
      expect(shown({ cv: "var" }, before)).to.equal("2");
    });

    it("starts each program without values of variables", () => {
      expect(shown({ cv: "var" }, [cvSet("var", 1)])).to.equal("1");
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

  describe("calls", () => {
    it("calls methods of the loop and of other objects", () => {
      expect(shown({ m: "is_running" })).to.equal("False");
      expect(
        shown({ m: "done", on: v("future") }, [set("future", { m: "create_future" })]),
      ).to.equal("False");
    });

    it("passes arguments as one array where a method schedules", () => {
      const fns = { a: cbWith(["p", "q"]) };
      expect(traceOf([callSoon("a", [1, "b"]), runFor(0)], fns)).to.deep.equal(["a(1, b)"]);
    });

    it("passes the context as an option", () => {
      const fns = { a: quiet(cb(show("var", { cv: "var" }))) };
      const main = [
        cvSet("var", 1),
        callSoon("a", [], { context: { make: "context" } }),
        callSoon("a"),
        runFor(0),
      ];
      expect(traceOf(main, fns)).to.deep.equal(["var=unset", "var=1"]);
    });

    it("passes other keywords as options, which the loop may refuse", () => {
      const main = callSoon("a", [], { kwargs: { flush: true } });
      expect(observe([main], { a: cb() }).outcome).to.equal("raised TypeError");
    });

    it("raises AttributeError for what an object lacks", () => {
      for (const expression of [
        { m: "fly" },
        { bound: "fly" },
        { attr: "fly" },
        { m: "fly", on: null },
      ] as const) {
        expect(observe([evaluate(expression)]).outcome).to.equal("raised AttributeError");
      }
    });

    it("binds methods, the same one each time", () => {
      expect(shown({ same: [STOP, STOP] })).to.equal("True");
      expect(traceOf([callSoon(STOP), evaluate({ m: "run_forever" }), log("end")])).to.deep.equal([
        "end",
      ]);
    });

    it("passes options behind a callback that is missing", () => {
      const missing = { m: "call_soon", kwargs: { context: { make: "context" } } } as const;
      expect(observe([evaluate(missing)]).outcome).to.equal("raised TypeError");
    });

    it("lets methods that schedule be called back as in Python", () => {
      const bound = { bound: "call_soon" } as const;
      const fns = { a: cbWith(["p", "q"]) };
      const main = [callSoon(bound, [f("a"), 1, "b"]), runFor(0), runFor(0)];
      expect(traceOf(main, fns)).to.deep.equal(["a(1, b)"]);
      const partial = {
        partial: bound,
        args: [f("show_")],
        kwargs: { context: { make: "context" } },
      } as const;
      const showing = { show_: quiet(cb(show("var", { cv: "var" }))) };
      const inOther = [cvSet("var", 1), callSoon(partial), runFor(0), runFor(0)];
      expect(traceOf(inOther, showing)).to.deep.equal(["var=unset"]);
    });

    it("calls functions of the module, with options and positional keywords in their places", () => {
      expect(
        inside(show("same", { same: [asyncio("get_running_loop"), v("loop")] })),
      ).to.deep.equal(["same=True"]);
      const slept = { asyncio: "sleep", args: [0], kwargs: { result: "r" } } as const;
      expect(inside(awaitFor(slept, { show: "slept" }))).to.deep.equal(["slept=r"]);
      const gathered = {
        asyncio: "gather",
        args: [call("fails"), asyncio("sleep", 0)],
        kwargs: { return_exceptions: true },
      } as const;
      const fns = {
        fails: quiet(coro({ op: "raise", what: errorOf("AppError") })),
        main_: quiet(coro(awaitFor(gathered, { show: "all" }))),
      };
      expect(traceOf([runUntilComplete(call("main_"))], fns)).to.deep.equal([
        "all=(AppError, None)",
      ]);
    });

    it("says which function of the module is missing", () => {
      const { outcome, why } = observe([evaluate({ asyncio: "wrap_future", args: [1] })]);
      expect(outcome).to.equal("unsupported");
      expect(why).to.equal("the adapter gives no `asyncio.wrapFuture`: pass it to adaptLoop()");
    });

    it("calls functions of the program", () => {
      const fns = { a: quiet(cbWith(["p"], giveBack({ add: [v("p"), 1] }))) };
      expect(shown(call("a", 2), [], fns)).to.equal("3");
    });

    it("runs a coroutine on a loop of its own, in debug mode if asked", () => {
      const fns = {
        main_: quiet(
          coro(
            show("other", { not: { same: [asyncio("get_running_loop"), v("loop")] } }),
            giveBack({ m: "get_debug", on: asyncio("get_running_loop") }),
          ),
        ),
      };
      expect(traceOf([show("debug", { run: call("main_"), debug: true })], fns)).to.deep.equal([
        "other=True",
        "debug=True",
      ]);
    });

    it("fills in arguments, positional and keyword", () => {
      const fns = { a: withKeywords(cbWith(["p", "q"])) };
      const partial = { partial: f("a"), args: [1], kwargs: { zed: 3, end: "!" } } as const;
      expect(traceOf([callSoon(partial, [2]), runFor(0)], fns)).to.deep.equal([
        "a(1, 2, end=!, zed=3)",
      ]);
    });
  });

  describe("makes", () => {
    it("other loops, objects and contexts", () => {
      expect(shown({ same: [{ make: "loop" }, v("loop")] })).to.equal("False");
      expect(shown({ same: [{ make: "object" }, { make: "object" }] })).to.equal("False");
      expect(shown({ is: { make: "context" }, type: "Context" })).to.equal("True");
      expect(shown({ is: { make: "copy_context" }, type: "Context" })).to.equal("True");
    });

    it("tasks and futures of a loop", () => {
      expect(shown({ is: { make: "future" }, type: "Future" })).to.equal("True");
      const task = { make: "task", of: call("c") } as const;
      const fns = { c: quiet(coro(giveBack(7))) };
      const main = [set("t", task), runUntilComplete(v("t"), { show: "r" })];
      expect(traceOf(main, fns)).to.deep.equal(["r=7"]);
    });

    it("objects that can be awaited, and iterators that cannot", () => {
      const fns = { c: quiet(coro(giveBack(7))) };
      const main = [runUntilComplete({ make: "awaitable", fn: "c" }, { show: "r" })];
      expect(traceOf(main, fns)).to.deep.equal(["r=7"]);
      const refused = observe([runUntilComplete({ make: "generator" })]);
      expect(refused.outcome).to.equal("raised TypeError");
    });

    it("runners", () => {
      const fns = { c: quiet(coro(giveBack({ m: "get_debug", on: asyncio("get_running_loop") }))) };
      const main = [
        set("runner", { make: "runner", debug: true }),
        show("debug", { m: "run", on: v("runner"), args: [call("c")] }),
        evaluate({ m: "close", on: v("runner") }),
      ];
      expect(traceOf(main, fns)).to.deep.equal(["debug=True"]);
    });

    for (const make of ["event", "thread_pool", "concurrent_future"] as const) {
      it(`no ${make}: the capability is absent`, () => {
        expect(observe([evaluate({ make })]).outcome).to.equal("unsupported");
      });
    }
  });

  describe("asynchronous generators", () => {
    const fns = (...body: Operation[]) => ({
      gen: quiet(agen({ op: "yield", value: 1, as: "sent" }, show("sent", v("sent")), produce(2))),
      main_: quiet(coro(set("g", call("gen")), ...body)),
    });
    const run = (...body: Operation[]) => traceOf([runUntilComplete(call("main_"))], fns(...body));
    const next: Operation = awaitFor({ anext: v("g") }, { show: "next" });

    it("are advanced, sent to and closed", () => {
      expect(
        run(
          next,
          awaitFor({ asend: v("g"), value: "s" }, { show: "sent to" }),
          awaitFor({ aclose: v("g") }, { show: "closed" }),
        ),
      ).to.deep.equal(["next=1", "sent=s", "sent to=2", "closed=None"]);
    });

    it("have errors thrown into them", () => {
      const thrown = awaitFor({ athrow: v("g"), error: errorOf("AppError", "x") });
      expect(run(next, { op: "try", body: [thrown] })).to.deep.equal(["next=1", "!AppError:x"]);
    });

    it("are iterated over", () => {
      expect(run(asyncFor(v("g"), "each", show("each", v("each"))))).to.deep.equal([
        "each=1",
        "sent=None",
        "each=2",
      ]);
    });
  });

  describe("comparisons", () => {
    const table: readonly [Expression, string][] = [
      [{ same: [1, 1] }, "True"],
      [{ equal: [{ list: [1] }, { list: [1] }] }, "True"],
      [{ less: [1, 2] }, "True"],
      [{ less: [2, 1] }, "False"],
      [{ add: [1, 2] }, "3"],
      [{ add: ["a", "b"] }, "ab"],
      [{ add: [{ list: [1] }, { list: [2] }] }, "(1, 2)"],
      [{ not: "" }, "True"],
      [{ contains: "haystack", text: "stack" }, "True"],
      [{ contains: { list: ["a"] }, text: "b" }, "False"],
      [{ is: v("loop"), type: "AbstractEventLoop" }, "True"],
      [{ is: { m: "create_future" }, type: "Task" }, "False"],
      [{ is: { m: "call_soon", args: [STOP] }, type: "Handle" }, "True"],
      [{ is: { m: "call_later", args: [1, STOP] }, type: "TimerHandle" }, "True"],
      [{ is: errorOf("OSError"), type: "Exception" }, "True"],
      [{ is: errorOf("KeyboardInterrupt"), type: "Exception" }, "False"],
      [{ is: { m: "create_future" }, type: "awaitable" }, "True"],
      [{ is: 1, type: "awaitable" }, "False"],
      [{ is: true, type: "bool" }, "True"],
      [{ is: { list: [] }, type: "dict" }, "False"],
      [{ is: { m: "time" }, type: "float" }, "True"],
      [{ is: 1.5, type: "int" }, "False"],
      [{ is: 1, type: "int" }, "True"],
      [{ is: "1", type: "number" }, "False"],
    ];
    for (const [expression, text] of table) {
      it(`${JSON.stringify(expression)} is ${text}`, () => {
        expect(shown(expression)).to.equal(text);
      });
    }
  });

  it("says what is unsupported: processes, signals, weak references, threads", () => {
    for (const expression of [
      { subprocess_exit: 0 },
      { disposition: "SIGINT" },
      { alive: "w" },
      { host: "thread_id" },
    ] as const) {
      expect(observe([evaluate(expression)]).outcome).to.equal("unsupported");
    }
  });

  it("refuses an expression that it does not know, and a name that is not bound", () => {
    const strange = observe([evaluate({ fly: 1 } as never)]);
    expect([strange.outcome, strange.why]).to.deep.equal([
      "error",
      'there is no expression {"fly":1}',
    ]);
    const unbound = observe([{ op: "try", body: [evaluate(v("nothing"))] }]);
    expect([unbound.outcome, unbound.why]).to.deep.equal([
      "error",
      "the program uses `nothing` where it is not bound",
    ]);
    const absent = observe([evaluate(call("nothing"))]);
    expect([absent.outcome, absent.why]).to.deep.equal([
      "error",
      "the program has no function `nothing`",
    ]);
  });

  it("keeps a fault that the loop has caught", () => {
    const main = [callSoon("a"), runFor(0), log("end")];
    const { outcome, trace } = observe(main, { a: quiet(cb(evaluate(v("nothing")))) });
    expect(trace).to.deep.equal(["end"]);
    expect(outcome).to.equal("error");
  });

  it("awaits tasks made of coroutines with arguments", () => {
    const fns = { c: coroWith(["p"], giveBack(v("p"))) };
    const main = [createTask(call("c", 5), "t"), runUntilComplete(v("t"), { show: "r" })];
    expect(traceOf(main, fns)).to.deep.equal(["c(5)", "r=5"]);
  });
});
