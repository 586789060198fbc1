import { expect } from "chai";
import { koffiAbsence } from "../../reference/index.ts";
import { compareSelector } from "./testing/selectors.ts";

/** Programs in each change; the nightly run takes as many as fit its time. */
const PROGRAMS = 40;

describe("the selectors of the reference loop and its oracle", function () {
  this.timeout(60_000);
  for (const variant of ["thread", "poll", "host"]) {
    it(`show the same of ${PROGRAMS} programs: ${variant}`, async function () {
      if (variant === "poll" && koffiAbsence() !== null) this.skip();
      const { findings } = await compareSelector(variant, 1, (compared) => compared === PROGRAMS);
      expect(JSON.stringify(findings)).to.equal("[]");
    });
  }
});
