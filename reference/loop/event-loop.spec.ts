import { expect } from "chai";
import {
  type AbstractEventLoop,
  type Coroutine,
  type ErrorContext,
  EventLoop,
  getRunningLoop,
  KeyboardInterrupt,
  RuntimeError,
  sleep,
  VirtualSelector,
} from "../index.ts";

function makeLoop() {
  const selector = new VirtualSelector();
  const loop = new EventLoop(selector);
  const trace: string[] = [];
  const log = (text: string) => () => void trace.push(text);
  return { selector, loop, trace, log };
}

describe("EventLoop: running and stopping", () => {
  it("runs a coroutine to its end and returns its result", () => {
    const { loop } = makeLoop();
    function* main(): Coroutine<number> {
      yield* sleep(2);
      return 42;
    }
    expect(loop.runUntilComplete(main())).to.equal(42);
    expect(loop.time()).to.equal(2);
  });

  it("raises the very exception of the coroutine", () => {
    const { loop } = makeLoop();
    const error = new Error("e");
    function* main() {
      yield;
      throw error;
    }
    expect(() => loop.runUntilComplete(main()))
      .to.throw(Error)
      .that.equals(error);
  });

  it("with stop() called before, polls once with timeout 0 and runs one batch", () => {
    const { selector, loop, trace, log } = makeLoop();
    loop.callSoon(() => loop.callSoon(log("next run")));
    loop.callSoon(log("b"));
    loop.callLater(60, log("timer"));
    loop.stop();
    loop.runForever();
    expect(trace).to.deep.equal(["b"]);
    expect(selector.polls).to.deep.equal([0]);
    loop.callLater(1, () => loop.stop());
    loop.runForever();
    expect(trace).to.deep.equal(["b", "next run"]);
  });

  it("finishes the batch in which stop() is called and defers what the batch has added", () => {
    const { loop, trace, log } = makeLoop();
    loop.callSoon(() => loop.callSoon(log("earlier")));
    loop.callSoon(() => loop.stop());
    loop.callSoon(() => loop.callSoon(log("later")));
    loop.callSoon(log("same batch"));
    loop.runForever();
    expect(trace).to.deep.equal(["same batch"]);
    loop.runUntilComplete(sleep(0));
    expect(trace).to.deep.equal(["same batch", "earlier", "later"]);
  });

  it("lets KeyboardInterrupt leave at once and keeps the rest of the batch", () => {
    const { loop, trace, log } = makeLoop();
    loop.callSoon(() => {
      throw new KeyboardInterrupt();
    });
    loop.callSoon(log("kept"));
    expect(() => loop.runForever()).to.throw(KeyboardInterrupt);
    expect(loop.isRunning()).to.equal(false);
    expect(trace).to.deep.equal([]);
    loop.runUntilComplete(sleep(0));
    expect(trace).to.deep.equal(["kept"]);
  });

  it("reports other errors of callbacks and goes on", () => {
    const { loop, trace, log } = makeLoop();
    const seen: [AbstractEventLoop, ErrorContext][] = [];
    loop.setExceptionHandler((which, context) => seen.push([which, context]));
    const error = new Error("e");
    const handle = loop.callSoon(() => {
      throw error;
    });
    loop.callSoon(log("next"));
    loop.runUntilComplete(sleep(0));
    expect(trace).to.deep.equal(["next"]);
    expect(seen).to.have.length(1);
    expect(seen[0]?.[0]).to.equal(loop);
    expect(seen[0]?.[1]).to.include({ exception: error, handle });
  });

  it("refuses nested runs and leaves the outer one intact", () => {
    const { loop } = makeLoop();
    const other = makeLoop().loop;
    function* main() {
      expect(() => loop.runForever()).to.throw(RuntimeError);
      expect(() => other.runForever()).to.throw(RuntimeError);
      expect(() => loop.close()).to.throw(RuntimeError);
      expect(other.isRunning()).to.equal(false);
      expect(getRunningLoop()).to.equal(loop);
      yield* sleep(1);
      return loop.isRunning();
    }
    expect(loop.runUntilComplete(main())).to.equal(true);
    expect(() => getRunningLoop()).to.throw(RuntimeError);
  });

  it("raises RuntimeError where stop() comes before the future is done, and can go on later", () => {
    const { loop } = makeLoop();
    const future = loop.createFuture<string>();
    loop.callLater(1, () => loop.stop());
    loop.callLater(2, () => future.setResult("late"));
    expect(() => loop.runUntilComplete(future)).to.throw(RuntimeError, "stopped before");
    expect(loop.runUntilComplete(future)).to.equal("late");
  });

  it("refuses what cannot be awaited and stays usable", () => {
    const { loop } = makeLoop();
    for (const bad of [5, null, "text", [1], () => 1, new Map()]) {
      expect(() => loop.runUntilComplete(bad as never), String(bad)).to.throw(TypeError);
    }
    const awaitable = {
      *[Symbol.iterator]() {
        yield* sleep(1);
        return "yes";
      },
    };
    expect(loop.runUntilComplete(awaitable)).to.equal("yes");
  });

  it("says what is pending when it would wait for ever", () => {
    const { loop } = makeLoop();
    function* forever() {
      yield* loop.createFuture();
    }
    loop.createTask(forever(), { name: "waiter" });
    expect(() => loop.runForever()).to.throw("name='waiter'");
    expect(loop.isRunning()).to.equal(false);
  });
});
