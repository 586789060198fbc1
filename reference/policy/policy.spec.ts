import { expect } from "chai";
import {
  DefaultEventLoopPolicy,
  DeprecationWarning,
  EventLoop,
  type EventLoopPolicy,
  getEventLoop,
  getEventLoopPolicy,
  getRunningLoop,
  newEventLoop,
  RuntimeError,
  setEventLoop,
  setEventLoopPolicy,
  setWarningHook,
  VirtualSelector,
  type WarningCategory,
} from "../index.ts";

const makeLoop = () => new EventLoop(new VirtualSelector());

describe("obtaining the event loop", () => {
  const warnings: WarningCategory[] = [];

  beforeEach(() => {
    warnings.length = 0;
    setWarningHook((category) => warnings.push(category));
    setEventLoopPolicy(new DefaultEventLoopPolicy(makeLoop));
  });

  afterEach(() => {
    setWarningHook(null);
    setEventLoopPolicy(null);
  });

  it("getRunningLoop raises outside a run, also with a current loop, and makes none", () => {
    expect(() => getRunningLoop()).to.throw(RuntimeError);
    setEventLoop(makeLoop());
    expect(() => getRunningLoop()).to.throw(RuntimeError);
    expect(warnings).to.deep.equal([]);
  });

  it("getEventLoop makes a loop in the main thread, installs it, and warns once", () => {
    const loop = getEventLoop();
    expect(loop).to.be.instanceOf(EventLoop);
    expect(getEventLoop()).to.equal(loop);
    expect(warnings).to.deep.equal([DeprecationWarning]);
  });

  it("getEventLoop gives the loop that was set, without warning, even when it is closed", () => {
    const [first, second] = [makeLoop(), makeLoop()];
    setEventLoop(first);
    setEventLoop(second);
    expect(getEventLoop()).to.equal(second);
    second.close();
    expect(getEventLoop()).to.equal(second);
    expect(warnings).to.deep.equal([]);
    expect([first.isRunning(), first.isClosed()]).to.deep.equal([false, false]);
  });

  it("getEventLoop raises once null was set", () => {
    setEventLoop(makeLoop());
    setEventLoop(null);
    expect(() => getEventLoop()).to.throw(RuntimeError, "no current event loop");
  });

  it("the running loop beats the current one, and setEventLoop does not redirect a run", () => {
    const [loop, other] = [makeLoop(), makeLoop()];
    setEventLoop(makeLoop());
    loop.callSoon(() => {
      expect(getEventLoop()).to.equal(loop);
      setEventLoop(other);
      expect(getEventLoop()).to.equal(loop);
      expect(getRunningLoop()).to.equal(loop);
      loop.stop();
    });
    loop.runForever();
    expect(getEventLoop()).to.equal(other);
  });

  it("newEventLoop makes a fresh loop each time and installs none", () => {
    const current = makeLoop();
    setEventLoop(current);
    const [a, b] = [newEventLoop(), newEventLoop()];
    expect(a).to.not.equal(b);
    expect([a.isRunning(), a.isClosed()]).to.deep.equal([false, false]);
    expect(getEventLoop()).to.equal(current);
  });

  it("setEventLoop and setEventLoopPolicy refuse what is neither nor null", () => {
    for (const bad of [5, {}, "loop"]) {
      expect(() => setEventLoop(bad as never)).to.throw(TypeError, "event loop or null");
      expect(() => setEventLoopPolicy(bad as never)).to.throw(TypeError, "policy or null");
    }
  });

  it("a custom policy decides, except while a loop runs; null restores the default", () => {
    const calls: unknown[] = [];
    const made = makeLoop();
    const policy: EventLoopPolicy = {
      getEventLoop() {
        throw new RangeError("the policy's own");
      },
      setEventLoop: (loop) => calls.push(loop),
      newEventLoop: () => made,
    };
    setEventLoopPolicy(policy);
    expect(getEventLoopPolicy()).to.equal(policy);
    expect(newEventLoop()).to.equal(made);
    setEventLoop(made);
    expect(calls).to.deep.equal([made]);
    expect(() => getEventLoop()).to.throw(RangeError, "own");
    made.callSoon(() => {
      calls.push(getEventLoop());
      made.stop();
    });
    made.runForever();
    expect(calls).to.deep.equal([made, made]);
    setEventLoopPolicy(null);
    expect(newEventLoop()).to.be.instanceOf(EventLoop).and.not.equal(made);
  });
});
