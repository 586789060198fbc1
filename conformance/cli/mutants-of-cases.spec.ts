import { expect } from "chai";
import type { Case } from "../language/case.ts";
import type { MutantRow } from "../testing-the-suite/mutants/matrix.ts";
import { killsOfCases } from "./mutants-of-cases.ts";

const kase = (id: string, row: Partial<Case> = {}) =>
  ({ id, clauses: ["stop.ends-run"], ...row }) as Case;
const row = (name: string, killedBy: string[], more: Partial<MutantRow> = {}): MutantRow => ({
  mutant: { id: `mutant_stop:${name}`, clause: "stop.ends-run", breaks: "ignores a stop" },
  killedBy,
  alsoKilledBy: [],
  ...more,
});

describe("killsOfCases", () => {
  it("says what a case kills, of how many", () => {
    const { lines, problems } = killsOfCases([row("A", ["a/one"]), row("B", [])], [kase("a/one")]);
    expect(lines).to.eql([
      "a/one kills 1 of 2 mutants of stop.ends-run",
      "  mutant_stop:A ignores a stop",
    ]);
    expect(problems).to.eql([]);
  });

  it("has a problem with a case that kills nothing, unless it guards something", () => {
    const cases = [kase("a/idle"), kase("a/guard", { guard: "busy polling" })];
    const { problems } = killsOfCases([row("A", [])], cases);
    expect(problems).to.have.lengthOf(1);
    expect(problems[0]).to.match(/^a\/idle kills none of 1 mutants of stop\.ends-run/);
  });

  it("has a problem with a mutant that cannot be run", () => {
    const { problems } = killsOfCases([row("A", ["a/one"], { failure: "no module" })], []);
    expect(problems).to.eql(["mutant_stop:A cannot be run: no module"]);
  });

  it("names five cases and counts the others", () => {
    const ids = ["a", "b", "c", "d", "e", "f", "g"].map((name) => `a/${name}`);
    const { lines } = killsOfCases(
      [row("A", ids)],
      ids.map((id) => kase(id)),
    );
    expect(lines.at(-1)).to.equal("2 more cases kill a mutant or say what they guard against.");
  });
});
