import { expect } from "chai";
import fc from "fast-check";
import { EventLoop, type TimerHandle, VirtualSelector } from "../index.ts";
import { TimerQueue } from "./timer-queue.ts";

/** Timers of a loop that never runs; the queue under test is another than the loop's own. */
function timers(deadlines: readonly number[]): TimerHandle[] {
  const loop = new EventLoop(new VirtualSelector());
  return deadlines.map((when) => loop.callAt(when, () => {}));
}

function drain(queue: TimerQueue): TimerHandle[] {
  const drained: TimerHandle[] = [];
  while (queue.earliest() !== undefined) drained.push(queue.takeDue(Infinity) as TimerHandle);
  return drained;
}

/** A deadline that counts how often it is looked at. */
function counted(deadline: number, count: () => void): number {
  const look = () => {
    count();
    return deadline;
  };
  return { valueOf: look } as unknown as number;
}

describe("TimerQueue", () => {
  it("gives timers by deadline, equal ones by order of scheduling, and no cancelled one", () => {
    const deadline = fc.integer({ min: 0, max: 20 });
    const plan = fc.array(fc.record({ deadline, cancel: fc.boolean() }), { maxLength: 400 });
    fc.assert(
      fc.property(plan, (rows) => {
        const queue = new TimerQueue();
        const all = timers(rows.map((row) => row.deadline));
        for (const timer of all) queue.push(timer);
        all.forEach((timer, i) => {
          if (!rows[i]?.cancel) return;
          timer.cancel();
          queue.noteCancelled();
        });
        const expected = all
          .filter((timer) => !timer.cancelled())
          .sort((a, b) => a.when() - b.when() || a.sequence - b.sequence);
        expect(drain(queue)).to.deep.equal(expected);
      }),
    );
  });

  it("gives no timer before its time, and leaves it to its turn whether it is cancelled", () => {
    const queue = new TimerQueue();
    const [early, late] = timers([1, 2]) as [TimerHandle, TimerHandle];
    for (const timer of [late, early]) queue.push(timer);
    expect(queue.takeDue(0.5)).to.equal(undefined);
    expect(queue.earliest()).to.equal(1);
    early.cancel();
    queue.noteCancelled();
    expect(queue.takeDue(1)).to.equal(early);
    expect(queue.takeDue(1)).to.equal(undefined);
  });

  it("compares each timer with no more than two others for each doubling of their number", () => {
    for (const n of [100, 1000, 10_000, 100_000]) {
      let looks = 0;
      const count = () => {
        looks += 1;
      };
      const queue = new TimerQueue();
      const all = timers(Array.from({ length: n }, (_, i) => (i * 7919) % n));
      for (const timer of all) {
        Object.defineProperty(timer, "deadline", { value: counted(timer.when(), count) });
        queue.push(timer);
      }
      expect(drain(queue)).to.have.length(n);
      expect(looks / 2 / n).to.be.lessThan(2 * Math.log2(n));
    }
  });

  it("drops cancelled timers before their time once they are the half of many", () => {
    const loop = new EventLoop(new VirtualSelector());
    const kept = Array.from({ length: 90 }, (_, i) => loop.callLater(1000 + i, () => {}));
    const dropped = Array.from({ length: 110 }, (_, i) => loop.callLater(500 + i, () => {}));
    for (const timer of dropped) timer.cancel();
    expect(loop.state.scheduled.size).to.be.within(kept.length, kept.length + dropped.length / 2);
    expect(drain(loop.state.scheduled)).to.deep.equal(kept);
  });

  it("loses no timer to a clean-up, also one that cancellations of fired timers have caused", () => {
    const loop = new EventLoop(new VirtualSelector());
    const fired = Array.from({ length: 300 }, () => loop.callLater(1, () => {}));
    const trace: number[] = [];
    for (let i = 0; i < 100; i += 1)
      loop.callLater(3 + ((i * 37) % 100), () => trace.push(loop.time()));
    loop.callLater(2, () => {
      for (const timer of fired) timer.cancel();
    });
    loop.callLater(200, () => loop.stop());
    loop.runForever();
    expect(trace).to.deep.equal(Array.from({ length: 100 }, (_, i) => 3 + i));
  });

  it("counts a timer once that is cancelled twice", () => {
    const loop = new EventLoop(new VirtualSelector());
    const timer = loop.callLater(1, () => {});
    for (let i = 0; i < 1000; i += 1) timer.cancel();
    expect(loop.state.scheduled.size).to.equal(1);
  });
});
