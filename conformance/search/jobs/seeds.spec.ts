import { expect } from "chai";
import { Seeds } from "./seeds.ts";

const taken = (seeds: Seeds) => {
  const all: number[] = [];
  for (let seed = seeds.take(); seed !== undefined; seed = seeds.take()) all.push(seed);
  return all;
};

describe("Seeds", () => {
  it("gives each seed once, whoever takes it", () => {
    const seeds = Seeds.of(5, 4);
    const other = new Seeds(seeds.shared);
    expect([seeds.take(), other.take(), seeds.take()]).to.deep.equal([5, 6, 7]);
    expect([...taken(seeds), ...taken(other)]).to.deep.equal([8]);
  });

  it("begins anew behind the highest seed", () => {
    expect(taken(Seeds.of(0xff_ff_ff_fe, 4))).to.deep.equal([0xff_ff_ff_fe, 0xff_ff_ff_ff, 0, 1]);
  });

  it("takes as many runs as there are numbers", () => {
    expect(Seeds.of(1, Number.MAX_SAFE_INTEGER).take()).to.equal(1);
  });

  it("gives nobody any more when it is stopped", () => {
    const seeds = Seeds.of(0, 10);
    const other = new Seeds(seeds.shared);
    other.take();
    seeds.stop();
    expect(other.take()).to.equal(undefined);
  });
});
