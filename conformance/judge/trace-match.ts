/** Holds an observed trace against the expected one. */
import type { TraceItem } from "../language/case.ts";
import { matchedLength } from "./sequence.ts";

/** Where a trace departs from what was expected. */
export interface TraceMismatch {
  /** Index of the first observed entry that fits nothing; the trace's length if it ended too early. */
  readonly at: number;
  /** What was expected there, for people. */
  readonly expected: string;
  /** What was there, or undefined at the end of the trace. */
  readonly got: string | undefined;
}

/** The furthest point that any way of matching has reached. */
class Furthest {
  at = -1;
  expected = "";

  note(at: number, expected: string): void {
    if (at <= this.at) return;
    this.at = at;
    this.expected = expected;
  }
}

/**
 * Matches a whole trace.
 *
 * @returns undefined if it matches, else the furthest point that a way of matching reached
 */
export function matchTrace(
  expected: readonly TraceItem[],
  observed: readonly string[],
): TraceMismatch | undefined {
  const furthest = new Furthest();
  const ends = endsOfItems(expected, observed, new Set([0]), furthest);
  if (ends.has(observed.length)) return undefined;
  for (const end of ends) furthest.note(end, "the end of the trace");
  return { at: furthest.at, expected: furthest.expected, got: observed[furthest.at] };
}

/** All positions at which the items can end if they begin at one of `starts`. */
function endsOfItems(
  items: readonly TraceItem[],
  observed: readonly string[],
  starts: ReadonlySet<number>,
  furthest: Furthest,
): ReadonlySet<number> {
  let positions = starts;
  for (const item of items) {
    const next = new Set<number>();
    for (const from of positions) {
      for (const end of endsOfItem(item, observed, from, furthest)) next.add(end);
    }
    if (next.size === 0) return next;
    positions = next;
  }
  return positions;
}

function endsOfItem(
  item: TraceItem,
  observed: readonly string[],
  from: number,
  furthest: Furthest,
): Iterable<number> {
  if (typeof item === "string") {
    if (observed[from] === item) return [from + 1];
    furthest.note(from, `\`${item}\``);
    return [];
  }
  if ("one_of" in item) {
    return item.one_of.flatMap((alternative) => [
      ...endsOfItems(alternative, observed, new Set([from]), furthest),
    ]);
  }
  const sequences =
    "interleave" in item
      ? item.interleave
      : item.any_order.map((group) => (typeof group === "string" ? [group] : group));
  const total = sequences.reduce((sum, sequence) => sum + sequence.length, 0);
  const taken = matchedLength(sequences, observed, from, "any_order" in item);
  if (taken === total) return [from + total];
  furthest.note(from + taken, describe(sequences, "any_order" in item));
  return [];
}

function describe(sequences: readonly (readonly string[])[], together: boolean): string {
  const names = sequences.slice(0, 6).map((sequence) => `\`${sequence.join(", ")}\``);
  const more = sequences.length > names.length ? ", …" : "";
  return `${together ? "the rest, in any order, of" : "the rest, interleaved, of"} ${names.join(" | ")}${more}`;
}
