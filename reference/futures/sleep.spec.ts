import { expect } from "chai";
import { CancelledError, EventLoop, sleep, ValueError, VirtualSelector } from "../index.ts";

import { makeLoop } from "./testing/coroutines.ts";

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
