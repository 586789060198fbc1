import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { expect } from "chai";
import { packageRoot } from "#package-root";
import { CATALOGUE, growthSizes, type Workload } from "./catalogue.ts";
import { LOOPS, type LoopId } from "./job.ts";
import { workNames } from "./measure-once.ts";
import { jobsOf } from "./plan.ts";
import { TARGETS } from "./targets.ts";

const WORKLOAD: Workload = { name: "work", unit: "item", n: 1000, watched: 200, growsFrom: 10 };

function places(workload: Workload, loop: LoopId): [n: number, watched: boolean][] {
  return jobsOf(workload, [loop]).map(({ n, watched }) => [n, watched]);
}

describe("plan of the bench", () => {
  it("measures each size once, with and without a descriptor", () => {
    expect(places(WORKLOAD, "reference:poll")).to.deep.equal([
      [1000, false],
      [200, true],
      [10, false],
      [100, false],
    ]);
  });

  it("asks the thread selector for no descriptors", () => {
    expect(places(WORKLOAD, "reference:thread")).to.deep.equal([
      [1000, false],
      [10, false],
      [100, false],
    ]);
    expect(jobsOf({ ...WORKLOAD, io: true }, ["reference:thread"])).to.deep.equal([]);
  });

  it("measures growth where a figure asks for it", () => {
    expect(places(WORKLOAD, "uvloop")).to.deep.equal([
      [1000, false],
      [200, true],
    ]);
  });

  it("changes malloc for echoes only", () => {
    const named = CATALOGUE.filter((each) => jobsOf(each, ["asyncio, untrimmed"]).length > 0);
    expect(named.map(({ name }) => name)).to.deep.equal([
      "TCP echo, 1 connection",
      "TCP echo, 64 connections",
    ]);
  });

  it("warms up by the same amount for each size", () => {
    const warmUps = jobsOf(WORKLOAD, LOOPS).map(({ warmUp }) => warmUp);
    expect(new Set(warmUps)).to.deep.equal(new Set([100]));
    expect(jobsOf({ ...WORKLOAD, warm: false }, ["asyncio"])[0]?.warmUp).to.equal(0);
  });

  it("names what both languages can do", () => {
    const names = CATALOGUE.map(({ name }) => name);
    expect(workNames).to.have.members(names);
    const code = "import json, bench_loops; print(json.dumps(list(bench_loops.WORKLOADS)))";
    const options = { cwd: join(packageRoot, "reference/bench"), encoding: "utf8" } as const;
    expect(JSON.parse(execFileSync("python3", ["-B", "-c", code], options))).to.have.members(names);
  });

  it("measures all that a figure needs", () => {
    for (const target of TARGETS) {
      const workload = CATALOGUE.find(({ name }) => name === target.workload);
      if (workload === undefined) throw new Error(`no workload ${target.workload}`);
      const sizes = growthSizes(workload);
      const grows = /growth|each/.test(target.kind) ? [sizes[0], sizes[2]] : [];
      const watched = target.kind === "speed" && target.watched;
      const n = watched ? workload.watched : workload.n;
      const measured = jobsOf(workload, [target.loop]).map((job) => [job.n, job.watched]);
      expect(measured, target.workload).to.deep.include([n, watched]);
      for (const size of grows) expect(measured).to.deep.include([size, false]);
    }
  });
});
