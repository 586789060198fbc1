import { explainCommand } from "./commands.ts";
import { messageOf } from "./formats/detail.ts";
import { type Row, SYMBOLS } from "./formats/status.ts";
import { type Style, wrap } from "./style.ts";
import { visibleLine } from "./text.ts";

/** How lines are set. */
export interface Printer {
  style: Style;
  width: number;
}

/** Every case of a deviation, for `--verbose`: what is wrong, whose fault it is, how to see it. */
export function caseLines(rows: readonly Row[], printer: Printer): string[] {
  return rows.flatMap((row) => rowLines(row, printer));
}

function rowLines(row: Row, { style, width }: Printer): string[] {
  const { result, column } = row;
  const paint = row.status === "failed" ? style.red : style.yellow;
  const mark = `      ${SYMBOLS[result.verdict]} ${result.verdict}`;
  const title = `${mark} ${visibleLine(result.case)}: ${visibleLine(result.title)}`;
  const lines = [
    paint(mark) + wrap(title.trim(), width, "        ").slice(2 + mark.length),
    wrap(messageOf(row), width, "        "),
  ];
  if (result.attribution && result.attribution.to !== "implementation") {
    const { to, why } = result.attribution;
    lines.push(wrap(`Cause: ${to}. ${visibleLine(why)}`, width, "        "));
  }
  const command = visibleLine(explainCommand(column.implementation, result.case));
  lines.push(style.dim(`        $ ${command}`));
  return lines;
}
