import os from "node:os";
import { expect } from "chai";
import { allCases } from "../../cases/index.ts";
import { mutants } from "./catalogue.ts";
import { killMatrix } from "./matrix.ts";
import { type MutantRunOptions, runLoops } from "./run.ts";
import type { Mutant } from "./types.ts";

const settings: MutantRunOptions = {
  python: "python3",
  jobs: Math.max(2, os.availableParallelism()),
  timeout: 1.5,
};

describe("every mutant", function () {
  this.timeout(3_600_000);

  it("is killed, each, by a case about the clause that it breaks", async () => {
    const cases = allCases.filter(({ clauses }) =>
      mutants.some(({ clause }) => clause === clauses[0]),
    );
    const [baseline] = await runLoops([["asyncio", cases]], {
      ...settings,
      timeout: 10,
      confirmed: true,
    });
    if (baseline === undefined) throw new Error("asyncio was not run");
    // What asyncio itself fails kills nothing, and would end the run of a mutant before its turn.
    const sound = baseline.outcomes.filter(({ verdict }) => verdict === "pass");
    const own = ({ clause }: Mutant) =>
      sound.map(({ kase }) => kase).filter(({ clauses }) => clauses[0] === clause);
    const outcomes = await runLoops(
      mutants.map((mutant) => [mutant.id, own(mutant)] as const),
      { ...settings, untilKilled: true },
    );
    expect(killMatrix({ mutants, outcomes, baseline, cases, whole: false }).problems).to.deep.equal(
      [],
    );
  });
});
