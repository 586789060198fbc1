import { expect } from "chai";
import { allCases } from "../../cases/index.ts";
import { DriverFault } from "../../execution/processes/driver-fault.ts";
import type { Verdict } from "../../judge/verdict.ts";
import type { Case } from "../../language/case.ts";
import type { ImplementationOutcome } from "../../suite/outcome.ts";
import { killMatrix } from "./matrix.ts";
import { asImplementation } from "./run.ts";
import type { Mutant } from "./types.ts";

const ORDERS = allCases.filter(({ clauses }) => clauses[0] === "call-soon.fifo").slice(0, 2);
const [FIRST, SECOND] = ORDERS as [Case, Case];
const mutant: Mutant = { id: "fake:Fifo", clause: "call-soon.fifo", breaks: "swaps callbacks" };

const outcome = (id: string, verdicts: readonly Verdict[]): ImplementationOutcome => ({
  implementation: asImplementation(id, "python3"),
  hello: {
    type: "hello",
    protocol: 1,
    driver: "fake",
    edition: "3.11",
    capabilities: [],
    clockResolution: 0.001,
  } as unknown as NonNullable<ImplementationOutcome["hello"]>,
  outcomes: ORDERS.map((kase, index) => ({ kase, verdict: verdicts[index] ?? "pass", ms: 1 })),
});

const matrix = (verdicts: readonly Verdict[], baseline: readonly Verdict[] = [], whole = false) =>
  killMatrix({
    mutants: [mutant],
    outcomes: [outcome(mutant.id, verdicts)],
    baseline: outcome("asyncio", baseline),
    cases: ORDERS,
    whole,
  });

describe("the kill matrix", () => {
  for (const verdict of ["fail", "differs", "timeout", "crash"] as const) {
    it(`counts \`${verdict}\` as killed`, () => {
      const { rows, problems } = matrix([verdict]);
      expect(rows[0]?.killedBy).to.deep.equal([FIRST.id]);
      expect(problems).to.deep.equal([]);
    });
  }

  for (const verdict of ["error", "flaky", "unsupported", "not-run", "pass"] as const) {
    it(`does not count \`${verdict}\` as killed`, () => {
      expect(matrix([verdict]).problems).to.deep.equal([
        "fake:Fifo survives: no case about call-soon.fifo notices that it swaps callbacks",
      ]);
    });
  }

  it("lets a mutant survive that only a later edition can show", () => {
    const problemsSince = (since: string) =>
      killMatrix({
        mutants: [{ ...mutant, since }],
        outcomes: [outcome(mutant.id, ["pass"])],
        baseline: outcome("asyncio", []),
        cases: ORDERS,
        whole: false,
      }).problems;
    expect(problemsSince("3.12")).to.deep.equal([]);
    expect(problemsSince("3.11")).to.have.lengthOf(1);
  });

  it("lets a case that asyncio fails kill nothing", () => {
    expect(matrix(["fail"], ["fail"]).rows[0]?.killedBy).to.deep.equal([]);
  });

  it("names the cases that kill nothing where all were tried", () => {
    expect(matrix(["fail"], [], true).problems).to.deep.equal([
      `${SECOND.id} (${SECOND.file}) kills no mutant and does not say what it guards against`,
    ]);
    expect(matrix(["fail"], [], false).problems).to.deep.equal([]);
  });

  it("names a clause of level MUST that no mutant breaks", () => {
    const { problems } = killMatrix({
      mutants: [],
      outcomes: [],
      baseline: outcome("asyncio", []),
      cases: ORDERS,
      whole: false,
    });
    expect(problems).to.deep.equal(["call-soon.fifo has cases and no mutant breaks it"]);
  });

  it("names a mutant that met no case, and one that cannot be run", () => {
    const failure = new DriverFault("cannot-start", "no such module", "Look at its name.");
    const broken = {
      implementation: asImplementation(mutant.id, "python3"),
      failure,
      outcomes: [],
    };
    const problemsOf = (each: ImplementationOutcome | undefined) =>
      killMatrix({
        mutants: [mutant],
        outcomes: [each],
        baseline: outcome("asyncio", []),
        cases: ORDERS,
        whole: false,
      }).problems;
    expect(problemsOf(undefined)[0]).to.match(/^fake:Fifo survives/);
    expect(problemsOf(broken)).to.deep.equal([
      "fake:Fifo cannot be run: no such module\nLook at its name.",
    ]);
  });
});
