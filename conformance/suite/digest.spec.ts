import { expect } from "chai";
import { allClauses } from "../clauses/index.ts";
import { callback, log } from "../language/build.ts";
import type { Case } from "../language/case.ts";
import { callSoon } from "../language/loop-methods.ts";
import { kase, table, trace } from "../language/table.ts";
import { caseDigest, suiteDigest } from "./digest.ts";

const suite = (row: Partial<Case> = {}): readonly Case[] =>
  table([
    kase("a/one", "a fact", {
      clauses: ["call-soon.fifo"],
      fns: { a: callback() },
      main: [callSoon("a"), log("x")],
      expect: trace("x"),
    }),
    kase("a/two", "another", { clauses: ["call-soon.fifo"], main: [], expect: trace() }),
  ]).map((each, index) => (index === 0 ? { ...each, ...row } : each));

describe("suiteDigest", () => {
  const digest = suiteDigest(suite(), allClauses);

  it("is SHA-256 in hexadecimal, the same for the same questions", () => {
    expect(digest).to.match(/^[0-9a-f]{64}$/);
    expect(suiteDigest(suite(), [...allClauses])).to.equal(digest);
    expect(suiteDigest(suite().toReversed(), allClauses.toReversed())).to.equal(digest);
    expect(suiteDigest(JSON.parse(JSON.stringify(suite())), allClauses)).to.equal(digest);
  });

  it("does not depend on titles and files", () => {
    expect(suiteDigest(suite({ title: "x", file: "y.ts" }), allClauses)).to.equal(digest);
  });

  it("changes with whatever can change a verdict", () => {
    const [clause, ...others] = allClauses;
    const changed = [
      suiteDigest(suite({ id: "a/other" }), allClauses),
      suiteDigest(suite({ timeout: 5 }), allClauses),
      suiteDigest(suite({ isolate: true }), allClauses),
      suiteDigest(suite({ expect: trace("y") }), allClauses),
      suiteDigest(suite({ clauses: ["call-soon.once"] as never }), allClauses),
      suiteDigest(suite({ needs: ["threads"] }), allClauses),
      suiteDigest(suite({ program: { fns: {}, main: [log("x")] } }), allClauses),
      suiteDigest(suite().slice(1), allClauses),
      suiteDigest(suite(), others),
      suiteDigest(suite(), [{ ...clause!, level: "MAY" }, ...others]),
    ];
    expect(new Set([...changed, digest]).size).to.equal(changed.length + 1);
  });

  it("is worked out once for the same arrays", () => {
    const cases = suite();
    let reads = 0;
    const counted = new Proxy(cases, {
      get: (target, key) => {
        reads += 1;
        return Reflect.get(target, key);
      },
    });
    const first = suiteDigest(counted, allClauses);
    const before = reads;
    expect(suiteDigest(counted, allClauses)).to.equal(first);
    expect(reads).to.equal(before).and.to.be.greaterThan(0);
  });
});

describe("caseDigest", () => {
  it("changes with program and expectation alone", () => {
    const [one] = suite();
    const digest = caseDigest(one!);
    expect(digest).to.match(/^[0-9a-f]{16}$/);
    expect(caseDigest({ ...one!, title: "x", id: "y" } as Case)).to.equal(digest);
    expect(caseDigest({ ...one!, expect: trace("y") })).to.not.equal(digest);
    expect(caseDigest({ ...one!, program: { fns: {}, main: [] } })).to.not.equal(digest);
  });
});
