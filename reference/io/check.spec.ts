import { expect } from "chai";
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
