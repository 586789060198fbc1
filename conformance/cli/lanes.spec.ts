import { expect } from "chai";
import { inLanes } from "./lanes.ts";

describe("inLanes", () => {
  it("works on so many at a time, and answers in the order of the items", async () => {
    let [now, most] = [0, 0];
    const answers = await inLanes([5, 1, 4, 2, 3], 2, async (rounds) => {
      now += 1;
      most = Math.max(most, now);
      for (let round = 0; round < rounds; round += 1) await new Promise(setImmediate);
      now -= 1;
      return rounds * 10;
    });
    expect(answers).to.deep.equal([50, 10, 40, 20, 30]);
    expect(most).to.equal(2);
  });

  it("begins nothing more once it is aborted", async () => {
    const ending = new AbortController();
    const work = (item: number) => {
      if (item === 2) ending.abort();
      return Promise.resolve(item);
    };
    expect(await inLanes([1, 2, 3, 4], 1, work, ending.signal)).to.deep.equal([1, 2]);
  });

  it("fails with the first that fails", async () => {
    const failing = inLanes([1], 1, () => Promise.reject(new Error("of its work")));
    const error: unknown = await failing.catch((reason: unknown) => reason);
    expect(String(error)).to.equal("Error: of its work");
  });
});
