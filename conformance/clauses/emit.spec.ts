import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect } from "chai";
import { packageRoot } from "#package-root";
import { type ClauseDocument, clausesDocument, NOT_YET_RUN_NOTE } from "./emit.ts";
import { allClauses } from "./index.ts";

const schema = JSON.parse(
  readFileSync(join(packageRoot, "conformance/schema/clauses.schema.json"), "utf8"),
);
const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(schema);

const emitted = (): unknown => JSON.parse(JSON.stringify(clausesDocument()));

describe("clausesDocument", () => {
  it("satisfies the published schema", () => {
    const valid = validate(emitted());
    expect(validate.errors ?? []).to.deep.equal([]);
    expect(valid).to.equal(true);
  });

  it("survives JSON unchanged, in the catalogue's order", () => {
    expect(emitted()).to.deep.equal(clausesDocument());
    expect(clausesDocument().map(({ id }) => id)).to.deep.equal(allClauses.map(({ id }) => id));
  });

  it("loses nothing of a clause", () => {
    clausesDocument().forEach((document, i) => {
      expect(document).to.deep.include({ ...allClauses[i] });
    });
  });

  it("gives members in one order whatever the clause", () => {
    const order: string[] = Object.keys(schema.$defs.clause.properties);
    for (const document of clausesDocument()) {
      const keys = Object.keys(document);
      expect(keys).to.deep.equal(order.filter((key) => keys.includes(key)));
    }
  });

  it("gives a copy that a reader may change", () => {
    const [first] = clausesDocument();
    Object.assign(first!.source, { heading: "changed" });
    expect(clausesDocument()[0]!.source.heading).not.to.equal("changed");
  });

  it("says beside a clause that no interpreter confirmed it, and only there", () => {
    const [first, second] = allClauses;
    const [run, notRun] = clausesDocument([first!, { ...second!, notYetRun: true }]);
    expect(run).not.to.have.any.keys("note", "notYetRun");
    expect(notRun).to.include({ note: NOT_YET_RUN_NOTE, notYetRun: true });
  });
});

describe("clauses.schema.json", () => {
  const good = clausesDocument()[0] as ClauseDocument;
  const { why: _why, ...withoutWhy } = good;
  const { sentence: _sentence, ...withoutSentence } = good.source;
  const wrong: Record<string, object> = {
    "an id with a space": { ...good, id: "call soon" },
    "an id without area": { ...good, id: "fifo" },
    "a level of its own": { ...good, level: "OUGHT" },
    "a sentence without full stop": { ...good, says: "It runs" },
    "a sentence that is too long": { ...good, says: `${"x".repeat(240)}.` },
    "a source without sentence": { ...good, source: withoutSentence },
    "an edition with a suffix": { ...good, since: "3.13.0rc1" },
    "a missing reason": withoutWhy,
    "a reason beside cases": { ...good, status: "cases" },
    "a pending clause in the core": { ...good, status: "pending" },
    "a mark without its note": { ...good, notYetRun: true },
    "an unknown member": { ...good, colour: "red" },
  };

  for (const [what, document] of Object.entries(wrong)) {
    it(`refuses ${what}`, () => {
      expect(validate([document])).to.equal(false);
    });
  }

  it("accepts the document that those were made from", () => {
    expect(validate([good])).to.equal(true);
  });

  it("refuses an empty catalogue", () => {
    expect(validate([])).to.equal(false);
  });
});
