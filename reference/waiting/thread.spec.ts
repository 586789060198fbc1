import { expect } from "chai";
import { EventLoop, HostSelector, sleep, ThreadSelector } from "../index.ts";

for (const Selector of [ThreadSelector, HostSelector]) {
  describe(`${Selector.name}, blocking`, () => {
    it("has a clock that never goes back, in seconds", () => {
      const selector = new Selector();
      const times = Array.from({ length: 1000 }, () => selector.time());
      expect(times).to.deep.equal([...times].sort((a, b) => a - b));
      expect(Math.abs(selector.time() - performance.now() / 1000)).to.be.lessThan(1);
    });

    it("never runs a timer before its time, and runs all of them", () => {
      const loop = new EventLoop(new Selector());
      const early: number[] = [];
      const delays = Array.from({ length: 50 }, (_, i) => (i % 10) / 2000);
      let left = delays.length;
      for (const delay of delays) {
        const due = loop.time() + delay;
        loop.callLater(delay, () => {
          early.push(due - loop.time());
          left -= 1;
          if (left === 0) loop.stop();
        });
      }
      loop.runForever();
      loop.close();
      expect(Math.max(...early)).to.be.at.most(new Selector().clockResolution);
    });

    it("only looks when the timeout is 0, and not at all once it was woken", () => {
      const selector = new Selector();
      const start = selector.time();
      expect(selector.select(0)).to.deep.equal([]);
      selector.wakeup();
      expect(selector.select(null)).to.deep.equal([]); // would wait without end
      expect(selector.time() - start).to.be.lessThan(10);
    });

    it("is asked once for each thing that happens, so that an idle loop does nothing", () => {
      let asked = 0;
      class Counting extends Selector {
        override select(timeout: number | null) {
          asked += 1;
          return super.select(timeout);
        }
      }
      const loop = new EventLoop(new Counting());
      loop.callLater(3600, () => {});
      loop.callLater(0.1, () => loop.stop());
      loop.runForever();
      loop.close();
      // A wait that is rounded may be begun again; a loop that spins asks ten thousand times.
      expect(asked).to.be.within(1, 10);
    });

    it("uses no processor time while it waits", () => {
      const loop = new EventLoop(new Selector());
      const before = process.cpuUsage();
      loop.runUntilComplete(sleep(0.2));
      const { user, system } = process.cpuUsage(before);
      loop.close();
      expect((user + system) / 1e6).to.be.lessThan(0.1);
    });
  });
}
