/**
 * The selectors of the reference loop against the oracle. The programs wait for no time: on a machine that pauses, timers
 * would meet that do not meet in virtual time.
 */
import { referenceAdapter } from "../../execution/adapters/reference.ts";
import { referenceOracle } from "../../execution/adapters/reference-oracle.ts";
import type { Program } from "../../language/case.ts";
import { type Difference, differenceOf } from "../compare.ts";
import { generateProgram } from "../generate.ts";
import { offeredBy, parseProfile } from "../profile.ts";
import { BUDGET, refusalOf } from "../refuse.ts";

/** A program on which a selector differs from the oracle. */
export interface SelectorFinding {
  readonly seed: number;
  readonly program: Program;
  readonly difference: Difference;
}

/** What came of a comparison. */
export interface SelectorTally {
  readonly compared: number;
  readonly findings: readonly SelectorFinding[];
}

const oracle = referenceOracle(BUDGET);

/**
 * Compares a selector with the oracle.
 *
 * @param variant name of the selector
 * @param seed the first program
 * @param enough asked before each program, with how many were compared
 */
export async function compareSelector(
  variant: string,
  seed: number,
  enough: (compared: number) => boolean,
): Promise<SelectorTally> {
  const adapter = referenceAdapter(variant);
  const { capabilities, edition = "3.13" } = adapter;
  const profile = offeredBy(parseProfile("-timers,-waits", "real"), { capabilities, edition });
  const findings: SelectorFinding[] = [];
  let compared = 0;
  for (let next = seed; !enough(compared); next += 1) {
    const program = generateProgram(next, profile);
    const prophecy = oracle(program);
    if (refusalOf(prophecy, "real") !== undefined || prophecy.deadlines.length > 0) continue;
    compared += 1;
    const seen = await adapter.run(program, { timeout: 5, clock: "real" });
    const difference = differenceOf(prophecy.observation, seen);
    if (difference !== undefined) findings.push({ seed: next, program, difference });
  }
  return { compared, findings };
}
