/** Lays an expected and an observed trace side by side, as plain text. */
import type { DiffLine } from "../../reports/index.ts";

const MARKS = { same: " ", missing: "-", extra: "+" } as const;

/** Runs of lines with the same mark that are longer than this are cut in the middle. */
const LONGEST_RUN = 30;
const KEPT_AT_START = 12;
const KEPT_AT_END = 4;

/** Long runs are counted, not shown: what matters in a trace of 2,000 entries is where it departs. */
function shortened(lines: readonly DiffLine[]): readonly DiffLine[] {
  const shown: DiffLine[] = [];
  for (let from = 0; from < lines.length; ) {
    const mark = lines[from]?.mark;
    let end = from;
    while (end < lines.length && lines[end]?.mark === mark) end += 1;
    const run = lines.slice(from, end);
    if (run.length <= LONGEST_RUN) shown.push(...run);
    else {
      const left = run.length - KEPT_AT_START - KEPT_AT_END;
      const counted: DiffLine = { text: `… ${left} more entries`, mark: mark ?? "same" };
      shown.push(...run.slice(0, KEPT_AT_START), counted, ...run.slice(-KEPT_AT_END));
    }
    from = end;
  }
  return shown;
}

/**
 * The rows of a comparison.
 *
 * @param width columns of the whole table; long entries are cut
 */
export function sideBySide(lines: readonly DiffLine[], width: number): readonly string[] {
  const rows = shortened(lines);
  const longest = Math.max(
    8,
    ...rows.map(({ text, note }) => text.length + (note === undefined ? 0 : note.length + 4)),
  );
  const column = Math.min(longest, Math.max(12, Math.floor((width - 7) / 2)));
  const cell = (text: string) =>
    text.length > column ? `${text.slice(0, column - 1)}…` : text.padEnd(column);
  const row = (mark: string, left: string, right: string) =>
    `  ${mark} ${cell(left)} | ${cell(right)}`.trimEnd();
  return [
    row(" ", "expected", "observed"),
    `  ${"-".repeat(column + 3)}+${"-".repeat(column + 1)}`,
    ...rows.map(({ text, note, mark }) => {
      const shown = note === undefined ? text : `${text}  (${note})`;
      return row(MARKS[mark], mark === "extra" ? "" : shown, mark === "missing" ? "" : text);
    }),
  ];
}
