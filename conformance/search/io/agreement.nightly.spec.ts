import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { parseImplementation } from "../../execution/processes/implementation.ts";
import { scriptOfFinding } from "../print.ts";
import { parseProfile } from "../profile.ts";
import { Search } from "../search.ts";

const PYTHON = process.env.LOOPSPEC_PYTHON ?? "python3";
const SECONDS = 60;

/** The reference on descriptors and CPython's own loop say what programs of input and output show. */
describe("the reference loop on descriptors, searched for a minute", function () {
  this.timeout(300_000);
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "loopspec-io-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("shows the same as CPython", async () => {
    const findings: string[] = [];
    const search = new Search(parseImplementation("python:asyncio", { python: PYTHON }), {
      profile: parseProfile("io", "real"),
      seed: 4_000_000,
      runs: Number.MAX_SAFE_INTEGER,
      time: SECONDS,
      jobs: 1,
      timeout: 10,
      startTimeout: 60,
      corpus: join(folder, "findings.jsonl"),
      cases: async () => [],
      signal: new AbortController().signal,
      found: (finding) => void findings.push(scriptOfFinding(finding)),
    });
    const tally = await search.run();
    expect(findings.join("\n")).to.equal("");
    expect(tally.equal).to.be.above(0);
    const refused = Object.values(tally.refused).reduce((sum, count) => sum + count, 0);
    expect(refused).to.be.at.most(tally.drawn / 10);
  });
});
