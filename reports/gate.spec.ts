import { expect } from "chai";
import type { ImplementationResults, ResultsDocument, Verdict } from "./document.ts";
import { VERDICTS } from "./document.ts";
import { ReportError } from "./errors.ts";
import { parseExpectations } from "./expectations/parse.ts";
import { type GateOptions, gate } from "./gate.ts";
import { sampleDocumentOf, sampleImplementationOf } from "./testing/sample-results.ts";

const one = (verdict: Verdict) =>
  sampleImplementationOf("python:mine", { "a/x": verdict, "a/y": "pass" });

const decide = (
  subject: ImplementationResults,
  options: GateOptions = {},
  changes: Partial<ResultsDocument> = {},
) => {
  const { exitCode, problems } = gate([sampleDocumentOf([subject], changes)], options);
  return [exitCode, ...problems.map((problem) => problem.code)];
};

describe("gate", () => {
  const PLAIN: Record<Verdict, unknown[]> = {
    pass: [0],
    fail: [1, "red"],
    differs: [0],
    timeout: [1, "red"],
    crash: [1, "red"],
    flaky: [1, "red"],
    unsupported: [0],
    "not-judged": [1, "names-no-deviation"],
    "not-applicable": [0],
    error: [1, "red"],
    "not-run": [1, "incomplete"],
  };
  for (const verdict of VERDICTS) {
    it(`decides on ${verdict}`, () => expect(decide(one(verdict))).to.deep.equal(PLAIN[verdict]));
  }

  it("is red for differs when strict", () => {
    expect(decide(one("differs"), { strict: true })).to.deep.equal([1, "red"]);
  });

  for (const verdict of ["fail", "differs", "timeout", "crash", "flaky"] as const) {
    it(`holds where ${verdict} is expected, also when strict`, () => {
      const text = `[{"match": "a/x", "verdict": "${verdict}", "reason": "known"}]`;
      const expectations = [parseExpectations(text, "e.json")];
      expect(decide(one(verdict), { expectations, strict: true })).to.deep.equal([0]);
    });
  }

  it("is red for an unexpected pass and for a stale expectation", () => {
    const text = `[{"match": "a/x", "verdict": "fail", "reason": "known"},
      {"match": "gone", "verdict": "fail", "reason": "known"}]`;
    const expectations = [parseExpectations(text, "e.json")];
    expect(decide(one("pass"), { expectations })).to.deep.equal([
      1,
      "unexpected-pass",
      "matches-nothing",
    ]);
  });

  it("tells which entry foresaw a result", () => {
    const text = `{"implementations": {"python:mine": [{"match": "a/x", "verdict": "fail", "reason": "known"}]}}`;
    const subject = one("fail");
    const { expected } = gate([sampleDocumentOf([subject])], {
      expectations: [parseExpectations(text, "e.json")],
    });
    expect(expected.get(subject)?.get("a/x")?.entry.reason).to.equal("known");
  });

  it("is red when nothing was judged", () => {
    expect(gate([]).exitCode).to.equal(1);
    expect(decide(sampleImplementationOf("x", {}))).to.deep.equal([1, "no-cases"]);
    expect(decide(sampleImplementationOf("x", { "a/x": "unsupported" }))).to.deep.equal([
      1,
      "no-cases",
    ]);
  });

  it("asks no more of a run that was interrupted before a case was judged", () => {
    const nothing = sampleImplementationOf("python:mine", { "a/x": "not-run" });
    const file = '{"implementations": {"python:mine": {"judged": 2, "entries": []}}}';
    const expectations = [parseExpectations(file, "e.json")];
    const red = [1, "incomplete"];
    expect(decide(nothing, { expectations }, { complete: false })).to.deep.equal(red);
  });

  it("is red for an incomplete run", () => {
    expect(decide(one("pass"), {}, { complete: false })).to.deep.equal([1, "incomplete"]);
  });

  it("ends with 3 where an implementation could not be started, red or not", () => {
    const failure = { code: "no-module", message: "No module named 'x'" };
    const broken = { ...sampleImplementationOf("x", { "a/x": "not-run" }), failure };
    expect(decide(broken, {}, { complete: false })).to.deep.equal([3, "not-started"]);
    const document = sampleDocumentOf([one("fail"), broken], { complete: false });
    expect(gate([document]).exitCode).to.equal(3);
  });

  it("advises what to do about one that could not be started, and repeats nothing that was printed", () => {
    const fixFor = (hint?: string) => {
      const failure = { code: "x", message: "No module 'x'", ...(hint !== undefined && { hint }) };
      const broken = { ...sampleImplementationOf("x", { "a/x": "not-run" }), failure };
      return gate([sampleDocumentOf([broken], { complete: false })]).problems.find(
        ({ code }) => code === "not-started",
      )?.fix;
    };
    expect(fixFor("Check the path.")).to.equal("Check the path");
    for (const printed of [
      undefined,
      "No module 'x'\n",
      "Traceback:\n  x",
      "The driver gave no details.",
    ])
      expect(fixFor(printed)).to.include("`--python`");
  });

  it("is red where a shard is missing, but not in the job that runs the shard", () => {
    const shard = (index: number) => ({ shard: { index, count: 3 } });
    const parts = [1, 3].map((index) => sampleDocumentOf([one("pass")], shard(index)));
    expect(gate(parts).problems.map((p) => p.message)).to.deep.equal(["1 shard of 3 missing: 2."]);
    const all = [...parts, sampleDocumentOf([one("pass")], shard(2))];
    expect(gate(all).exitCode).to.equal(0);
    expect(decide(one("not-run"), { allowShard: true }, shard(1))).to.deep.equal([0]);
  });

  it("forgives an entry for a case that was not selected, where it is told of all cases", () => {
    const text = `[{"match": "b/z", "verdict": "fail", "reason": "known"}]`;
    const expectations = [parseExpectations(text, "e.json")];
    const universe = [{ case: "b/z", clauses: ["b.clause"] }];
    const narrowed = { suite: { ...sampleDocumentOf([]).suite, options: { select: ["a/*"] } } };
    expect(decide(one("pass"), { expectations, universe }, narrowed)).to.deep.equal([0]);
    expect(decide(one("pass"), { expectations, universe })).to.deep.equal([1, "matches-nothing"]);
  });

  it("refuses to guess which of several implementations a file is about", () => {
    const document = sampleDocumentOf([one("pass"), sampleImplementationOf("x", {})]);
    const expectations = [parseExpectations("[]", "e.json")];
    expect(() => gate([document], { expectations })).to.throw(ReportError, /does not say which/);
  });

  it("lets several files speak of one implementation", () => {
    const entry = (match: string) =>
      `[{"match": "${match}", "verdict": "fail", "reason": "known"}]`;
    const expectations = [entry("a/x"), entry("a/x")].map((text) => parseExpectations(text, "e"));
    expect(decide(one("fail"), { expectations })).to.deep.equal([1, "overlap"]);
  });
});
