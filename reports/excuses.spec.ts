import { expect } from "chai";
import type { CaseResult, Verdict } from "./document.ts";
import { gate } from "./gate.ts";
import { sampleDocumentOf, sampleImplementationOf } from "./testing/sample-results.ts";
import { countVerdicts } from "./totals.ts";

/** What the gate says of these results, by code; `change` rewrites each result first. */
function codes(
  verdicts: Record<string, Verdict>,
  change: (result: CaseResult) => Partial<CaseResult> = () => ({}),
  shard?: { index: number; count: number },
) {
  const made = sampleImplementationOf("python:x", verdicts);
  const results = made.results.map((result) => ({ ...result, ...change(result) }));
  const subject = { ...made, results, totals: countVerdicts(results) };
  const document = sampleDocumentOf([subject], shard && { shard });
  return gate([document], { allowShard: true }).problems.map(({ code }) => code);
}

const because = (clause: string) => (result: CaseResult) =>
  result.verdict === "not-judged" ? { because: clause } : {};
const defect = () => ({ defect: { id: "gh-130145" } });

describe("a case that was not judged", () => {
  it("is not red beside the deviation that it names", () => {
    expect(codes({ "a/x": "fail", "b/y": "not-judged" }, because("a.clause"))).to.deep.equal([
      "red",
    ]);
  });

  it("is red where the clause that it names is not broken", () => {
    expect(codes({ "a/x": "pass", "b/y": "not-judged" }, because("a.clause"))).to.deep.equal([
      "names-no-deviation",
    ]);
    expect(codes({ "a/x": "differs", "b/y": "not-judged" }, because("a.clause"))).to.deep.equal([
      "names-no-deviation",
    ]);
  });

  it("is one problem for each clause, whatever the number of its cases", () => {
    const some = { "a/x": "pass", "b/y": "not-judged", "b/z": "not-judged" } as const;
    const [problem, ...others] = gate([
      sampleDocumentOf([sampleImplementationOf("python:x", some)]),
    ]).problems;
    expect(others).to.deep.equal([]);
    expect(problem?.message).to.include("2 cases").and.include("names no deviation");
  });

  it("may name a deviation that another shard shows", () => {
    const some = { "a/x": "pass", "b/y": "not-judged" } as const;
    expect(codes(some, because("a.clause"), { index: 1, count: 2 })).to.deep.equal([]);
  });
});

describe("a known defect", () => {
  it("is expected without a file, however it shows", () => {
    for (const verdict of ["fail", "timeout", "crash", "flaky"] as const) {
      expect(
        codes({ "a/x": verdict, "b/y": "pass" }, (r) => (r.case === "a/x" ? defect() : {})),
      ).to.deep.equal([]);
    }
  });

  it("does not excuse an error of the harness", () => {
    expect(codes({ "a/x": "error" }, defect)).to.deep.equal(["red"]);
  });

  it("is reported where a version that is said to have it passes", () => {
    expect(codes({ "a/x": "pass" }, defect)).to.deep.equal(["defect-gone"]);
  });
});
