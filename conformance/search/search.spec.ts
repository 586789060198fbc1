import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { packageRoot } from "#package-root";
import { parseImplementation } from "../execution/processes/implementation.ts";
import type { Finding } from "./finding.ts";
import { parseProfile } from "./profile.ts";
import { Search, type SearchOptions } from "./search.ts";

const TROUBLED = `module:${join(packageRoot, "conformance/search/testing/troubled-loop.ts")}`;

describe("Search", function () {
  this.timeout(120_000);
  let folder: string;
  let findings: Finding[];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "loopspec-search-"));
    findings = [];
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const corpus = () => join(folder, "findings.jsonl");
  const search = (
    spec: string,
    options: Partial<SearchOptions>,
    env: Record<string, string> = {},
  ) =>
    new Search(parseImplementation(spec, { python: "python3", env }), {
      profile: parseProfile("scheduling", "virtual"),
      seed: 1,
      runs: 40,
      jobs: 1,
      timeout: 2,
      startTimeout: 60,
      corpus: corpus(),
      cases: async () => [],
      signal: new AbortController().signal,
      found: (finding) => {
        expect(readFileSync(corpus(), "utf8"), "written before it is told").to.include(finding.key);
        findings.push(finding);
      },
      ...options,
    });

  it("finds nothing wrong with the reference itself", async () => {
    const tally = await search("reference", { profile: parseProfile("default", "virtual") }).run();
    expect(tally).to.include({ drawn: 40, different: 0, interrupted: false });
    expect(tally.equal).to.be.above(30);
  });

  it("finds what a loop does wrong, shrinks it, and tells each class once", async () => {
    const tally = await search(TROUBLED, {
      profile: parseProfile("stop", "virtual"),
      runs: 120,
    }).run();
    expect(tally.different).to.be.above(0);
    expect(findings.length).to.equal(tally.classes.size).and.to.be.above(0);
    const operations = findings.map(
      ({ program }) => JSON.stringify(program).match(/"op"/g)?.length,
    );
    expect(Math.min(...operations.map((count) => count ?? 0))).to.be.at.most(4);
    for (const { program } of findings) expect(JSON.stringify(program)).to.include('"stop"');
  });

  it("goes on with a loop whose process ends or hangs now and then", async () => {
    const tally = await search(
      TROUBLED,
      { runs: 12, timeout: 0.5 },
      { LOOPSPEC_TROUBLE: "1" },
    ).run();
    expect(tally.drawn).to.equal(12);
    expect(tally.different).to.be.above(0);
    const refused = Object.values(tally.refused).reduce((sum, count) => sum + count, 0);
    expect(tally.equal + tally.different + refused).to.equal(12);
  });

  it("ends at once when it is told to, with what it has", async () => {
    const controller = new AbortController();
    const running = search("reference", { runs: 1_000_000, signal: controller.signal }).run();
    setTimeout(() => controller.abort(), 1000);
    const tally = await running;
    expect(tally.interrupted).to.equal(true);
    expect(tally.drawn).to.be.below(1_000_000);
  });
});
