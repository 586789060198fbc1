import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import type { CaseResult, ResultsDocument } from "../../../reports/index.ts";
import type { ClauseId } from "../../clauses/index.ts";
import { loopspec } from "../../cli/testing/loopspec.ts";
import { scratchFolder } from "../../cli/testing/scratch.ts";
import { confirmed, type Extent } from "./confirmed.ts";
import { needLoops, PYTHON } from "./testing/venv.ts";

/** What says nothing of whether a clause holds. */
const SILENT = ["unsupported", "not-applicable", "not-judged", "flaky", "not-run"];

/** Whether all cases or some of them fail, for each clause that accuses. */
function brokenClauses(results: readonly CaseResult[]): { [clause: string]: Extent } {
  const passed = new Map<string, Set<boolean>>();
  for (const { level, basis, clauses, verdict, defect } of results) {
    if (level !== "MUST" || basis === "observed" || SILENT.includes(verdict)) continue;
    // What a loop merely has from CPython is CPython's.
    if (defect !== undefined) continue;
    const about = clauses[0] as string;
    // A program that cannot accuse `differs`, whatever its clause.
    passed.set(about, (passed.get(about) ?? new Set()).add(["pass", "differs"].includes(verdict)));
  }
  const broken: { [clause: string]: Extent } = {};
  for (const [clause, each] of passed)
    if (each.has(false)) broken[clause] = each.has(true) ? "some" : "all";
  return broken;
}

for (const [module, clauses] of Object.entries(confirmed)) {
  describe(`${module} in .venv`, function () {
    this.timeout(3_600_000);
    const scratch = scratchFolder();
    const file = () => join(scratch(), module, "results.json");

    before(async function () {
      needLoops(this);
      const given = ["-i", `python:${module}`, "--python", PYTHON, "--jobs", "2", "--quiet"];
      const { code, err } = await loopspec("run", ...given, "--out", join(scratch(), module));
      expect(code, err).to.equal(1);
    });

    it("breaks the clauses that were confirmed, and no others", () => {
      const { implementations } = JSON.parse(readFileSync(file(), "utf8")) as ResultsDocument;
      const broken = Object.entries(brokenClauses(implementations[0]?.results ?? []));
      const always = Object.entries(clauses).filter(([, extent]) => extent !== "at times");
      const steadily = broken.filter(([clause]) => clauses[clause as ClauseId] !== "at times");
      expect(Object.fromEntries(steadily)).to.deep.equal(Object.fromEntries(always));
    });

    it("shows each failure in its script, to the first differing entry", async () => {
      const { out } = await loopspec("confirm", file());
      const [, shown, all] =
        /^python:\w+: confirmed (\d+) of (\d+) accusing cases$/m.exec(out) ?? [];
      // What happens at times may not happen in the script.
      const missed = [...out.matchAll(/\((\S+)\) does not reproduce$/gm)].map(
        ([, clause]) => clause,
      );
      expect(
        missed.filter((clause) => clauses[clause as ClauseId] !== "at times"),
        out,
      ).to.deep.equal([]);
      expect(Number(shown), out).to.equal(Number(all) - missed.length);
    });
  });
}
