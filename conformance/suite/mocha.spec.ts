import { expect } from "chai";
import { clauseById } from "../clauses/index.ts";
import type { Adapter } from "../execution/adapter.ts";
import { referenceAdapter } from "../execution/adapters/reference.ts";
import { withFiles } from "../execution/drivers/testing/node-driver.ts";
import type { Observation } from "../execution/protocol.ts";
import { callback, log } from "../language/build.ts";
import type { Case } from "../language/case.ts";
import { callSoon, runFor } from "../language/loop-methods.ts";
import { kase, table, trace } from "../language/table.ts";
import { UsageError } from "../usage-error.ts";
import { ConformanceFailure, type ConformanceOptions, describeConformance } from "./mocha.ts";
import { type Body, registering, run } from "./testing/fake-mocha.ts";

/** Registers and runs the tests of a target. */
async function conformance(
  target: Adapter | string,
  options: ConformanceOptions,
): Promise<unknown[]> {
  const { tests, before, after } = registering(() => describeConformance(target, options));
  const results: unknown[] = [];
  for (const body of before) results.push(await run(body));
  for (const { path, body } of tests) results.push(await run(body, path.at(-1)));
  for (const body of after) results.push(await run(body));
  return results;
}

const row = {
  fns: { a: callback() },
  main: [callSoon("a"), runFor(0)],
  expect: trace("a"),
} as const;
const fifo = kase("t/order", "a callback runs", { clauses: ["call-soon.fifo"], ...row });
const cases: readonly Case[] = table([
  fifo,
  kase("t/observed", "an observed thing", { ...row, clauses: ["close.returns-none"] }),
  kase("t/threads", "needs a thread", {
    clauses: ["call-soon.fifo"],
    main: [{ op: "thread", fn: "t", as: "t" }],
    expect: trace(),
  }),
]);
const only = (id: string) => cases.filter((each) => each.id === id);

const seen = (entries: readonly string[], more: Partial<Observation> = {}): Observation => ({
  outcome: "ok",
  trace: entries,
  metrics: {},
  reports: [],
  warnings: [],
  logs: [],
  ...more,
});
const adapterSeeing = (observation: Observation): Adapter => ({
  name: "fake",
  version: "1",
  capabilities: [],
  run: () => observation,
});

describe("describeConformance", function () {
  this.timeout(60_000);

  it("registers one test a case, titled with the clause, its sentence and the case", () => {
    const { tests } = registering(() => describeConformance(referenceAdapter(), { cases }));
    expect(tests.map(({ path }) => path)).to.deep.include([
      "reference conforms",
      `call-soon.fifo: ${clauseById("call-soon.fifo").says}`,
      "a callback runs (t/order)",
    ]);
    expect(tests).to.have.lengthOf(cases.length);
  });

  it("judges an adapter in this process", async () => {
    expect(await conformance(referenceAdapter(), { cases: only("t/order") })).to.deep.equal([
      "passed",
      "passed",
      "passed",
    ]);
  });

  it("fails with expectation and observation", async () => {
    const [, failure] = await conformance(adapterSeeing(seen(["b"])), { cases: only("t/order") });
    expect(failure).to.be.instanceOf(ConformanceFailure);
    expect(failure).to.deep.include({
      expected: { outcome: "ok", trace: ["a"] },
      actual: { outcome: "ok", trace: ["b"] },
      showDiff: true,
    });
    expect((failure as Error).message).to.match(/^fail: .*\n.*loopspec explain t\/order$/);
  });

  it("leaves pending what no text promises, unless it is to be strict", async () => {
    const options = { cases: only("t/observed") };
    const [, pending] = await conformance(adapterSeeing(seen([])), options);
    expect(pending).to.match(/^pending: an observed thing \(t\/observed\) \(differs: /);
    const [, failure] = await conformance(adapterSeeing(seen([])), { ...options, strict: true });
    expect(failure).to.be.instanceOf(ConformanceFailure);
  });

  it("leaves pending what is not offered, with the reason", async () => {
    const [, pending] = await conformance(referenceAdapter(), { cases: only("t/threads") });
    expect(pending).to.equal("pending: needs a thread (t/threads) (unsupported: needs `threads`)");
  });

  it("leaves pending what does not hold in the edition", async () => {
    const adapter = { ...adapterSeeing(seen([])), edition: "3.8" };
    const [later] = table([
      kase("t/later", "later", { ...row, clauses: ["get-event-loop.auto-create-warns"] }),
    ]);
    const [, pending] = await conformance(adapter, { cases: [later as Case] });
    expect(pending).to.match(/^pending: later \(t\/later\) \(not-applicable: /);
  });

  it("leaves pending what needs a process of its own, where the adapter does not provide for it", async () => {
    const isolated = only("t/order").map((each) => ({ ...each, isolate: true }));
    const [, pending] = await conformance(adapterSeeing(seen(["a"])), { cases: isolated });
    expect(pending).to.contain("needs a separate process: give the module's path");
    expect(await conformance(referenceAdapter(), { cases: isolated })).to.include("passed");
  });

  it("passes on clock and limit, and closes the adapter", async () => {
    const calls: unknown[] = [];
    const adapter: Adapter = {
      ...adapterSeeing(seen(["a"])),
      run: (_program, { clock, timeout }) => {
        calls.push([clock, timeout]);
        return seen(["a"]);
      },
      close: () => {
        calls.push("closed");
      },
    };
    await conformance(adapter, { cases: only("t/order"), clock: "virtual", timeout: 3 });
    await conformance(adapter, { cases: only("t/order") });
    expect(calls).to.deep.equal([["virtual", 3], "closed", ["real", 10], "closed"]);
  });

  it("judges the reference loop in a driver process", async () => {
    expect(await conformance("reference:thread", { cases: only("t/order") })).to.deep.equal([
      "passed",
      "passed",
      "passed",
    ]);
  });

  it("outlives a hang in a driver process, and a death", () =>
    withFiles(
      {
        "adapter.cjs": `exports.adapter = { name: "n", version: "1", capabilities: [], run: ({ main }) => {
          const what = main[0].text;
          while (what === "hang");
          if (what === "exit") process.exit(5);
          return ${JSON.stringify(seen(["a"]))};
        } };`,
      },
      async (path) => {
        const doing = (what: string) =>
          kase(`t/${what}`, what, {
            clauses: ["call-soon.fifo"],
            main: [log(what, { m: "is_closed" })],
            expect: trace("a"),
          });
        const three = table(["hang", "exit", "on"].map(doing));
        const options = { cases: three, timeout: 0.5 };
        const [, hang, exit, on, end] = await conformance(path("adapter.cjs"), options);
        expect((hang as Error).message).to.match(/^timeout: hung/);
        expect((exit as Error).message).to.match(/^crash: the driver ended with status 5/);
        expect([on, end]).to.deep.equal(["passed", "passed"]);
      },
    ));

  it("fails before the first test where there is no adapter in the module", () =>
    withFiles({ "adapter.cjs": "" }, async (path) => {
      const { before, after } = registering(() =>
        describeConformance(path("adapter.cjs"), { cases }),
      );
      const error = await run(before[0] as Body);
      expect((error as Error).message).to.contain("has no export `adapter`");
      expect(await run(after[0] as Body)).to.equal("passed");
    }));

  it("refuses a path that does not exist, a glob that matches nothing, and what is no adapter", () => {
    const describing = (target: unknown, options: ConformanceOptions = {}) =>
      registering(() => describeConformance(target as Adapter, { cases, ...options }));
    expect(() => describing("./no-such-file.ts")).to.throw(UsageError, "no file `./no-such-file");
    expect(() => describing(referenceAdapter(), { select: ["x.*"] })).to.throw(UsageError, "`x.*`");
    expect(() => describing({ name: "n" })).to.throw(
      "`adapter.version` of `describeConformance()`",
    );
  });

  it("refuses to be called outside of mocha", () => {
    const mocha = globalThis as { it?: unknown };
    const { it: mochaIt } = mocha;
    try {
      delete mocha.it;
      expect(() => describeConformance(referenceAdapter())).to.throw(UsageError, "needs mocha's");
    } finally {
      mocha.it = mochaIt;
    }
  });
});
