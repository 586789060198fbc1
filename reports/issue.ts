import { type Column, columnsOf } from "./columns.ts";
import { explainCommand, scriptFor, whyNoScript } from "./commands.ts";
import { type Story, storyOf, subjectOf, type Told } from "./deviations/story.ts";
import type { ClauseText, ResultsDocument } from "./document.ts";
import { ReportError } from "./errors.ts";
import { channelText, messageOf, traceText } from "./formats/detail.ts";
import { code, escapeMarkdown, fence, sourceMarkup } from "./formats/markdown-text.ts";
import { type FormatOptions, type Row, rowsOfColumn } from "./formats/status.ts";
import { lookup } from "./group.ts";
import { clip, count, visibleLine } from "./text.ts";

/** How many other cases of a deviation the report lists. */
const MAX_OTHERS = 10;

/**
 * A bug report in Markdown, ready to be sent to the maintainers of a loop: title, sentence with its
 * link, script, expected, observed, versions, and what the control loop does.
 *
 * @param id Id of a case that is not as it should be, or of a deviation
 * @throws {ReportError} Where these results hold nothing of that name that is wrong
 */
export function formatIssue(
  documents: readonly ResultsDocument[],
  id: string,
  options: FormatOptions = {},
): string {
  const columns = columnsOf(documents);
  const found = columns.flatMap((column) => wrongResult(column, id, options));
  const [first, ...others] = found;
  if (!first) throw nothingWrong(columns, id, options);
  if (others.length > 0) {
    const labels = found.map(({ row }) => visibleLine(row.column.label)).join(", ");
    throw new ReportError(
      "invalid",
      `${visibleLine(id)} is not as it should be on several loops: ${labels}.`,
      "Give the document of one of them: a bug report goes to one project.",
    );
  }
  return issueOf(first.row, first.told);
}

interface Found {
  row: Row;
  told: Told | undefined;
}

/** The result to report: of a deviation the smallest, of a case its own. */
function wrongResult(column: Column, id: string, options: FormatOptions): Found[] {
  const all = everything(storyOf(column, options));
  const told = all.find(({ deviation }) => deviation.id === id);
  if (told) return [{ row: told.smallest, told }];
  const row = rowsOfColumn(column, options).find(
    ({ result, status }) => result.case === id && !["passed", "skipped"].includes(status),
  );
  if (!row) return [];
  const owner = all.find(({ fresh, known }) =>
    [...fresh, ...known].some((each) => each.result === row.result),
  );
  return [{ row, told: owner }];
}

function everything({ failed, known, noted }: Story): Told[] {
  return [...failed, ...known, ...noted];
}

function nothingWrong(columns: readonly Column[], id: string, options: FormatOptions): ReportError {
  const ids = columns.flatMap((column) =>
    everything(storyOf(column, options)).map(({ deviation }) => deviation.id),
  );
  const some = ids.slice(0, 5).map(visibleLine).join(", ");
  const asked = visibleLine(clip(id, 200));
  const judged = columns.some(({ implementation }) =>
    implementation.results.some((result) => result.case === id || result.clauses.includes(id)),
  );
  return new ReportError(
    "not-found",
    judged
      ? `Nothing is wrong with ${asked} in these results: there is nothing to report.`
      : `These results have no case, no sentence and no deviation ${asked}.`,
    ids.length > 0
      ? `The deviations are ${some}${ids.length > 5 ? " …" : ""}.`
      : "Nothing in them is wrong.",
  );
}

function issueOf(row: Row, told: Told | undefined): string {
  const { column, result, clause } = row;
  const { implementation } = column;
  const says = visibleLine(clause?.says ?? result.title);
  const text = lookup(column.document.cases, result.case);
  const script = scriptFor(text, implementation, result.limit);
  const without = whyNoScript(text, implementation);
  const trace = traceText(row);
  const channels = channelText(row);
  const others = [...(told?.fresh ?? []), ...(told?.known ?? [])].filter(
    (each) => each.result !== result,
  );
  return `${[
    `# ${escapeMarkdown(titleOf(row))}`,
    `> ${escapeMarkdown(says)}`,
    clause && `${grade(row)} ${sourceMarkup(clause)}${editionOf(clause)}`,
    `${escapeMarkdown(subjectOf(column))}: ${escapeMarkdown(result.title)} does not hold. ${escapeMarkdown(messageOf(row))}`,
    "## Script",
    script
      ? fence(script.language, script.text)
      : without === undefined
        ? "This document carries no script; the command at the end prints one."
        : `There is none: ${escapeMarkdown(without)}.`,
    "## Expected and observed",
    trace && `\`-\` was expected, \`+\` was observed.\n\n${fence("diff", trace)}`,
    channels && fence("", channels),
    "## Versions",
    versionsOf(column),
    "## Control",
    controlOf(row),
    others.length > 0 && othersOf(others),
    `Found by loopspec ${escapeMarkdown(column.document.suite.version)}, case ${code(result.case)}:`,
    fence("sh", visibleLine(explainCommand(implementation, result.case))),
  ]
    .filter(Boolean)
    .join("\n\n")}\n`;
}

function titleOf({ clause, result, column }: Row): string {
  const about = clause?.entry ?? result.operation ?? result.clauses[0]!;
  const said = clip(visibleLine(result.title), 100);
  return `${visibleLine(about)}: ${subjectOf(column)} does not pass “${said}”`;
}

/** The edition that the link leads to, as its address says. */
function editionOf({ url = "" }: ClauseText): string {
  const edition = /^https:\/\/docs\.python\.org\/(\d+\.\d+)\//.exec(url)?.[1];
  return edition === undefined ? "" : ` (edition ${edition})`;
}

/** How strongly the sentence binds, in words. */
function grade({ result: { level, basis } }: Row): string {
  const bases = {
    chapter: "The event loop chapter of the asyncio documentation",
    docs: "The asyncio documentation",
    observed: "No text (CPython does it)",
  };
  return `${bases[basis]}, ${level}:`;
}

function versionsOf({ implementation, document }: Column): string {
  const { name, version, language, languageVersion, platform, edition } = implementation;
  const facts: [string, string][] = [
    ["Loop", `${name} ${version}`],
    [language, languageVersion],
    ["Platform", platform],
    ["Edition of the documentation", edition],
    ["Judged", document.finishedAt],
  ];
  return facts
    .map(([what, value]) => `${escapeMarkdown(what)}: ${escapeMarkdown(value)}`)
    .join("<br>");
}

/** What the interpreter's own loop does with the same program. */
function controlOf({ result, column }: Row): string {
  const { control } = column.implementation;
  const { attribution } = result;
  if (attribution) return `${escapeMarkdown(attribution.why)}. Cause: ${attribution.to}.`;
  if (!control) return "The case was not run on another loop.";
  return `Compared with ${escapeMarkdown(`${control.name ?? control.id} ${control.version ?? ""}`.trim())}; nothing is recorded for this case.`;
}

function othersOf(rows: readonly Row[]): string {
  const ids = rows.slice(0, MAX_OTHERS).map(({ result }) => code(clip(result.case, 200)));
  if (rows.length > MAX_OTHERS) ids.push(`… ${rows.length - MAX_OTHERS} more`);
  return `<details><summary>The same in ${count(rows.length, "other case")}</summary>\n\n${ids.join("<br>")}\n\n</details>`;
}
