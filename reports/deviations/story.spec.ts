import { expect } from "chai";
import { columnsOf } from "../columns.ts";
import { parseExpectations } from "../expectations/parse.ts";
import { formatBadgeJson } from "../formats/badge.ts";
import { formatJunit } from "../formats/junit.ts";
import { formatMarkdown } from "../formats/markdown.ts";
import { formatSarif } from "../formats/sarif.ts";
import { gate } from "../gate.ts";
import { packDocuments } from "../html/pack.ts";
import { renderSummary } from "../summary.ts";
import { sampleDocumentOf, sampleImplementationOf } from "../testing/sample-results.ts";
import { figuresOf, headline, storyOf } from "./story.ts";

const subject = sampleImplementationOf("python:mine", {
  "a/1": "fail",
  "a/2": "fail",
  "a/3": "timeout",
  "b/1": "crash",
  "c/1": "fail",
  "c/2": "fail",
  "d/1": "differs",
  "e/1": "error",
  "f/1": "pass",
  "g/1": "unsupported",
});
const document = sampleDocumentOf([subject]);
const known = `[{"match": "c.clause", "verdict": "fail", "reason": "known"}]`;
const outcome = gate([document], { expectations: [parseExpectations(known, "e.json")] });
const HEADLINE = "3 deviations (4 of 8 cases), 1 known (2 of 8 cases), 1 error of the harness";

describe("the story of an implementation", () => {
  it("counts deviations first, cases second, what is known and errors apart", () => {
    const story = storyOf(columnsOf([document])[0]!, { gate: outcome });
    expect(headline(story)).to.equal(HEADLINE);
    expect(figuresOf(story)).to.deep.equal({
      deviations: 3,
      cases: 4,
      judged: 8,
      knownDeviations: 1,
      knownCases: 2,
      differences: 1,
      differingCases: 1,
      errors: 1,
    });
  });

  it("has the same figures in terminal, HTML, Markdown, JUnit, SARIF, badge and gate", () => {
    const options = { gate: outcome };
    expect(renderSummary(document, options)).to.include(`mine 1.4.2: ${HEADLINE}\n`);
    expect(packDocuments([document], options).columns[0]!.headline).to.equal(HEADLINE);
    expect(formatMarkdown([document], options)).to.include(`### mine 1.4.2: ${HEADLINE}`);
    expect(formatJunit([document], options)).to.include(`name="headline" value="${HEADLINE}"`);
    expect(JSON.parse(formatSarif([document], options)).runs[0].properties.headline).to.equal(
      HEADLINE,
    );
    expect(JSON.parse(formatBadgeJson([document], options)).message).to.equal("MUST 2/5");
    expect(renderSummary(document, options)).to.include("MUST 2/5 sentences hold");
    expect(formatMarkdown([document], options)).to.include("MUST 2/5 sentences hold");
    const failures = outcome.problems.filter(({ deviation }) => deviation !== undefined);
    expect(failures).to.have.length(3);
    expect(failures.flatMap(({ cases }) => cases)).to.have.length(4);
  });

  it("says of a deviation that is known in part only what is new", () => {
    const part = `[{"match": "c/1", "verdict": "fail", "reason": "known"}]`;
    const gated = gate([document], { expectations: [parseExpectations(part, "e.json")] });
    const { failed } = storyOf(columnsOf([document])[0]!, { gate: gated });
    const told = failed.find(({ deviation }) => deviation.id === "c.clause");
    expect(told?.fresh.map(({ result }) => result.case)).to.deep.equal(["c/2"]);
    expect(told?.smallest.result.case).to.equal("c/2");
  });
});
