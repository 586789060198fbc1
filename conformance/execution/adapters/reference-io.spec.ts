import { expect } from "chai";
import { koffiAbsence } from "../../../reference/index.ts";
import { matchTrace } from "../../judge/trace-match.ts";
import { NETWORK_SPECIMENS } from "../../language/testing/specimens-network.ts";
import { RESOURCE_SPECIMENS } from "../../language/testing/specimens-resources.ts";
import { referenceAdapter } from "./reference.ts";

/** What programs about I/O are made of, on the loop that has real descriptors. */
describe("programs about I/O on the reference loop", function () {
  this.timeout(60_000);
  before(function () {
    if (koffiAbsence() !== null) this.skip();
  });

  for (const { id, title, program, expect: expectation } of [
    ...NETWORK_SPECIMENS,
    ...RESOURCE_SPECIMENS,
  ]) {
    it(`${id}: ${title}`, async () => {
      const options = { timeout: 30, clock: "real" } as const;
      const seen = await referenceAdapter("poll").run(program, options);
      expect([seen.outcome, seen.why]).to.deep.equal(["ok", undefined]);
      expect(matchTrace(expectation.trace, seen.trace)).to.equal(undefined);
    });
  }

  it("are not offered by loops without descriptors", async () => {
    const { capabilities } = referenceAdapter("virtual");
    expect(capabilities).not.to.include.members(["network"]);
    expect(capabilities).not.to.include.members(["files"]);
  });
});
