/** What became of the mutants, and which survivors somebody has looked at. */

/** How a mutant ended, in Stryker's words. */
export type Status =
  | "Killed"
  | "Timeout"
  | "Survived"
  | "NoCoverage"
  | "Ignored"
  | "CompileError"
  | "RuntimeError"
  | "Pending";

/** One mutant of one file. */
export interface Mutant {
  /** Path from the package's root. */
  readonly file: string;
  readonly row: number;
  /** The line's text, without the blanks around it. */
  readonly line: string;
  readonly from: string;
  readonly to: string;
  readonly mutator: string;
  readonly status: Status;
}

interface Position {
  readonly line: number;
  readonly column: number;
}

/** A mutant as Stryker reports it. Lines and columns count from 1. */
export interface ReportedMutant {
  readonly location: { readonly start: Position; readonly end: Position };
  readonly replacement?: string;
  readonly mutatorName: string;
  readonly status: Status;
  readonly statusReason?: string;
}

/** The part of Stryker's report that is read here. */
export interface MutationReport {
  readonly files: {
    readonly [file: string]: {
      readonly source: string;
      readonly mutants: readonly ReportedMutant[];
    };
  };
  /** The cases that were put to the mutants: names, by file. */
  readonly testFiles?: {
    readonly [file: string]: { readonly tests: readonly { readonly name: string }[] };
  };
}

/**
 * Why survivors survive. `equivalent`: no program can tell them from the original. `unpromised`: one could, and no
 * documentation says what it must see. `elsewhere`: only what the cases cannot use in this process shows it.
 */
export interface Explanation {
  readonly kind: "equivalent" | "unpromised" | "elsewhere";
  readonly why: string;
  readonly mutants: readonly Pick<Mutant, "file" | "line" | "from" | "to">[];
}

/** The mutants of a report, in the order of their places. */
export function mutantsOf({ files }: MutationReport): readonly Mutant[] {
  return Object.entries(files).flatMap(([file, { source, mutants }]) => {
    const lines = source.split("\n");
    return mutants.map(({ location: { start, end }, replacement, mutatorName, status }) => {
      const covered = lines.slice(start.line - 1, end.line);
      covered[covered.length - 1] = covered.at(-1)?.slice(0, end.column - 1) ?? "";
      covered[0] = covered[0]?.slice(start.column - 1) ?? "";
      return {
        file,
        row: start.line,
        line: lines[start.line - 1]?.trim() ?? "",
        from: onOneLine(covered.join("\n")),
        to: onOneLine(replacement ?? ""),
        mutator: mutatorName,
        status,
      };
    });
  });
}

/**
 * The mutants as they count: one that ran out of time and is known to survive has met a slow machine.
 *
 * @param explanations of survivors, of which no endless loop is one
 */
export function settled(
  mutants: readonly Mutant[],
  explanations: readonly Explanation[],
): readonly Mutant[] {
  const known = new Set(explanations.flatMap((explanation) => explanation.mutants.map(textOf)));
  return mutants.map((mutant) =>
    mutant.status === "Timeout" && known.has(textOf(mutant))
      ? { ...mutant, status: "Survived" }
      : mutant,
  );
}

/** What is said of survivors, held against a report. */
export interface Review {
  readonly explained: ReadonlyMap<Mutant, Explanation>;
  readonly unexplained: readonly Mutant[];
  /** Explanations of what no survivor is, as texts. */
  readonly stale: readonly string[];
}

/** Finds the explanation of each survivor. Explanations of files that the report does not have are left alone. */
export function review(mutants: readonly Mutant[], explanations: readonly Explanation[]): Review {
  const files = new Set(mutants.map(({ file }) => file));
  const said = new Map<string, Explanation>();
  for (const explanation of explanations) {
    for (const mutant of explanation.mutants) said.set(textOf(mutant), explanation);
  }
  const explained = new Map<Mutant, Explanation>();
  const unexplained: Mutant[] = [];
  const used = new Set<string>();
  for (const mutant of mutants.filter(survived)) {
    const explanation = said.get(textOf(mutant));
    if (explanation === undefined) unexplained.push(mutant);
    else explained.set(mutant, explanation);
    used.add(textOf(mutant));
  }
  const stale = explanations
    .flatMap((explanation) => explanation.mutants)
    .filter((mutant) => files.has(mutant.file) && !used.has(textOf(mutant)))
    .map(textOf);
  return { explained, unexplained, stale };
}

/** Whether no case has noticed a mutant. */
export function survived({ status }: Pick<Mutant, "status">): boolean {
  return status === "Survived" || status === "NoCoverage";
}

/** A mutant as a text: where it is, and what it makes of what. */
export function textOf({ file, line, from, to }: Explanation["mutants"][number]): string {
  return `${file}: \`${line}\`: ${from} -> ${to}`;
}

function onOneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
