import { spawnSync } from "node:child_process";
import os from "node:os";
import { expect } from "chai";
import { allCases } from "../../cases/index.ts";
import { loopspec } from "../../cli/testing/loopspec.ts";
import { mutants, oddLoops } from "./catalogue.ts";
import { killMatrix } from "./matrix.ts";
import { factoriesOf } from "./python-modules.ts";
import { type MutantRunOptions, runLoops } from "./run.ts";
import type { Mutant } from "./types.ts";

const PYTHON = "python3";
const present = spawnSync(PYTHON, ["--version"]).status === 0;
/** Where loops are required, a missing interpreter is a failure and no reason to skip. */
const required = process.env.CI !== undefined || process.env.LOOPSPEC_LOOPS === "required";
const settings: MutantRunOptions = {
  python: PYTHON,
  jobs: Math.max(2, os.availableParallelism()),
  timeout: 1.5,
};
/** Each loop meets one case in so many, another share each; `loopspec mutants --odd` runs all. */
const SHARE = 60;

describe("the loops that the suite is tested with", function () {
  this.timeout(600_000);
  before(function () {
    if (!present && !required) this.skip();
  });

  it("has at least 90 mutants and 15 unusual loops, each once", () => {
    const ids = [...mutants, ...oddLoops].map(({ id }) => id);
    expect(new Set(ids).size).to.equal(ids.length);
    expect(mutants.length).to.be.at.least(90);
    expect(oddLoops.length).to.be.at.least(15);
  });

  it("lists every class and function of the modules, and nothing else", () => {
    const listed = new Set<string>([...mutants, ...oddLoops].map(({ id }) => id));
    const factories = factoriesOf(PYTHON);
    const unlisted = factories.filter(({ id, used }) => !listed.has(id) && !used);
    expect(
      unlisted.map(({ id }) => id),
      "in no table",
    ).to.deep.equal([]);
    const there = new Set(factories.map(({ id }) => id));
    expect(
      [...listed].filter((id) => !there.has(id)),
      "in no module",
    ).to.deep.equal([]);
  });

  it(`has nothing to say about unusual loops, on one case in ${SHARE}`, async () => {
    const outcomes = await runLoops(
      oddLoops.map(({ id }, loop) => [
        id,
        allCases.filter((_, index) => index % SHARE === loop % SHARE),
      ]),
      { ...settings, timeout: 10, confirmed: true },
    );
    const { complaintsOf } = await import("./odd.ts");
    expect(oddLoops.flatMap((loop, index) => complaintsOf(loop, outcomes[index]))).to.deep.equal(
      [],
    );
  });

  const bad: readonly [string, string, RegExp][] = [
    [
      "a module that cannot be imported",
      "selfcheck_unimportable:make",
      /cannot be imported[\s\S]*selfcheck_unimportable\.py", line 3/,
    ],
    ["a module that is not there", "selfcheck_absent:make", /No module named 'selfcheck_absent'/],
    ["a mutant that is not there", "mutant_stop:Absent", /'mutant_stop' has no 'Absent'/],
  ];
  for (const [what, id, says] of bad) {
    it(`names ${what}`, async () => {
      const clause = "call-soon.fifo" as const;
      const cases = allCases.filter(({ clauses }) => clauses[0] === clause).slice(0, 1);
      const mutant: Mutant = { id: id as Mutant["id"], clause, breaks: "is not there" };
      const outcomes = await runLoops([[id, cases]], settings);
      const [baseline] = await runLoops([["asyncio", cases]], { ...settings, timeout: 10 });
      if (baseline === undefined) throw new Error("asyncio was not run");
      const { problems } = killMatrix({
        mutants: [mutant],
        outcomes,
        baseline,
        cases,
        whole: false,
      });
      expect(problems[0]).to.match(says).and.to.include(id);
    });
  }

  it("counts a mutant that holds the whole process as killed by a timeout", async () => {
    const cases = allCases.filter(({ clauses }) => clauses[0] === "call-soon.fifo").slice(0, 1);
    const [outcome] = await runLoops([["selfcheck_loops:Spins", cases]], settings);
    expect(outcome?.outcomes.map(({ verdict }) => verdict)).to.deep.equal(["timeout"]);
  });

  it("asks for debug mode where the environment does", async () => {
    const cases = allCases.filter(({ clauses }) => clauses[0] === "get-debug.default");
    const verdicts = async (): Promise<readonly string[]> => {
      const ids = ["asyncio", "selfcheck_loops:IgnoresTheEnvironment"];
      const outcomes = await runLoops(
        ids.map((id) => [id, cases.slice(0, 1)]),
        { ...settings, timeout: 10 },
      );
      return outcomes.flatMap((outcome) => outcome?.outcomes.map(({ verdict }) => verdict) ?? []);
    };
    expect(await verdicts()).to.deep.equal(["pass", "pass"]);
    process.env.PYTHONASYNCIODEBUG = "1";
    try {
      expect(await verdicts()).to.deep.equal(["pass", "fail"]);
    } finally {
      delete process.env.PYTHONASYNCIODEBUG;
    }
  });

  it("is red when a glob matches no mutant", async () => {
    const { code, err } = await loopspec("mutants", "--mutant", "no-such-mutant");
    expect({ code, err }).to.deep.equal({
      code: 2,
      err: "loopspec: no mutant matches no-such-mutant\n`loopspec mutants --json` prints their ids.",
    });
  });
});
