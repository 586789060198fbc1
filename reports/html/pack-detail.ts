import type { Row } from "../formats/status.ts";
import { channelLines, type DiffLine, diffTraces } from "../trace.ts";
import type { Interner } from "./interner.ts";
import type { PackedDetail, PackedDiff } from "./payload.ts";

const MARKS = { same: 0, missing: 1, extra: 2 } as const;
const NOTE = 3;

/** Equal entries that stay on each side of a difference; longer runs of them are folded. */
const CONTEXT = 4;

/** Lines of a comparison that are shown. */
const MAX_LINES = 400;

/**
 * Packs what is known of a result beyond its verdict.
 *
 * @returns Undefined where there is nothing to say
 */
export function packDetail(
  { result, entry }: Row,
  strings: Interner,
  characterOf: (verdict: string) => string,
): PackedDetail | undefined {
  const { message, reason, expected, observed, attempts, attribution, nearLimit, ms, limit } =
    result;
  const detail: PackedDetail = {};
  if (message !== undefined) detail.m = strings.line(message);
  if (reason !== undefined) detail.w = strings.line(reason);
  if (expected?.trace || observed?.trace) {
    detail.t = packDiff(diffTraces(expected ?? {}, observed ?? {}), strings);
  }
  const channels = channelLines(result).flatMap((one) => [
    strings.line(one.channel),
    one.expected === undefined ? -1 : strings.line(one.expected),
    one.observed === undefined ? -1 : strings.line(one.observed),
  ]);
  if (channels.length > 0) detail.c = channels;
  if (attempts && attempts.length > 1) {
    detail.a = attempts.slice(0, 20).map((one) => [characterOf(one.verdict), round(one.ms)]);
  }
  if (attribution) detail.f = [strings.line(attribution.to), strings.line(attribution.why)];
  if (entry) {
    detail.x = [strings.line(entry.reason), entry.issue ? strings.line(entry.issue) : -1];
  }
  if (limit !== undefined) detail.l = limit;
  if (nearLimit) detail.near = round(ms);
  return Object.keys(detail).length === 0 ? undefined : detail;
}

function round(ms: number): number {
  return Math.round(ms * 10) / 10;
}

function packDiff(lines: readonly DiffLine[], strings: Interner): PackedDiff {
  const packed: PackedDiff = [];
  let shown = 0;
  for (let i = 0; i < lines.length; ) {
    if (shown >= MAX_LINES) {
      packed.push(NOTE, strings.line(`… ${lines.length - i} more lines`), -1);
      break;
    }
    const folded = foldedFrom(lines, i);
    if (folded > 0) {
      packed.push(NOTE, strings.line(`… ${folded} equal entries`), -1);
      i += folded;
    } else {
      const { mark, text, note } = lines[i]!;
      packed.push(MARKS[mark], strings.line(text), note === undefined ? -1 : strings.line(note));
      i += 1;
    }
    shown += 1;
  }
  return packed;
}

/** How many equal entries from here on are far from any difference; a few are not worth folding. */
function foldedFrom(lines: readonly DiffLine[], from: number): number {
  for (let i = Math.max(0, from - CONTEXT); i < from; i += 1) {
    if (lines[i]!.mark !== "same") return 0;
  }
  let end = from;
  while (end < lines.length && lines[end]!.mark === "same") end += 1;
  const keep = end === lines.length ? 0 : CONTEXT;
  const folded = end - from - keep;
  // At the very beginning nothing has been shown yet: the context is the end of the run.
  return folded > 2 * CONTEXT && from + CONTEXT <= lines.length ? folded : 0;
}
