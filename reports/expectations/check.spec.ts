import { expect } from "chai";
import type { Verdict } from "../document.ts";
import { sampleImplementationOf } from "../testing/sample-results.ts";
import { type CheckOptions, checkExpectations } from "./check.ts";
import { parseExpectations } from "./parse.ts";

/** Violations of entries, one a line from line 2 on, as `code line cases`. */
function check(
  entries: string[],
  verdicts: Record<string, Verdict | [Verdict, string]>,
  options: Partial<CheckOptions> = {},
) {
  const text = `[\n${entries.map((e) => `{${e}, "reason": "known"}`).join(",\n")}\n]`;
  const [section] = parseExpectations(text, "expect.json").sections;
  const subject = sampleImplementationOf("python:mine", verdicts);
  return checkExpectations(section!, subject, { today: "2026-05-05", ...options });
}

const codes = (outcome: ReturnType<typeof check>) =>
  outcome.violations.map((v) => `${v.code} ${v.at?.line} ${v.cases.join()}`.trim());

const FAIL = '"verdict": "fail"';

describe("expectations against results", () => {
  it("hold where everything is as recorded, by case, clause and glob", () => {
    const outcome = check(
      [`"match": "a/x", ${FAIL}`, `"match": "b.clause", ${FAIL}`, `"match": "c*", ${FAIL}`],
      { "a/x": "fail", "b/x": "fail", "b/y": "fail", "c/x": "fail", "d/x": "pass" },
    );
    expect(codes(outcome)).to.deep.equal([]);
    expect([...outcome.expected].map(([id, p]) => `${id} ${p.line}`)).to.deep.equal([
      "a/x 2",
      "b/x 3",
      "b/y 3",
      "c/x 4",
    ]);
  });

  type Row = [string, string[], Parameters<typeof check>[1], string[], RegExp, RegExp];
  const TABLE: Row[] = [
    [
      "an unexpected failure",
      [`"match": "a/x", ${FAIL}`],
      { "a/x": "fail", "b/y": "fail" },
      ["unexpected-failure 3 b/y"],
      /b\/y is fail: b\/y is wrong/,
      /add \{"match":"b\/y","verdict":"fail"/,
    ],
    [
      "an unexpected pass",
      [`"match": "a/x", ${FAIL}`],
      { "a/x": "pass" },
      ["unexpected-pass 2 a/x"],
      /a\/x passes/,
      /delete the entry/,
    ],
    [
      "a glob of which a part passes",
      [`"match": "a/*", ${FAIL}`],
      { "a/x": "pass", "a/y": "fail" },
      ["unexpected-pass 2 a/x"],
      /a\/x passes/,
      /narrow the match/,
    ],
    [
      "an entry that matches nothing",
      [`"match": "z/*", ${FAIL}`],
      { "a/x": "pass" },
      ["matches-nothing 2"],
      /z\/\* matches nothing/,
      /delete the entry/,
    ],
    [
      "a glob wider than its bound",
      [`"match": "a/*", ${FAIL}, "max": 1`],
      { "a/x": "fail", "a/y": "fail" },
      ["over-bound 2 a/x,a/y"],
      /matches 2 results, more than its bound of 1/,
      /"max": 2/,
    ],
    [
      "another verdict",
      [`"match": "a/x", ${FAIL}`],
      { "a/x": "timeout" },
      ["other-verdict 2 a/x"],
      /a\/x is timeout, recorded is fail/,
      /"verdict": "timeout"/,
    ],
    [
      "another kind of mismatch",
      [`"match": "a/x", ${FAIL}, "mismatch": "trace"`],
      { "a/x": ["fail", "outcome ok"] },
      ["other-mismatch 2 a/x"],
      /outcome ok, recorded is trace/,
      /"mismatch": "outcome ok"/,
    ],
    [
      "overlapping entries",
      [`"match": "a/x", ${FAIL}`, `"match": "a/*", ${FAIL}`],
      { "a/x": "fail" },
      ["overlap 3 a/x"],
      /line 2\) and a\/\* both match a\/x/,
      /narrow one/,
    ],
    [
      "a review date that has passed",
      [`"match": "a/x", ${FAIL}, "review": "2026-05-04"`],
      { "a/x": "fail" },
      ["review-passed 2"],
      /reviewed by 2026-05-04/,
      /later day/,
    ],
    [
      "an error, whatever is expected",
      [`"match": "a/x", ${FAIL}`],
      { "a/x": "error", "b/x": "error" },
      ["other-verdict 2 a/x", "unexpected-failure 3 b/x"],
      /a\/x is error/,
      /can never be expected/,
    ],
  ];
  for (const [what, entries, verdicts, found, message, fix] of TABLE) {
    it(`do not hold: ${what}`, () => {
      const outcome = check(entries, verdicts);
      expect(codes(outcome)).to.deep.equal(found);
      expect(outcome.violations[0]!.message).to.match(message);
      expect(outcome.violations[0]!.fix).to.match(fix);
      expect(outcome.violations[0]!.at!.file).to.equal("expect.json");
    });
  }

  it("allow ten results where no bound is stated", () => {
    const failing = (n: number) =>
      Object.fromEntries(Array.from({ length: n }, (_, i) => [`a/${i}`, "fail" as const]));
    expect(codes(check([`"match": "a/*", ${FAIL}`], failing(10)))).to.deep.equal([]);
    expect(codes(check([`"match": "a/*", ${FAIL}`], failing(11)))[0]).to.match(/^over-bound/);
  });

  it("name the first two of many cases", () => {
    const passing = { "a/1": "pass", "a/2": "pass", "a/3": "pass", "a/4": "pass" } as const;
    const [violation] = check([`"match": "a/*", ${FAIL}`], passing).violations;
    expect(violation!.message).to.match(/^a\/1, a\/2 and 2 more pass/);
  });

  it("hold on the day of the review", () => {
    const entry = `"match": "a/x", ${FAIL}, "review": "2026-05-05"`;
    expect(codes(check([entry], { "a/x": "fail" }))).to.deep.equal([]);
  });

  it("let a flaky case pass, and not fail", () => {
    const entry = '"match": "a/x", "verdict": "flaky"';
    expect(codes(check([entry], { "a/x": "pass" }))).to.deep.equal([]);
    expect(codes(check([entry], { "a/x": "flaky" }))).to.deep.equal([]);
    expect(codes(check([entry], { "a/x": "fail" }))).to.deep.equal(["other-verdict 2 a/x"]);
  });

  it("say nothing of what could not be judged, nor under another condition", () => {
    const idle = { "a/x": "unsupported", "a/y": "not-applicable", "a/z": "not-run" } as const;
    expect(codes(check([`"match": "a/*", ${FAIL}`], idle))).to.deep.equal([]);
    const elsewhere = `"match": "a/x", ${FAIL}, "when": {"platform": "plan9"}`;
    expect(codes(check([elsewhere], { "a/x": "pass" }))).to.deep.equal([]);
    expect(codes(check([elsewhere], { "a/x": "fail" }))).to.deep.equal([
      "unexpected-failure 3 a/x",
    ]);
  });

  it("are not stale where their case was left out on purpose", () => {
    const universe = [{ case: "z/x", clauses: ["z.clause"] }];
    expect(codes(check([`"match": "z/*", ${FAIL}`], {}, { universe }))).to.deep.equal([]);
    expect(codes(check([`"match": "q/*", ${FAIL}`], {}, { universe }))).to.have.length(1);
  });

  it("name what an id that matches nothing may mean, by cases and clauses of the results", () => {
    const violations = (...given: Parameters<typeof check>) => check(...given).violations;
    const suggest = (word: string, known: readonly string[]) => `${word} of ${known.join("+")}? `;
    const [wrong] = violations([`"match": "a/xx", ${FAIL}`], { "a/x": "pass" }, { suggest });
    expect(wrong?.fix).to.match(/correct its match\. a\/xx of a\/x\+.*\?$/);
    const listed = `"match": "a.clause", "cases": ["a/xx"], ${FAIL}`;
    const [lost] = violations([listed], { "a/x": "pass" }, { suggest });
    expect(lost?.message).to.equal("The entry for a.clause lists no case that these results have.");
    expect(lost?.fix).to.equal("delete the entry, or correct its cases. a/xx of a/x?");
  });

  it("ask for differs only when strict", () => {
    expect(codes(check([], { "a/x": "differs" }))).to.deep.equal([]);
    expect(codes(check([], { "a/x": "differs" }, { strict: true }))).to.have.length(1);
  });
});
