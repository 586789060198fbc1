import { expect } from "chai";
import {
  CancelledError,
  type Coroutine,
  currentTask,
  RuntimeError,
  sleep,
  TimeoutError,
  ValueError,
  waitFor,
} from "../index.ts";

import { afterwards, failing, makeLoop } from "./testing/coroutines.ts";

describe("waitFor", () => {
  it("gives the result in time, without a limit too", () => {
    const loop = makeLoop();
    expect(loop.runUntilComplete(waitFor(sleep(1, "a"), 2))).to.equal("a");
    expect(loop.runUntilComplete(waitFor(sleep(1, "b"), null))).to.equal("b");
    expect(loop.runUntilComplete(waitFor(sleep(1, "c"), Infinity))).to.equal("c");
  });

  it("takes what is done already where the time is over from the beginning", () => {
    const loop = makeLoop();
    const done = loop.createFuture<string>();
    done.setResult("done");
    expect(loop.runUntilComplete(waitFor(done, -Infinity))).to.equal("done");
    expect(() => loop.runUntilComplete(waitFor(sleep(1), -Infinity))).to.throw(TimeoutError);
    expect(() => loop.runUntilComplete(waitFor(done, NaN))).to.throw(ValueError, "`NaN` (number)");
  });

  it("cancels and raises TimeoutError when the time is over, after the cleaning up", () => {
    const loop = makeLoop();
    function* slow() {
      try {
        yield* sleep(10);
      } finally {
        yield* sleep(3);
      }
    }
    expect(() => loop.runUntilComplete(waitFor(slow(), 1))).to.throw(TimeoutError);
    expect(loop.time()).to.equal(4);
  });

  it("with no time left takes what is done and cancels what is not", () => {
    const loop = makeLoop();
    const done = loop.createFuture<string>();
    done.setResult("r");
    const pending = loop.createFuture();
    expect(loop.runUntilComplete(waitFor(done, 0))).to.equal("r");
    expect(() => loop.runUntilComplete(waitFor(pending, -1))).to.throw(TimeoutError);
    expect(pending.cancelled()).to.equal(true);
    const failed = loop.createFuture();
    failed.setException(new Error("own"));
    expect(() => loop.runUntilComplete(waitFor(failed, 0))).to.throw("own");
    function* stubborn() {
      try {
        yield* sleep(5);
      } catch {
        throw new Error("instead of ending");
      }
    }
    const task = loop.createTask(stubborn());
    loop.runUntilComplete(sleep(0));
    expect(() => loop.runUntilComplete(waitFor(task, 0))).to.throw("instead of ending");
  });

  it("refuses what cannot be awaited, and a limit that is no number", () => {
    const loop = makeLoop();
    for (const timeout of [null, 0, 1]) {
      const five = waitFor(5 as never, timeout);
      expect(() => loop.runUntilComplete(five)).to.throw(TypeError, "`5` (number)");
    }
    expect(() => loop.runUntilComplete(waitFor(sleep(1), NaN))).to.throw(ValueError, "`timeout`");
  });

  it("leaves no request to cancel open where the awaited coroutine swallows it", () => {
    const loop = makeLoop();
    function* stubborn(): Coroutine<string> {
      try {
        yield* sleep(5);
      } catch {}
      return "swallowed";
    }
    function* main() {
      const result = yield* waitFor(stubborn(), 1);
      return [result, currentTask()?.cancelling()];
    }
    expect(loop.runUntilComplete(main())).to.deep.equal(["swallowed", 0]);
  });

  it("with no time left is cancelled like any, and leaves what it has cancelled alone", () => {
    const loop = makeLoop();
    function* slowToEnd() {
      try {
        yield* sleep(10);
      } finally {
        yield* sleep(5);
      }
    }
    const inner = loop.createTask(slowToEnd());
    const task = loop.createTask(afterwards(waitFor(inner, 0)));
    loop.callLater(2, () => task.cancel());
    expect(() => loop.runUntilComplete(task)).to.throw(CancelledError);
    expect(loop.time()).to.equal(2);
    expect(() => loop.runUntilComplete(inner)).to.throw(CancelledError);
    expect(loop.time()).to.equal(6);
  });

  it("refuses to be used outside a task", () => {
    const loop = makeLoop();
    const seen: unknown[] = [];
    loop.setExceptionHandler((_, { exception }) => seen.push(exception));
    loop.callSoon(() => waitFor(sleep(1), 1).next());
    loop.runUntilComplete(sleep(0));
    expect(seen[0]).to.be.instanceOf(RuntimeError);
  });

  it("lets a cancellation from outside through", () => {
    const loop = makeLoop();
    const task = loop.createTask(waitFor(sleep(10), 5));
    loop.callLater(1, () => task.cancel());
    expect(() => loop.runUntilComplete(task)).to.throw(CancelledError);
    expect(loop.time()).to.equal(1);
  });

  it("passes on an error, and leaves the task without open requests to cancel", () => {
    const loop = makeLoop();
    function* main(): Coroutine<number> {
      try {
        yield* waitFor(sleep(10), 1);
      } catch (error) {
        expect(error).to.be.instanceOf(TimeoutError);
      }
      return task.cancelling();
    }
    const task = loop.createTask(main());
    expect(loop.runUntilComplete(task)).to.equal(0);
    expect(() => loop.runUntilComplete(waitFor(failing(1, new Error("own")), 5))).to.throw("own");
  });
});
