/** Scores, and how they are shown. */
import { type Explanation, type Mutant, type Review, survived } from "./survivors.ts";

/** What became of the mutants of a file, or of all. */
export interface Tally {
  readonly killed: number;
  readonly timeout: number;
  /** The explained ones among them. */
  readonly survived: number;
  readonly equivalent: number;
  readonly unpromised: number;
  readonly elsewhere: number;
  /** In code that runs once when the module is loaded, or not to be run at all: not judged. */
  readonly notRun: number;
}

/** Counts what became of mutants. */
export function tally(mutants: readonly Mutant[], { explained }: Review): Tally {
  const count = (test: (mutant: Mutant) => boolean) => mutants.filter(test).length;
  const kind = (wanted: Explanation["kind"]) =>
    count((mutant) => explained.get(mutant)?.kind === wanted);
  const killed = count(({ status }) => status === "Killed");
  const timeout = count(({ status }) => status === "Timeout");
  const survivors = count(survived);
  return {
    killed,
    timeout,
    survived: survivors,
    equivalent: kind("equivalent"),
    unpromised: kind("unpromised"),
    elsewhere: kind("elsewhere"),
    notRun: mutants.length - killed - timeout - survivors,
  };
}

/** Percentage killed of all that were run, whatever is said of the survivors. */
export function score({ killed, timeout, survived }: Tally): number {
  return percentage(killed + timeout, killed + timeout + survived);
}

/** Percentage killed of those that change something which a documentation promises. */
export function scoreOfPromises(counts: Tally): number {
  const { killed, timeout, survived, equivalent, unpromised } = counts;
  const dead = killed + timeout;
  return percentage(dead, dead + survived - equivalent - unpromised);
}

const HEADS = [
  "score",
  "promised",
  "killed",
  "timeout",
  "survived",
  "equivalent",
  "unpromised",
  "elsewhere",
  "not run",
];

/** A line for each file and one for all. */
export function table(mutants: readonly Mutant[], review: Review): readonly string[] {
  const files = [...new Set(mutants.map(({ file }) => file))];
  const width = Math.max(...files.map((file) => file.length));
  const row = (name: string, cells: readonly (string | number)[]) =>
    [name.padEnd(width), ...cells.map((cell) => String(cell).padStart(10))].join(" ");
  const line = (name: string, part: readonly Mutant[]) => {
    const counts = tally(part, review);
    const { killed, timeout, survived, equivalent, unpromised, elsewhere, notRun } = counts;
    const scores = [score(counts), scoreOfPromises(counts)].map((value) => `${value.toFixed(1)} %`);
    const parts = [killed, timeout, survived, equivalent, unpromised, elsewhere, notRun];
    return row(name, [...scores, ...parts]);
  };
  const of = (name: string) => mutants.filter(({ file }) => file === name);
  return [row("", HEADS), ...files.map((name) => line(name, of(name))), line("all", mutants)];
}

function percentage(part: number, whole: number): number {
  return whole === 0 ? 100 : (100 * part) / whole;
}
