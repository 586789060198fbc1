import { expect } from "chai";
import { checkOptions } from "../check.ts";
import { joinBytes } from "./check.ts";

describe("joinBytes()", () => {
  it("takes an array or a generator, which gives its pieces once", () => {
    const pieces = [Buffer.from("one "), Buffer.from("two")];
    const generator = (function* () {
      yield* pieces;
    })();
    expect(String(joinBytes("pieces", pieces))).to.equal("one two");
    expect(String(joinBytes("pieces", generator))).to.equal("one two");
    expect(joinBytes("pieces", []).length).to.equal(0);
  });

  it("names what is no iterable, and a piece that is no bytes", () => {
    const wrong = (pieces: unknown) => () => joinBytes("pieces", pieces as Uint8Array[]);
    expect(wrong(5)).to.throw(TypeError, "Expected `pieces` to be an iterable of bytes");
    expect(wrong(null)).to.throw(TypeError, "got `null` (null)");
    expect(wrong("text")).to.throw(TypeError, "got `text` (string)");
    expect(wrong([Buffer.from("x"), "text"])).to.throw(TypeError, "to be bytes (a Uint8Array)");
  });
});

describe("checkOptions()", () => {
  it("refuses what is no option, and names those that there are", () => {
    checkOptions("serve", {}, ["sock"]);
    checkOptions("serve", { sock: undefined }, ["sock"]);
    const misspelt = () => checkOptions("serve", { sokc: 1 }, ["sock", "flags"]);
    expect(misspelt).to.throw(TypeError, "serve() has no option `sokc`: there are sock, flags");
    const none = () => checkOptions("serve", null as never, []);
    expect(none).to.throw(TypeError, "Expected the options of serve() to be an object, got `null`");
  });
});
