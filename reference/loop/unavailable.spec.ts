import { expect } from "chai";
import { NotImplementedError } from "../text/errors.ts";
import { VirtualSelector } from "../waiting/virtual.ts";
import { EventLoop } from "./event-loop.ts";
import { Unavailable } from "./unavailable.ts";

const METHODS = Object.getOwnPropertyNames(Unavailable.prototype).filter(
  (name) => name !== "constructor",
) as (keyof Unavailable)[];

describe("what a loop without descriptors cannot do", () => {
  const loop = new EventLoop(new VirtualSelector());
  const call = (name: keyof Unavailable) => (loop[name] as () => unknown).call(loop);
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

  for (const name of METHODS) {
    it(`is refused by ${name}(), when it is awaited`, () => {
      const use = () => loop.runUntilComplete(call(name) as never);
      expect(use).to.throw(NotImplementedError, `${name}(): `);
    });
  }

  it("does no harm until it is awaited", () => {
    const coroutine = loop.createServer();
    expect(loop.isRunning()).to.equal(false);
    expect(coroutine.return(undefined)).to.deep.equal({ value: undefined, done: true });
  });
});
