import { expect } from "chai";
import {
  Context,
  EventLoop,
  getRunningLoop,
  Handle,
  partial,
  RuntimeError,
  sleep,
  TimerHandle,
  ValueError,
  VirtualSelector,
} from "../index.ts";

function makeLoop() {
  const loop = new EventLoop(new VirtualSelector());
  const trace: unknown[] = [];
  return { loop, trace };
}

describe("scheduling callbacks", () => {
  for (const method of ["callSoon", "callSoonThreadsafe"] as const) {
    it(`${method}() passes 0, 1, 2 and 5 arguments unchanged, later, in order, once each`, () => {
      const { loop, trace } = makeLoop();
      const context = new Context();
      const lists = [[], [context], [1, undefined], [1, "b", null, [], {}]];
      const record = (...args: unknown[]) => trace.push(args);
      for (const args of lists) {
        expect(loop[method](record, args)).to.be.instanceOf(Handle);
      }
      expect(trace).to.deep.equal([]);
      loop.runUntilComplete(sleep(0));
      loop.runUntilComplete(sleep(0));
      expect(trace).to.deep.equal(lists);
      expect((trace[1] as unknown[])[0]).to.equal(context);
    });

    it(`${method}() refuses unknown options, bad contexts, missing callbacks, no lists`, () => {
      const { loop } = makeLoop();
      const call = loop[method].bind(loop) as (...args: unknown[]) => unknown;
      const noop = () => {};
      expect(() => call(noop, [], { flush: true })).to.throw(TypeError, "no option `flush`");
      expect(() => call(noop, [], { context: 5 })).to.throw(TypeError, "`5` (number)");
      expect(() => call(noop, [], null)).to.throw(TypeError, "to be an object");
      expect(() => call()).to.throw(TypeError, "needs a callback");
      expect(() => call(noop, "ab")).to.throw(TypeError, "to be an array");
      loop.stop();
      loop.runForever();
    });
  }

  it("does not run what was cancelled in time; a late or second cancel changes nothing", () => {
    const { loop, trace } = makeLoop();
    const record = (...args: unknown[]) => trace.push(args);
    const before = [[], [1], [1, 2]].map((args) => loop.callSoon(record, args));
    for (const handle of before) {
      expect(handle.cancelled()).to.equal(false);
      handle.cancel();
      handle.cancel();
      expect(handle.cancelled()).to.equal(true);
    }
    loop.callSoon(() => sameBatch.cancel());
    const sameBatch = loop.callSoon(record, ["same batch"]);
    const ran = loop.callSoon(record, ["ran"]);
    loop.runUntilComplete(sleep(0));
    ran.cancel();
    loop.runUntilComplete(sleep(0));
    expect(trace).to.deep.equal([["ran"]]);
  });

  it("runs timers by time, never before it, whatever the order of scheduling", () => {
    const { loop, trace } = makeLoop();
    for (const delay of [3, 1, 2, 0, -1]) {
      const timer = loop.callLater(delay, () => trace.push([delay, loop.time()]));
      expect(timer).to.be.instanceOf(TimerHandle);
      expect(timer.when()).to.equal(delay);
    }
    loop.callAt(2.5, (text: string) => trace.push([text, loop.time()]), ["at"]);
    loop.runUntilComplete(sleep(4));
    expect(trace).to.deep.equal([
      [-1, 0],
      [0, 0],
      [1, 1],
      [2, 2],
      ["at", 2.5],
      [3, 3],
    ]);
  });

  it("does not fire a cancelled timer, before or after it was due", () => {
    const { loop, trace } = makeLoop();
    const timer = loop.callLater(1, () => trace.push("fired"));
    const due = loop.callLater(2, () => trace.push("cancelled when due"));
    loop.callAt(2, () => due.cancel());
    loop.callAt(1.9, () => loop.callAt(2, () => trace.push("other")));
    timer.cancel();
    timer.cancel();
    loop.runUntilComplete(sleep(3));
    // Equal deadlines have no promised order, so the due one may have run before the other.
    expect(trace.filter((entry) => entry !== "cancelled when due")).to.deep.equal(["other"]);
  });

  it("refuses times that are no finite numbers and says what it got", () => {
    const { loop } = makeLoop();
    const bad = (value: unknown) => () => loop.callLater(value as number, () => {});
    expect(bad(Number.NaN)).to.throw(
      ValueError,
      "Expected `delay` to be a finite number, got `NaN` (number)",
    );
    expect(bad(Infinity)).to.throw(ValueError);
    expect(bad("1")).to.throw(TypeError, "`1` (string)");
    expect(bad(null)).to.throw(TypeError, "(null)");
    expect(() => loop.callAt(undefined as never, () => {})).to.throw(TypeError, "`when`");
  });

  it("accepts delays of many years", () => {
    const { loop } = makeLoop();
    loop.callLater(1e9, () => loop.stop());
    loop.runForever();
    expect(loop.time()).to.equal(1e9);
  });

  it("ignores what a callback returns, coroutines too", () => {
    const { loop, trace } = makeLoop();
    loop.callSoon(function* () {
      trace.push("never");
      yield;
    });
    loop.runUntilComplete(sleep(1));
    expect(trace).to.deep.equal([]);
  });

  it("refuses everything on a closed loop, and cancelling an old handle is no error", () => {
    const { loop } = makeLoop();
    const handles = [loop.callSoon(() => {}), loop.callLater(1, () => {})];
    loop.close();
    for (const handle of handles) handle.cancel();
    const coroutine = sleep(0);
    const calls = [
      () => loop.callSoon(() => {}),
      () => loop.callSoonThreadsafe(() => {}),
      () => loop.callLater(0, () => {}),
      () => loop.callAt(0, () => {}),
      () => loop.createTask(coroutine),
      () => loop.addReader(3, () => {}),
      () => loop.runInExecutor(null, { module: "node:os", name: "cpus" }),
      () => loop.runForever(),
      () => loop.runUntilComplete(coroutine),
    ];
    for (const call of calls) expect(call, String(call)).to.throw(RuntimeError, "closed");
  });

  it("makes the loop the running one in callbacks of every kind", () => {
    const { loop, trace } = makeLoop();
    const probe = () => trace.push(getRunningLoop() === loop);
    loop.callSoon(probe);
    loop.callSoonThreadsafe(probe);
    loop.callLater(1, probe);
    const future = loop.createFuture();
    future.addDoneCallback(probe);
    future.setResult(1);
    loop.runUntilComplete(sleep(2));
    expect(trace).to.deep.equal([true, true, true, true]);
  });
});

describe("rendering of handles", () => {
  function print() {}

  it("shows function, arguments and keywords of a partial in debug mode", () => {
    const { loop } = makeLoop();
    loop.setDebug(true);
    const handle = loop.callSoon(partial(print, ["Hello"], { flush: true }));
    expect(String(handle)).to.equal("<Handle print('Hello', flush=True)>");
    expect(String(loop.callSoon(partial(print, [1]), [null, "x"]))).to.contain(
      "print(1)(None, 'x')",
    );
    expect(handle.sourceTraceback).to.contain("handle.spec.ts");
  });

  it("hides arguments outside debug mode, and shows cancellation and time", () => {
    const { loop } = makeLoop();
    const handle = loop.callSoon(partial(print, ["Hello"], { flush: true }));
    expect(String(handle)).to.equal("<Handle print(...)>");
    expect(String(loop.callSoon(print))).to.equal("<Handle print()>");
    const timer = loop.callAt(5, print, [1]);
    expect(String(timer)).to.equal("<TimerHandle print(...) when=5>");
    timer.cancel();
    expect(String(timer)).to.equal("<TimerHandle cancelled when=5>");
    expect(handle.sourceTraceback).to.equal(null);
  });
});
