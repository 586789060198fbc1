/** Scores, and how they are shown. */
import { type Mutant, type Review, survived } from "./survivors.ts";

/** What became of the mutants of a file, or of all. */
export interface Tally {
  readonly killed: number;
  readonly timeout: number;
  readonly survived: number;
  /** Of those that survived. */
  readonly explained: number;
  /** In code that runs once when the module is loaded: not judged. */
  readonly ignored: number;
  /** Could not be run at all: not judged. */
  readonly invalid: number;
}

/** Counts what became of mutants. */
export function tally(mutants: readonly Mutant[], { explained }: Review): Tally {
  const count = (test: (mutant: Mutant) => boolean) => mutants.filter(test).length;
  return {
    killed: count(({ status }) => status === "Killed"),
    timeout: count(({ status }) => status === "Timeout"),
    survived: count(survived),
    explained: count((mutant) => explained.has(mutant)),
    ignored: count(({ status }) => status === "Ignored"),
    invalid: count(({ status }) => ["CompileError", "RuntimeError", "Pending"].includes(status)),
  };
}

/** Percentage killed of all that were judged, the explained survivors among them. */
export function score({ killed, timeout, survived }: Tally): number {
  return percentage(killed + timeout, killed + timeout + survived);
}

/** Percentage killed of those that were judged and are not explained. */
export function scoreOfTheRest({ killed, timeout, survived, explained }: Tally): number {
  return percentage(killed + timeout, killed + timeout + survived - explained);
}

/** A line for each file and one for all. */
export function table(mutants: readonly Mutant[], review: Review): readonly string[] {
  const files = [...new Set(mutants.map(({ file }) => file))];
  const width = Math.max(...files.map((file) => file.length));
  const row = (name: string, cells: readonly (string | number)[]) =>
    [name.padEnd(width), ...cells.map((cell) => String(cell).padStart(9))].join(" ");
  const line = (name: string, part: readonly Mutant[]) => {
    const of = tally(part, review);
    const { killed, timeout, survived, explained, ignored, invalid } = of;
    const scores = [score(of), scoreOfTheRest(of)].map((value) => `${value.toFixed(1)} %`);
    return row(name, [...scores, killed, timeout, survived, explained, ignored + invalid]);
  };
  const heads = ["score", "the rest", "killed", "timeout", "survived", "explained", "not run"];
  return [
    row("", heads),
    ...files.map((name) =>
      line(
        name,
        mutants.filter(({ file }) => file === name),
      ),
    ),
    line("all", mutants),
  ];
}

function percentage(part: number, whole: number): number {
  return whole === 0 ? 100 : (100 * part) / whole;
}
