import { expect } from "chai";
import { CancelledError, shield, sleep, TimeoutError, waitFor } from "../index.ts";

import { failing, makeLoop } from "./testing/coroutines.ts";

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
