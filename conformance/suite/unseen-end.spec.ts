import { expect } from "chai";
import { allCases } from "../cases/index.ts";
import { SEEN_END } from "../language/base-operations.ts";
import type { CaseOutcome } from "./outcome.ts";
import { excusing, withoutUnseenEnd } from "./unseen-end.ts";

const IN_VAIN = "entry 4: expected `other: end`, got `other: timeout`";
const BROKEN = new Set([SEEN_END.name]);

const outcome = (clause: string, message: string, verdict: CaseOutcome["verdict"] = "fail") => {
  const kase = allCases.find(({ clauses: [first] }) => first === clause);
  if (kase === undefined) throw new Error(`no case is about ${clause}`);
  return { kase, verdict, message, ms: 5 };
};

describe("an end that the other end does not see", () => {
  it("accuses only sentences about ends", () => {
    const data = withoutUnseenEnd(outcome("protocol.data-received", IN_VAIN), BROKEN);
    expect(data).to.include({ verdict: "not-judged", because: "transport.close-flushes" });
    for (const clause of ["transport.close-flushes", "transport.abort"])
      expect(withoutUnseenEnd(outcome(clause, IN_VAIN), BROKEN).verdict).to.equal("fail");
  });

  it("is looked for in groups of free order, too", () => {
    const message =
      "entry 2: expected the rest, in any order, of `Here.connection_lost(None)` | `other: end`, got `other: timeout`";
    const { verdict } = withoutUnseenEnd(outcome("protocol.data-received", message), BROKEN);
    expect(verdict).to.equal("not-judged");
  });

  it("excuses no other difference, no other verdict, and no loop whose connections end", () => {
    const data = "protocol.data-received";
    const other = "entry 2: expected `Here received x`, got `other: timeout`";
    const two = "entry 2: expected `first: end`, got `second: timeout`";
    for (const each of [
      outcome(data, other),
      outcome(data, two),
      outcome(data, IN_VAIN, "timeout"),
      outcome(data, IN_VAIN, "pass"),
    ])
      expect(withoutUnseenEnd(each, BROKEN)).to.equal(each);
    const sound = outcome(data, IN_VAIN);
    expect(withoutUnseenEnd(sound, new Set())).to.equal(sound);
    expect(withoutUnseenEnd(sound, undefined)).to.equal(sound);
  });

  it("excuses nothing in a run without cases about ends", () => {
    const about = (clause: string) => allCases.filter(({ clauses: [first] }) => first === clause);
    expect(excusing(about("protocol.data-received"), BROKEN)).to.equal(undefined);
    expect(excusing(about("transport.close-flushes"), BROKEN)).to.equal(BROKEN);
  });
});
