import { expect } from "chai";
import * as reference from "./index.ts";

describe("the public face of the reference", () => {
  it("has a value behind every name, and no default export", () => {
    const missing = Object.entries(reference).filter(([, value]) => value === undefined);
    expect(missing).to.deep.equal([]);
    expect(Object.keys(reference)).to.not.include("default");
  });

  it("offers the names of the chapter", () => {
    expect(reference).to.include.keys(
      "getRunningLoop",
      "getEventLoop",
      "setEventLoop",
      "newEventLoop",
      "getEventLoopPolicy",
      "setEventLoopPolicy",
      "EventLoop",
      "Handle",
      "TimerHandle",
      "Future",
      "Task",
      "Context",
      "ContextVar",
      "copyContext",
      "partial",
      "run",
      "Runner",
    );
  });
});
