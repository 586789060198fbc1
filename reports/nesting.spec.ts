import { expect } from "chai";
import { MAX_NESTING, tooDeepAt } from "./nesting.ts";

const nested = (depth: number) => "[".repeat(depth) + "]".repeat(depth);

describe("tooDeepAt", () => {
  it("accepts what is as deep as may be, side by side too", () => {
    expect(tooDeepAt(nested(MAX_NESTING))).to.equal(undefined);
    expect(tooDeepAt(`[${nested(3)},${"{},".repeat(1000)}1]`)).to.equal(undefined);
  });

  it("says where it gets too deep, however deep it is", () => {
    expect(tooDeepAt(nested(MAX_NESTING + 1))).to.equal(MAX_NESTING);
    expect(tooDeepAt(`  ${nested(100_000)}`)).to.equal(MAX_NESTING + 2);
    expect(tooDeepAt('{"a":'.repeat(100_000))).to.equal(MAX_NESTING * 5);
  });

  it("does not count brackets in texts and comments", () => {
    const brackets = "[".repeat(1000);
    expect(tooDeepAt(`{"a": "${brackets}\\"${brackets}"}`)).to.equal(undefined);
    expect(tooDeepAt(`// ${brackets}\n/* ${brackets}\n */ [1]`)).to.equal(undefined);
  });
});
