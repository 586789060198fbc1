import { type Column, columnsOf } from "./columns.ts";
import { explainCommand } from "./commands.ts";
import type { ResultsDocument } from "./document.ts";
import { messageOf } from "./formats/detail.ts";
import { beyondCases } from "./formats/junit.ts";
import {
  type Finding,
  type FormatOptions,
  findingsOf,
  type Row,
  rowsOfColumn,
  SYMBOLS,
} from "./formats/status.ts";
import { type GateOutcome, type GateProblem, placeOf } from "./gate.ts";
import { groupBy } from "./group.ts";
import { sourceText } from "./source.ts";
import { type Style, styleFor, wrap } from "./style.ts";
import { count, visibleLine } from "./text.ts";
import { score } from "./totals.ts";

/** How the summary is printed. */
export interface SummaryOptions extends FormatOptions {
  /** Whether the terminal shows colours. */
  color?: boolean;
  /** Columns of the terminal; 100, if absent. */
  width?: number;
}

/** How many cases of one clause are listed that differ and are not gated. */
const MAX_NOTED = 2;

interface Printer {
  style: Style;
  width: number;
}

/**
 * The end of a run for a terminal: for each implementation its score, the clauses that it breaks
 * with sentence and source, and for each failure the command that explains it.
 */
export function renderSummary(
  documents: ResultsDocument | readonly ResultsDocument[],
  options: SummaryOptions = {},
): string {
  const all = "schema" in documents ? [documents] : documents;
  const printer = {
    style: styleFor(options.color ?? false),
    width: Math.max(40, options.width ?? 100),
  };
  const parts = columnsOf(all).map((column) => summaryOf(column, options, printer));
  return [...parts, ...gateLines(options.gate, printer)].join("\n\n");
}

function summaryOf(column: Column, options: FormatOptions, printer: Printer): string {
  const { style, width } = printer;
  const { implementation, label } = column;
  const { version, language, languageVersion, platform, edition, clock, failure } = implementation;
  const facts = [
    version,
    `${language} ${languageVersion}`,
    platform,
    edition && `edition ${edition}`,
    clock && `${clock} clock`,
  ];
  const known = facts.map((fact) => visibleLine(fact).trim()).filter(Boolean);
  const head = `${style.bold(visibleLine(label))}${style.dim(known.map((f) => ` · ${f}`).join(""))}`;
  if (failure) {
    const said = visibleLine(failure.message);
    const lines = [head, style.red(`  could not be started: ${said}`)];
    if (failure.hint) lines.push(wrap(visibleLine(failure.hint), width, "  "));
    return lines.join("\n");
  }
  const findings = findingsOf(rowsOfColumn(column, options));
  const groups: [title: string, kept: (row: Row) => boolean][] = [
    ["Broken", (row) => row.status === "failed"],
    ["Expected", (row) => row.status === "expected"],
    ["Differs, not gated", (row) => row.status === "noted"],
  ];
  return [
    head,
    scoreLine(column, style),
    ...groups.flatMap(([title, kept]) => groupLines(title, findings, kept, printer)),
  ].join("\n");
}

function scoreLine({ implementation }: Column, style: Style): string {
  const { passed, judged, beside } = score(implementation.totals);
  const wrong = (["fail", "differs", "timeout", "crash"] as const)
    .filter((verdict) => implementation.totals[verdict] > 0)
    .map((verdict) => `${implementation.totals[verdict]} ${verdict}`);
  const paint = wrong.length === 0 ? style.green : style.red;
  const inside = wrong.length > 0 ? ` (${wrong.join(", ")})` : "";
  const apart = beside.map(([verdict, n]) => ` · ${n} ${verdict}`).join("");
  return `  ${paint(`${passed} of ${judged} judged passed`)}${inside}${style.dim(apart)}`;
}

function groupLines(
  title: string,
  findings: readonly Finding[],
  kept: (row: Row) => boolean,
  printer: Printer,
): string[] {
  const some = findings
    .map((finding) => ({ ...finding, rows: finding.rows.filter(kept) }))
    .filter(({ rows }) => rows.length > 0);
  if (some.length === 0) return [];
  const heading = `  ${printer.style.bold(`${title}: ${count(some.length, "clause")}`)}`;
  return [heading, ...some.flatMap((finding) => findingLines(finding, printer))];
}

function findingLines({ id, clause, rows, cases }: Finding, { style, width }: Printer): string[] {
  const { level, basis } = rows[0]!.result;
  const facts = `${level}, ${basis} · ${rows.length} of ${count(cases, "case")}`;
  const lines = [`    ${style.bold(visibleLine(id))}  ${style.dim(facts)}`];
  if (clause) {
    lines.push(
      wrap(visibleLine(clause.says), width, "      "),
      style.dim(wrap(`Source: ${sourceText(clause)}`, width, "      ")),
    );
  }
  // Every failure is told; of what is not gated the first few show what it is about.
  const shown = rows[0]!.status === "noted" ? rows.slice(0, MAX_NOTED) : rows;
  const left = rows.length - shown.length;
  return [
    ...lines,
    ...shown.flatMap((row) => rowLines(row, { style, width })),
    ...(left > 0 ? [style.dim(`      … and ${count(left, "more case")} like it`)] : []),
  ];
}

function rowLines(row: Row, { style, width }: Printer): string[] {
  const { result, column } = row;
  const paint = row.status === "failed" ? style.red : style.yellow;
  const mark = paint(`${SYMBOLS[result.verdict]} ${result.verdict}`);
  const lines = [
    `      ${mark} ${visibleLine(result.case)}: ${visibleLine(result.title)}`,
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

function gateLines(gate: GateOutcome | undefined, printer: Printer): string[] {
  if (!gate) return [];
  const { style } = printer;
  if (gate.problems.length === 0) return [style.green("The gate holds.")];
  // The failures themselves have been told above; all else is told here.
  const told = gate.problems.filter(beyondCases);
  const heading = style.red(`The gate does not hold: ${count(gate.problems.length, "problem")}.`);
  const added = gate.problems.filter((problem) => problem.code === "unexpected-failure");
  const unlisted = [...groupBy(added, ({ at }) => `${at?.file}:${at?.line}`)].map(
    ([place, some]) =>
      `  ${visibleLine(place)}: ${count(some.length, "failure")} not listed. \`loopspec expect update\` adds them.`,
  );
  const lines = told.map((problem) => problemLine(problem, printer));
  return [[heading, ...lines, ...unlisted].join("\n")];
}

function problemLine(problem: GateProblem, printer: Printer): string {
  const { message, fix, implementation } = problem;
  const whose = implementation ? `${visibleLine(implementation)}: ` : "";
  const said = `${visibleLine(placeOf(problem))}${whose}${visibleLine(message)}`;
  const todo = wrap(`To do: ${visibleLine(fix)}`, printer.width, "    ");
  return `${wrap(said, printer.width, "  ")}\n${todo}`;
}
