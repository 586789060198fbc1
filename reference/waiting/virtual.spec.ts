import { expect } from "chai";
import {
  DeadlockError,
  EventLoop,
  NotImplementedError,
  READ,
  ThreadSelector,
  ValueError,
  VirtualPipe,
  VirtualSelector,
  WRITE,
} from "../index.ts";

function makeLoop() {
  const selector = new VirtualSelector();
  return { selector, loop: new EventLoop(selector), trace: [] as unknown[] };
}

describe("VirtualSelector", () => {
  it("moves the clock by each wait, to the deadline, and records the timeouts", () => {
    const { selector, loop } = makeLoop();
    loop.callLater(0.1, () => {});
    loop.callLater(0.1 + 0.2, () => loop.stop());
    loop.runForever();
    expect(loop.time()).to.be.closeTo(0.3, 1e-9);
    expect(selector.polls).to.have.length(2);
    expect(selector.polls[0]).to.equal(0.1);
  });

  it("waits a day at most in one poll", () => {
    const { selector, loop } = makeLoop();
    loop.callLater(200_000, () => loop.stop());
    loop.runForever();
    expect(selector.polls).to.deep.equal([86_400, 86_400, 27_200]);
  });

  it("still meets deadlines where the clock's numbers are coarser than its resolution", () => {
    const selector = new VirtualSelector(2 ** 40);
    const loop = new EventLoop(selector);
    loop.callLater(0.3, () => loop.stop());
    loop.runForever();
    expect(loop.time() - 2 ** 40).to.be.closeTo(0.3, 1e-3);
  });

  it("raises DeadlockError where the loop would wait for ever, and says for what", () => {
    const { selector, loop } = makeLoop();
    expect(() => loop.runForever()).to.throw(DeadlockError, "nothing is pending");
    const pipe = new VirtualPipe(selector);
    loop.addReader(pipe, () => {});
    expect(() => loop.runForever()).to.throw(DeadlockError, `reading of ${pipe.fileno()}`);
    expect(loop.isRunning()).to.equal(false);
  });

  it("lets a program move the clock, forward only", () => {
    const { selector, loop, trace } = makeLoop();
    loop.callSoon(() => selector.advance(5));
    loop.callLater(3, () => trace.push(loop.time()));
    loop.callLater(6, () => loop.stop());
    loop.runForever();
    expect(trace).to.deep.equal([5]);
    for (const bad of [-1, Number.NaN]) {
      expect(() => selector.advance(bad)).to.throw(ValueError, "`seconds`");
    }
  });

  it("answers what is ready at once, without moving the clock", () => {
    const { selector, loop, trace } = makeLoop();
    const pipe = new VirtualPipe(selector);
    loop.addReader(pipe, (name: string) => trace.push([name, pipe.recv(), loop.time()]), ["r"]);
    pipe.send("a");
    pipe.send("b");
    loop.callLater(1, () => pipe.send("c"));
    loop.callLater(2, () => loop.stop());
    loop.runForever();
    expect(trace).to.deep.equal([
      ["r", "ab", 0],
      ["r", "c", 1],
    ]);
  });
});

describe("watching descriptors", () => {
  it("calls again and again while a descriptor stays ready", () => {
    const { selector, loop, trace } = makeLoop();
    loop.addReader(7, () => {
      trace.push("read");
      if (trace.length === 3) selector.clearReady(7);
    });
    selector.makeReady(7);
    loop.callLater(1, () => loop.stop());
    loop.runForever();
    expect(trace).to.deep.equal(["read", "read", "read"]);
  });

  it("keeps reader and writer apart, and answers whether there was one to remove", () => {
    const { selector, loop, trace } = makeLoop();
    const pipe = new VirtualPipe(selector);
    loop.addReader(pipe, () => trace.push("reader"));
    loop.addWriter(pipe, () => {
      trace.push("writer");
      expect(loop.removeWriter(pipe)).to.equal(true);
      expect(loop.removeWriter(pipe)).to.equal(false);
      pipe.send("x");
      loop.stop();
    });
    loop.runForever();
    loop.stop();
    loop.runForever();
    expect(trace).to.deep.equal(["writer", "reader"]);
    expect(loop.removeReader(pipe.fileno())).to.equal(true);
    expect(loop.removeReader(pipe)).to.equal(false);
  });

  it("replaces an earlier callback, also one that stands in the ready queue", () => {
    const { selector, loop, trace } = makeLoop();
    const [first, second] = [new VirtualPipe(selector), new VirtualPipe(selector)];
    for (const [pipe, other] of [
      [first, second],
      [second, first],
    ] as const) {
      loop.addReader(pipe, () => {
        trace.push(`old ${pipe.fileno()}`);
        loop.addReader(other, () => trace.push("new"));
        loop.removeReader(pipe);
      });
      pipe.send("x");
    }
    loop.callLater(1, () => loop.stop());
    loop.stop();
    loop.runForever();
    expect(trace).to.deep.equal([`old ${first.fileno()}`]);
    loop.stop();
    loop.runForever();
    expect(trace).to.deep.equal([`old ${first.fileno()}`, "new"]);
  });

  it("polls descriptors in the one pass of a run after stop()", () => {
    const { selector, loop, trace } = makeLoop();
    const pipe = new VirtualPipe(selector);
    loop.addReader(pipe, () => trace.push(pipe.recv()));
    pipe.send("x");
    loop.stop();
    loop.runForever();
    expect(trace).to.deep.equal(["x"]);
    expect(selector.polls).to.deep.equal([0]);
  });

  it("is not starved by a callback that reschedules itself", () => {
    const { selector, loop, trace } = makeLoop();
    const pipe = new VirtualPipe(selector);
    let spins = 0;
    const spin = () => {
      spins += 1;
      if (spins === 5) pipe.send("x");
      loop.callSoon(spin);
    };
    loop.addReader(pipe, () => {
      trace.push(pipe.recv());
      loop.stop();
    });
    spin();
    loop.runForever();
    expect(trace).to.deep.equal(["x"]);
    expect(spins).to.be.lessThan(10);
  });

  it("ignores a descriptor whose callback is gone when the selector answers", () => {
    const { selector, loop, trace } = makeLoop();
    selector.watch(9, READ | WRITE);
    selector.makeReady(9, READ | WRITE);
    loop.stop();
    loop.runForever();
    expect(trace).to.deep.equal([]);
  });

  it("refuses what is no descriptor, bad callbacks, and selectors without descriptors", () => {
    const { loop } = makeLoop();
    for (const bad of [-1, 1.5, Number.NaN, "x", null, { fileno: () => -1 }]) {
      expect(() => loop.addReader(bad as never, () => {})).to.throw(ValueError, "`fd`");
      expect(() => loop.removeWriter(bad as never)).to.throw(ValueError, "`fd`");
    }
    expect(() => loop.addReader(3, undefined as never)).to.throw(TypeError, "callback");
    const keyword = { flush: true } as never;
    expect(() => loop.addReader(3, () => {}, [], keyword)).to.throw(TypeError, "`flush`");
    expect(() => loop.addWriter(3, () => {}, [], keyword)).to.throw(TypeError, "`flush`");
    const blind = new EventLoop(new ThreadSelector());
    expect(() => blind.addWriter(3, () => {})).to.throw(NotImplementedError, "ThreadSelector");
    expect(blind.removeReader(3)).to.equal(false);
  });
});
