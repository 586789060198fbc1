import { expect } from "chai";
import * as fc from "fast-check";
import { referenceOracle } from "../execution/adapters/reference-oracle.ts";
import { countOperations } from "../language/walk.ts";
import { programs } from "./arbitrary.ts";
import { parseProfile } from "./profile.ts";
import { BUDGET, refusalOf } from "./refuse.ts";

describe("programs()", () => {
  it("are programs that the reference runs", () => {
    const oracle = referenceOracle(BUDGET);
    fc.assert(
      fc.property(programs(fc), (program) => {
        const refusal = refusalOf(oracle(program), "virtual");
        fc.pre(refusal === undefined);
        return oracle(program).observation.outcome !== "error";
      }),
      { seed: 1, numRuns: 100 },
    );
  });

  it("shrink by their structure", () => {
    const profile = parseProfile("scheduling", "virtual");
    const { failed, counterexample } = fc.check(
      fc.property(programs(fc, profile), (program) => !JSON.stringify(program).includes('"stop"')),
      { seed: 1 },
    );
    expect(failed).to.equal(true);
    const [smallest] = counterexample ?? [];
    expect(smallest && countOperations(smallest)).to.equal(1);
  });
});
