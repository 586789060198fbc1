import { expect } from "chai";
import {
  type Coroutine,
  EventLoop,
  HostSelector,
  NotImplementedError,
  partial,
  RuntimeError,
  type Signal,
  ThreadSelector,
  ValueError,
  VirtualSelector,
} from "../index.ts";

const newHostedLoop = () => new EventLoop(new HostSelector());
const nothing = () => {};

describe("what signal handlers refuse", () => {
  const loop = newHostedLoop();
  after(() => loop.close());
  const add = (signal: unknown, callback: unknown = nothing, ...rest: unknown[]) => {
    const method = loop.addSignalHandler as (...args: unknown[]) => void;
    return () => method.call(loop, signal, callback, ...rest);
  };

  it("what is no signal, by the parameter's name and the value", () => {
    const message = "Expected `signal` to be the name or number of a signal, got ";
    for (const [signal, got] of [
      ["SIGNONE", "`SIGNONE` (string)"],
      ["toString", "`toString` (string)"],
      ["sigterm", "`sigterm` (string)"],
      [0, "`0` (number)"],
      [-1, "`-1` (number)"],
      [1000, "`1000` (number)"],
      [1.5, "`1.5` (number)"],
      [Number.NaN, "`NaN` (number)"],
    ] as const) {
      expect(add(signal)).to.throw(ValueError, message + got);
      const remove = () => loop.removeSignalHandler(signal as Signal);
      expect(remove).to.throw(ValueError, message + got);
    }
    expect(add(null)).to.throw(TypeError, `${message}\`null\` (null)`);
    expect(add(undefined)).to.throw(TypeError, `${message}\`undefined\` (undefined)`);
  });

  it("signals that cannot be caught", () => {
    for (const signal of ["SIGKILL", "SIGSTOP"] as const) {
      expect(add(signal)).to.throw(RuntimeError, `${signal} cannot be caught`);
      expect(loop.removeSignalHandler(signal)).to.equal(false);
      expect(process.listenerCount(signal)).to.equal(0);
    }
  });

  it("coroutines and coroutine functions, in debug mode what cannot be called", () => {
    function* work(): Coroutine<void> {}
    expect(add("SIGUSR2", work)).to.throw(TypeError, "coroutines cannot be used");
    expect(add("SIGUSR2", work())).to.throw(TypeError, "coroutines cannot be used");
    expect(add("SIGUSR2", partial(work))).to.throw(TypeError, "coroutines cannot be used");
    loop.setDebug(true);
    expect(add("SIGUSR2", 3)).to.throw(TypeError, "a callable was expected by addSignalHandler()");
    loop.setDebug(false);
    expect(process.listenerCount("SIGUSR2")).to.equal(0);
  });

  it("keywords, and arguments that are no list", () => {
    expect(add("SIGUSR2", nothing, [], { flush: true })).to.throw(TypeError, "no option `flush`");
    expect(add("SIGUSR2", nothing, "args")).to.throw(TypeError, "Expected `args`");
    expect(() =>
      (loop.addSignalHandler as (signal: string) => void).call(loop, "SIGUSR2"),
    ).to.throw(TypeError, "needs a callback");
    expect(process.listenerCount("SIGUSR2")).to.equal(0);
  });

  it("a closed loop, which has no handler to remove either", () => {
    const closed = newHostedLoop();
    closed.close();
    expect(() => closed.addSignalHandler("SIGUSR2", nothing)).to.throw(RuntimeError, "closed");
    expect(closed.removeSignalHandler("SIGUSR2")).to.equal(false);
  });

  for (const selector of [new ThreadSelector(), new VirtualSelector()]) {
    const name = selector.constructor.name;
    it(`a loop that can only block: ${name}`, () => {
      const blocking = new EventLoop(selector);
      const why = `(): ${name} blocks the thread`;
      expect(() => blocking.addSignalHandler("SIGUSR2", nothing)).to.throw(
        NotImplementedError,
        `addSignalHandler${why}`,
      );
      expect(() => blocking.removeSignalHandler("SIGUSR2")).to.throw(
        NotImplementedError,
        `removeSignalHandler${why}`,
      );
      blocking.close();
    });
  }
});
