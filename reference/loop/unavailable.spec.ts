import { expect } from "chai";
import type { Coroutine } from "../futures/coroutine.ts";
import { NotImplementedError } from "../text/errors.ts";
import { VirtualSelector } from "../waiting/virtual.ts";
import { EventLoop } from "./event-loop.ts";
import { UNAVAILABLE } from "./unavailable.ts";

const METHODS = Object.keys(UNAVAILABLE);

describe("what a loop without descriptors cannot do", () => {
  const loop = new EventLoop(new VirtualSelector());
  /** The compiler knows none of these: they are there for programs that ask at run time. */
  const call = (name: string): Coroutine<unknown> => Reflect.get(loop, name).call(loop);
  after(() => loop.close());

  it("is the network, names, pipes and subprocesses", () => {
    expect(METHODS).to.have.lengthOf(23);
    expect(METHODS).to.include.members([
      "createServer",
      "getaddrinfo",
      "subprocessExec",
      "startTls",
    ]);
  });

  it("is not enumerable, like other methods", () => {
    expect(Object.keys(EventLoop.prototype)).to.deep.equal([]);
  });

  for (const name of METHODS) {
    it(`is refused by ${name}(), when it is awaited`, () => {
      const use = () => loop.runUntilComplete(call(name));
      expect(use).to.throw(NotImplementedError, `${name}(): `);
    });
  }

  it("does no harm until it is awaited", () => {
    const coroutine = call("createServer");
    expect(loop.isRunning()).to.equal(false);
    expect(coroutine.return(undefined as never)).to.deep.equal({ value: undefined, done: true });
  });
});
