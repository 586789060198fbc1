import { expect } from "chai";
import { VERDICTS } from "./document.ts";
import { countVerdicts, isRed, JUDGED, noTotals, score, UNJUDGED } from "./totals.ts";

describe("totals", () => {
  it("count every verdict, those with no result as 0", () => {
    const totals = countVerdicts([{ verdict: "pass" }, { verdict: "pass" }, { verdict: "fail" }]);
    expect(totals).to.deep.equal({ ...noTotals(), pass: 2, fail: 1 });
    expect(Object.keys(totals)).to.deep.equal([...VERDICTS]);
  });

  it("keep what was not judged, or not settled, out of the score", () => {
    const all = Object.fromEntries(VERDICTS.map((v, i) => [v, i + 1])) as ReturnType<
      typeof noTotals
    >;
    expect(score(all)).to.deep.equal({
      passed: 1,
      judged: 1 + 2 + 3 + 4 + 5,
      beside: [
        ["flaky", 6],
        ["unsupported", 7],
        ["not-judged", 8],
        ["not-applicable", 9],
        ["error", 10],
        ["not-run", 11],
      ],
    });
    expect([...JUDGED, ...UNJUDGED]).to.have.members([...VERDICTS]);
  });

  it("are red for wrong answers, hangs, crashes, flakiness and errors; for differs when strict", () => {
    const red = (strict: boolean) => VERDICTS.filter((verdict) => isRed(verdict, strict));
    expect(red(false)).to.deep.equal(["fail", "timeout", "crash", "flaky", "error"]);
    expect(red(true)).to.deep.equal(["fail", "differs", "timeout", "crash", "flaky", "error"]);
  });
});
