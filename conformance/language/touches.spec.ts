import { expect } from "chai";
import { assign, callback, do_, measure, show, variable } from "./build.ts";
import type { Program } from "./case.ts";
import type { Expression } from "./expression.ts";
import { asyncio, callSoon, methodCall } from "./loop-methods.ts";
import type { Operation } from "./operation.ts";
import { touchesImplementation } from "./touches.ts";

const touches = (main: readonly Operation[], fns: Program["fns"] = {}) =>
  touchesImplementation({ fns, main });
const NEW = assign("made", asyncio("new_event_loop"));

describe("touchesImplementation", () => {
  it("is false where a program asks the module's functions alone", () => {
    expect(touches([do_(asyncio("get_running_loop"))])).to.equal(false);
    expect(touches([NEW, methodCall("made", "close")])).to.equal(false);
  });

  it("is true where it uses the loop under test, also in a function", () => {
    expect(touches([callSoon("job")], { job: callback() })).to.equal(true);
    expect(touches([NEW], { job: callback(callSoon("job")) })).to.equal(true);
    expect(touches([do_(asyncio("set_event_loop", variable("loop")))])).to.equal(true);
    expect(touches([measure("loop_time", "start")])).to.equal(true);
  });

  it("is true where it makes something of the implementation", () => {
    const made: readonly Expression[] = [{ make: "loop" }, { make: "runner" }, { time_plus: 1 }];
    for (const what of made) expect(touches([show("made", what)])).to.equal(true);
    expect(touches([show("made", { make: "object" })])).to.equal(false);
  });
});
