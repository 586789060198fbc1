import { expect } from "chai";
import { allCases } from "../cases/index.ts";
import { ABSENT, WITH_PEERS } from "./absent.ts";
import { generateProgram } from "./generate.ts";
import { usedBy } from "./language.ts";
import { parseProfile } from "./profile.ts";

describe("the vocabulary of the search", function () {
  this.timeout(60_000);
  const drawn = new Set<string>();
  const asked = new Set<string>();

  before(() => {
    const profile = parseProfile("default", "virtual");
    for (let seed = 0; seed < 4000; seed += 1)
      for (const word of usedBy(generateProgram(seed, profile))) drawn.add(word);
    for (const { program, needs } of allCases) {
      if (needs.some((need) => WITH_PEERS.has(need))) continue;
      for (const word of usedBy(program)) asked.add(word);
    }
  });

  it("has everything that a case uses, or a reason why not", () => {
    const missing = [...asked].filter((word) => !drawn.has(word) && ABSENT[word] === undefined);
    expect(missing).to.deep.equal([]);
  });

  it("has no reason for the absence of what it has", () => {
    expect(Object.keys(ABSENT).filter((word) => drawn.has(word))).to.deep.equal([]);
  });
});
