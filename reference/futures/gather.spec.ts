import { expect } from "chai";
import {
  allTasks,
  CancelledError,
  type Coroutine,
  currentTask,
  EventLoop,
  gather,
  RuntimeError,
  shield,
  sleep,
  TimeoutError,
  ValueError,
  VirtualSelector,
  waitFor,
} from "../index.ts";

const makeLoop = () => new EventLoop(new VirtualSelector());

function* failing(after: number, error: unknown): Coroutine<never> {
  yield* sleep(after);
  throw error;
}

function* afterwards<T>(coroutine: Coroutine<T>): Coroutine<T> {
  yield* sleep(1);
  return yield* coroutine;
}

describe("gather", () => {
  it("gives the results in the order given, of work that went on at once", () => {
    const loop = makeLoop();
    function* main() {
      const future = loop.createFuture<boolean>();
      loop.callLater(1, () => future.setResult(true));
      const [a, b, c] = yield* gather([sleep(3, "a"), sleep(1, 2), future]);
      return [a, b, c] satisfies [string, number, boolean];
    }
    expect(loop.runUntilComplete(main())).to.deep.equal(["a", 2, true]);
    expect(loop.time()).to.equal(3);
  });

  it("of nothing is done at once; the same thing twice is awaited once", () => {
    const loop = makeLoop();
    expect(gather([], { loop }).result()).to.deep.equal([]);
    const coroutine = sleep(1, {});
    const [first, second] = loop.runUntilComplete(gather([coroutine, coroutine], { loop }));
    expect(first).to.equal(second);
  });

  it("raises the first exception; the others go on", () => {
    const loop = makeLoop();
    const error = new Error("first");
    const other = loop.createTask(sleep(5, "r"));
    const all = gather([failing(2, new Error("second")), failing(1, error), other], { loop });
    expect(() => loop.runUntilComplete(all))
      .to.throw(Error)
      .that.equals(error);
    expect(loop.time()).to.equal(1);
    expect(loop.runUntilComplete(other)).to.equal("r");
  });

  it("with returnExceptions gives exceptions and cancellations as results", () => {
    const loop = makeLoop();
    const error = new Error("e");
    const cancelled = loop.createTask(sleep(1));
    cancelled.cancel();
    const all = gather([failing(1, error), cancelled, sleep(2, 1)], {
      returnExceptions: true,
      loop,
    });
    const results = loop.runUntilComplete(all);
    expect(results[0]).to.equal(error);
    expect(results[1]).to.be.instanceOf(CancelledError);
    expect(results[2]).to.equal(1);
  });

  it("counts a cancelled child as one that raised CancelledError", () => {
    const loop = makeLoop();
    const child = loop.createTask(sleep(5));
    const all = gather([child, sleep(1)], { loop });
    loop.callLater(2, () => child.cancel());
    expect(() => loop.runUntilComplete(all)).to.throw(CancelledError);
    expect(all.cancelled()).to.equal(false);
  });

  for (const returnExceptions of [false, true]) {
    it(`cancels all children when cancelled, returnExceptions ${returnExceptions}`, () => {
      const loop = makeLoop();
      function* main() {
        yield* gather([sleep(5), sleep(6)], { returnExceptions });
      }
      const task = loop.createTask(main());
      loop.callLater(1, () => task.cancel());
      expect(() => loop.runUntilComplete(task)).to.throw(CancelledError);
      loop.runUntilComplete(sleep(0));
      expect(allTasks(loop).size).to.equal(0);
      expect(loop.time()).to.equal(1);
    });
  }

  it("takes the loop of the first future where none runs, as in the documentation", () => {
    const loop = makeLoop();
    const all = gather([sleep(1, "a"), loop.createTask(sleep(2, "b"))]);
    expect(all.getLoop()).to.equal(loop);
    expect(loop.runUntilComplete(all)).to.deep.equal(["a", "b"]);
    expect(() => gather([sleep(1)])).to.throw(RuntimeError, "no running event loop");
  });

  it("refuses what is no array, unknown options, and what cannot be awaited", () => {
    const loop = makeLoop();
    expect(() => gather(sleep(1) as never, { loop })).to.throw(TypeError, "`awaitables`");
    expect(() => gather([], { bogus: 1 } as never)).to.throw(TypeError, "`bogus`");
    expect(() => gather([5 as never], { loop })).to.throw(TypeError, "`5` (number)");
  });

  it("refuses futures of another loop", () => {
    expect(() => gather([makeLoop().createFuture()], { loop: makeLoop() })).to.throw(ValueError);
  });
});

describe("sleep", () => {
  it("of zero gives way for one iteration, without a timer", () => {
    const selector = new VirtualSelector();
    const loop = new EventLoop(selector);
    expect(loop.runUntilComplete(sleep(0, "r"))).to.equal("r");
    expect(selector.polls).to.deep.equal([0, 0, 0]);
    expect(loop.runUntilComplete(sleep(-Infinity, "r"))).to.equal("r");
  });

  it("of Infinity waits to be cancelled; of NaN is refused", () => {
    const loop = makeLoop();
    const task = loop.createTask(sleep(Infinity));
    loop.callLater(1, () => task.cancel());
    expect(() => loop.runUntilComplete(task)).to.throw(CancelledError);
    expect(() => loop.runUntilComplete(sleep(NaN))).to.throw(ValueError, "`NaN` (number)");
  });

  it("leaves no timer behind when it is cancelled", () => {
    const loop = makeLoop();
    const task = loop.createTask(sleep(1000));
    loop.callLater(1, () => task.cancel());
    expect(() => loop.runUntilComplete(task)).to.throw(CancelledError);
    expect(() => loop.runForever()).to.throw("wait for ever");
    expect(loop.time()).to.equal(1);
  });
});

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

describe("shield", () => {
  it("ends as the inner one does", () => {
    const loop = makeLoop();
    function* main() {
      expect(yield* shield(sleep(1, "r"))).to.equal("r");
      const error = new Error("inner");
      try {
        yield* shield(failing(1, error));
      } catch (caught) {
        return caught === error;
      }
      return false;
    }
    expect(loop.runUntilComplete(main())).to.equal(true);
  });

  it("keeps the inner one going when the outer is cancelled", () => {
    const loop = makeLoop();
    const inner = loop.createTask(sleep(5, "r"));
    function* main() {
      yield* shield(inner);
    }
    const task = loop.createTask(main());
    loop.callLater(1, () => task.cancel());
    expect(() => loop.runUntilComplete(task)).to.throw(CancelledError);
    expect(loop.time()).to.equal(1);
    expect(loop.runUntilComplete(inner)).to.equal("r");
  });

  it("is forgotten by what it shields once it is cancelled", () => {
    const loop = makeLoop();
    const inner = loop.createFuture();
    let added = 0;
    const original = inner.removeDoneCallback.bind(inner);
    inner.removeDoneCallback = (callback) => {
      added += original(callback);
      return added;
    };
    function* main() {
      for (let i = 0; i < 3; i += 1) {
        try {
          yield* waitFor(shield(inner), 1);
        } catch (error) {
          expect(error).to.be.instanceOf(TimeoutError);
        }
      }
      yield;
    }
    loop.runUntilComplete(main());
    expect(added).to.equal(3);
  });

  it("is cancelled when the inner one is", () => {
    const loop = makeLoop();
    const inner = loop.createFuture();
    loop.callLater(1, () => inner.cancel());
    expect(() => loop.runUntilComplete(shield(inner))).to.throw(CancelledError);
  });
});
