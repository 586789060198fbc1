import { expect } from "chai";
import type { CaseResult } from "./document.ts";
import { checkDocument } from "./read.ts";
import { sampleDocument } from "./testing/sample-document.ts";

/** A document as the first version laid it out. */
function firstVersion() {
  const text = JSON.stringify(sampleDocument({ cases: 80 })).replaceAll(
    '"basis":"chapter"',
    '"basis":"seed"',
  );
  const document = JSON.parse(text);
  document.schema = "loopspec-results/1";
  document.suite.options = { basis: ["seed", "docs"] };
  for (const { results, totals } of document.implementations) {
    delete totals["not-judged"];
    for (const result of results) expect(result.verdict).not.to.equal("not-judged");
  }
  return document;
}

describe("a document of the first version", () => {
  it("is read as what it would be today", () => {
    const today = sampleDocument({ cases: 80 });
    today.suite.options = { basis: ["chapter", "docs"] };
    for (const text of Object.values(today.cases ?? {})) text.operations = 7;
    expect(checkDocument(firstVersion(), "old.json")).to.deep.equal(today);
  });

  it("is told the operations behind what is wrong, from its programs", () => {
    const old = firstVersion();
    const wrong = old.implementations[1].results.find((result: CaseResult) => result.observed);
    old.cases[wrong.case].program = 'x = 1\n\nlog(f"inner={loop.time()}")\n';
    const { implementations, cases } = checkDocument(old, "old.json");
    const read = implementations[1]!.results.find((result) => result.case === wrong.case);
    expect(read?.operation).to.equal("loop.time");
    expect(cases?.[wrong.case]?.operations).to.equal(2);
  });

  it("stays as it was", () => {
    const old = firstVersion();
    checkDocument(old, "old.json");
    expect(old).to.deep.equal(firstVersion());
  });

  for (const [what, broken, says] of [
    ["suite", { suite: 1 }, /suite must be an object/],
    ["implementations", { implementations: {} }, /implementations must be a list/],
    ["an implementation", { implementations: [null] }, /implementations\[0] must be an object/],
    ["clauses", { clauses: [] }, /clauses must be an object/],
  ] as const) {
    it(`is refused where ${what} is malformed`, () => {
      const document = { ...firstVersion(), ...broken };
      expect(() => checkDocument(document, "old.json")).to.throw(says);
    });
  }

  it("is the only version that may say `seed`", () => {
    const document = firstVersion();
    document.schema = "loopspec-results/2";
    expect(() => checkDocument(document, "new.json")).to.throw(/must be one of chapter/);
  });
});
