import { expect } from "chai";
import { fakeCase } from "../execution/processes/testing/fake.ts";
import type { Case } from "../language/case.ts";
import { shardOf } from "./shard.ts";

const slow = (id: string, delay: number): Case =>
  fakeCase(id, {
    program: {
      fns: {},
      main: [{ op: "do", what: { m: "call_later", args: [delay, { bound: "stop" }] } }],
    },
  });
const cases = Array.from({ length: 37 }, (_, index) => slow(`c${index}`, (index % 5) / 100));
const shards = (count: number, recorded?: ReadonlyMap<string, number>) =>
  Array.from({ length: count }, (_, index) =>
    shardOf(cases, { index: index + 1, count }, recorded),
  );
const ids = (list: readonly Case[]) => list.map(({ id }) => id);

describe("shardOf", () => {
  for (const count of [1, 2, 5, 40]) {
    it(`leaves no gap and no overlap among ${count}`, () => {
      expect(shards(count).flatMap(ids).sort()).to.deep.equal(ids(cases).sort());
    });
  }

  it("gives the same shards whatever the order of the cases", () => {
    const reversed = shardOf([...cases].reverse(), { index: 1, count: 3 });
    expect(ids(reversed).sort()).to.deep.equal(ids(shardOf(cases, { index: 1, count: 3 })).sort());
  });

  it("keeps the cases' own order", () => {
    const positions = shardOf(cases, { index: 2, count: 3 }).map((kase) => cases.indexOf(kase));
    expect(positions).to.deep.equal([...positions].sort((a, b) => a - b));
  });

  it("balances by recorded time where there is one", () => {
    const recorded = new Map([["fake/c0", 10_000]]);
    const [first] = shards(2, recorded).filter((shard) => ids(shard).includes("fake/c0"));
    expect(ids(first ?? [])).to.deep.equal(["fake/c0"]);
  });

  it("does not wait for timers that are far away", () => {
    const far = [slow("far", 3600), ...cases];
    const withFar = shardOf(far, { index: 1, count: 2 });
    expect(withFar.length).to.be.within(14, 24);
  });
});
