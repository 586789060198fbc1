/** Lays an expected and an observed trace side by side, as plain text. */
import type { DiffLine } from "../../reports/index.ts";

const MARKS = { same: " ", missing: "-", extra: "+" } as const;

/**
 * The rows of a comparison.
 *
 * @param width columns of the whole table; long entries are cut
 */
export function sideBySide(lines: readonly DiffLine[], width: number): readonly string[] {
  const longest = Math.max(
    8,
    ...lines.map(({ text, note }) => text.length + (note?.length ?? 0) + 3),
  );
  const column = Math.min(longest, Math.max(12, Math.floor((width - 7) / 2)));
  const cell = (text: string) =>
    text.length > column ? `${text.slice(0, column - 1)}…` : text.padEnd(column);
  const row = (mark: string, left: string, right: string) =>
    `  ${mark} ${cell(left)} | ${cell(right)}`.trimEnd();
  return [
    row(" ", "expected", "observed"),
    `  ${"-".repeat(column + 3)}+${"-".repeat(column + 1)}`,
    ...lines.map(({ text, note, mark }) => {
      const shown = note === undefined ? text : `${text}  (${note})`;
      return row(MARKS[mark], mark === "extra" ? "" : shown, mark === "missing" ? "" : text);
    }),
  ];
}
