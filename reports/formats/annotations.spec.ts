import { expect } from "chai";
import { DOCUMENTS, EVERY, GATED } from "../testing/format-documents.ts";
import { formatAnnotations } from "./annotations.ts";

describe("annotations", () => {
  it("are one for each broken clause and one for each thing that the gate wants changed", () => {
    const lines = formatAnnotations([EVERY], GATED).split("\n");
    expect(lines).to.deep.equal([
      "::error title=loopspec::The run of 2026-05-04T10:00:00.000Z is incomplete: 1 case not run.%0ATo do: go on with `--resume`",
      "::error file=e.json,line=3,title=python%3Amine::The entry for gone matches nothing.%0ATo do: delete the entry, or correct its match",
      "::error title=python%3Amine breaks v.clause::v/fail: v/fail is wrong%0A5 cases in all.%0Aloopspec explain v/fail -i python:mine",
      "",
    ]);
  });

  for (const [what, documents, options] of DOCUMENTS) {
    it(`are one command a line, whatever the documents say: ${what}`, () => {
      const lines = formatAnnotations(documents, options).split("\n").slice(0, -1);
      expect(lines.filter((line) => !/^::error [^:]*::/.test(line))).to.deep.equal([]);
    });
  }
});
