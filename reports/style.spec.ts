import { expect } from "chai";
import { styleFor, wrap, wrapAfter } from "./style.ts";

describe("wrap", () => {
  it("breaks at spaces, and no word", () => {
    expect(wrap("one two three", 8)).to.equal("one two\nthree");
    expect(wrap("a https://example.org/long b", 10, "  ")).to.equal(
      "  a\n  https://example.org/long\n  b",
    );
    expect(wrap("", 10, "  ")).to.equal("  ");
  });

  it("breaks nothing between backticks, unless they are alone", () => {
    expect(wrap("run `loopspec expect update` now", 12)).to.equal(
      "run\n`loopspec expect update`\nnow",
    );
    expect(wrap("a ` b c d", 3)).to.equal("a `\nb c\nd");
    expect(wrap(`\`${"word ".repeat(50)}\``, 20).split("\n").length).to.be.greaterThan(5);
  });

  it("keeps the spaces of values", () => {
    expect(wrap("got  two", 80)).to.equal("got  two");
  });

  it("sets what follows below the text", () => {
    expect(wrapAfter("  Known: ", "one two three", 16)).to.equal(
      "  Known: one two\n         three",
    );
  });

  it("sets it to the right of a beginning that takes most of the line", () => {
    expect(wrapAfter("  Where no text decides, ", "never red: 8 cases", 40)).to.equal(
      "  Where no text decides, never red: 8\n    cases",
    );
  });
});

describe("styleFor", () => {
  it("colours, or does not", () => {
    expect(styleFor(true).red("x")).to.equal("\u001b[31mx\u001b[39m");
    expect(styleFor(false).red("x")).to.equal("x");
  });
});
