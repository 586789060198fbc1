import { expect } from "chai";
import * as face from "./index.ts";
import {
  allClauses,
  type ClauseId,
  clauseById,
  clauses,
  isClauseId,
  UnknownClauseError,
} from "./index.ts";

describe("clauseById", () => {
  it("gives the row with its id and place", () => {
    const id = "run-forever.stop-before-run.polls-once-zero-timeout";
    expect(clauseById(id)).to.deep.equal({
      id,
      part: "core",
      heading: "loop.run_forever()",
      file: "conformance/clauses/run-forever.ts",
      ...clauses[id],
    });
  });

  it("finds every clause", () => {
    for (const clause of allClauses) expect(clauseById(clause.id)).to.equal(clause);
  });

  for (const wrong of ["call-soon.fifoo", "", "toString", "__proto__"]) {
    it(`names ${JSON.stringify(wrong)} as the id of no clause`, () => {
      expect(isClauseId(wrong)).to.equal(false);
      expect(() => clauseById(wrong as ClauseId))
        .to.throw(UnknownClauseError, JSON.stringify(wrong))
        .with.property("code", "UNKNOWN_CLAUSE");
    });
  }

  it("does not compile with an id of no clause, and fails if it is run all the same", () => {
    // @ts-expect-error the id is misspelt
    expect(() => clauseById("call-soon.fifoo")).to.throw(UnknownClauseError);
  });

  it("narrows a text that is an id", () => {
    expect(isClauseId("call-soon.fifo")).to.equal(true);
  });
});

describe("the face of the catalogue", () => {
  it("has these exports and no others", () => {
    const kinds = Object.entries(face).map(([name, value]) => `${name}: ${typeof value}`);
    expect(kinds).to.have.members([
      "EDITIONS: object",
      "EditionError: function",
      "UnknownClauseError: function",
      "allClauses: object",
      "citationOf: function",
      "clauseById: function",
      "clauses: object",
      "compareEditions: function",
      "NEWEST_EDITION: string",
      "describeEditions: function",
      "describeSpans: function",
      "describeSeed: function",
      "describeSource: function",
      "holdsIn: function",
      "isClauseId: function",
      "isEdition: function",
      "sections: object",
      "sourceUrl: function",
      "unknownEdition: function",
    ]);
  });
});
