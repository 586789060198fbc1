import { expect } from "chai";
import { koffiAbsence } from "../../../reference/index.ts";
import { allCases } from "../../cases/index.ts";
import { runSuite } from "../../suite/suite-run.ts";
import { parseImplementation } from "../processes/implementation.ts";

/** Verdicts that complain of nothing. */
const QUIET = ["pass", "unsupported", "not-applicable"];

/** Observed of asyncio alone: a server of the reference gives its sockets, and no objects that can do less. */
const RICHER = ["servers/sockets-lack-recv", "servers/sockets-lack-close"];

const options = {
  clock: "real",
  jobs: 2,
  startTimeout: 30,
  repeat: 1,
  failFast: false,
} as const;

/** The reference loops, judged as the command line judges them. */
describe("the whole suite on the reference loop in processes", function () {
  this.timeout(300_000);

  // On the virtual selector the other cases are judged in mocha's own process (reference.spec.ts).
  it("has nothing to say about reference:virtual where programs collect", async () => {
    const cases = allCases.filter(({ needs }) => needs.includes("gc"));
    const implementation = parseImplementation("reference:virtual", { python: "python3" });
    const [outcome] = await runSuite(cases, [implementation], { ...options, clock: "virtual" });
    expect(outcome?.failure?.message).to.equal(undefined);
    const outcomes = outcome?.outcomes ?? [];
    expect(outcomes.map(({ kase }) => kase.id)).to.have.members(cases.map(({ id }) => id));
    const complaints = outcomes.filter(({ verdict }) => !QUIET.includes(verdict));
    expect(complaints.map(({ kase, verdict }) => `${kase.id}: ${verdict}`)).to.deep.equal([]);
    expect(outcomes.filter(({ verdict }) => verdict === "pass").length).to.be.greaterThan(40);
  });

  for (const variant of ["thread", "poll", "host"]) {
    it(`has nothing to say about reference:${variant}`, async function () {
      if (variant === "poll" && koffiAbsence() !== null) {
        expect(process.env.CI, "koffi is there in CI").to.equal(undefined);
        this.skip();
      }
      const implementation = parseImplementation(`reference:${variant}`, { python: "python3" });
      const [outcome] = await runSuite(allCases, [implementation], options);
      expect(outcome?.failure?.message).to.equal(undefined);
      const outcomes = outcome?.outcomes ?? [];
      expect(outcomes.map(({ kase }) => kase.id)).to.have.members(allCases.map(({ id }) => id));
      const complaints = outcomes.filter(
        ({ kase, verdict }) =>
          !QUIET.includes(verdict) && !(verdict === "differs" && RICHER.includes(kase.id)),
      );
      expect(complaints.map(({ kase, verdict }) => `${kase.id}: ${verdict}`)).to.deep.equal([]);
      const passed = outcomes.filter(({ verdict }) => verdict === "pass");
      expect(passed.length).to.be.greaterThan(2500);
    });
  }
});
