import { expect } from "chai";
import { allCases } from "../cases/index.ts";
import { parseImplementation } from "../execution/processes/implementation.ts";
import { AgreedPrograms, pursue } from "../search/power.ts";
import { parseProfile } from "../search/profile.ts";
import { clausesWithinReach } from "../search/reach.ts";
import { asImplementation } from "../testing-the-suite/mutants/run.ts";
import { spread } from "./mutants-search.ts";

const PYTHON = process.env.LOOPSPEC_PYTHON ?? "python3";
const LIMITS = { timeout: 2, startTimeout: 60 };

describe("loopspec mutants --search", function () {
  this.timeout(60_000);
  const asyncio = parseImplementation("python:asyncio", { python: PYTHON });
  let programs: AgreedPrograms;
  before(() => {
    programs = new AgreedPrograms(asyncio, {
      ...LIMITS,
      profile: parseProfile("scheduling", "virtual"),
      seed: 1,
    });
  });
  after(() => programs?.end());

  it("draws the same programs for every loop", async () => {
    const third = await programs.at(2);
    const [first, again] = await Promise.all([programs.at(0), programs.at(2)]);
    expect(again).to.equal(third);
    expect(first.seed).to.be.below(third.seed);
  });

  it("finds out a loop that runs callbacks too early, and says by which program", async () => {
    const mutant = asImplementation("mutant_call_soon:RunsAtOnceWithoutArguments", PYTHON);
    const { killed, programs: run } = await pursue(mutant, programs, { ...LIMITS, seconds: 30 });
    expect(killed?.difference.channel).to.equal("trace");
    expect(run).to.be.above(0);
  });

  it("finds nothing wrong with the loop that all agree with", async () => {
    const { killed, programs: run } = await pursue(asyncio, programs, { ...LIMITS, seconds: 0.2 });
    expect(killed).to.equal(undefined);
    expect(run).to.be.above(0);
  });

  it("measures mutants of clauses that the vocabulary can speak of, from all parts of the list", () => {
    const within = clausesWithinReach(allCases, parseProfile("default", "virtual"));
    expect(within.has("call-soon.fifo")).to.equal(true);
    expect(within.has("add-signal-handler.runs-in-loop")).to.equal(false);
    const ofIo = clausesWithinReach(allCases, parseProfile("io", "real"));
    expect(ofIo.has("add-signal-handler.runs-in-loop")).to.equal(true);
    expect(ofIo.has("transport.close-flushes")).to.equal(true);
    expect(ofIo.has("call-soon.fifo")).to.equal(false);
    expect(ofIo.has("start-tls.encrypts")).to.equal(false);
    expect(spread([0, 1, 2, 3, 4, 5], 3)).to.deep.equal([0, 2, 4]);
    expect(spread([0, 1], 3)).to.deep.equal([0, 1]);
  });
});
