import type { Column } from "../columns.ts";
import type { ClauseText } from "../document.ts";
import { type FormatOptions, type Row, rowsOfColumn } from "../formats/status.ts";
import { lookup } from "../group.ts";
import { count } from "../text.ts";
import { score } from "../totals.ts";
import type { Deviation } from "./deviation.ts";
import { deviationsOf, resultsOf } from "./deviations.ts";

/** A deviation as it is told: with what was foreseen of it. */
export interface Told {
  deviation: Deviation;
  /** The clause whose sentence tells what is broken, where the document carries the catalogue. */
  clause: ClauseText | undefined;
  /** Its results and those of the deviations that it explains, which were not foreseen. */
  fresh: Row[];
  /** The same, foreseen. */
  known: Row[];
  /** The row that shows it best. */
  smallest: Row;
}

/** Everything that is told of one implementation: all formats count by this. */
export interface Story {
  column: Column;
  /** Red, and not foreseen as a whole. */
  failed: Told[];
  /** Foreseen as a whole: by an expectations file, or by the suite's table of known defects. */
  known: Told[];
  /** Errors of the harness or of a driver. */
  errors: Told[];
  /** What differs and is not gated. */
  noted: Told[];
  /** How many cases were judged. */
  judged: number;
}

/** The story of one implementation. */
export function storyOf(column: Column, options: FormatOptions = {}): Story {
  const { implementation, document } = column;
  const rows = new Map(rowsOfColumn(column, options).map((row) => [row.result, row]));
  const { deviations, errors, differences } = deviationsOf(implementation, document, {
    strict: options.strict ?? false,
  });
  const tell = (deviation: Deviation): Told => {
    const all = resultsOf(deviation).map((result) => rows.get(result)!);
    const known = all.filter((row) => row.status === "expected");
    const smallest = rows.get(deviation.smallest)!;
    const fresh = all.filter((row) => row.status !== "expected");
    return {
      deviation,
      clause: lookup(document.clauses, deviation.clause),
      fresh,
      known,
      // Where some cases of a known deviation are new, one of those is shown.
      smallest: smallest.status === "expected" && fresh[0] ? fresh[0] : smallest,
    };
  };
  const red = deviations.map(tell);
  const others = differences.map(tell);
  const isKnown = ({ fresh }: Told) => fresh.length === 0;
  const { judged } = score(implementation.totals);
  return {
    column,
    failed: red.filter((told) => !isKnown(told)),
    known: [...red, ...others].filter(isKnown),
    errors: errors.map(tell),
    noted: others.filter((told) => !isKnown(told)),
    judged: judged + implementation.totals.flaky,
  };
}

/** How many cases these deviations have that were not foreseen, and that were. */
export function casesOf(told: readonly Told[]): { fresh: number; known: number } {
  return {
    fresh: told.reduce((sum, each) => sum + each.fresh.length, 0),
    known: told.reduce((sum, each) => sum + each.known.length, 0),
  };
}

/** Name and version, as people speak of it: `uvloop 0.23.0`. */
export function subjectOf({ label, implementation }: Column): string {
  const name = label.replace(/^(python|module|exec):/, "");
  const { version } = implementation;
  return name.includes(version) || version === "unknown" ? name : `${name} ${version}`;
}

/** What there is to say in one line, the same everywhere: `3 deviations (90 of 3,138 cases)`. */
export function headline(story: Story): string {
  const { failed, known, errors, judged, column } = story;
  if (column.implementation.failure) return "could not be started";
  const parts: string[] = [];
  const cases = (n: number) => `${n.toLocaleString("en-US")} of ${count(judged, "case")}`;
  const [fresh, foreseen] = [casesOf(failed).fresh, casesOf([...failed, ...known]).known];
  if (failed.length > 0) parts.push(`${count(failed.length, "deviation")} (${cases(fresh)})`);
  else if (judged === 0 && errors.length === 0) return "no case judged";
  else if (known.length > 0) parts.push("no new deviation");
  else parts.push(`no deviation in ${count(judged, "case")}`);
  if (known.length > 0) {
    parts.push(`${known.length.toLocaleString("en-US")} known (${cases(foreseen)})`);
  }
  if (errors.length > 0) {
    parts.push(count(casesOf(errors).fresh, "error of the harness", "errors of the harness"));
  }
  return parts.join(", ");
}

/** The deviations and the headline's figures, for programs. */
export function figuresOf(story: Story) {
  const { failed, known, noted, errors, judged } = story;
  return {
    deviations: failed.length,
    cases: casesOf(failed).fresh,
    judged,
    knownDeviations: known.length,
    knownCases: casesOf([...failed, ...known]).known,
    differences: noted.length,
    differingCases: casesOf(noted).fresh,
    errors: casesOf(errors).fresh,
  };
}
