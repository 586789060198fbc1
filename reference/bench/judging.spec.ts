import { expect } from "chai";
import type { Workload } from "./catalogue.ts";
import type { LoopId, Outcome } from "./job.ts";
import { judge } from "./judging.ts";
import { Results } from "./results.ts";
import type { Target } from "./targets.ts";

const CHAIN: Workload = { name: "call_soon chain", unit: "callback", n: 1000, growsFrom: 10 };
const MEMORY: Workload = {
  name: "memory per waiting task",
  unit: "task",
  n: 5,
  quantity: "bytes",
};
const BEFORE = { loop: "reference:thread", against: "asyncio", watched: false } as const;

function outcome(workload: string, loop: LoopId, n: number, ...values: number[]): Outcome {
  return { job: { loop, workload, n, warmUp: 1, watched: false }, values, failure: null };
}

function judgeOne(target: Target, ...outcomes: Outcome[]): [number | undefined, boolean | null] {
  const [judged] = judge(new Results([CHAIN, MEMORY], outcomes), [target]);
  return [judged?.measured, judged?.met ?? null];
}

describe("figures of the bench", () => {
  const ours = outcome(CHAIN.name, "reference:thread", 1000, 3, 2, 4);
  const theirs = outcome(CHAIN.name, "asyncio", 1000, 24, 26);

  it("divides the best of the other's times by the best of the loop's own", () => {
    const speed = { ...BEFORE, kind: "speed", workload: CHAIN.name } as const;
    expect(judgeOne({ ...speed, figure: 12 }, ours, theirs)).to.deep.equal([12, true]);
    expect(judgeOne({ ...speed, figure: 12.1 }, ours, theirs)).to.deep.equal([12, false]);
  });

  it("says of what was not measured neither that it is met nor that it is missed", () => {
    const speed = { ...BEFORE, kind: "speed", workload: CHAIN.name, figure: 1 } as const;
    const failed = { ...theirs, values: [], failure: "Error: no" };
    expect(judgeOne(speed, ours, failed)).to.deep.equal([undefined, null]);
    expect(judgeOne({ ...speed, against: "blazio" }, ours)).to.deep.equal([undefined, null]);
  });

  it("leaves out what was left out by choice", () => {
    const target = { ...BEFORE, kind: "speed", workload: "gather", figure: 1 } as const;
    expect(judge(new Results([CHAIN], []), [target])).to.deep.equal([]);
  });

  it("compares the cost of an item at 100 n with that at n", () => {
    const small = outcome(CHAIN.name, "reference:thread", 10, 0.016);
    const growth = { ...BEFORE, kind: "growth", workload: CHAIN.name } as const;
    expect(judgeOne({ ...growth, figure: 1.25 }, ours, small)).to.deep.equal([1.25, true]);
    expect(judgeOne({ ...growth, figure: 1.15 }, ours, small)).to.deep.equal([1.25, false]);
    expect(judgeOne({ ...growth, figure: 1.15 }, ours)).to.deep.equal([undefined, null]);
    const logarithmic = { ...BEFORE, kind: "logarithmic growth", workload: CHAIN.name } as const;
    expect(judgeOne(logarithmic, ours, small)).to.deep.equal([1.25, true]); // up to log 1000 / log 10
  });

  it("takes the least of the ratios at all sizes", () => {
    const target = {
      ...BEFORE,
      kind: "speed at each n",
      workload: CHAIN.name,
      figure: 5,
    } as const;
    const sizes = [10, 100].flatMap((n) => [
      outcome(CHAIN.name, "reference:thread", n, 1),
      outcome(CHAIN.name, "asyncio", n, n === 100 ? 4 : 40),
    ]);
    expect(judgeOne(target, ours, theirs, ...sizes)).to.deep.equal([4, false]);
    expect(judgeOne(target, ours, theirs)).to.deep.equal([undefined, null]);
  });

  it("holds memory against an upper bound", () => {
    const bytes = [
      outcome(MEMORY.name, "reference:thread", 5, 700),
      outcome(MEMORY.name, "asyncio", 5, 500),
    ];
    const target = { ...BEFORE, kind: "memory", workload: MEMORY.name } as const;
    expect(judgeOne({ ...target, figure: 1.4 }, ...bytes)).to.deep.equal([1.4, true]);
    expect(judgeOne({ ...target, figure: 1.3 }, ...bytes)).to.deep.equal([1.4, false]);
  });
});
