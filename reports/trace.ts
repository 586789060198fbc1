import { diffArrays } from "diff";
import type { CaseResult, Observation } from "./document.ts";

/** A line of a trace, or of the comparison of two. */
export interface TraceLine {
  text: string;
  /** How free its place is: `any order`, `interleaved`, `one of 2`. */
  note?: string;
}

/** A line of a comparison: in both traces, expected only, observed only. */
export interface DiffLine extends TraceLine {
  mark: "same" | "missing" | "extra";
}

/** Entries of a trace beyond this are counted, not shown. */
const MAX_ENTRIES = 5_000;

/** Entries between the common beginning and the common end that are aligned. */
const MAX_WINDOW = 200;

/** Edits beyond this are not aligned: the whole window is shown as missing and extra. */
const MAX_EDITS = 100;

/**
 * Compares an expected trace with an observed one, for people: groups that may come in any order
 * are shown in the order that was observed. The verdict is the judge's, not this comparison's.
 */
export function diffTraces(expected: Observation, observed: Observation): DiffLine[] {
  const seen = bounded(observed.trace).map(formatEntry);
  const wanted = arrange(bounded(expected.trace), new Occurrences(seen));
  const shorter = Math.min(wanted.length, seen.length);
  let start = 0;
  while (start < shorter && wanted[start]!.text === seen[start]) start += 1;
  let end = 0;
  while (end < shorter - start && wanted.at(-1 - end)!.text === seen.at(-1 - end)) end += 1;
  const same = (line: TraceLine): DiffLine => ({ ...line, mark: "same" });
  return [
    ...wanted.slice(0, start).map(same),
    ...align(wanted.slice(start, wanted.length - end), seen.slice(start, seen.length - end)),
    ...wanted.slice(wanted.length - end).map(same),
  ];
}

/** Aligns what lies between the common beginning and the common end. */
function align(wanted: readonly TraceLine[], seen: readonly string[]): DiffLine[] {
  const [left, right] = [wanted.slice(0, MAX_WINDOW), seen.slice(0, MAX_WINDOW)];
  const rest = [
    ...beyond("missing", wanted.length - left.length),
    ...beyond("extra", seen.length - right.length),
  ];
  const changes = diffArrays(
    left.map((line) => line.text),
    right,
    { maxEditLength: MAX_EDITS },
  );
  if (!changes) {
    return [
      ...left.map((line): DiffLine => ({ ...line, mark: "missing" })),
      ...right.map((text): DiffLine => ({ text, mark: "extra" })),
      ...rest,
    ];
  }
  let at = 0;
  const lines = changes.flatMap(({ added, removed, value }): DiffLine[] => {
    if (added) return value.map((text) => ({ text, mark: "extra" }));
    const some = left.slice(at, at + value.length);
    at += value.length;
    return some.map((line) => ({ ...line, mark: removed ? "missing" : "same" }));
  });
  return [...lines, ...rest];
}

function beyond(mark: "missing" | "extra", entries: number): DiffLine[] {
  return entries > 0 ? [{ mark, text: `… ${entries} more entries` }] : [];
}

/** The lines of an expected or observed trace; groups in the order in which they are written. */
export function traceLines(observation: Observation): TraceLine[] {
  return arrange(bounded(observation.trace), new Occurrences([]));
}

function bounded(trace: readonly unknown[] = []): readonly unknown[] {
  if (trace.length <= MAX_ENTRIES) return trace;
  return [...trace.slice(0, MAX_ENTRIES), `… ${trace.length - MAX_ENTRIES} more entries`];
}

/** Where each text occurs in the observed trace, and which of the places are still free. */
class Occurrences {
  private readonly places = new Map<string, number[]>();

  constructor(seen: readonly string[]) {
    seen.forEach((text, i) => {
      const places = this.places.get(text);
      if (places) places.push(i);
      else this.places.set(text, [i]);
    });
  }

  /** The next free place of this text, which is then taken; Infinity where there is none. */
  take(text: string): number {
    return this.places.get(text)?.shift() ?? Number.POSITIVE_INFINITY;
  }

  get none(): boolean {
    return this.places.size === 0;
  }

  copy(): Occurrences {
    const copy = new Occurrences([]);
    for (const [text, places] of this.places) copy.places.set(text, [...places]);
    return copy;
  }
}

function arrange(items: readonly unknown[], places: Occurrences): TraceLine[] {
  return items.flatMap((item) => {
    if (isGroup(item, "any_order")) return arrangeAnyOrder(item.any_order, places);
    if (isGroup(item, "interleave")) return arrangeInterleaved(item.interleave, places);
    if (isGroup(item, "one_of")) return arrangeOneOf(item.one_of, places);
    const text = formatEntry(item);
    places.take(text);
    return [{ text }];
  });
}

type GroupName = "any_order" | "interleave" | "one_of";

function isGroup<N extends GroupName>(item: unknown, name: N): item is Record<N, unknown[]> {
  if (typeof item !== "object" || item === null) return false;
  return Array.isArray((item as Record<string, unknown>)[name]);
}

function arrangeAnyOrder(members: readonly unknown[], places: Occurrences): TraceLine[] {
  const parts = members.map((member) => {
    const texts = listOf(member).map(formatEntry);
    const at = texts.map((text) => places.take(text));
    return { texts, first: Math.min(...at) };
  });
  // A stable sort: members that were not observed stay last, in the order in which they stand.
  parts.sort((a, b) => (a.first === b.first ? 0 : a.first - b.first));
  return parts.flatMap(({ texts }) => texts.map((text) => ({ text, note: "any order" })));
}

function arrangeInterleaved(sequences: readonly unknown[], places: Occurrences): TraceLine[] {
  // A later entry never stands before an earlier one of its sequence, wherever it was observed.
  const entries = sequences.flatMap((sequence) => {
    let latest = 0;
    return listOf(sequence).map((entry) => {
      const text = formatEntry(entry);
      latest = Math.max(latest, places.take(text));
      return { text, at: latest };
    });
  });
  entries.sort((a, b) => (a.at === b.at ? 0 : a.at - b.at));
  return entries.map(({ text }) => ({ text, note: "interleaved" }));
}

function arrangeOneOf(alternatives: readonly unknown[], places: Occurrences): TraceLine[] {
  const found = (alternative: unknown): number => {
    const trial = places.copy();
    const lines = arrange(listOf(alternative), trial);
    const fresh = places.copy();
    const hits = lines.filter(({ text }) => fresh.take(text) !== Number.POSITIVE_INFINITY).length;
    return 2 * hits - lines.length;
  };
  const scores = alternatives.map(found);
  // Without anything observed the first alternative is shown, not the emptiest.
  const best = alternatives[places.none ? 0 : scores.indexOf(Math.max(...scores))];
  const note = `one of ${alternatives.length}`;
  return arrange(listOf(best), places).map((line) => ({ note, ...line }));
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : value === undefined ? [] : [value];
}

/** A trace entry as text; what is no string is shown as JSON. */
function formatEntry(entry: unknown): string {
  return typeof entry === "string" ? entry : (JSON.stringify(entry) ?? "undefined");
}

/** What was expected and observed beside the trace, channel by channel, as JSON. */
export interface ChannelLine {
  channel: string;
  expected?: string;
  observed?: string;
}

/** The channel of an observation that a channel of an expectation is compared with. */
const COUNTERPARTS: Readonly<Record<string, string>> = { bounds: "metrics" };

/** All channels but the trace that say something, the outcome first. */
export function channelLines({ expected = {}, observed = {} }: Partial<CaseResult>): ChannelLine[] {
  const wanted = new Map(Object.entries(expected));
  // An expectation that does not mention the outcome expects a normal end.
  if (wanted.size > 0 && !wanted.has("outcome")) wanted.set("outcome", "ok");
  const seen = new Map(Object.entries(observed));
  const counterparts = Object.values(COUNTERPARTS).filter((name) => !wanted.has(name));
  const names = new Set([
    "outcome",
    ...wanted.keys(),
    ...[...seen.keys()].filter((name) => !counterparts.includes(name) || !wanted.has("bounds")),
  ]);
  names.delete("trace");
  return [...names].flatMap((channel): ChannelLine[] => {
    const left = wanted.get(channel);
    const right = seen.get(COUNTERPARTS[channel] ?? channel);
    if (isEmpty(left) && isEmpty(right)) return [];
    return [
      {
        channel,
        ...(left !== undefined && { expected: formatEntry(left) }),
        ...(right !== undefined && { observed: formatEntry(right) }),
      },
    ];
  });
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  return typeof value === "object" && Object.keys(value).length === 0;
}
