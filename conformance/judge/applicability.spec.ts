import { expect } from "chai";
import { withoutRunning } from "./applicability.ts";
import { caseOf } from "./testing/case-and-observation.ts";

const offer = { edition: "3.11.7", capabilities: ["threads", "contexts"], clock: "real" } as const;
const nothing = { trace: [] };

describe("withoutRunning", () => {
  it("lets a case run whose clauses hold and whose needs are met", () => {
    expect(
      withoutRunning(caseOf(nothing, "call-soon.fifo", { needs: ["threads"] }), offer),
    ).to.equal(undefined);
  });

  it("says not-applicable where any clause does not hold in the edition", () => {
    const kase = caseOf(nothing, "call-soon.fifo", {
      clauses: ["call-soon.fifo", "call-soon-threadsafe.reentrant"],
    });
    expect(withoutRunning(kase, offer)).to.include({
      verdict: "not-applicable",
      reason: "edition",
    });
    expect(withoutRunning(kase, { ...offer, edition: "3.12.3" })).to.equal(undefined);
  });

  it("says unsupported where a capability is absent, and names it", () => {
    const judgement = withoutRunning(
      caseOf(nothing, "call-soon.fifo", { needs: ["fork", "threads"] }),
      offer,
    );
    expect(judgement).to.include({
      verdict: "unsupported",
      reason: "capability",
      message: "needs `fork`",
    });
  });

  it("counts threads as absent on a virtual clock, which cannot know that they will call", () => {
    const kase = caseOf(nothing, "call-soon.fifo", { needs: ["threads"] });
    expect(withoutRunning(kase, { ...offer, clock: "virtual" })).to.include({
      verdict: "unsupported",
    });
  });
});
