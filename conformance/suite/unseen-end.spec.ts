import { expect } from "chai";
import { allCases } from "../cases/index.ts";
import { SEEN_END, TOLD_LOSS, TOLD_LOSS_OF_CHILD } from "../language/ends.ts";
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
  });

  it("excuses nothing in a run without cases about ends", () => {
    const about = (clause: string) => allCases.filter(({ clauses: [first] }) => first === clause);
    expect([...excusing(about("protocol.data-received"), BROKEN)]).to.deep.equal([]);
    expect([...excusing(about("transport.close-flushes"), BROKEN)]).to.deep.equal([...BROKEN]);
  });
});

describe("a connection_lost() that never comes", () => {
  const LOSSES = new Set([TOLD_LOSS.name, TOLD_LOSS_OF_CHILD.name]);
  const stopped = (id: string, trace: readonly string[], ends = "raised TimeoutError") => {
    const kase = allCases.find((each) => each.id === id);
    if (kase === undefined) throw new Error(`there is no case ${id}`);
    const observed = { outcome: ends, trace, metrics: {}, reports: [], warnings: [], logs: [] };
    return { kase, verdict: "fail", message: "", ms: 5, observed } as CaseOutcome;
  };
  const because = (outcome: CaseOutcome) => withoutUnseenEnd(outcome, LOSSES).because;

  it("accuses only sentences about losses", () => {
    const made = "Here.connection_made";
    expect(because(stopped("transports/can-write-eof-client", [made, "can=True"]))).to.equal(
      "protocol.connection-lost-none",
    );
    expect(because(stopped("transports/close-of-nothing-client", [made]))).to.equal(undefined);
    expect(
      because(stopped("subprocess/is-closing-after-close-exec", ["Child stdout received ready"])),
    ).to.equal("subprocess-transport.close-calls-connection-lost");
    expect(
      because(stopped("subprocess/close-twice-exec", ["Child stdout received ready"])),
    ).to.equal(undefined);
  });

  it("excuses nothing that went wrong before it, and no other end of the program", () => {
    const id = "transports/can-write-eof-client";
    expect(because(stopped(id, ["Here.connection_made", "can=False"]))).to.equal(undefined);
    expect(because(stopped(id, ["Here.connection_made"]))).to.equal(undefined);
    const all = ["Here.connection_made", "can=True"];
    expect(because(stopped(id, all, "ok"))).to.equal(undefined);
  });
});
