import { expect } from "chai";
import { allTasks, CancelledError, gather, RuntimeError, sleep, ValueError } from "../index.ts";

import { failing, makeLoop } from "./testing/coroutines.ts";

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
