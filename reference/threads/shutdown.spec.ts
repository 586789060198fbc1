import { expect } from "chai";
import {
  EventLoop,
  type Future,
  gather,
  RuntimeError,
  RuntimeWarning,
  run,
  setWarningHook,
  sleep,
  ValueError,
  VirtualSelector,
  WorkerPool,
} from "../index.ts";
import { job, makeGate, open } from "./testing/jobs.ts";

describe("shutting the default executor down", function () {
  this.timeout(30_000);

  it("waits for running jobs, then refuses the default, and not another executor", () => {
    const loop = new EventLoop();
    const gate = makeGate();
    const running = loop.runInExecutor(null, job("wait"), [gate]);
    loop.callLater(0.01, () => open(gate));
    loop.runUntilComplete(loop.shutdownDefaultExecutor());
    expect(running.done()).to.equal(true);
    expect(() => loop.runInExecutor(null, job("add"))).to.throw(RuntimeError, "shutdown");
    const pool = new WorkerPool();
    expect(loop.runUntilComplete(loop.runInExecutor(pool, job("add"), [1, 1]))).to.equal(2);
    loop.runUntilComplete(pool.shutdown(loop));
    loop.runUntilComplete(loop.shutdownDefaultExecutor());
    loop.close();
  });

  it("finishes what waits, each call once, however long the workers take", () => {
    const loop = new EventLoop();
    const pool = new WorkerPool({ maxWorkers: 2 });
    const [slow, fast] = [makeGate(), makeGate()];
    const running = [slow, fast].map((gate) => loop.runInExecutor(pool, job("wait"), [gate]));
    const waiting = [1, 2, 3, 4].map((n) => loop.runInExecutor(pool, job("add"), [n, n]));
    const end = pool.shutdown(loop);
    open(fast);
    loop.runUntilComplete(running[1] as Future<unknown>);
    loop.callLater(0.05, () => open(slow)); // mostly after the other worker has ended
    const results = loop.runUntilComplete(gather(waiting, { loop, returnExceptions: true }));
    expect(results).to.deep.equal([2, 4, 6, 8]);
    loop.runUntilComplete(end);
    loop.close();
  });

  it("without executor is done at once", () => {
    const loop = new EventLoop(new VirtualSelector());
    loop.runUntilComplete(loop.shutdownDefaultExecutor());
    loop.close();
  });

  it("warns and stops waiting when the time is over", () => {
    const loop = new EventLoop();
    const gate = makeGate();
    const warnings: unknown[] = [];
    setWarningHook((category) => warnings.push(category));
    try {
      loop.runInExecutor(null, job("wait"), [gate]);
      loop.runUntilComplete(loop.shutdownDefaultExecutor({ timeout: 0.01 }));
    } finally {
      setWarningHook(null);
      open(gate);
      loop.close();
    }
    expect(warnings).to.deep.equal([RuntimeWarning]);
  });

  it("waits without limit for Infinity seconds, and refuses NaN", () => {
    const loop = new EventLoop();
    const running = loop.runInExecutor(null, job("add"), [1, 2]);
    loop.runUntilComplete(loop.shutdownDefaultExecutor({ timeout: Infinity }));
    expect(running.done()).to.equal(true);
    const refused = loop.shutdownDefaultExecutor({ timeout: NaN });
    expect(() => loop.runUntilComplete(refused)).to.throw(ValueError, "`timeout`");
    loop.close();
  });

  it("can be waited for again after that", () => {
    const loop = new EventLoop();
    const gate = makeGate();
    setWarningHook(() => {});
    try {
      const running = loop.runInExecutor(null, job("wait"), [gate]);
      loop.runUntilComplete(loop.shutdownDefaultExecutor({ timeout: 0.01 }));
      open(gate);
      loop.runUntilComplete(loop.shutdownDefaultExecutor());
      expect(running.done()).to.equal(true);
    } finally {
      setWarningHook(null);
      loop.close();
    }
  });

  it("close() does not wait; what runs is finished, and its result comes to nobody", () => {
    const loop = new EventLoop();
    const [gate, finished] = [makeGate(), makeGate()];
    const pool = new WorkerPool({ maxWorkers: 1 });
    loop.setDefaultExecutor(pool);
    const running = loop.runInExecutor(null, job("wait"), [gate]);
    loop.runInExecutor(null, job("open"), [finished]);
    loop.close();
    expect(running.done()).to.equal(false);
    open(gate);
    expect(Atomics.wait(finished, 0, 0, 10_000)).to.be.oneOf(["ok", "not-equal"]);
  });

  it("is done by run()", () => {
    const loop = new EventLoop();
    function* main() {
      yield* sleep(0);
      return yield* loop.runInExecutor(null, job("add"), [20, 22]);
    }
    expect(run(main(), { loopFactory: () => loop })).to.equal(42);
    expect(loop.isClosed()).to.equal(true);
  });
});
