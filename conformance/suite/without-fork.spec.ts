import { expect } from "chai";
import { allCases } from "../cases/index.ts";
import { parseImplementation } from "../execution/processes/implementation.ts";
import { DEFAULTS } from "./defaults.ts";
import { runSuite } from "./suite-run.ts";

/** An interpreter as it is on Windows, as far as processes go. */
const withoutFork = parseImplementation("python:asyncio", {
  python: "python3",
  setup: { setup: ["import os", "del os.fork"] },
});

describe("a platform without fork", () => {
  it("judges programs that need a process of their own, beside others", async () => {
    const isolated = allCases.filter(
      ({ id, isolate }) => isolate && id.startsWith("new-event-loop/initial-state-c"),
    );
    const others = allCases.filter(({ id, isolate }) => id.startsWith("stop/") && !isolate);
    const cases = [...isolated, ...others.slice(0, 3)];
    expect(isolated).to.have.length(2);
    const [outcome] = await runSuite(cases, [withoutFork], {
      clock: "real",
      jobs: 1,
      startTimeout: DEFAULTS.startTimeout,
      repeat: 1,
      failFast: false,
    });
    expect(outcome?.hello?.capabilities).not.to.include("fork");
    const verdicts = outcome?.outcomes.map(({ kase, verdict }) => `${kase.id}: ${verdict}`);
    expect(verdicts).to.deep.equal(cases.map(({ id }) => `${id}: pass`));
  });
});
