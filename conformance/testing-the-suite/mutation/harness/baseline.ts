/** Which cases are put to the mutants, and in which order. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** What is known of the loop while no mutant is active. */
export interface Baseline {
  /** Ids of the cases that it passes, those first that find most in the least time. */
  readonly cases: readonly string[];
  /** Ids of the cases that apply to it, and that it does not pass. They are not put to the mutants. */
  readonly notPassed: readonly string[];
}

const FILE = join(__dirname, "baseline.json");

export function writeBaseline(baseline: Baseline): void {
  writeFileSync(FILE, JSON.stringify(baseline));
}

export function readBaseline(): Baseline {
  return JSON.parse(readFileSync(FILE, "utf8"));
}
