import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import type { ResultsDocument } from "../../reports/index.ts";
import { loopspec } from "./testing/loopspec.ts";
import { scratchFolder } from "./testing/scratch.ts";

describe("loopspec start", function () {
  this.timeout(60_000);
  const scratch = scratchFolder();
  const start = (out: string, ...more: string[]) =>
    loopspec("start", "--select", "is-closed.*", "--out", out, ...more);
  const judged = (out: string) => {
    const text = readFileSync(join(out, "results.json"), "utf8");
    return (JSON.parse(text) as ResultsDocument).implementations.map(({ id }) => id);
  };

  it("judges the reference and the machine's asyncio, and says where results and report are", async function () {
    if (spawnSync("python3", ["-c", ""]).status !== 0) this.skip();
    const out = join(scratch(), "both");
    const ran = await start(out);
    expect(ran.code).to.equal(0);
    expect(judged(out)).to.deep.equal(["reference", "python:asyncio"]);
    expect(ran.out).to.include(`Results: ${join(out, "results.json")}`);
    expect(ran.err).to.include(`Wrote ${join(out, "report.html")}`);
    expect(readFileSync(join(out, "report.html"), "utf8")).to.include("python:asyncio");
  });

  it("judges the reference alone where there is no Python, and says so", async () => {
    const out = join(scratch(), "alone");
    const ran = await start(out, "--python", "loopspec-no-such-python");
    expect(ran.code).to.equal(0);
    expect(judged(out)).to.deep.equal(["reference"]);
    expect(ran.err).to.include("No `loopspec-no-such-python` here");
    expect(readFileSync(join(out, "report.html"), "utf8")).to.include("reference");
  });
});
