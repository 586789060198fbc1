import { join } from "node:path";
import { expect } from "chai";
import { packageRoot } from "#package-root";
import { parseImplementation } from "../../execution/processes/implementation.ts";
import { parseProfile } from "../profile.ts";
import type { Suspicion } from "./job.ts";
import { JobWorker } from "./job-worker.ts";
import { Seeds } from "./seeds.ts";

const FORGETFUL = `module:${join(packageRoot, "conformance/search/testing/troubled-loop.ts")}`;

describe("a job in its thread", function () {
  this.timeout(60_000);

  const job = (
    spec: string,
    runs: number,
    follow: (suspicion: Suspicion) => Promise<void>,
    seeds = Seeds.of(1, runs),
  ) => {
    const options = {
      implementation: parseImplementation(spec, { python: "python3" }),
      profile: parseProfile("stop", spec === "reference" ? "virtual" : "real"),
      timeout: 5,
      startTimeout: 60,
    };
    return new JobWorker({ options, seeds: seeds.shared }, follow);
  };
  const nothing = async () => expect.fail("there is nothing to follow up");

  it("draws the seeds, and counts what became of the programs", async () => {
    const { drawn, equal, different, refused } = await job("reference", 50, nothing).ended;
    expect({ drawn, different }).to.deep.equal({ drawn: 50, different: 0 });
    expect(equal + Object.values(refused).reduce((sum, count) => sum + count, 0)).to.equal(50);
  });

  it("waits for what it finds to be followed up, and tells of each once", async () => {
    const seeds: number[] = [];
    let over = 0;
    const { different } = await job(FORGETFUL, 60, async ({ draw }) => {
      seeds.push(draw.seed);
      await new Promise((resolve) => setTimeout(resolve, 20));
      over += 1;
    }).ended;
    expect(different).to.be.above(5);
    expect(new Set(seeds).size).to.equal(different);
    expect(over).to.equal(different);
  });

  it("fails where its driver cannot be started", async () => {
    const failed = await job("exec:/no/such/driver", 5, nothing).ended.catch((error) => error);
    expect(failed).to.include({ name: "DriverFault", code: "cannot-start" });
  });

  it("fails where following up fails", async () => {
    const failed = await job(FORGETFUL, 60, async () => {
      throw new Error("no more");
    }).ended.catch((error) => error);
    expect(failed).to.have.property("message", "no more");
  });

  it("ends at once when it is told to, with what it has", async () => {
    const seeds = Seeds.of(1, Number.MAX_SAFE_INTEGER);
    const worker = job("reference", 0, nothing, seeds);
    setTimeout(() => {
      seeds.stop();
      worker.interrupt();
    }, 1500);
    expect((await worker.ended).drawn).to.be.above(0);
  });
});
