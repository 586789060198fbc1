/** Python loops that lack something, and what becomes of the cases that need it. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { allCases } from "../cases/index.ts";
import { parseImplementation } from "../execution/processes/implementation.ts";
import type { ImplementationOutcome } from "./outcome.ts";
import { selectCases } from "./select.ts";
import { runSuite } from "./suite-run.ts";
import type { Tried } from "./trials.ts";

const python = process.env.LOOPSPEC_PYTHON ?? "python3";

const LOOPS = `
import asyncio, threading, time

class Refusing(asyncio.SelectorEventLoop):
    def add_reader(self, *args):
        raise NotImplementedError

class Mistaken(asyncio.SelectorEventLoop):
    def add_reader(self, *args):
        raise TypeError

class Deaf(asyncio.SelectorEventLoop):
    def add_reader(self, *args):
        pass

class WithoutDebug(asyncio.SelectorEventLoop):
    def set_debug(self, enabled):
        super().set_debug(False)

class Bound(asyncio.SelectorEventLoop):
    def run_forever(self):
        if threading.current_thread() is not threading.main_thread():
            raise RuntimeError("this loop belongs to the main thread")
        super().run_forever()

class NoThreadsafeHandle(asyncio.SelectorEventLoop):
    def call_soon_threadsafe(self, *args, **keywords):
        super().call_soon_threadsafe(*args, **keywords)

class KeepsGenerators(asyncio.SelectorEventLoop):
    async def shutdown_asyncgens(self):
        pass

class Stuck(asyncio.SelectorEventLoop):
    def set_task_factory(self, factory):
        time.sleep(3600)

class Abstract(asyncio.SelectorEventLoop):
    run_in_executor = asyncio.AbstractEventLoop.run_in_executor
    shutdown_default_executor = asyncio.AbstractEventLoop.shutdown_default_executor
`;

describe("what is tried before a run", function () {
  this.timeout(120_000);
  let folder = "";

  before(function () {
    try {
      execFileSync(python, ["--version"]);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
      this.test!.title += ` (there is no interpreter ${python})`;
      this.skip();
    }
    folder = mkdtempSync(join(tmpdir(), "loopspec-trials-"));
    writeFileSync(join(folder, "lacking.py"), LOOPS);
  });
  after(() => folder && rmSync(folder, { recursive: true }));

  const judge = async (factory: string, ...select: string[]) => {
    const env = { PYTHONPATH: folder };
    const loop = parseImplementation(`python:lacking:${factory}`, { python, env });
    let tried: Tried | undefined;
    const [outcome] = await runSuite(selectCases(allCases, select), [loop], {
      clock: "real",
      jobs: 1,
      startTimeout: 30,
      repeat: 1,
      failFast: false,
      trials: true,
      timeout: 3,
      observer: {
        tried: (_implementation, found) => {
          tried = found;
        },
      },
    });
    expect(outcome?.failure?.message).to.equal(undefined);
    return { tried: tried as Tried, outcome: outcome as ImplementationOutcome };
  };
  const verdicts = ({ outcomes }: ImplementationOutcome) => {
    const counted: { [verdict: string]: number } = {};
    for (const { verdict } of outcomes) counted[verdict] = (counted[verdict] ?? 0) + 1;
    return counted;
  };

  it("makes one deviation of a method that refuses, and judges nothing else by it", async () => {
    const { tried, outcome } = await judge(
      "Refusing",
      "run-forever/stop-before-run-reader-*",
      "preface/*",
    );
    expect([...tried.broken]).to.deep.equal(["loop.add_reader"]);
    expect(tried.capabilities).to.include("descriptors");
    const broken = outcome.outcomes.filter(({ verdict }) => verdict === "fail");
    expect(broken).not.to.deep.equal([]);
    const clauses = new Set(broken.map(({ kase }) => kase.clauses[0] as string));
    expect(clauses.size).to.equal(1);
    const others = outcome.outcomes.filter(({ verdict }) => verdict === "not-judged");
    expect(others).not.to.deep.equal([]);
    for (const { because, message } of others) {
      expect(clauses.has(because ?? "")).to.equal(true);
      expect(message).to.include("`loop.add_reader`");
    }
  });

  for (const factory of ["Mistaken", "Deaf"]) {
    it(`makes one deviation of an add_reader() that does not work: ${factory}`, async () => {
      const { tried, outcome } = await judge(
        factory,
        "call-soon/0-arguments-reader",
        "stop/current-callback-completes-reader",
        "descriptors/reader-runs-plain",
      );
      expect([...tried.broken]).to.deep.equal(["add_reader() that works"]);
      const byVerdict = (wanted: string) =>
        outcome.outcomes.flatMap(({ kase, verdict }) => (verdict === wanted ? [kase.id] : []));
      expect(byVerdict("not-judged")).to.have.members([
        "call-soon/0-arguments-reader",
        "stop/current-callback-completes-reader",
      ]);
      expect(outcome.outcomes.map(({ because }) => because)).to.include(
        "add-reader.fires-when-readable",
      );
    });
  }

  it("makes one deviation of a set_debug() that does nothing", async () => {
    const { tried, outcome } = await judge("WithoutDebug", "set-debug.*", "*-debug");
    expect([...tried.broken]).to.deep.equal(["debug mode"]);
    const failed = outcome.outcomes.filter(({ verdict }) => verdict === "fail");
    expect(new Set(failed.map(({ kase }) => kase.clauses[0]))).to.deep.equal(
      new Set(["set-debug.toggles"]),
    );
    expect(verdicts(outcome)["not-judged"]).to.be.greaterThan(50);
  });

  it("makes one deviation of a call_soon_threadsafe() that gives no handle", async () => {
    const { tried, outcome } = await judge(
      "NoThreadsafeHandle",
      "call-soon.handle-cancelled-query",
      "handle.cancel-cancelled",
      "handle.get-context",
      "call-soon-threadsafe.returns-cancellable-handle",
    );
    expect([...tried.broken]).to.deep.equal(["threadsafe handle"]);
    const failed = outcome.outcomes.filter(({ verdict }) => verdict === "fail");
    expect(new Set(failed.map(({ kase }) => kase.clauses[0]))).to.deep.equal(
      new Set(["call-soon-threadsafe.returns-cancellable-handle"]),
    );
    expect(verdicts(outcome)["not-judged"]).to.be.greaterThan(2);
  });

  it("makes one deviation of a shutdown_asyncgens() that closes nothing", async () => {
    const { tried, outcome } = await judge(
      "KeepsGenerators",
      "shutdown-asyncgens.closes-open-generators",
      "shutdown-asyncgens.not-needed-with-run",
    );
    expect([...tried.broken]).to.deep.equal(["closed generators"]);
    const failed = outcome.outcomes.filter(({ verdict }) => verdict === "fail");
    expect(new Set(failed.map(({ kase }) => kase.clauses[0]))).to.deep.equal(
      new Set(["shutdown-asyncgens.closes-open-generators"]),
    );
    expect(verdicts(outcome)["not-judged"]).to.be.greaterThan(5);
  });

  it("finds out that a loop is bound to one thread", async () => {
    const { tried, outcome } = await judge("Bound", "get-running-loop.per-thread");
    expect(tried.capabilities).to.include("threads").and.not.include("any-thread");
    expect(verdicts(outcome)).to.deep.equal({ unsupported: outcome.outcomes.length });
    expect(outcome.outcomes[0]?.message).to.include("may be bound to one thread");
  });

  it("takes a trial that hangs for an offer, and says that it hangs", async () => {
    const { tried, outcome } = await judge("Stuck", "task-factory.get-and-reset");
    expect(tried.hanging).to.include("loop.set_task_factory");
    expect([...tried.broken]).to.deep.equal([]);
    expect(verdicts(outcome)).to.have.property("timeout");
  });

  it("sees through a method that is only the abstract one", async () => {
    const { tried } = await judge("Abstract", "close/*");
    expect(tried.broken.has("loop.run_in_executor")).to.equal(true);
  });

  /** What is found out about an implementation that lacks nothing. */
  async function triedOn(spec: string): Promise<Tried | undefined> {
    let tried: Tried | undefined;
    await runSuite(allCases.slice(0, 400), [parseImplementation(spec, { python })], {
      clock: "real",
      jobs: 1,
      startTimeout: 30,
      repeat: 1,
      failFast: true,
      trials: true,
      observer: {
        tried: (_implementation, found) => {
          tried = found;
        },
      },
    });
    return tried;
  }

  it("finds signals where a host tells of them between two jobs", async function () {
    if (process.platform === "win32") this.skip();
    const tried = await triedOn("reference:host");
    expect(tried?.capabilities).to.include.members(["signals", "signals-in-run"]);
  });

  it("finds nothing wrong with asyncio's own loop", async () => {
    const tried = await triedOn("python:asyncio");
    expect(tried?.hanging).to.deep.equal([]);
    expect([...(tried?.broken ?? ["not tried"])]).to.deep.equal([]);
    expect(tried?.capabilities).to.include.members(["threads", "any-thread", "fork", "signals"]);
  });
});
