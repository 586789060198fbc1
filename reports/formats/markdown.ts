import { type Column, columnsOf } from "../columns.ts";
import { explainCommand } from "../commands.ts";
import { type ClauseText, type ResultsDocument, VERDICTS } from "../document.ts";
import type { GateOutcome, GateProblem } from "../gate.ts";
import { sourceLink } from "../source.ts";
import { clip, count, visible, visibleLine } from "../text.ts";
import { score } from "../totals.ts";
import { channelText, messageOf, traceText } from "./detail.ts";
import { beyondCases } from "./junit.ts";
import {
  type Finding,
  type FormatOptions,
  findingsOf,
  type Row,
  rowsOfColumn,
  SYMBOLS,
} from "./status.ts";

/** Bytes that a job summary may have on GitHub, less a reserve for what else is written there. */
const MAX_BYTES = 900_000;

/** How many problems of the gate are listed. */
const MAX_PROBLEMS = 50;

/**
 * The results as Markdown, made for a CI job's summary: the gate, a table of scores, the clauses
 * that do not hold, and the comparison of traces folded away. It ends early, and says so, before
 * it is too large for a job summary.
 */
export function formatMarkdown(
  documents: readonly ResultsDocument[],
  options: FormatOptions = {},
): string {
  const columns = columnsOf(documents);
  const parts = [headline(options.gate), scores(columns), problems(options.gate)];
  const details = columns.flatMap((column) => sectionsOf(column, options));
  let size = parts.reduce((sum, part) => sum + Buffer.byteLength(part), 0);
  for (const [i, part] of details.entries()) {
    size += Buffer.byteLength(part);
    if (size > MAX_BYTES) {
      const left = count(details.length - i, "part");
      parts.push(`… ${left} left out: a job summary can hold no more. The HTML report has all.`);
      break;
    }
    parts.push(part);
  }
  return `${parts.filter(Boolean).join("\n\n")}\n`;
}

/**
 * Text that Markdown leaves as it is. Entities are used throughout: they can begin no structure,
 * also where a backslash would itself be read, as in a table.
 */
export function escapeMarkdown(text: string): string {
  return visibleLine(text)
    .replace(/[&<>"'`*_[\](){}#|~@!\\$^=+]/g, (character) => `&#${character.charCodeAt(0)};`)
    .replace(/(https?|ftp|mailto|xmpp):/gi, "$1&#58;")
    .replace(/www\./gi, "www&#46;")
    .replace(/^(\s*)([-+]|\d+[.)])(\s|$)/, "$1&#8203;$2$3");
}

function code(text: string): string {
  return `<code>${escapeMarkdown(text)}</code>`;
}

/** A fenced block whose fence is longer than any run of the same character inside. */
function fence(language: string, text: string): string {
  const runs = [...text.matchAll(/`{3,}/g)].map((match) => match[0].length);
  const ticks = "`".repeat(Math.max(3, ...runs.map((length) => length + 1)));
  return `${ticks}${language}\n${visible(text)}\n${ticks}`;
}

function headline(gate: GateOutcome | undefined): string {
  if (!gate) return "## loopspec";
  if (gate.problems.length === 0) return "## ✅ loopspec: the gate holds";
  return `## ❌ loopspec: the gate does not hold (${count(gate.problems.length, "problem")})`;
}

function scores(columns: readonly Column[]): string {
  const shown = VERDICTS.filter((verdict) =>
    columns.some(({ implementation }) => implementation.totals[verdict] > 0),
  ).filter((verdict) => verdict !== "pass");
  const head = ["Implementation", "Passed / judged", ...shown.map((v) => `${SYMBOLS[v]} ${v}`)];
  const rows = columns.map(({ label, implementation }) => {
    const { passed, judged } = score(implementation.totals);
    const { version, language, languageVersion, edition } = implementation;
    const facts = `${version}, ${language} ${languageVersion}, edition ${edition}`;
    const state = implementation.failure ? "could not be started" : `**${passed} / ${judged}**`;
    return [
      `${code(label)}<br>${escapeMarkdown(facts)}`,
      state,
      ...shown.map((verdict) => String(implementation.totals[verdict] || "")),
    ];
  });
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const rule = `| --- |${" ---: |".repeat(head.length - 1)}`;
  return [line(head), rule, ...rows.map(line)].join("\n");
}

function problems(gate: GateOutcome | undefined): string {
  const told = (gate?.problems ?? []).filter(beyondCases);
  if (told.length === 0) return "";
  const lines = told.slice(0, MAX_PROBLEMS).map(problemLine);
  if (told.length > MAX_PROBLEMS) lines.push(`- … and ${told.length - MAX_PROBLEMS} more`);
  return ["### What the gate says", ...lines].join("\n");
}

function problemLine({ implementation, message, at, fix }: GateProblem): string {
  const whose = implementation === undefined ? "" : `${code(implementation)} `;
  const place = at === undefined ? "" : ` (${code(`${at.file}:${at.line}`)})`;
  return `- ${whose}${escapeMarkdown(message)}${place}<br>To do: ${escapeMarkdown(fix)}`;
}

function sectionsOf(column: Column, options: FormatOptions): string[] {
  const findings = findingsOf(rowsOfColumn(column, options));
  const { failure } = column.implementation;
  if (failure) {
    const said = `${failure.message} ${failure.hint ?? ""}`;
    return [`### ${code(column.label)} could not be started`, escapeMarkdown(said)];
  }
  if (findings.length === 0) return [];
  const title = `### ${code(column.label)}: ${count(findings.length, "clause")} not as documented`;
  return [title, ...findings.map(findingPart)];
}

const TITLES = { failed: "broken", expected: "expected", noted: "differs, not gated" };

function findingPart({ id, clause, rows, cases }: Finding): string {
  const { level, basis } = rows[0]!.result;
  const statuses = [...new Set(rows.map((row) => TITLES[row.status as "failed"]))].join(", ");
  const facts = `${level}, ${basis} · ${rows.length} of ${count(cases, "case")} · ${statuses}`;
  const lines = [`**${code(id)}** ${escapeMarkdown(facts)}`];
  if (clause) lines.push(`> ${escapeMarkdown(clause.says)}<br>${sourcePart(clause)}`);
  return [...lines, ...rows.map(rowPart)].join("\n\n");
}

function sourcePart(clause: ClauseText): string {
  const link = sourceLink(clause);
  const source = escapeMarkdown(clause.source);
  return link === undefined ? source : `[${source}](${link})`;
}

function rowPart(row: Row): string {
  const { result, column } = row;
  const head = `${SYMBOLS[result.verdict]} ${result.verdict} ${code(result.case)} ${escapeMarkdown(clip(result.title, 200))}`;
  const trace = traceText(row);
  const channels = channelText(row);
  return [
    `<details><summary>${head}</summary>`,
    escapeMarkdown(messageOf(row)),
    trace && fence("diff", trace),
    channels && fence("", channels),
    fence("sh", visibleLine(explainCommand(column.implementation, result.case))),
    "</details>",
  ]
    .filter(Boolean)
    .join("\n\n");
}
