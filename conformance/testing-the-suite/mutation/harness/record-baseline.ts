/** Puts every case to the loop while no mutant is active. */
import { readFileSync } from "node:fs";
import { allCases } from "../../../cases/index.ts";
import type { Case } from "../../../language/case.ts";
import { writeBaseline } from "./baseline.ts";
import { freshReference } from "./fresh-reference.ts";
import { applies, judgeCase } from "./judge-case.ts";

/** Cases that take longer than so many milliseconds come last. */
const CHEAP = 1.5;

/** Environment variable: path of a list of cases that need not be put to the mutants again. */
const KNOWN_CASES = "LOOPSPEC_MUTATION_KNOWN_CASES";

interface Timed {
  readonly kase: Case;
  readonly milliseconds: number;
}

async function main(): Promise<void> {
  const reference = await freshReference();
  const passed: Timed[] = [];
  const notPassed: string[] = [];
  const known = knownCases();
  for (const kase of allCases) {
    if (known.has(kase.id)) continue;
    if (!applies(kase, reference)) continue;
    const start = performance.now();
    const { verdict } = await judgeCase(kase, reference);
    if (verdict === "pass") passed.push({ kase, milliseconds: performance.now() - start });
    else notPassed.push(kase.id);
  }
  const cases = inOrder(passed).map(({ kase }) => kase.id);
  writeBaseline({ cases, notPassed });
  console.log(`${cases.length} cases; left out, since not passed: ${notPassed.join(", ")}`);
}

/** Cases that the mutants of this run have survived before. */
function knownCases(): ReadonlySet<string> {
  const file = process.env[KNOWN_CASES];
  return new Set(file === undefined ? [] : JSON.parse(readFileSync(file, "utf8")));
}

/** One cheap case of every clause, then a second one of every clause, and so on; the expensive ones last. */
function inOrder(passed: readonly Timed[]): readonly Timed[] {
  const seen = new Map<string, number>();
  const rank = new Map<Timed, number>();
  for (const timed of passed) {
    const [clause] = timed.kase.clauses;
    const before = seen.get(clause) ?? 0;
    seen.set(clause, before + 1);
    rank.set(timed, timed.milliseconds < CHEAP ? before : passed.length + timed.milliseconds);
  }
  return passed.toSorted((a, b) => (rank.get(a) ?? 0) - (rank.get(b) ?? 0));
}

void main();
