import { expect } from "chai";
import {
  assign,
  call,
  callback,
  coroutine,
  do_,
  quiet,
  return_,
  show,
  try_,
  variable,
} from "../../../language/build.ts";
import { asyncio, runUntilComplete } from "../../../language/loop-methods.ts";
import { observe, shown, traceOf } from "../testing/run-on-reference.ts";

describe("what programs make over the reference loop", () => {
  it("other loops, objects and contexts", () => {
    expect(shown({ same: [{ make: "loop" }, variable("loop")] })).to.equal("False");
    expect(shown({ same: [{ make: "object" }, { make: "object" }] })).to.equal("False");
    expect(shown({ is: { make: "context" }, type: "Context" })).to.equal("True");
    expect(shown({ is: { make: "copy_context" }, type: "Context" })).to.equal("True");
  });

  it("tasks and futures of a loop", () => {
    expect(shown({ is: { make: "future" }, type: "Future" })).to.equal("True");
    const task = { make: "task", of: call("c") } as const;
    const fns = { c: quiet(coroutine(return_(7))) };
    const main = [assign("t", task), runUntilComplete(variable("t"), { show: "r" })];
    expect(traceOf(main, fns)).to.deep.equal(["r=7"]);
  });

  it("objects that can be awaited, and iterators that cannot", () => {
    const fns = { c: quiet(coroutine(return_(7))) };
    const main = [runUntilComplete({ make: "awaitable", fn: "c" }, { show: "r" })];
    expect(traceOf(main, fns)).to.deep.equal(["r=7"]);
    const refused = observe([runUntilComplete({ make: "generator" })]);
    expect(refused.outcome).to.equal("raised TypeError");
  });

  it("runners", () => {
    const fns = {
      c: quiet(coroutine(return_({ m: "get_debug", on: asyncio("get_running_loop") }))),
    };
    const main = [
      assign("runner", { make: "runner", debug: true }),
      show("debug", { m: "run", on: variable("runner"), args: [call("c")] }),
      do_({ m: "close", on: variable("runner") }),
    ];
    expect(traceOf(main, fns)).to.deep.equal(["debug=True"]);
  });

  it("thread pools, which functions of a program cannot reach", () => {
    const main = [
      assign("pool", { make: "thread_pool" }),
      do_({ m: "set_default_executor", args: [variable("pool")] }),
      try_(do_({ m: "run_in_executor", args: [null, { fn: "job" }] })),
    ];
    expect(traceOf(main, { job: callback() })).to.deep.equal(["!TypeError"]);
  });

  it("futures of another library, which a coroutine cannot await", () => {
    const main = [try_(runUntilComplete({ make: "concurrent_future" }))];
    expect(traceOf(main)).to.deep.equal(["!TypeError"]);
  });

  it("no events for threads: the capability is absent", () => {
    expect(observe([do_({ make: "event" })]).outcome).to.equal("unsupported");
  });
});
