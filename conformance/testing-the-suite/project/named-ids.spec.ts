import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { packageRoot } from "#package-root";
import { allCases } from "../../cases/index.ts";
import { allClauses } from "../../clauses/index.ts";

const DOCUMENTS = [
  "README.md",
  "CONTRIBUTING.md",
  "ARCHITECTURE.md",
  "docs/bring-your-own-loop.md",
  "docs/case-language.md",
  "docs/mutation.md",
  "docs/testing.md",
  "reference/README.md",
  "reference/ITERATION.md",
];
const IDS = new Set<string>([...allCases, ...allClauses].map(({ id }) => id));

describe("what the documents name", () => {
  for (const document of DOCUMENTS) {
    it(`is there: each case or clause that ${document} has explained`, () => {
      const text = readFileSync(join(packageRoot, document), "utf8");
      const named = [...text.matchAll(/loopspec explain ([a-z][\w./-]*)/g)].map(([, id]) => id);
      expect(named.filter((id) => id !== undefined && !IDS.has(id))).to.deep.equal([]);
    });
  }

  it("is looked for in the right way: README has six explained", () => {
    const text = readFileSync(join(packageRoot, "README.md"), "utf8");
    expect(text.match(/loopspec explain [a-z]/g)).to.have.length(6);
  });
});
