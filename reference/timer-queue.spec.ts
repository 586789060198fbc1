import { expect } from "chai";
import fc from "fast-check";
import { EventLoop, type TimerHandle, VirtualSelector } from "./index.ts";
import { TimerQueue } from "./timer-queue.ts";

/** Timers of a loop that never runs; the queue under test is another than the loop's own. */
function timers(deadlines: readonly number[]): TimerHandle[] {
  const loop = new EventLoop(new VirtualSelector());
  return deadlines.map((when) => {
    const timer = loop.callAt(when, () => {});
    timer.scheduled = false;
    return timer;
  });
}

function drain(queue: TimerQueue): TimerHandle[] {
  const drained: TimerHandle[] = [];
  for (let next = queue.peek(); next !== undefined; next = queue.peek()) {
    queue.pop();
    drained.push(next);
  }
  return drained;
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
          timer.scheduled = false; // its loop's queue must not count it
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

  it("drops cancelled timers before their time once they are the half of many", () => {
    const loop = new EventLoop(new VirtualSelector());
    const kept = Array.from({ length: 90 }, (_, i) => loop.callLater(1000 + i, () => {}));
    const dropped = Array.from({ length: 110 }, (_, i) => loop.callLater(500 + i, () => {}));
    for (const timer of dropped) timer.cancel();
    const scheduled = [...kept, ...dropped].filter((timer) => timer.scheduled);
    expect(scheduled).to.include.members(kept);
    expect(scheduled.length).to.be.lessThan(kept.length + dropped.length / 2);
  });

  it("does not count a timer that was cancelled after it had fired", () => {
    const loop = new EventLoop(new VirtualSelector());
    const fired = Array.from({ length: 300 }, () => loop.callLater(1, () => {}));
    const waiting = loop.callLater(5, () => loop.stop());
    loop.callLater(2, () => {
      for (const timer of fired) timer.cancel();
    });
    loop.runForever();
    expect(loop.time()).to.equal(5);
    expect(waiting.scheduled).to.equal(false);
  });
});
