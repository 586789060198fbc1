import { expect } from "chai";
import { allCases } from "../../cases/index.ts";
import type { Case } from "../../language/case.ts";
import type { ImplementationOutcome } from "../../suite/outcome.ts";
import { asImplementation } from "./run.ts";
import { type Runner, runStages } from "./stages.ts";
import type { Mutant } from "./types.ts";

const mutant = (name: string, clause: Mutant["clause"]): Mutant => ({
  id: `fake:${name}`,
  clause,
  breaks: "is fake",
});
const about = (clause: string): Case => {
  const found = allCases.find(({ clauses, guard }) => clauses[0] === clause && !guard);
  if (found === undefined) throw new Error(`no case about ${clause}`);
  return found;
};
const ORDER = about("call-soon.fifo");
const ONCE = about("call-soon.each-registration-once");
const STOP = about("stop.ends-run");

/** Pretends to run loops: `kills` says which mutant fails which case. */
function fakeRunner(kills: Readonly<Record<string, readonly Case[]>>) {
  const met: string[] = [];
  const run: Runner = async (work, _, done) => {
    for (const [turn, [id, asked]] of work.entries()) {
      const cases = typeof asked === "function" ? asked() : asked;
      if (cases.length === 0) continue;
      met.push(...cases.map((kase) => `${id} ${kase.id}`));
      done?.(turn, outcomeOf(id, cases, kills[id] ?? []));
    }
    return [];
  };
  return { run, met };
}

const outcomeOf = (
  id: string,
  cases: readonly Case[],
  killing: readonly Case[],
): ImplementationOutcome => ({
  implementation: asImplementation(id, "python3"),
  outcomes: cases.map((kase) => ({
    kase,
    verdict: killing.includes(kase) ? "fail" : "pass",
    ms: 1,
  })),
});

async function stages(
  mutants: readonly Mutant[],
  kills: Readonly<Record<string, readonly Case[]>>,
  cases: readonly Case[] = [ORDER, ONCE, STOP],
  sound = new Set(cases.map(({ id }) => id)),
) {
  const { run, met } = fakeRunner(kills);
  const options = { python: "python3", jobs: 1, timeout: 1 };
  const outcomes = await runStages(mutants, cases, sound, options, () => {}, run);
  return { met, outcomes };
}

describe("the stages in which mutants meet cases", () => {
  const fifo = mutant("Fifo", "call-soon.fifo");
  const once = mutant("Once", "call-soon.each-registration-once");
  const ends = mutant("Ends", "stop.ends-run");

  it("lets each mutant meet the cases about its own clause first", async () => {
    const all = { "fake:Fifo": [ORDER], "fake:Once": [ONCE], "fake:Ends": [STOP] };
    const { met } = await stages([fifo, once, ends], all);
    expect(met).to.deep.equal([
      `fake:Fifo ${ORDER.id}`,
      `fake:Once ${ONCE.id}`,
      `fake:Ends ${STOP.id}`,
    ]);
  });

  it("lets a case that has killed nothing meet the mutants of the same method, then all", async () => {
    const { met } = await stages([fifo, once, ends], { "fake:Fifo": [ORDER], "fake:Ends": [STOP] });
    expect(met.slice(3)).to.deep.equal([`fake:Fifo ${ONCE.id}`, `fake:Ends ${ONCE.id}`]);
  });

  it("spares a case the other mutants once it has killed one", async () => {
    const { met } = await stages([fifo, once, ends], {
      "fake:Fifo": [ORDER, ONCE],
      "fake:Ends": [STOP],
    });
    expect(met.slice(3)).to.deep.equal([`fake:Fifo ${ONCE.id}`]);
  });

  it("begins later stages with the mutant that most cases have killed", async () => {
    const cases = [ORDER, STOP, ONCE];
    const { met } = await stages([fifo, ends], { "fake:Ends": [STOP] }, cases);
    expect(met.slice(2)).to.deep.equal([
      `fake:Fifo ${ONCE.id}`,
      `fake:Ends ${ORDER.id}`,
      `fake:Ends ${ONCE.id}`,
    ]);
  });

  it("leaves out cases that asyncio does not pass, and guards, after the first stage", async () => {
    const guard: Case = { ...ONCE, guard: "keeps the suite from asking for more" };
    const { met } = await stages([ends], {}, [guard, ORDER, STOP], new Set([guard.id, STOP.id]));
    expect(met).to.deep.equal([`fake:Ends ${STOP.id}`]);
  });

  it("puts the outcomes of all stages together, and none for a mutant that met no case", async () => {
    const { outcomes } = await stages([fifo, ends], { "fake:Fifo": [ONCE] }, [ORDER, ONCE]);
    expect(outcomes[0]?.outcomes.map(({ kase }) => kase.id)).to.have.members([ORDER.id, ONCE.id]);
    expect((await stages([ends], {}, [])).outcomes).to.deep.equal([undefined]);
  });
});
