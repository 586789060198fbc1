import { setTimeout as delay } from "node:timers/promises";
import { expect } from "chai";
import {
  _getRunningLoop,
  CancelledError,
  type Coroutine,
  connectLoop,
  EventLoop,
  fromPromise,
  gather,
  HostSelector,
  KeyboardInterrupt,
  LoopPort,
  NotImplementedError,
  RuntimeError,
  sleep,
  ThreadSelector,
  toPromise,
  VirtualSelector,
} from "../index.ts";

async function rejection(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error("the promise was to reject");
}

describe("runAsync", () => {
  let loop: EventLoop;

  beforeEach(() => {
    loop = new EventLoop(new HostSelector());
  });

  afterEach(() => loop.close());

  it("runs a coroutine while promises and timers of the host go on", async () => {
    const trace: unknown[] = [];
    function* main(): Coroutine<string> {
      trace.push(_getRunningLoop() === loop);
      const value: string = yield* fromPromise(loop, delay(1, "of the host"));
      trace.push(_getRunningLoop() === loop, loop.isRunning());
      yield* sleep(0.001);
      return value;
    }
    const running = loop.runAsync(main());
    expect(loop.isRunning()).to.equal(true);
    expect(_getRunningLoop()).to.equal(null);
    expect(await running).to.equal("of the host");
    expect(loop.isRunning()).to.equal(false);
    expect(trace).to.deep.equal([true, true, true]);
  });

  it("behaves as the blocking methods do: same program, same trace", async () => {
    const program = (on: EventLoop) => {
      const trace: string[] = [];
      function* worker(name: string, delays: number[]): Coroutine<string> {
        for (const d of delays) {
          yield* sleep(d);
          trace.push(`${name} after ${d}`);
        }
        if (name === "c") throw new Error("c");
        return name;
      }
      function* main() {
        on.callSoon(() => trace.push("soon"));
        return yield* gather(
          [worker("a", [0, 0, 0.02]), worker("b", [0, 0.01]), worker("c", [0, 0, 0])],
          { returnExceptions: true },
        );
      }
      return { trace, main };
    };
    const virtual = new EventLoop(new VirtualSelector());
    const expected = program(virtual);
    virtual.runUntilComplete(expected.main());
    const hosted = program(loop);
    await loop.runAsync(hosted.main());
    expect(hosted.trace).to.deep.equal(expected.trace);
    const blocking = program(loop);
    loop.runUntilComplete(blocking.main());
    expect(blocking.trace).to.deep.equal(expected.trace);
  });

  it("without argument runs until stop(), and honours a stop() before it", async () => {
    const trace: string[] = [];
    loop.callSoon(() => trace.push("a"));
    loop.callSoon(() => loop.callSoon(() => trace.push("next run")));
    loop.stop();
    await loop.runAsync();
    expect(trace).to.deep.equal(["a"]);
    setImmediate(() => loop.callSoonThreadsafe(() => loop.stop()));
    await loop.runAsync();
    expect(trace).to.deep.equal(["a", "next run"]);
  });

  it("gives way to the host although it always has work", async () => {
    let spins = 0;
    const spin = () => {
      spins += 1;
      loop.callSoon(spin);
    };
    spin();
    setImmediate(() => setImmediate(() => loop.stop()));
    await loop.runAsync();
    expect(spins).to.be.greaterThan(64);
  });

  it("rejects with what the blocking method would throw", async () => {
    function* failing(): Coroutine<void> {
      yield;
      throw new RangeError("own");
    }
    expect(await rejection(loop.runAsync(failing()))).to.be.instanceOf(RangeError);
    loop.callLater(0.001, () => loop.stop());
    expect(await rejection(loop.runAsync(loop.createFuture()))).to.be.instanceOf(RuntimeError);
    loop.callSoon(() => {
      throw new KeyboardInterrupt();
    });
    expect(await rejection(loop.runAsync())).to.be.instanceOf(KeyboardInterrupt);
    const interrupt = new KeyboardInterrupt();
    function* interrupting(): Coroutine<void> {
      yield;
      throw interrupt;
    }
    expect(await rejection(loop.runAsync(interrupting()))).to.equal(interrupt);
    expect(loop.isRunning()).to.equal(false);
    const pending = loop.runAsync(sleep(0.001));
    expect(await rejection(loop.runAsync())).to.be.instanceOf(RuntimeError);
    await pending;
  });

  it("can run two loops at once, taking turns", async () => {
    const other = new EventLoop(new HostSelector());
    const results = await Promise.all([
      loop.runAsync(sleep(0.002, "a")),
      other.runAsync(sleep(0.001, "b")),
    ]);
    other.close();
    expect(results).to.deep.equal(["a", "b"]);
  });

  it("is woken by calls from other threads", async () => {
    const trace: unknown[] = [];
    const port = new LoopPort(loop, {
      call: (value: number) => {
        trace.push(value);
        if (value === 3) loop.stop();
      },
    });
    const remote = connectLoop(port.open());
    setImmediate(() => {
      for (const value of [1, 2, 3]) remote.callSoonThreadsafe("call", [value]);
    });
    await loop.runAsync();
    expect(trace).to.deep.equal([1, 2, 3]);
  });

  it("in debug mode refuses callSoon() from outside while the loop waits", async () => {
    loop.setDebug(true);
    let refused: unknown;
    setImmediate(() => {
      try {
        loop.callSoon(() => {});
      } catch (error) {
        refused = error;
      }
      loop.callSoonThreadsafe(() => loop.stop());
    });
    await loop.runAsync();
    expect(refused)
      .to.be.instanceOf(RuntimeError)
      .with.property("message")
      .that.contains("callSoonThreadsafe");
  });

  it("needs a HostSelector, and says so", async () => {
    const blocking = new EventLoop(new ThreadSelector());
    expect(await rejection(blocking.runAsync())).to.be.instanceOf(NotImplementedError);
    expect(() => fromPromise(blocking, Promise.resolve())).to.throw(NotImplementedError);
    for (const bad of [5, null, {}]) {
      expect(() => fromPromise(loop, bad as never)).to.throw(TypeError, "`promise`");
    }
    expect(blocking.isRunning()).to.equal(false);
    blocking.close();
  });
});

describe("promises and futures", () => {
  it("fromPromise passes on values and errors, and may be cancelled", async () => {
    const loop = new EventLoop(new HostSelector());
    const error = new Error("e");
    expect(await loop.runAsync(fromPromise(loop, Promise.resolve(1)))).to.equal(1);
    const failed = loop.runAsync(fromPromise(loop, Promise.reject(error)));
    expect(await rejection(failed)).to.equal(error);
    const cancelled = fromPromise(loop, delay(1, "late"));
    cancelled.cancel();
    expect(await rejection(loop.runAsync(cancelled))).to.be.instanceOf(CancelledError);
    await loop.runAsync(sleep(0.005));
    loop.close();
  });

  it("toPromise settles as the awaitable does", async () => {
    const loop = new EventLoop(new HostSelector());
    const value = toPromise(loop, sleep(0.001, "r"));
    const future = loop.createFuture();
    const error = rejection(toPromise(loop, future));
    future.setException(new RangeError("x"));
    await loop.runAsync(sleep(0.01));
    loop.close();
    expect(await value).to.equal("r");
    expect(await error).to.be.instanceOf(RangeError);
  });
});
