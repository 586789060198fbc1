import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { describeIo } from "../io/testing/real-io.ts";
import { CATALOGUE, smaller, type Workload } from "./catalogue.ts";
import { documentOf, type Found, now, writeDocument } from "./document.ts";
import type { LoopId, Outcome } from "./job.ts";
import { judge } from "./judging.ts";
import { measureOnce } from "./measure-once.ts";
import { measure } from "./measuring.ts";
import { hasFailed, reportOf } from "./report.ts";
import { Results } from "./results.ts";
import { TARGETS } from "./targets.ts";

const TINY = smaller(CATALOGUE, 10_000);
const INTERPRETER = { command: "python3", implementation: "CPython", version: "3.11.7" };

function tiny(...names: string[]): Workload[] {
  return TINY.filter(({ name }) => names.includes(name));
}

function foundFor(workloads: readonly Workload[], outcomes: readonly Outcome[]): Found {
  const results = new Results(workloads, outcomes);
  const loops: LoopId[] = ["reference:thread", "reference:poll", "asyncio"];
  return {
    results,
    judged: judge(results, TARGETS),
    interpreter: { ...INTERPRETER, base: "python3", optimized: true },
    installed: [
      { name: "uvloop", version: "0.23.0" },
      { name: "blazio", absent: "no wheel for CPython 3.11.7" },
    ],
    loops,
    rounds: 2,
    quick: true,
    begin: now(),
    end: now(),
  };
}

describeIo("the bench", function (this: Mocha.Suite) {
  this.timeout(120_000);
  // Without its growth, which would be more processes.
  const workloads = tiny("call_soon chain").map(({ growsFrom: _, ...workload }) => workload);
  let found: Found;

  before(async () => {
    const loops: LoopId[] = ["reference:poll", "asyncio"];
    const measuring = { workloads, loops, rounds: 1, python: "python3", progress: () => {} };
    found = foundFor(workloads, await measure(measuring));
  });

  it("measures each loop in each round", () => {
    for (const { job, values, failure } of found.results.outcomes) {
      expect(failure, JSON.stringify(job)).to.equal(null);
      expect(values).to.have.lengthOf(1);
    }
    // The chain with and without a descriptor.
    const measured = found.results.outcomes.map(({ job }) => `${job.workload}, ${job.loop}`);
    const count = (text: string) => measured.filter((each) => each === text).length;
    expect(count("call_soon chain, asyncio")).to.equal(2);
    expect(count("call_soon chain, reference:poll")).to.equal(2);
    expect(hasFailed(found.results.outcomes)).to.equal(false);
  });

  it("writes values, ratios, versions, the machine and its load", () => {
    const folder = mkdtempSync(join(tmpdir(), "loopspec-bench-"));
    const file = join(folder, "new/bench.json");
    writeDocument(file, documentOf(found));
    const read = JSON.parse(readFileSync(file, "utf8"));
    rmSync(folder, { recursive: true });
    expect(read).to.include({ schema: "loopspec-bench/1", rounds: 2, quick: true });
    expect(read.begin.loadAverage).to.have.lengthOf(3);
    expect(read.host.cpus).to.be.greaterThan(0);
    expect(read.versions.node).to.equal(process.versions.node);
    expect(read.versions.python.version).to.equal("3.11.7");
    expect(read.loops[1]).to.deep.equal({ name: "blazio", absent: "no wheel for CPython 3.11.7" });
    const [first] = read.measurements;
    expect(first).to.include({ workload: "call_soon chain", loop: "reference:poll", n: 100 });
    expect(first.best).to.equal(Math.min(...first.values));
    expect(first.ratio).to.be.greaterThan(0);
    expect(read.targets.map(({ kind }: { kind: string }) => kind)).to.include("speed");
  });

  it("prints what was measured, what is absent, and the load", () => {
    const text = reportOf(found);
    expect(text).to.match(/^call_soon chain +100 +[\d.]+ [µn]s \/ callback +[\d.]+$/m);
    expect(text).to.include("blazio: no wheel for CPython 3.11.7");
    expect(text).to.match(/reference:poll, with a descriptor +target 2\.70, +measured [\d.]+ +/);
    expect(text).to.match(/rloop \/ reference:poll +target 1\.00, +measured - +not measured/);
    expect(text).to.match(/^Load average [\d.]+ before, [\d.]+ after, \d+ CPUs/m);
  });

  it("goes on without a loop that fails, and names it", async () => {
    const one = tiny("gather").map(({ watched: _, growsFrom: __, ...workload }) => workload);
    const loops: LoopId[] = ["uvloop", "asyncio"];
    const python = join(__dirname, "fixtures/no-uvloop.sh");
    const outcomes = await measure({ workloads: one, loops, rounds: 2, python, progress() {} });
    const failures = outcomes.map(({ job, failure, values }) => [job.loop, failure, values.length]);
    expect(failures).to.deep.equal([
      ["uvloop", "ModuleNotFoundError: No module named 'uvloop'", 0],
      ["asyncio", null, 2],
    ]);
    expect(reportOf(foundFor(one, outcomes))).to.include(
      "uvloop, gather: failed: ModuleNotFoundError: No module named 'uvloop'",
    );
    expect(hasFailed(outcomes)).to.equal(false);
  });

  for (const { name, quantity } of TINY) {
    it(`can do: ${name}`, () => {
      const job = { loop: "reference:poll", workload: name, warmUp: 2, watched: true } as const;
      if (quantity !== "bytes") expect(measureOnce({ ...job, n: 100 })).to.be.within(0, 60);
      else expect(() => measureOnce({ ...job, n: 100 })).to.throw("node --expose-gc");
    });
  }
});
