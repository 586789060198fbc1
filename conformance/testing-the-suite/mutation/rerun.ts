/** What a run of some mutants changes in the report of all of them. */
import { type MutationReport, type ReportedMutant, survived } from "./survivors.ts";

/**
 * The survivors of a report as Stryker takes places, `FILE:LINE:COLUMN-LINE:COLUMN`: for another run of these alone.
 * A case that is new kills some of them, and brings none of the others back to life.
 */
export function placesOfSurvivors({ files }: MutationReport): readonly string[] {
  const places = Object.entries(files).flatMap(([file, { mutants }]) =>
    mutants.filter(survived).map(({ location: { start, end } }) => {
      // Stryker counts the columns of its option from 0, and those of its report from 1.
      const from = `${start.line}:${start.column - 1}`;
      return `${file}:${from}-${end.line}:${end.column - 1}`;
    }),
  );
  return [...new Set(places)];
}

/** Ids of the cases that were put to the mutants of a report. */
export function casesOf({ testFiles = {} }: MutationReport): readonly string[] {
  return Object.values(testFiles).flatMap(({ tests }) => tests.map(({ name }) => name));
}

/** A report with what another run has found out since: a file that has changed has other mutants, and those alone. */
export function merged(before: MutationReport, since: MutationReport): MutationReport {
  const files = { ...before.files };
  for (const [name, now] of Object.entries(since.files)) {
    const old = files[name];
    if (old === undefined || old.source !== now.source) {
      files[name] = now;
      continue;
    }
    const found = new Map(now.mutants.map((mutant) => [keyOf(mutant), mutant]));
    // Not all cases need have been put to a mutant again: what was dead stays dead.
    const mutants = old.mutants.map((mutant) =>
      survived(mutant) ? (found.get(keyOf(mutant)) ?? mutant) : mutant,
    );
    files[name] = { ...old, mutants };
  }
  const names = [...new Set([...casesOf(before), ...casesOf(since)])];
  return { ...before, files, testFiles: { cases: { tests: names.map((name) => ({ name })) } } };
}

/** Files that are not what they were when the report was made, so that its places are wrong. */
export function changedFiles(
  { files }: MutationReport,
  read: (file: string) => string,
): readonly string[] {
  return Object.entries(files)
    .filter(([file, { source }]) => read(file) !== source)
    .map(([file]) => file);
}

function keyOf({ location: { start, end }, replacement, mutatorName }: ReportedMutant): string {
  return JSON.stringify([start, end, replacement, mutatorName]);
}
