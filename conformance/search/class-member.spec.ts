import { expect } from "chai";
import { callback, log, try_ } from "../language/build.ts";
import type { Program } from "../language/case.ts";
import { addReader, callSoon, runForever, setDebug, stop } from "../language/loop-methods.ts";
import { reducedToClasses } from "./class-member.ts";

const program: Program = {
  fns: {
    work: callback(setDebug(true), try_({ op: "do", what: { m: "close" } }), stop()),
    read: callback(log("read")),
  },
  main: [callSoon("work"), addReader("r", "read"), runForever()],
};
const key = "entry -> entry | add_reader close set_debug";
const classes = (...keys: string[]) => new Map(keys.map((each, index) => [each, index]));

describe("reducedToClasses()", () => {
  it("leaves what a class needs, and what tells no class", () => {
    const [reduced, ...others] = reducedToClasses(program, key, classes("entry -> entry | close"));
    expect(others).to.deep.equal([]);
    expect(reduced?.program).to.deep.equal({
      fns: { work: callback(try_({ op: "do", what: { m: "close" } }), stop()) },
      main: [callSoon("work"), runForever()],
    });
  });

  it("asks for no class of another family, or of words that the program lacks", () => {
    const others = classes("entry -> (nothing) | close", "entry -> entry | close sendfile");
    expect(reducedToClasses(program, key, others)).to.deep.equal([]);
  });

  it("begins with the classes that have the most members, and tries few", () => {
    const words = ["close", "set_debug", "add_reader", "close set_debug", "nested"];
    const many = classes(...words.map((each) => `entry -> entry | ${each}`));
    expect(reducedToClasses(program, key, many).map((each) => each.key)).to.deep.equal([
      "entry -> entry | close set_debug",
      "entry -> entry | set_debug",
    ]);
  });
});
