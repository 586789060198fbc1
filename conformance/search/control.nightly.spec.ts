import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { koffiAbsence } from "../../reference/index.ts";
import { parseImplementation } from "../execution/processes/implementation.ts";
import { scriptOfFinding } from "./print.ts";
import { parseProfile } from "./profile.ts";
import { Search } from "./search.ts";
import { compareSelector } from "./testing/selectors.ts";

const PYTHON = process.env.LOOPSPEC_PYTHON ?? "python3";
/** Seconds for CPython, and for each selector. */
const CPYTHON = 60;
const SELECTOR = 20;

/** What each change tries with a few programs, for as long as the night admits. */
describe("the reference loop, searched for a minute", function () {
  this.timeout(300_000);
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "loopspec-control-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("shows the same as CPython, but for what is known", async () => {
    const findings: string[] = [];
    const search = new Search(parseImplementation("python:asyncio", { python: PYTHON }), {
      profile: parseProfile("default", "virtual"),
      seed: 2_000_000,
      runs: Number.MAX_SAFE_INTEGER,
      time: CPYTHON,
      jobs: 2,
      timeout: 5,
      startTimeout: 60,
      corpus: join(folder, "findings.jsonl"),
      cases: async () => [],
      signal: new AbortController().signal,
      found: (finding) => void findings.push(scriptOfFinding(finding)),
    });
    const tally = await search.run();
    expect(findings.join("\n")).to.equal("");
    expect(tally.equal).to.be.above(0);
  });

  for (const variant of ["thread", "poll", "host"]) {
    it(`shows the same on every selector: ${variant}`, async function () {
      if (variant === "poll" && koffiAbsence() !== null) this.skip();
      const end = performance.now() + SELECTOR * 1000;
      const { findings, compared } = await compareSelector(
        variant,
        1000,
        () => performance.now() > end,
      );
      expect(JSON.stringify(findings)).to.equal("[]");
      expect(compared).to.be.above(0);
    });
  }
});
