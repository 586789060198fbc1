import { pathToFileURL } from "node:url";
import { threadId } from "node:worker_threads";
import { expect } from "chai";
import {
  EventLoop,
  type Executor,
  NotImplementedError,
  RuntimeError,
  ValueError,
  VirtualSelector,
  WorkerPool,
} from "../index.ts";
import { JOBS, job, makeGate, open } from "./testing/jobs.ts";

describe("runInExecutor", function () {
  this.timeout(30_000);
  let loop: EventLoop;

  beforeEach(() => {
    loop = new EventLoop();
  });

  afterEach(() => {
    loop.runUntilComplete(loop.shutdownDefaultExecutor());
    loop.close();
  });

  it("gives what the function returns, from another thread, while the loop goes on", () => {
    const gate = makeGate();
    const done = loop.runInExecutor<string>(null, job("wait"), [gate]);
    loop.callLater(0.01, () => open(gate)); // a blocked loop could not do this
    expect(loop.runUntilComplete(done)).to.be.oneOf(["ok", "not-equal"]);
    const url = { module: pathToFileURL(JOBS), name: "thread" };
    expect(loop.runUntilComplete(loop.runInExecutor(null, url))).to.not.equal(threadId);
    expect(loop.runUntilComplete(loop.runInExecutor(null, job("add"), [1, 2]))).to.equal(3);
    expect(loop.runUntilComplete(loop.runInExecutor(null, job("later"), ["r"]))).to.equal("r");
    const builtIn = { module: "node:path", name: "basename" };
    expect(loop.runUntilComplete(loop.runInExecutor(null, builtIn, ["/a/b"]))).to.equal("b");
  });

  it("raises what the function throws, of the same class where that is known here", () => {
    const fail = (name: string) => () =>
      loop.runUntilComplete(loop.runInExecutor(null, job("fail"), [name]));
    expect(fail("TypeError")).to.throw(TypeError, "in the job");
    expect(fail("ValueError")).to.throw(ValueError, "in the job");
    expect(fail("OwnError")).to.throw(Error, "in the job").with.property("name", "OwnError");
  });

  it("raises for what is missing, is no function, or cannot be sent either way", () => {
    const call =
      (name: string, args: unknown[] = []) =>
      () =>
        loop.runUntilComplete(loop.runInExecutor(null, job(name), args));
    expect(call("missing")).to.throw(TypeError, "`missing`");
    expect(call("notAFunction")).to.throw(TypeError, "got number");
    expect(call("uncloneable")).to.throw(/could not be cloned/);
    expect(call("add", [() => {}])).to.throw(/could not be cloned/);
    const nowhere = { module: "/nowhere/at-all.mjs", name: "x" };
    expect(() => loop.runUntilComplete(loop.runInExecutor(null, nowhere))).to.throw(/at-all/);
    expect(call("add", [2, 2])()).to.equal(4);
  });

  it("raises an error also where what was thrown cannot be put in words, and the worker lives", () => {
    const pool = new WorkerPool({ maxWorkers: 1 });
    const thread = () => loop.runUntilComplete(loop.runInExecutor(pool, job("thread")));
    const before = thread();
    for (const what of ["prototype", "text"]) {
      const call = () =>
        loop.runUntilComplete(loop.runInExecutor(pool, job("failWithout"), [what]));
      expect(call).to.throw(Error, "in words");
    }
    expect(thread()).to.equal(before);
    loop.runUntilComplete(pool.shutdown(loop));
  });

  it("survives a worker that ends in the middle of a job", () => {
    const exit = () => loop.runUntilComplete(loop.runInExecutor(null, job("exit"), [3]));
    expect(exit).to.throw(RuntimeError, "exit code 3");
    expect(loop.runUntilComplete(loop.runInExecutor(null, job("add"), [1, 1]))).to.equal(2);
  });

  it("refuses functions, bad lists and keywords", () => {
    const call = loop.runInExecutor.bind(loop) as (...args: unknown[]) => unknown;
    const nowhere = ["", 5].map((module) => ({ module, name: "x" }));
    for (const bad of [() => 1, null, "module", {}, ...nowhere]) {
      expect(() => call(null, bad)).to.throw(TypeError, "`target`");
    }
    for (const bad of [5, {}]) {
      expect(() => call(bad, job("add"))).to.throw(TypeError, "`executor`");
    }
    expect(() => call(null, job("add"), 5)).to.throw(TypeError, "array");
    expect(() => call(null, job("add"), [], { flush: true })).to.throw(
      TypeError,
      "no option `flush`",
    );
  });

  it("drops the result of a call that was cancelled, and does not begin one that waits", () => {
    const pool = new WorkerPool({ maxWorkers: 1 });
    const gate = makeGate();
    const running = loop.runInExecutor(pool, job("wait"), [gate]);
    const waiting = loop.runInExecutor(pool, job("exit"), [9]);
    running.cancel();
    waiting.cancel();
    open(gate);
    expect(loop.runUntilComplete(loop.runInExecutor(pool, job("add"), [1, 1]))).to.equal(2);
    loop.runUntilComplete(pool.shutdown(loop));
  });

  it("uses as many workers as it may, and no more", () => {
    const pool = new WorkerPool({ maxWorkers: 2 });
    const gate = makeGate();
    const waiting = loop.runInExecutor(pool, job("wait"), [gate]);
    // Only a second worker can open the gate for the first …
    loop.runUntilComplete(loop.runInExecutor(pool, job("open"), [gate]));
    loop.runUntilComplete(waiting);
    const threads = Array.from({ length: 6 }, () => loop.runInExecutor(pool, job("thread")));
    // … and six calls share two threads.
    const used = new Set(threads.map((future) => loop.runUntilComplete(future)));
    expect(used.size).to.be.within(1, 2);
    loop.runUntilComplete(pool.shutdown(loop));
  });

  it("refuses a pool of another loop, a pool after shutdown, sizes that are none", () => {
    const pool = new WorkerPool();
    loop.runUntilComplete(loop.runInExecutor(pool, job("add"), [1, 1]));
    const other = new EventLoop();
    expect(() => other.runInExecutor(pool, job("add"))).to.throw(RuntimeError, "another loop");
    other.close();
    loop.runUntilComplete(pool.shutdown(loop));
    expect(() => loop.runInExecutor(pool, job("add"))).to.throw(RuntimeError, "after shutdown");
    expect(() => new WorkerPool({ maxWorkers: 0 })).to.throw(ValueError, "`maxWorkers`");
    const virtual = new EventLoop(new VirtualSelector());
    expect(() => virtual.runInExecutor(null, job("add"))).to.throw(NotImplementedError);
  });

  it("uses the executor that was set, and refuses what is none", () => {
    const calls: unknown[] = [];
    const executor: Executor = {
      submit(l, target, args) {
        calls.push([l === loop, target, args]);
        const future = l.createFuture();
        future.setResult("recorded");
        return future;
      },
      shutdown(l) {
        calls.push("shutdown");
        const future = l.createFuture<void>();
        future.setResult();
        return future;
      },
    };
    loop.setDefaultExecutor(executor);
    expect(loop.runUntilComplete(loop.runInExecutor(null, job("add"), [1]))).to.equal("recorded");
    expect(calls).to.deep.equal([[true, job("add"), [1]]]);
    loop.close();
    expect(calls.at(-1)).to.equal("shutdown");
    for (const bad of [null, {}, 5]) {
      expect(() => loop.setDefaultExecutor(bad as never)).to.throw(TypeError, "`executor`");
    }
    loop = new EventLoop();
  });
});
