import { expect } from "chai";
import * as reference from "../../../reference/index.ts";
import { adaptLoop, type LoopAdapterOptions } from "./adapt-loop.ts";
import { AdapterError } from "./adapter-error.ts";

const bare: LoopAdapterOptions = {
  name: "bare",
  version: "1",
  makeLoop: () => new reference.EventLoop(new reference.VirtualSelector()),
};

describe("adaptLoop() refuses", () => {
  const [once, closed] = [bare.makeLoop(), bare.makeLoop()];
  (closed as { close?: () => void }).close?.();
  const table: readonly [string, object, string][] = [
    ["a missing name", { name: undefined }, "`name` of adaptLoop() to be a string"],
    ["a version that is a number", { version: 1 }, "to be a string, got `1` (number)"],
    ["a missing factory", { makeLoop: undefined }, "`makeLoop` of adaptLoop() to be a function"],
    [
      "a factory that fails",
      {
        makeLoop: () => {
          throw new Error("no socket");
        },
      },
      "`makeLoop` failed: Error: no socket",
    ],
    ["a factory that makes no loop", { makeLoop: () => 5 }, "returned `5` (number)"],
    ["a factory that returns nothing", { makeLoop: () => undefined }, "returned undefined"],
    ["a factory that makes a promise", { makeLoop: async () => ({}) }, "returned a promise"],
    ["a factory that gives one loop again", { makeLoop: () => once }, "the same loop twice"],
    ["a factory that gives a closed loop", { makeLoop: () => closed }, "is closed already"],
    ["a class as a factory", { makeLoop: class Mine {} }, "`makeLoop` failed: TypeError: Class"],
    ["an option that is not known", { clockresolution: 1 }, "has no option `clockresolution`"],
  ];
  for (const [what, wrong, message] of table) {
    it(what, () => {
      const make = () => adaptLoop({ ...bare, ...wrong } as LoopAdapterOptions);
      expect(make).to.throw(AdapterError, message);
    });
  }

  it("what is no object", () => {
    const make = () => adaptLoop("mine" as unknown as LoopAdapterOptions);
    expect(make).to.throw(AdapterError, "Expected the argument of adaptLoop() to be an object");
  });

  it("and says what to write instead", () => {
    const hint = (wrong: object) => {
      try {
        adaptLoop({ ...bare, ...wrong });
      } catch (error) {
        return (error as AdapterError).hint;
      }
      throw new Error("nothing was refused");
    };
    expect(hint({ makeLoop: class Mine {} })).to.equal("Write `makeLoop: () => new Mine()`.");
    expect(hint({ clockresolution: 1 })).to.match(/^Did you mean `clockResolution`\? There are /);
    expect(hint({ makeLoop: () => undefined })).to.include("`return`");
  });
});
