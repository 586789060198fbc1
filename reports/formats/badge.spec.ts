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
      label: "asyncio chapter 3.13",
      message: "MUST 1/1",
      color: "green",
      isError: false,
    });
    expect(of([EVERY])).to.include({ color: "red", message: "MUST 0/2" });
    const part = sampleDocumentOf(good.implementations, {
      suite: { ...good.suite, options: { quick: true } },
    });
    expect(of([part])).to.include({ color: "lightgrey", message: "not the whole suite" });
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
      expect(svg).to.match(/^<svg [^>]*role="img" aria-label="/);
      // A JUnit parser reads any well-formed XML strictly, and finds no test suite in it.
      expect(await parseJunit(svg)).to.equal(undefined);
    });
  }
});
