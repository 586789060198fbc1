import { expect } from "chai";
import { marked } from "marked";
import { diffDocuments } from "./diff.ts";
import { formatDiffJson, formatDiffMarkdown, renderDiff } from "./diff-render.ts";
import type { ResultsDocument, Verdict } from "./document.ts";
import { ReportError } from "./errors.ts";
import { hostileDocument } from "./testing/hostile-document.ts";
import { sampleDocumentOf, sampleImplementationOf } from "./testing/sample-results.ts";

type Verdicts = Record<string, Verdict | [Verdict, string]>;

function diff(
  from: Verdicts,
  to: Verdicts,
  later: Partial<ResultsDocument> = {},
  options: { strict?: boolean } = {},
) {
  const before = sampleDocumentOf([sampleImplementationOf("x", from)]);
  const after = sampleDocumentOf([sampleImplementationOf("x", to)], later);
  return diffDocuments(
    { name: "a.json", document: before },
    { name: "b.json", document: after },
    options,
  );
}

const kinds = (outcome: ReturnType<typeof diff>) => [
  ...outcome.implementations[0]!.changes.map((change) => `${change.kind} ${change.case}`),
  outcome.exitCode,
];

const OTHER = { suite: { ...sampleDocumentOf([]).suite, digest: "sha256:other" } };

describe("difference of two documents", () => {
  it("counts deviations first: which are new, which are gone", () => {
    const outcome = diff(
      { "a/1": "fail", "a/2": "fail", "b/1": "fail", "c/1": "pass" },
      { "a/1": "fail", "a/2": "pass", "b/1": "pass", "c/1": "crash" },
    );
    expect(outcome.implementations[0]!.deviations).to.deep.equal({
      from: 2,
      to: 2,
      appeared: ["c.clause"],
      gone: ["b.clause"],
    });
    const said = "2 → 2 deviations; new: c.clause; gone: b.clause";
    expect(renderDiff(outcome)).to.include(`\n  ${said}\n`);
    expect(formatDiffMarkdown(outcome)).to.include("2 → 2 deviations; new: c.clause");
  });

  const TABLE: [
    from: Verdict | [Verdict, string],
    to: Verdict | [Verdict, string],
    kind: string,
  ][] = [
    ["pass", "pass", ""],
    ["pass", "fail", "regression"],
    ["pass", "timeout", "regression"],
    ["pass", "flaky", "regression"],
    ["pass", "error", "regression"],
    ["differs", "crash", "regression"],
    ["pass", "unsupported", "regression"],
    ["fail", "pass", "fix"],
    ["differs", "pass", "fix"],
    ["flaky", "pass", "fix"],
    ["pass", "differs", "changed"],
    ["pass", "not-applicable", "changed"],
    ["unsupported", "fail", "changed"],
    ["unsupported", "pass", "changed"],
    ["fail", "timeout", "changed"],
    [["fail", "trace"], ["fail", "outcome ok"], "changed"],
    [["fail", "trace"], ["fail", "trace"], ""],
    ["unsupported", "unsupported", ""],
  ];
  for (const [from, to, kind] of TABLE) {
    it(`${from} → ${to} is ${kind || "no change"}`, () => {
      const outcome = diff({ "a/x": from }, { "a/x": to });
      const exitCode = kind === "regression" ? 1 : 0;
      expect(kinds(outcome)).to.deep.equal(kind ? [`${kind} a/x`, exitCode] : [0]);
      expect(outcome.implementations[0]!.unchanged).to.equal(kind ? 0 : 1);
    });
  }

  it("takes pass → differs for a regression when strict", () => {
    const outcome = diff({ "a/x": "pass" }, { "a/x": "differs" }, {}, { strict: true });
    expect(kinds(outcome)).to.deep.equal(["regression a/x", 1]);
  });

  it("names new and removed cases, regressions first, and none of them is a regression", () => {
    const outcome = diff(
      { "a/x": "pass", "a/old": "pass" },
      { "a/new": "fail", "a/x": "fail" },
      OTHER,
    );
    expect(kinds(outcome)).to.deep.equal(["regression a/x", "new a/new", "removed a/old", 1]);
  });

  it("compares of one suite what both runs asked, and counts the rest in a line", () => {
    const outcome = diff(
      { "a/1": "fail", "a/2": "fail", "b/1": "fail" },
      { "a/1": "fail", "c/1": "pass", "c/2": "fail" },
    );
    const deviations = { from: 1, to: 1, appeared: [], gone: [] };
    expect(outcome.implementations[0]!.deviations).to.deep.equal(deviations);
    const text = renderDiff(outcome);
    expect(text).to.include("Same suite, other selections");
    expect(text).to.match(/ {2}2 cases only in the second run\n {2}2 cases only in the first run$/);
    expect(text).not.to.include("c/1");
    expect(formatDiffMarkdown(outcome)).not.to.include("a/2");
  });

  describe("tells who made the difference", () => {
    const text = (digest: string) => ({ cases: { "a/x": { digest } } });
    const cause = (earlier: Partial<ResultsDocument>, later: Partial<ResultsDocument>) =>
      diffDocuments(
        {
          name: "a",
          document: sampleDocumentOf([sampleImplementationOf("x", { "a/x": "pass" })], earlier),
        },
        {
          name: "b",
          document: sampleDocumentOf([sampleImplementationOf("x", { "a/x": "fail" })], later),
        },
      ).implementations[0]!.changes[0]!.cause;

    it("the loop, where suite or case is the same", () => {
      expect(cause({}, {})).to.equal("loop");
      expect(cause(text("1"), { ...OTHER, ...text("1") })).to.equal("loop");
    });
    it("the suite, where the case is another", () => {
      expect(cause(text("1"), { ...OTHER, ...text("2") })).to.equal("suite");
    });
    it("either, where the documents do not tell", () => {
      expect(cause({}, OTHER)).to.equal("either");
    });
  });

  it("pairs implementations by id, and two single ones whatever they are called", () => {
    const one = (id: string) => sampleImplementationOf(id, { "a/x": "pass" });
    const pair = diffDocuments(
      { name: "a", document: sampleDocumentOf([one("p"), one("q")]) },
      { name: "b", document: sampleDocumentOf([one("q"), one("r")]) },
    );
    expect(pair.implementations.map((i) => i.id)).to.deep.equal(["q"]);
    expect([pair.removedImplementations, pair.newImplementations]).to.deep.equal([["p"], ["r"]]);
    const single = diffDocuments(
      { name: "a", document: sampleDocumentOf([one("p")]) },
      { name: "b", document: sampleDocumentOf([one("r")]) },
    );
    expect(single.implementations.map((i) => [i.from.id, i.to.id])).to.deep.equal([["p", "r"]]);
  });

  it("refuses an incomplete document", () => {
    expect(() => diff({}, {}, { complete: false })).to.throw(ReportError, /b\.json is incomplete/);
  });

  it("tells what another edition asks apart, and changes of one sentence in one line", () => {
    const side = (edition: string, verdicts: Record<string, Verdict>) => ({
      name: `${edition}.json`,
      document: sampleDocumentOf([{ ...sampleImplementationOf("x", verdicts), edition }]),
    });
    const outcome = diffDocuments(
      side("3.11", { "a/1": "not-applicable", "b/1": "pass", "b/2": "pass", "b/3": "pass" }),
      side("3.13", { "a/1": "fail", "b/1": "fail", "b/2": "fail", "b/3": "pass" }),
    );
    const text = renderDiff(outcome);
    expect(text).to.include("edition 3.11 → 3.13");
    expect(text).to.include("1 other change: the edition is another");
    expect(text).to.include("✓ pass → ✗ fail  b.clause\n      b/1 and 1 more case\n");
  });

  it("is printed for a terminal", () => {
    const outcome = diff(
      { "a/x": "pass", "a/y": ["fail", "trace"], "a/z": "pass", "a/q": "fail" },
      { "a/x": "fail", "a/y": ["fail", "hang"], "a/z": "pass", "a/q": "pass" },
    );
    expect(renderDiff(outcome)).to.equal(`\
a.json → b.json
Same suite: 1.0.0 (sha256:5a3e)

x version 1.4.2, as before
  1 → 1 deviation
  2/4 → 2/4 passed · 1 regression · 1 fix · 1 other change · 1 unchanged
  1 regression
    ✓ pass → ✗ fail  a.clause
      a/x
      a/x is wrong
  1 fix
    ✗ fail → ✓ pass  a.clause
      a/q
  1 other change
    ✗ fail (trace → hang)  a.clause
      a/y
      a/y is wrong`);
    expect(renderDiff(diff({ "a/x": "pass" }, { "a/x": "fail" }, OTHER))).to.include(
      ": the loop or the suite changed",
    );
  });

  it("is Markdown and JSON that a hostile document cannot break out of", () => {
    const hostile = hostileDocument();
    const better = hostileDocument();
    for (const one of better.implementations) {
      for (const result of one.results) result.verdict = "pass";
      one.results.pop();
    }
    const outcome = diffDocuments(
      { name: "a\u001b[2J", document: better },
      { name: "<script>", document: hostile },
    );
    expect(JSON.parse(formatDiffJson(outcome))).to.deep.equal(outcome);
    const html = marked.parse(formatDiffMarkdown(outcome)) as string;
    expect(html).not.to.match(/<(script|img|svg|a) /i);
    expect(html).to.include("<summary>");
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they must not be there
    expect(renderDiff(outcome)).not.to.match(/[\u0000-\u0009\u000b-\u001f\u202e]/);
  });
});
