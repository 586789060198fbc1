/**
 * Lays out a table: the first column to the left, the others to the right.
 *
 * @param rows cells, the heading first
 * @returns lines
 */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (row: readonly string[]) =>
    widths
      .map((width, column) => {
        const cell = row[column] ?? "";
        return column === 0 ? cell.padEnd(width) : cell.padStart(width);
      })
      .join("  ")
      .trimEnd();
  return rows.map(line).join("\n");
}

/**
 * A number with about three digits.
 *
 * @param value the number; undefined stands for one that there is not
 */
export function digits(value: number | undefined): string {
  if (value === undefined) return "-";
  if (value >= 1000) return Math.round(value).toLocaleString("en");
  return value.toFixed(value >= 100 ? 0 : value >= 10 ? 1 : 2);
}

/** Seconds, in the unit that suits them. */
export function duration(seconds: number | undefined): string {
  if (seconds === undefined) return "-";
  if (seconds < 1e-6) return `${digits(seconds * 1e9)} ns`;
  if (seconds < 1e-3) return `${digits(seconds * 1e6)} µs`;
  return seconds < 1 ? `${digits(seconds * 1e3)} ms` : `${digits(seconds)} s`;
}
