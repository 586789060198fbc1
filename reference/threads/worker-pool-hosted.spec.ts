import { join } from "node:path";
import { expect } from "chai";
import { packageRoot } from "#package-root";
import { EventLoop, gather, HostSelector, WorkerPool } from "../index.ts";

const PATH = join(packageRoot, "reference/threads/fixtures/jobs.mjs");

describe("WorkerPool on a loop that Node drives", function () {
  this.timeout(30_000);

  it("loses no result of a worker that answers and ends while the thread is busy", async () => {
    const loop = new EventLoop(new HostSelector());
    const add = { module: PATH, name: "add" };
    const gate = new Int32Array(new SharedArrayBuffer(4));
    for (let round = 0; round < 4; round += 1) {
      const pool = new WorkerPool({ maxWorkers: 1 });
      const sums = [1, 2, 3].map((i) => loop.runInExecutor<number>(pool, add, [i, 1]));
      const ended = pool.shutdown(loop);
      // Long enough for the worker's end: Node then tells of it and of the results in one turn.
      loop.callSoon(() => Atomics.wait(gate, 0, 0, 200));
      expect(await loop.runAsync(gather(sums))).to.deep.equal([2, 3, 4]);
      await loop.runAsync(ended);
    }
    loop.close();
  });
});
