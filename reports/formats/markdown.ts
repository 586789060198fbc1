import { type Column, columnsOf } from "../columns.ts";
import { explainCommand, scriptFor } from "../commands.ts";
import { claimOf, claimSentence } from "../deviations/claim.ts";
import { silenceLine, silenceOf } from "../deviations/silence.ts";
import { casesOf, headline, storyOf, subjectOf, type Told } from "../deviations/story.ts";
import { type ResultsDocument, VERDICTS } from "../document.ts";
import type { GateOutcome } from "../gate.ts";
import { problemCount } from "../gate-grouping.ts";
import type { GateProblem } from "../gate-problem.ts";
import { lookup } from "../group.ts";
import { clip, count, visibleLine } from "../text.ts";
import { score } from "../totals.ts";
import { channelText, messageOf, traceText } from "./detail.ts";
import { beyondCases } from "./junit.ts";
import { code, escapeMarkdown, fence, sourceMarkup } from "./markdown-text.ts";
import { type FormatOptions, type Row, SYMBOLS } from "./status.ts";

/** Bytes that a job summary may have on GitHub, less a reserve for what else is written there. */
const MAX_BYTES = 900_000;

/** How many deviations of one implementation are shown with their smallest case. */
const MAX_SHOWN = 15;
/** Bytes of scripts, of all implementations together. A script is printed whole or not at all. */
const SCRIPT_BYTES = 50_000;
/** Characters of the traces of one case. */
const MAX_TRACE = 1_500;

/** How many cases or deviations a folded list has. */
const MAX_CASES = 30;

/** How many problems of the gate are listed. */
const MAX_PROBLEMS = 50;

/**
 * The results as Markdown, made for a CI job's summary: the gate, a table of scores, then for each
 * implementation its deviations, each with sentence, link and the smallest case's script, and the
 * other cases folded away. It ends early, and says so, before it is too large for a job summary.
 */
export function formatMarkdown(
  documents: readonly ResultsDocument[],
  options: FormatOptions = {},
): string {
  const columns = columnsOf(documents);
  const parts = [title(options.gate), scores(columns, options), problems(options.gate)];
  const room = Math.floor(SCRIPT_BYTES / Math.max(1, columns.length));
  const details = columns.flatMap((column) => sectionsOf(column, options, new Room(room)));
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

function title(gate: GateOutcome | undefined): string {
  if (!gate) return "## loopspec";
  if (gate.problems.length === 0) return "## ✅ loopspec: the gate holds";
  return `## ❌ loopspec: the gate does not hold: ${problemCount(gate.problems)}`;
}

function scores(columns: readonly Column[], options: FormatOptions): string {
  const shown = VERDICTS.filter((verdict) =>
    columns.some(({ implementation }) => implementation.totals[verdict] > 0),
  ).filter((verdict) => verdict !== "pass");
  const head = [
    "Implementation",
    "Deviations",
    "Passed / judged",
    ...shown.map((v) => `${SYMBOLS[v]} ${v}`),
  ];
  const rows = columns.map((column) => {
    const { label, implementation } = column;
    const { passed, judged } = score(implementation.totals);
    const { version, language, languageVersion, edition } = implementation;
    const facts = `${version}, ${language} ${languageVersion}, edition ${edition}`;
    const state = implementation.failure ? "could not be started" : `**${passed} / ${judged}**`;
    return [
      `${code(label)}<br>${escapeMarkdown(facts)}`,
      implementation.failure ? "" : escapeMarkdown(headline(storyOf(column, options))),
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

/** What is left of the bytes that one implementation's scripts may take. */
class Room {
  private left: number;

  constructor(bytes: number) {
    this.left = bytes;
  }

  /** Whether the text still fits in; if so, it takes its place. */
  take(text: string): boolean {
    const size = Buffer.byteLength(text);
    if (size > this.left) return false;
    this.left -= size;
    return true;
  }
}

function sectionsOf(column: Column, options: FormatOptions, room: Room): string[] {
  const { failure } = column.implementation;
  if (failure) {
    const said = `${failure.message} ${failure.hint ?? ""}`;
    return [`### ${code(column.label)} could not be started`, escapeMarkdown(said)];
  }
  const story = storyOf(column, options);
  const { failed, errors, known, noted } = story;
  const silence = escapeMarkdown(silenceLine(silenceOf(column)));
  const title = `### ${escapeMarkdown(`${subjectOf(column)}: ${headline(story)}`)}`;
  const broken = [...failed, ...errors];
  return [
    [title, ...claimParts(column), silence].join("\n\n"),
    ...broken.slice(0, MAX_SHOWN).map((told) => toldPart(told, room)),
    ...folded("More deviations", broken.slice(MAX_SHOWN)),
    ...folded("Known deviations", known),
    ...folded("Differs where no text decides, never red", noted),
  ];
}

/** How many sentences hold, by the count of badge and page. */
function claimParts(column: Column): string[] {
  const claim = claimOf(column);
  return claim.judged === 0 ? [] : [claimSentence(claim)];
}

/** A deviation: its sentence with the link, the smallest case and its script, the others folded. */
function toldPart(told: Told, room: Room): string {
  const { deviation, fresh, known, smallest } = told;
  const { column, result } = smallest;
  const cases = fresh.length > 0 ? fresh : known;
  const text = lookup(column.document.cases, result.case);
  const script = scriptFor(text, column.implementation, result.limit);
  const trace = traceText(smallest);
  const channels = channelText(smallest);
  const explains = deviation.explains.map(({ id }) => code(id)).join(", ");
  return [
    `**${code(deviation.id)}** ${count(cases.length, "case")}`,
    `> ${sentenceOf(told)}`,
    explains && `It explains ${explains}.`,
    `<details><summary>${SYMBOLS[result.verdict]} ${result.verdict} ${code(result.case)} ${escapeMarkdown(clip(result.title, 200))}</summary>`,
    escapeMarkdown(messageOf(smallest)),
    trace && fence("diff", clip(trace, MAX_TRACE)),
    channels && fence("", clip(channels, MAX_TRACE)),
    script && room.take(script.text) && fence(script.language, script.text),
    fence("sh", visibleLine(explainCommand(column.implementation, result.case))),
    "</details>",
    othersPart(cases.filter((row) => row !== smallest)),
  ]
    .filter(Boolean)
    .join("\n\n");
}

function sentenceOf({ deviation, clause }: Told): string {
  const says = escapeMarkdown(clause?.says ?? deviation.id);
  return clause ? `${says}<br>${sourceMarkup(clause)}` : says;
}

function othersPart(rows: readonly Row[]): string {
  if (rows.length === 0) return "";
  const ids = rows.slice(0, MAX_CASES).map(({ result }) => code(clip(result.case, 200)));
  const left = rows.length - ids.length;
  if (left > 0) ids.push(`… ${left.toLocaleString("en-US")} more`);
  return `<details><summary>and ${rows.length.toLocaleString("en-US")} more</summary>\n\n${ids.join("<br>")}\n\n</details>`;
}

/** Deviations in one line each, behind a title. */
function folded(title: string, told: readonly Told[]): string[] {
  if (told.length === 0) return [];
  const { fresh, known } = casesOf(told);
  const lines = told.slice(0, MAX_CASES).map((each) => {
    const { deviation, smallest, fresh: some, known: foreseen } = each;
    const reason = smallest.entry ? `: ${escapeMarkdown(clip(smallest.entry.reason, 200))}` : "";
    const n = count(some.length + foreseen.length, "case");
    return `${code(deviation.id)} ${n}, such as ${code(smallest.result.case)}${reason}`;
  });
  const left = told.length - lines.length;
  if (left > 0) lines.push(`… ${left.toLocaleString("en-US")} more`);
  const summary = `${title}: ${told.length.toLocaleString("en-US")} (${count(fresh + known, "case")})`;
  return [`<details><summary>${summary}</summary>\n\n${lines.join("<br>")}\n\n</details>`];
}
