import { expect } from "chai";
import type { Implementation } from "../execution/processes/implementation.ts";
import { fakeCase, fakeImplementation } from "../execution/processes/testing/fake.ts";
import type { Case } from "../language/case.ts";
import type { RunSuiteOptions } from "./run-suite-options.ts";
import { runSuite } from "./suite-run.ts";

const run = (
  cases: readonly Case[],
  implementations: readonly Implementation[],
  more: Partial<RunSuiteOptions> = {},
) =>
  runSuite(cases, implementations, {
    clock: "real",
    jobs: 2,
    startTimeout: 15,
    repeat: 1,
    failFast: false,
    ...more,
  });
const cases = (count: number) => Array.from({ length: count }, (_, index) => fakeCase(`c${index}`));

describe("runSuite", function () {
  this.timeout(30_000);

  it("gives results in the order of cases and implementations, with drivers side by side", async () => {
    const outcomes = await run(cases(80), [
      fakeImplementation("good"),
      fakeImplementation("wrong", "c3"),
    ]);
    expect(outcomes.map(({ implementation }) => implementation.id)).to.deep.equal([
      "fake:good",
      "fake:wrong",
    ]);
    for (const { outcomes: results } of outcomes)
      expect(results.map(({ kase }) => kase.id)).to.deep.equal(cases(80).map(({ id }) => id));
    expect(
      outcomes[1]?.outcomes.filter(({ verdict }) => verdict !== "pass").map(({ kase }) => kase.id),
    ).to.deep.equal(["fake/c3"]);
  });

  it("runs a failure again in a fresh process before it believes it", async () => {
    const [outcome] = await run([fakeCase("a")], [fakeImplementation("wrong")]);
    const [result] = outcome?.outcomes ?? [];
    expect(result?.verdict).to.equal("fail");
    expect(result?.attempts?.map(({ verdict }) => verdict)).to.deep.equal(["fail", "fail"]);
  });

  it("takes a second look in children of one driver where the driver can fork", async () => {
    const [outcome] = await run(cases(3), [fakeImplementation("forks-and-is-wrong")], { jobs: 1 });
    const looks = (outcome?.outcomes ?? []).map(({ verdict, attempts = [] }) => {
      const where = attempts.map(({ message = "" }) => /(\d+) (driver|child)/.exec(message) ?? []);
      return { verdict, where };
    });
    expect(looks.map(({ verdict }) => verdict)).to.deep.equal(["fail", "fail", "fail"]);
    expect(looks.map(({ where }) => where.map(([, , kind]) => kind))).to.deep.equal(
      Array(3).fill(["driver", "child"]),
    );
    const processes = new Set(looks.flatMap(({ where }) => where.map(([, pid]) => pid)));
    expect(processes.size).to.equal(2);
  });

  it("lets a fresh process decide where a child does not fail", async () => {
    const [outcome] = await run(
      [fakeCase("a")],
      [fakeImplementation("forks-and-is-right-in-children")],
    );
    expect(outcome?.outcomes[0]?.attempts?.map(({ verdict }) => verdict)).to.deep.equal([
      "fail",
      "fail",
    ]);
    const [other] = await run(cases(2), [fakeImplementation("forks-and-is-right-at-once")], {
      jobs: 1,
    });
    expect(other?.outcomes.map(({ verdict }) => verdict)).to.deep.equal(["pass", "flaky"]);
  });

  it("says flaky where a failure does not repeat, never pass", async () => {
    const [outcome] = await run(cases(3), [fakeImplementation("wrong-in-an-old-process")], {
      jobs: 1,
    });
    expect(outcome?.outcomes.map(({ verdict }) => verdict)).to.deep.equal([
      "pass",
      "flaky",
      "flaky",
    ]);
  });

  it("says flaky where one of many repetitions fails", async () => {
    const [outcome] = await run([fakeCase("a")], [fakeImplementation("wrong-in-an-old-process")], {
      repeat: 5,
    });
    expect(outcome?.outcomes[0]).to.include({ verdict: "flaky", reason: "trace" });
    expect(outcome?.outcomes[0]?.attempts).to.have.lengthOf(3);
  });

  it("lets a hang differ where its clause may not accuse", async () => {
    const unpromised = fakeCase("a", { clauses: ["call-soon.closed-rejected"], timeout: 0.05 });
    const [hangs] = await run([unpromised], [fakeImplementation("hangs")]);
    expect(hangs?.outcomes[0]).to.include({ verdict: "differs", reason: "hang" });
    expect(hangs?.outcomes[0]?.message).to.include("hung after `a`");
    const [silent] = await run([unpromised], [fakeImplementation("silent")]);
    expect(silent?.outcomes[0]).to.include({ verdict: "differs", reason: "hang" });
    const [dies] = await run([unpromised], [fakeImplementation("dies-by-signal")]);
    expect(dies?.outcomes[0]?.verdict).to.equal("crash");
  });

  it("calls a process that dies in one of two attempts a crash, and says how often", async () => {
    const [outcome] = await run(cases(2), [fakeImplementation("dies-in-an-old-process")], {
      jobs: 1,
    });
    expect(outcome?.outcomes.map(({ verdict }) => verdict)).to.deep.equal(["pass", "crash"]);
    expect(outcome?.outcomes[1]?.message).to.include("the process died in 1 of 2 attempts");
  });

  it("believes hangs at once after three confirmed ones, if it is to be thorough", async () => {
    const [outcome] = await run(
      cases(5).map((kase) => ({ ...kase, timeout: 0.7 })),
      [fakeImplementation("hangs")],
      { jobs: 1, thorough: true },
    );
    expect(outcome?.outcomes.map(({ verdict }) => verdict)).to.deep.equal(Array(5).fill("timeout"));
    expect(outcome?.outcomes.map(({ attempts }) => attempts?.length)).to.deep.equal([
      2, 2, 2, 1, 1,
    ]);
  });

  it("judges the others where one cannot start", async () => {
    const [bad, good] = await run(cases(2), [
      fakeImplementation("dies-at-hello"),
      fakeImplementation("good"),
    ]);
    expect(bad?.failure?.code).to.equal("died");
    expect(bad?.outcomes.map(({ verdict }) => verdict)).to.deep.equal(["not-run", "not-run"]);
    expect(good?.outcomes.map(({ verdict }) => verdict)).to.deep.equal(["pass", "pass"]);
  });

  it("does not run what cannot be judged, and says why", async () => {
    const needy = fakeCase("a", { needs: ["fork"] });
    const later = fakeCase("b", { clauses: ["get-event-loop.not-auto-created"] });
    const [outcome] = await run([needy, later], [fakeImplementation("dies")]);
    expect(outcome?.outcomes.map(({ verdict }) => verdict)).to.deep.equal([
      "unsupported",
      "not-applicable",
    ]);
  });

  it("treats capabilities as absent that the caller drops", async () => {
    const [outcome] = await run(
      [fakeCase("a", { needs: ["contexts"] })],
      [fakeImplementation("good")],
      { without: ["contexts"] },
    );
    expect(outcome?.outcomes[0]?.verdict).to.equal("unsupported");
  });

  it("stops at the first red verdict with fail-fast, and calls the rest not-run", async () => {
    const [outcome] = await run(cases(4), [fakeImplementation("wrong", "c1")], {
      jobs: 1,
      failFast: true,
    });
    expect(outcome?.outcomes.map(({ verdict }) => verdict)).to.deep.equal([
      "pass",
      "fail",
      "not-run",
      "not-run",
    ]);
  });

  it("keeps what was judged when it is interrupted", async () => {
    const controller = new AbortController();
    const [outcome] = await run(cases(3), [fakeImplementation("silent", "c1")], {
      jobs: 1,
      signal: controller.signal,
      observer: { judged: () => controller.abort() },
    });
    expect(outcome?.outcomes.map(({ verdict }) => verdict)).to.deep.equal([
      "pass",
      "not-run",
      "not-run",
    ]);
    expect(outcome?.failure).to.equal(undefined);
  });

  it("turns a case that was answered twice into an error", async () => {
    const [outcome] = await run(cases(3), [fakeImplementation("twice", "c1")], { jobs: 1 });
    expect(outcome?.outcomes.map(({ verdict }) => verdict)).to.deep.equal([
      "pass",
      "error",
      "pass",
    ]);
  });

  it("loses no case where a driver dies in one", async () => {
    const [outcome] = await run(cases(4), [fakeImplementation("dies-by-signal", "c2")], {
      jobs: 1,
    });
    expect(outcome?.outcomes.map(({ verdict }) => verdict)).to.deep.equal([
      "pass",
      "pass",
      "crash",
      "pass",
    ]);
  });

  it("costs a hang no more than two limits and two starts", async () => {
    const started = performance.now();
    await run([fakeCase("a", { timeout: 1 })], [fakeImplementation("silent", "a")], { jobs: 1 });
    expect(performance.now() - started).to.be.below(10_000);
  });
});
