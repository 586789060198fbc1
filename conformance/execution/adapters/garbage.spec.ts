import { expect } from "chai";
import { assign, call, callback, do_, drop, quiet, show, variable } from "../../language/build.ts";
import { callSoon, runFor } from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { adaptLoop } from "./adapt-loop.ts";
import { collectGarbage } from "./garbage.ts";
import { referenceAdapter } from "./reference.ts";
import { observe } from "./testing/run-on-reference.ts";

const OPTIONS = { timeout: 10, clock: "real" } as const;
const WATCHED: readonly Operation[] = [
  assign("object", { make: "object" }),
  { op: "weak", of: variable("object"), as: "reference" },
];
const GC: Operation = { op: "gc" };
const alive = show("alive", { alive: "reference" });

/** Milliseconds: a collection takes its time where much is alive, as late in a run of all tests. */
const PATIENCE = 30_000;

describe("collectGarbage", function () {
  this.timeout(PATIENCE);

  it("collects what nobody holds, keeps what somebody holds, and waits until registries know", async () => {
    const told: string[] = [];
    const registry = new FinalizationRegistry<string>((name) => told.push(name));
    const kept = {};
    registry.register({}, "thrown away");
    registry.register(kept, "kept");
    await collectGarbage();
    expect(told).to.deep.equal(["thrown away"]);
    expect(kept).to.deep.equal({});
  });
});

describe("programs that look at what is collected", function () {
  this.timeout(PATIENCE);

  const run = (main: readonly Operation[], variant = "virtual") =>
    referenceAdapter(variant).run({ fns: { job: quiet(callback()) }, main }, OPTIONS);

  for (const variant of ["virtual", "host"]) {
    it(`see that an object is gone once it was dropped: ${variant}`, async () => {
      const { outcome, trace } = await run(
        [...WATCHED, GC, alive, drop("object"), GC, alive],
        variant,
      );
      expect([outcome, trace]).to.deep.equal(["ok", ["alive=True", "alive=False"]]);
    });
  }

  it("see that a queued callback holds its arguments until it has run", async () => {
    const held = callSoon("job", [variable("object")]);
    const main = [...WATCHED, held, drop("object"), GC, alive, runFor(0), GC, alive];
    expect((await run(main)).trace).to.deep.equal(["alive=True", "alive=False"]);
  });

  it("cannot do so inside of a run", () => {
    const { outcome, why } = observe([do_(call("collects"))], { collects: callback(GC) });
    expect([outcome, why]).to.deep.equal(["unsupported", "needs gc-in-run"]);
  });

  it("need an adapter that gives a collector", async () => {
    const adapter = adaptLoop({ name: "bare", version: "1", makeLoop: () => ({}) });
    expect(adapter.capabilities).not.to.include("gc");
    expect((await adapter.run({ fns: {}, main: [GC] }, OPTIONS)).outcome).to.equal("unsupported");
  });
});
