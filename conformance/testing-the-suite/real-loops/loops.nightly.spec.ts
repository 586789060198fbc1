import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { packageRoot } from "#package-root";
import { allCases } from "../../cases/index.ts";
import { clauseById } from "../../clauses/index.ts";
import { type PythonLoop, parseImplementation } from "../../execution/processes/implementation.ts";
import { pythonScript } from "../../language/print/python.ts";
import type { CaseOutcome } from "../../suite/outcome.ts";
import { tellsOf } from "../../suite/script-line.ts";
import { runSuite } from "../../suite/suite-run.ts";
import { confirmed, type Extent } from "./confirmed.ts";

const PYTHON = join(packageRoot, ".venv/bin/python");
const required = process.env.LOOPSPEC_LOOPS === "required" || process.env.CI !== undefined;

/** What the documentation promises without reserve: the only cases that can accuse. */
const promises = allCases.filter(({ clauses: [about] }) => {
  const { level, basis } = clauseById(about);
  return level === "MUST" && basis !== "observed";
});

for (const [module, clauses] of Object.entries(confirmed)) {
  describe(`${module} in .venv`, function () {
    this.timeout(600_000);
    let outcomes: readonly CaseOutcome[] = [];
    const { python, ...implementation } = parseImplementation(`python:${module}`, {
      python: PYTHON,
    });

    before(async function () {
      if (!existsSync(PYTHON)) {
        if (required)
          throw new Error(
            "There is no .venv: run `bash conformance/testing-the-suite/real-loops/install.sh`.",
          );
        this.test!.title +=
          " (no .venv: run `bash conformance/testing-the-suite/real-loops/install.sh`)";
        this.skip();
      }
      const [outcome] = await runSuite(
        promises,
        [{ ...implementation, ...(python && { python }) }],
        {
          clock: "real",
          jobs: 2,
          startTimeout: 30,
          repeat: 1,
          failFast: false,
        },
      );
      expect(outcome?.failure?.message).to.equal(undefined);
      outcomes = outcome?.outcomes ?? [];
    });

    it("breaks the clauses that were confirmed by hand, and no others", () => {
      const extents = new Map<string, Set<boolean>>();
      for (const { kase, verdict } of outcomes) {
        // What does not repeat confirms nothing, in either direction.
        if (["unsupported", "not-applicable", "flaky"].includes(verdict)) continue;
        const [about] = kase.clauses;
        extents.set(about, (extents.get(about) ?? new Set()).add(verdict === "pass"));
      }
      const broken: { [clause: string]: Extent } = {};
      for (const [clause, passed] of extents)
        if (passed.has(false)) broken[clause] = passed.has(true) ? "some" : "all";
      expect(broken).to.deep.equal(clauses);
    });

    it("shows each of them in a script that needs nothing of this project", () => {
      for (const clause of Object.keys(clauses)) {
        const shown = outcomes.find(
          ({ kase, verdict }) => kase.clauses[0] === clause && verdict === "fail",
        );
        const script = pythonScript(shown!.kase, python as PythonLoop);
        const { stdout, status } = spawnSync(PYTHON, ["-c", script], {
          encoding: "utf8",
          timeout: 30_000,
        });
        expect(status, shown!.kase.id).to.equal(1);
        expect(tellsOf(stdout.trimEnd(), shown!), `${shown!.kase.id}: ${stdout}`).to.equal(true);
      }
    });
  });
}
