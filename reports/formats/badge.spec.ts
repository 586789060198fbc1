import { expect } from "chai";
import { parse as parseJunit } from "junit2json";
import type { ResultsDocument } from "../document.ts";
import { parseExpectations } from "../expectations/parse.ts";
import { gate } from "../gate.ts";
import { DOCUMENTS, EVERY } from "../testing/format-documents.ts";
import { sampleDocument } from "../testing/sample-document.ts";
import { sampleDocumentOf, sampleImplementationOf } from "../testing/sample-results.ts";
import { formatBadgeJson, formatBadgeSvg } from "./badge.ts";
import type { FormatOptions } from "./status.ts";

describe("badge", () => {
  it("is what the shields endpoint asks for", () => {
    const of = (documents: ResultsDocument[], options?: FormatOptions) =>
      JSON.parse(formatBadgeJson(documents, options));
    const good = sampleDocumentOf([sampleImplementationOf("x", { "a/x": "pass" })]);
    expect(of([good])).to.deep.equal({
      schemaVersion: 1,
      label: "loopspec",
      message: "x 1.4.2: no deviation in 1 case",
      color: "green",
      isError: false,
    });
    expect(of([EVERY]).color).to.equal("red");
    expect(of([]).message).to.equal("incomplete");
    expect(of([sampleDocument()]).message).to.equal("1 of 3 loops conform");
    const known = sampleDocumentOf([
      sampleImplementationOf("x", { "a/known": "fail", "b/x": "pass" }),
    ]);
    const expectations = [
      parseExpectations(`[{"match": "a/known", "verdict": "fail", "reason": "k"}]`, "e"),
    ];
    expect(of([known], { gate: gate([known], { expectations }) }).color).to.equal("orange");
  });

  for (const [what, documents, options] of DOCUMENTS) {
    it(`is a well-formed picture: ${what}`, async () => {
      const svg = formatBadgeSvg(documents, options);
      expect(svg).to.match(/^<svg [^>]*role="img" aria-label="loopspec: /);
      // A JUnit parser reads any well-formed XML strictly, and finds no test suite in it.
      expect(await parseJunit(svg)).to.equal(undefined);
    });
  }
});
