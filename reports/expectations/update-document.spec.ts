import { expect } from "chai";
import type { ImplementationResults } from "../document.ts";
import { sampleDocumentOf, sampleImplementationOf } from "../testing/sample-results.ts";
import { parseExpectations } from "./parse.ts";
import { EMPTY_EXPECTATIONS, expectUpdate } from "./update.ts";

describe("expect update by the document of the results", () => {
  /** What fails is one deviation: the same entry is missing behind the same operation. */
  const joined = (verdicts: Parameters<typeof sampleImplementationOf>[1]) => {
    const subject = sampleImplementationOf("python:mine", verdicts);
    const channels = { metrics: {}, reports: [], warnings: [], logs: [] };
    for (const result of subject.results.filter(({ verdict }) => verdict === "fail")) {
      result.operation = "loop.stop";
      result.expected = { outcome: "ok", trace: ["x"] };
      result.observed = { outcome: "ok", trace: [], ...channels };
    }
    return subject;
  };
  const whole = joined({ "a/1": "fail", "b/1": "fail", "b/2": "fail", "c/1": "pass" });
  const updated = (text: string, subject: ImplementationResults, changes = {}) => {
    const document = sampleDocumentOf([subject], changes);
    return expectUpdate(parseExpectations(text, "x.json", "python:mine"), [subject], {
      pin: true,
      universe: whole.results.map(({ case: id, clauses }) => ({ case: id, clauses })),
      documents: [document],
    }).text;
  };
  const sectionOf = (text: string) => parseExpectations(text, "x.json").sections[0];
  const listed = (text: string) =>
    sectionOf(text)?.entries.map(({ entry }) => [entry.match, ...(entry.cases ?? [])].join(" "));

  it("names a deviation as reports do: by the clause that the catalogue has first", () => {
    expect(listed(updated(EMPTY_EXPECTATIONS, whole))).to.deep.equal(["a.clause a/1 b/1 b/2"]);
    const text = { says: "", heading: "", source: "", level: "MUST", basis: "chapter" } as const;
    const clauses = { "b.clause": { ...text, status: "cases" } };
    const named = updated(EMPTY_EXPECTATIONS, whole, { clauses });
    expect(listed(named)).to.deep.equal(["b.clause a/1 b/1 b/2"]);
  });

  it("extends the entry of a --quick run, and counts the cases of a whole run alone", () => {
    const quick = joined({ "b/1": "fail", "c/1": "pass" });
    const { suite } = sampleDocumentOf([]);
    const part = { suite: { ...suite, options: { quick: true } } };
    const first = updated(EMPTY_EXPECTATIONS, quick, part);
    expect(listed(first)).to.deep.equal(["b.clause b/1"]);
    expect(sectionOf(first)?.pins).to.not.have.property("judged");
    const second = updated(first, whole);
    expect(listed(second)).to.deep.equal(["b.clause b/1 a/1 b/2"]);
    expect(sectionOf(second)?.pins?.judged).to.equal(4);
    expect(updated(second, quick, part)).to.equal(second);
  });

  it("keeps the number of judged cases where a run was interrupted", () => {
    const before = updated(EMPTY_EXPECTATIONS, whole);
    const cut = joined({ "a/1": "fail", "b/1": "fail", "b/2": "fail", "c/1": "not-run" });
    expect(updated(before, cut, { complete: false })).to.equal(before);
  });

  it("keeps all that is recorded of an implementation that could not be started", () => {
    const before = updated(EMPTY_EXPECTATIONS, whole).replace('"a.clause"', '"renamed.clause"');
    const none = sampleImplementationOf("python:mine", { "a/1": "not-run", "b/1": "not-run" });
    const failure = { code: "fatal", message: "No module named 'mine'", hint: "" };
    const broken = { ...none, capabilities: [], failure };
    expect(updated(before, broken, { complete: false })).to.equal(before);
    expect(updated(EMPTY_EXPECTATIONS, broken, { complete: false })).to.equal(EMPTY_EXPECTATIONS);
  });
});
