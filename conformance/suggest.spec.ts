import { expect } from "chai";
import fc from "fast-check";
import { beginning, containing, didYouMean, editDistance, nearest } from "./suggest.ts";

const KNOWN = ["run", "list", "report", "call-soon/fifo", "call-soon/handle-1-argument"];

describe("suggestions for a misspelt name", () => {
  it("count a swap of neighbours as one mistake", () => {
    expect(editDistance("lsit", "list")).to.equal(1);
    expect(editDistance("repotr", "report")).to.equal(1);
    expect(editDistance("", "run")).to.equal(3);
    expect(editDistance("kitten", "sitting")).to.equal(3);
  });

  it("measure the same distance in both directions, and none to the word itself", () => {
    const word = fc.string({ maxLength: 12 });
    fc.assert(
      fc.property(word, word, (one, other) => {
        expect(editDistance(one, other)).to.equal(editDistance(other, one));
        expect(editDistance(one, one)).to.equal(0);
      }),
      { numRuns: 200 },
    );
  });

  it("name the nearest, and nothing that is only the least bad", () => {
    expect(nearest("runn", KNOWN)).to.deep.equal(["run"]);
    expect(nearest("call-sooon/fifo", KNOWN)).to.deep.equal(["call-soon/fifo"]);
    expect(nearest("banana", KNOWN)).to.deep.equal([]);
  });

  it("find an id by its parts", () => {
    expect(containing("handle call_soon", KNOWN)).to.deep.equal(["call-soon/handle-1-argument"]);
    expect(containing("a", KNOWN)).to.deep.equal([]);
  });

  it("find a glob, or the beginning of an id", () => {
    expect(beginning("call-son/*", KNOWN)).to.deep.equal(["call-soon/*"]);
    expect(beginning("call-soon/handel", KNOWN)).to.deep.equal(["call-soon/handle*"]);
    expect(beginning("banana.*", KNOWN)).to.deep.equal([]);
  });

  it("are a question, or nothing", () => {
    expect(didYouMean("lst", KNOWN)).to.equal("Did you mean `list`? ");
    expect(didYouMean("banana", KNOWN)).to.equal("");
  });
});
