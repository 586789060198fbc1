import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { parseImplementation } from "../execution/processes/implementation.ts";
import { scriptOfFinding } from "./print.ts";
import { parseProfile } from "./profile.ts";
import { Search } from "./search.ts";

const PYTHON = process.env.LOOPSPEC_PYTHON ?? "python3";

/** The reference is checked as any loop is: against CPython, with a seed that stays. */
describe("the reference loop and CPython's own", function () {
  this.timeout(120_000);
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "loopspec-control-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("show the same of 400 programs, but for what is known", async function () {
    const found = spawnSync(PYTHON, ["--version"]).error === undefined;
    if (!found && process.env.CI) throw new Error(`no interpreter ${PYTHON}`);
    if (!found) this.skip();
    const findings: string[] = [];
    const search = new Search(parseImplementation("python:asyncio", { python: PYTHON }), {
      profile: parseProfile("default", "virtual"),
      seed: 1_000_000,
      runs: 400,
      jobs: 1,
      timeout: 5,
      startTimeout: 60,
      corpus: join(folder, "findings.jsonl"),
      cases: async () => [],
      signal: new AbortController().signal,
      found: (finding) => {
        expect(readFileSync(join(folder, "findings.jsonl"), "utf8")).to.include("program");
        findings.push(scriptOfFinding(finding));
      },
    });
    const tally = await search.run();
    expect(findings.join("\n")).to.equal("");
    expect(tally.equal).to.be.above(340);
  });
});
