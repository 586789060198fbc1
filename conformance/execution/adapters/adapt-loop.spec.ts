import { expect } from "chai";
import * as reference from "../../../reference/index.ts";
import {
  assign,
  call,
  callback,
  coroutine,
  do_,
  log,
  return_,
  try_,
  variable,
} from "../../language/build.ts";
import {
  asyncio,
  callSoon,
  runFor,
  runForever,
  runUntilComplete,
} from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import type { Observation } from "../protocol.ts";
import { adaptLoop, type LoopAdapter, type LoopAdapterOptions } from "./adapt-loop.ts";
import { AdapterError } from "./adapter-error.ts";

const OPTIONS = { timeout: 1, clock: "real" } as const;
const bare: LoopAdapterOptions = {
  name: "bare",
  version: "1",
  makeLoop: () => new reference.EventLoop(new reference.VirtualSelector()),
};

async function run(adapter: LoopAdapter, main: Operation[], fns = {}): Promise<Observation> {
  return adapter.run({ fns, main }, OPTIONS);
}

/** A loop as a JavaScript author may have it: callbacks in order, and runs that do not block. */
class TurnLoop {
  private queue: (() => void)[] = [];
  private stopping = false;

  callSoon(callback: (...args: unknown[]) => void, args: unknown[] = []): object {
    this.queue.push(() => callback(...args));
    return {};
  }

  stop(): void {
    this.stopping = true;
  }

  async runForever(): Promise<void> {
    do {
      await new Promise(setImmediate);
      for (const callback of this.queue.splice(0)) callback();
    } while (!this.stopping);
    this.stopping = false;
  }
}

describe("adaptLoop", () => {
  it("takes a name, a version and a factory", async () => {
    const adapter = adaptLoop(bare);
    expect(adapter).to.include({ name: "bare", version: "1" });
    const { outcome, trace } = await run(adapter, [callSoon("a"), runFor(0)], { a: callback() });
    expect([outcome, trace]).to.deep.equal(["ok", ["a"]]);
  });

  it("passes on edition, clocks and resolution", () => {
    const more = { edition: "3.12", clocks: ["virtual"], clockResolution: 0.016 } as const;
    expect(adaptLoop({ ...bare, ...more })).to.deep.include(more);
  });

  it("makes a fresh loop for every program", async () => {
    let made = 0;
    const adapter = adaptLoop({
      ...bare,
      makeLoop: () => {
        made += 1;
        return bare.makeLoop();
      },
    });
    made = 0;
    await run(adapter, [log("a")]);
    await run(adapter, [assign("other", { make: "loop" })]);
    expect(made).to.equal(3);
  });

  it("closes the loops of a program when it is over", async () => {
    const made: reference.EventLoop[] = [];
    const adapter = adaptLoop({
      ...bare,
      makeLoop: () => {
        made.push(new reference.EventLoop(new reference.VirtualSelector()));
        return made.at(-1) as object;
      },
    });
    await run(adapter, [assign("other", { make: "loop" })]);
    expect(made.map((loop) => loop.isClosed())).to.deep.equal([true, true, true, true]);
  });

  it("leaves loops alone that are closed, and what cannot be closed does no harm", async () => {
    const errors: unknown[] = [];
    const { error: print } = console;
    console.error = (...args) => errors.push(args);
    try {
      const makeLoop = () => ({
        isClosed: () => false,
        close: () => {
          throw new Error("stuck");
        },
      });
      const adapter = adaptLoop({ name: "stuck", version: "1", makeLoop: () => ({}) });
      expect((await run(adapter, [log("a")])).trace).to.deep.equal(["a"]);
      const stuck = adaptLoop({ ...bare, makeLoop: () => Object.create(makeLoop()) });
      expect((await run(stuck, [log("a")])).trace).to.deep.equal(["a"]);
    } finally {
      console.error = print;
    }
    expect(errors.flat().map(String)).to.deep.equal([
      "after a look at the loop:",
      "Error: stuck",
      "after a look at the loop:",
      "Error: stuck",
      "after the program:",
      "Error: stuck",
    ]);
  });

  it("brings a sleep for loops without one", async () => {
    const main = [runUntilComplete(asyncio("sleep", 3), { show: "r" }), runFor(0)];
    const { outcome, trace } = await run(adaptLoop(bare), main);
    expect([outcome, trace]).to.deep.equal(["ok", ["r=None"]]);
    const fns = { waits: coroutine({ op: "await", what: asyncio("sleep", 3) }) };
    const cancelled = await run(
      adaptLoop(bare),
      [
        assign("t", { m: "create_task", args: [call("waits")] }),
        runFor(1),
        do_({ m: "cancel", on: variable("t") }),
        try_(runUntilComplete(variable("t"))),
      ],
      fns,
    );
    expect(cancelled.trace).to.deep.equal(["waits", "!CancelledError"]);
  });

  it("says what was not given where a program calls it", async () => {
    const { outcome, why } = await run(adaptLoop(bare), [do_(asyncio("gather"))]);
    expect([outcome, why]).to.deep.equal([
      "unsupported",
      "the adapter gives no `asyncio.gather`: pass it to adaptLoop()",
    ]);
  });

  it("judges loops whose run methods return promises", async () => {
    const adapter = adaptLoop({ name: "turns", version: "1", makeLoop: () => new TurnLoop() });
    const fns = {
      a: callback({ op: "return", value: 1 }),
      halt: callback({ op: "do", what: { m: "stop" } }),
    };
    const main = [callSoon("a"), callSoon("halt"), runForever(), log("end")];
    const { outcome, trace } = await run(adapter, main, fns);
    expect([outcome, trace]).to.deep.equal(["ok", ["a", "halt", "end"]]);
  });

  it("lets main catch what such a promise rejects with", async () => {
    const makeLoop = () => ({
      runForever: () => Promise.reject(new reference.RuntimeError("no")),
    });
    const adapter = adaptLoop({ name: "fails", version: "1", makeLoop });
    const { trace } = await run(adapter, [try_(runForever()), log("end")]);
    expect(trace).to.deep.equal(["!RuntimeError", "end"]);
    expect((await run(adapter, [runForever()])).outcome).to.equal("raised RuntimeError");
  });

  it("refuses promises elsewhere: nothing can wait for them there", async () => {
    const makeLoop = () => ({
      callSoon: (callback: () => void) => callback(),
      runForever: () => Promise.reject(new Error("nested")),
    });
    const adapter = adaptLoop({ name: "nests", version: "1", makeLoop });
    const main = [callSoon("a")];
    const { outcome, why } = await run(adapter, main, { a: callback(runForever()) });
    expect(outcome).to.equal("unsupported");
    expect(why).to.contain("a callback got a promise");
  });

  it("tells of trace entries as they are written", () => {
    const told: string[] = [];
    const onEntry = (entry: string) => told.push(entry);
    adaptLoop(bare).run({ fns: {}, main: [log("a"), log("b")] }, { ...OPTIONS, onEntry });
    expect(told).to.deep.equal(["a", "b"]);
  });

  it("reports the error of a factory that fails later as the program's", async () => {
    let calls = 0;
    const adapter = adaptLoop({
      ...bare,
      makeLoop: () => {
        calls += 1;
        if (calls === 3) throw new reference.RuntimeError("no more");
        return bare.makeLoop();
      },
    });
    expect((await run(adapter, [log("a")])).outcome).to.equal("raised RuntimeError");
  });

  describe("capabilities", () => {
    const of = (more: Partial<LoopAdapterOptions>) => adaptLoop({ ...bare, ...more }).capabilities;

    it("follow from what is given", () => {
      expect(of({})).to.include.members(["debug", "harness"]).and.not.include("contexts");
      const { Context, ContextVar, copyContext } = reference;
      expect(of({ asyncio: { Context, ContextVar, copyContext } })).to.include("contexts");
      expect(of({ asyncio: reference })).to.include.members(["tasks", "interrupts", "asyncgens"]);
      expect(of({ host: { repr: String } })).to.include("repr");
      expect(of({ keywords: true })).to.include("keywords");
    });

    it("do not follow from the loop's methods: whether those are there is judged", () => {
      expect(of({ makeLoop: () => ({}) })).to.deep.equal(of({}));
    });

    it("have signals where the host says that they are told", () => {
      const signals = true;
      expect(of({ host: { signals } }))
        .to.include("signals")
        .and.not.include("signals-at-once");
      expect(of({})).not.to.include("signals");
    });

    it("can be narrowed", () => {
      expect(of({ asyncio: reference, capabilities: ["contexts", "debug"] })).to.deep.equal([
        "contexts",
        "debug",
      ]);
    });

    it("cannot be widened", () => {
      expect(() => of({ capabilities: ["contexts"] }))
        .to.throw(AdapterError, "lists `contexts`, but what it needs was not given")
        .with.property("code", "capability-missing");
      expect(() => of({ capabilities: ["flying"] }))
        .to.throw(AdapterError, "`flying`, which is not a capability")
        .with.property("code", "capability-unknown");
    });

    it("keep programs that need more from running", async () => {
      const { outcome, why, trace } = await run(adaptLoop(bare), [
        log("a"),
        { op: "cv_set", var: "x", value: 1 },
      ]);
      expect([outcome, why, trace]).to.deep.equal(["unsupported", "needs contexts", []]);
    });
  });

  it("takes a loop that can be used again after close()", () => {
    const loop = { close: () => undefined, isClosed: () => false, callSoon: () => undefined };
    expect(adaptLoop({ ...bare, makeLoop: () => loop }).makeLoop()).to.equal(loop);
  });

  it("returns values of coroutines through a plain generator protocol", async () => {
    const fns = { c: coroutine(return_(1)) };
    const { trace } = await run(adaptLoop(bare), [runUntilComplete(call("c"), { show: "r" })], fns);
    expect(trace).to.deep.equal(["c", "r=1"]);
  });
});
