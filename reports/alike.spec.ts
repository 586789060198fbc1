import { expect } from "chai";
import type { ResultsDocument, Verdict } from "./document.ts";
import { parseExpectations } from "./expectations/parse.ts";
import { formatBadgeJson } from "./formats/badge.ts";
import { formatMarkdown } from "./formats/markdown.ts";
import { gate } from "./gate.ts";
import { packDocuments } from "./html/pack.ts";
import { renderSummary } from "./summary.ts";
import { sampleDocumentOf, sampleImplementationOf } from "./testing/sample-results.ts";

const AREAS = Array.from({ length: 40 }, (_, index) => `area${index}`);

/** A document with one implementation, of which every `n`th sentence is judged so, in three cases each. */
function documentOf(verdict: Verdict, every: number): ResultsDocument {
  const verdicts = AREAS.flatMap((area, index) =>
    ["a", "b", "c"].map((name): [string, Verdict] => [
      `${area}/${name}`,
      index % every === 0 ? verdict : "pass",
    ]),
  );
  return sampleDocumentOf([sampleImplementationOf("python:mine", Object.fromEntries(verdicts))]);
}

/** The first numbers of a text. */
const numbersIn = (text: string, pattern: RegExp) =>
  (pattern.exec(text)?.slice(1) ?? []).map((digits) => Number(digits.replaceAll(",", "")));

describe("one document", () => {
  // 14 of 40 sentences are broken, one of them was foreseen.
  const document = documentOf("fail", 3);
  const expected = `[{"match": "area0/*", "verdict": "fail", "reason": "known"}]`;
  const options = {
    gate: gate([document], { expectations: [parseExpectations(expected, "e.json")] }),
  };
  const FIGURES = { deviations: 13, cases: 39, judged: 120, held: 26, sentences: 40 };

  it("has the same deviations and cases in the terminal, on the page, in Markdown and for the gate", () => {
    const pattern = /(\d+) deviations \((\d+) of (\d+) cases\), 1 known \(3 of 120 cases\)/;
    const [column] = packDocuments([document], options).columns;
    const { deviations, cases, judged } = FIGURES;
    for (const text of [
      renderSummary(document, options),
      formatMarkdown([document], options),
      column?.headline ?? "",
    ])
      expect(numbersIn(text, pattern)).to.deep.equal([deviations, cases, judged]);
    const failed = column?.deviations.filter(({ status }) => status === "failed") ?? [];
    expect(failed).to.have.length(deviations);
    expect(failed.flatMap((each) => each.cases)).to.have.length(cases);
    const red = options.gate.problems.filter(({ deviation }) => deviation !== undefined);
    expect(red).to.have.length(deviations);
    expect(red.flatMap((problem) => problem.cases)).to.have.length(cases);
    const said = /does not hold: (\d+) deviations \((\d+) cases\)/;
    for (const text of [renderSummary(document, options), formatMarkdown([document], options)])
      expect(numbersIn(text, said)).to.deep.equal([deviations, cases]);
  });

  it("has the same sentences in the terminal, in Markdown and on the badge", () => {
    const { message } = JSON.parse(formatBadgeJson([document], options)) as { message: string };
    for (const text of [
      renderSummary(document, options),
      formatMarkdown([document], options),
      message,
    ])
      expect(numbersIn(text, /MUST (\d+)\/(\d+)/)).to.deep.equal([FIGURES.held, FIGURES.sentences]);
  });
});

describe("the end of a run", () => {
  const linesOf = (document: ResultsDocument) =>
    renderSummary(document, { gate: gate([document]), path: "loopspec-results/results.json" });
  const WRONG: readonly Verdict[] = ["fail", "timeout", "crash", "flaky", "error", "differs"];

  for (const verdict of WRONG) {
    it(`fits a screen of 45 lines where everything is \`${verdict}\``, () => {
      expect(linesOf(documentOf(verdict, 1)).split("\n")).to.have.length.at.most(45);
    });
  }

  it("fits a screen where the run was cut short and every verdict occurs", () => {
    const verdicts = [...WRONG, "not-run", "unsupported", "not-judged"] as const;
    const results = AREAS.map((area, index): [string, Verdict] => [
      `${area}/a`,
      verdicts[index % verdicts.length] ?? "pass",
    ]);
    const mine = sampleImplementationOf("python:mine", Object.fromEntries(results));
    const document = sampleDocumentOf([mine], { complete: false });
    expect(linesOf(document).split("\n")).to.have.length.at.most(45);
  });

  it("has at most 12 lines where nothing is wrong", () => {
    const green = ["pass", "unsupported", "not-applicable"] as const;
    const results = AREAS.map((area, index): [string, Verdict] => [
      `${area}/a`,
      green[index % green.length] ?? "pass",
    ]);
    const mine = sampleImplementationOf("python:mine", Object.fromEntries(results));
    const lines = linesOf(sampleDocumentOf([mine]));
    expect(lines).to.include("The gate holds.");
    expect(lines.split("\n")).to.have.length.at.most(12);
  });
});
