import { expect } from "chai";
import { claimOf } from "../deviations/claim.ts";
import type { CaseResult, Verdict } from "../document.ts";
import { sampleDocument } from "../testing/sample-document.ts";
import { type Mark, marksOf } from "./marks.ts";

const document = sampleDocument({ cases: 200 });
const implementation = document.implementations[1]!;
const [base] = implementation.results;

/** The mark of a sentence whose cases have these verdicts. */
function markFor(...verdicts: readonly Verdict[]): Mark {
  const results = verdicts.map((verdict) => ({
    ...(base as CaseResult),
    clauses: ["x.one"],
    verdict,
  }));
  return marksOf({ results }).get("x.one")!.mark;
}

describe("the marks of the atlas", () => {
  for (const [verdicts, mark] of [
    [["pass", "fail"], "broken"],
    [["differs", "timeout"], "broken"],
    [["crash"], "broken"],
    [["pass", "differs"], "differs"],
    [["pass", "flaky"], "holds"],
    [["flaky"], "open"],
    [["error", "not-run"], "open"],
    [["unsupported", "pass"], "holds"],
    [["unsupported"], "absent"],
  ] as const)
    it(`say ${mark} of ${verdicts.join(" and ")}`, () => {
      expect(markFor(...verdicts)).to.equal(mark);
    });

  it("call broken what the claim calls broken", () => {
    const { broken } = claimOf({ implementation, document } as Parameters<typeof claimOf>[0]);
    const marked = [...marksOf(implementation)].filter(([, { mark }]) => mark === "broken");
    expect(broken).not.to.deep.equal([]);
    expect(marked.map(([id]) => id)).to.include.members(broken);
  });
});
