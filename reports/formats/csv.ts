import { columnsOf } from "../columns.ts";
import { storyOf } from "../deviations/story.ts";
import type { CaseResult, ResultsDocument } from "../document.ts";
import { clip, visible } from "../text.ts";
import { type FormatOptions, type Row, rowsOf } from "./status.ts";

/** Characters of a cell; spreadsheets cut or refuse longer ones. */
const MAX_CELL = 30_000;

/** Ids of deviations by the results that show them. */
type Ids = ReadonlyMap<CaseResult, string>;

const COLUMNS: [name: string, value: (row: Row, ids: Ids) => string | number | undefined][] = [
  ["implementation", ({ column }) => column.implementation.id],
  ["version", ({ column }) => column.implementation.version],
  ["language", ({ column }) => column.implementation.language],
  ["language_version", ({ column }) => column.implementation.languageVersion],
  ["platform", ({ column }) => column.implementation.platform],
  ["edition", ({ column }) => column.implementation.edition],
  ["clock", ({ column }) => column.implementation.clock],
  ["started_at", ({ column }) => column.document.startedAt],
  ["case", ({ result }) => result.case],
  ["title", ({ result }) => result.title],
  ["clause", ({ result }) => result.clauses[0]],
  ["other_clauses", ({ result }) => result.clauses.slice(1).join(" ")],
  ["heading", ({ clause }) => clause?.heading],
  ["level", ({ result }) => result.level],
  ["basis", ({ result }) => result.basis],
  ["verdict", ({ result }) => result.verdict],
  ["status", ({ status }) => status],
  ["deviation", ({ result }, ids) => ids.get(result)],
  ["because", ({ result }) => result.because],
  ["ms", ({ result }) => result.ms],
  ["reason", ({ result }) => result.reason],
  ["message", ({ result }) => result.message],
  ["attributed_to", ({ result }) => result.attribution?.to],
  ["attempts", ({ result }) => result.attempts?.map((attempt) => attempt.verdict).join(" ")],
  ["expected_because", ({ entry }) => entry?.reason],
];

/** The results as CSV (RFC 4180), one line for each case on each implementation. */
export function formatCsv(
  documents: readonly ResultsDocument[],
  options: FormatOptions = {},
): string {
  const ids = deviationIds(documents, options);
  const lines = [
    COLUMNS.map(([name]) => name),
    ...rowsOf(documents, options).map((row) => COLUMNS.map(([, value]) => value(row, ids) ?? "")),
  ];
  return `${lines.map((cells) => cells.map(cell).join(",")).join("\r\n")}\r\n`;
}

/** What is told under another deviation has that one's id: the ids are those of all other formats. */
function deviationIds(documents: readonly ResultsDocument[], options: FormatOptions): Ids {
  const stories = columnsOf(documents).map((column) => storyOf(column, options));
  const told = stories.flatMap(({ failed, known, noted }) => [...failed, ...known, ...noted]);
  return new Map(
    told.flatMap(({ deviation, fresh, known }) =>
      [...fresh, ...known].map(({ result }): [CaseResult, string] => [result, deviation.id]),
    ),
  );
}

function cell(value: string | number): string {
  if (typeof value === "number") return String(value);
  const text = clip(visible(value), MAX_CELL);
  // A spreadsheet would take these for a formula and carry it out.
  const safe = /^[=+\-@\t\n]/.test(text) ? `'${text}` : text;
  return /[",\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
