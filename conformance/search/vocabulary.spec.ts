import { expect } from "chai";
import { allCases } from "../cases/index.ts";
import { ABSENT, IO_ABSENT, WITH_PEERS } from "./absent.ts";
import { usedBy } from "./language.ts";
import { parseProfile } from "./profile.ts";
import { wordsDrawnFrom } from "./reach.ts";

describe("the vocabulary of the search", function () {
  this.timeout(60_000);
  let drawn: ReadonlySet<string>;
  let withIo: ReadonlySet<string>;
  const asked = new Set<string>();
  const askedOfIo = new Set<string>();

  before(() => {
    drawn = wordsDrawnFrom(parseProfile("default", "virtual"), 4000);
    withIo = new Set([...drawn, ...wordsDrawnFrom(parseProfile("io", "real"), 1000)]);
    for (const { program, needs } of allCases) {
      const words = needs.some((need) => WITH_PEERS.has(need)) ? askedOfIo : asked;
      for (const word of usedBy(program)) words.add(word);
    }
  });

  it("has everything that a case uses, or a reason why not", () => {
    const missing = [...asked].filter((word) => !drawn.has(word) && ABSENT[word] === undefined);
    expect(missing).to.deep.equal([]);
  });

  it("has everything that a case of input and output uses, or a reason why not", () => {
    const missing = [...askedOfIo].filter(
      (word) => !withIo.has(word) && ABSENT[word] === undefined && IO_ABSENT[word] === undefined,
    );
    expect(missing).to.deep.equal([]);
  });

  it("has no reason for the absence of what it has", () => {
    expect(Object.keys(ABSENT).filter((word) => drawn.has(word))).to.deep.equal([]);
    expect(Object.keys(IO_ABSENT).filter((word) => withIo.has(word))).to.deep.equal([]);
  });

  it("gives reasons only for what a case uses", () => {
    const used = new Set([...asked, ...askedOfIo]);
    expect(Object.keys(IO_ABSENT).filter((word) => !used.has(word))).to.deep.equal([]);
  });
});
