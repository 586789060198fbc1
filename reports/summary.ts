import { type Column, columnsOf } from "./columns.ts";
import { explainCommand } from "./commands.ts";
import { claimOf, claimSentence } from "./deviations/claim.ts";
import { silenceLine, silenceOf } from "./deviations/silence.ts";
import {
  casesOf,
  headline,
  type Story,
  storyOf,
  subjectOf,
  type Told,
} from "./deviations/story.ts";
import type { ResultsDocument } from "./document.ts";
import type { FormatOptions } from "./formats/status.ts";
import { type GateOutcome, placeOf } from "./gate.ts";
import { problemCount } from "./gate-grouping.ts";
import type { GateProblem } from "./gate-problem.ts";
import { sourceText } from "./source.ts";
import { styleFor, wrap, wrapAfter } from "./style.ts";
import { caseLines, type Printer } from "./summary-cases.ts";
import { clip, count, visibleLine } from "./text.ts";
import { score } from "./totals.ts";

/** How the summary is printed. */
export interface SummaryOptions extends FormatOptions {
  /** Whether the terminal shows colours. */
  color?: boolean;
  /** Columns of the terminal; 100, if absent. */
  width?: number;
  /** Whether every case is listed, expected and differing ones included. */
  verbose?: boolean;
  /** Where the result document is, to be said before the last line. */
  path?: string;
}

/** How many deviations of one implementation, and problems of the gate, are listed. */
const MAX_DEVIATIONS = 15;
const MAX_PROBLEMS = 3;
/** What the deviations of one implementation and the end may take of a screen of 45 lines: ten are for what is around them. */
const MAX_LINES = 35;
/** Lines that deviations have in any case. */
const MIN_LINES = 12;

/**
 * The end of a run for a terminal: for each implementation its deviations, the largest first, with
 * sentence, source, cases and the command that explains the smallest one; then the gate; last, what
 * was not judged.
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
  const stories = columnsOf(all).map((column) => storyOf(column, options));
  const end = [
    ...gateLines(options.gate, stories, printer),
    ...(options.path === undefined ? [] : [`Results: ${options.path}`]),
    ...silenceLines(stories).map((line) => wrapAfter("", line, printer.width)),
  ];
  const room = Math.max(MIN_LINES, MAX_LINES - end.join("\n").split("\n").length);
  const parts = stories.map((story) => summaryOf(story, options, printer, room).join("\n"));
  return [...parts, ...(end.length > 0 ? [end.join("\n")] : [])].join("\n\n");
}

/** @param room lines that its deviations may take, unless all are wanted */
function summaryOf(
  story: Story,
  options: SummaryOptions,
  printer: Printer,
  room: number,
): string[] {
  const { style, width } = printer;
  const { column, failed, errors } = story;
  const { failure, editionNote } = column.implementation;
  if (failure) {
    // Of one that never answered nothing is known but its name.
    const name = style.bold(visibleLine(column.label));
    const hints = (failure.hint ?? "").split("\n").filter((line) => line.trim() !== "");
    const said = wrap(
      `${visibleLine(column.label)} could not be started: ${visibleLine(failure.message)}`,
      width,
    );
    return [
      `${name}${style.red(said.slice(visibleLine(column.label).length))}`,
      ...hints.map((line) => wrap(visibleLine(line), width, "  ")),
    ];
  }
  const red = failed.length + errors.length > 0;
  const said = visibleLine(`${subjectOf(column)}: ${headline(story)}`);
  const broken = [...failed, ...errors];
  const told = broken
    .slice(0, options.verbose ? broken.length : MAX_DEVIATIONS)
    .map((each) => toldLines(each, options, printer).join("\n").split("\n"));
  const shown = options.verbose ? told : fitting(told, room);
  const note = editionNote === undefined ? [] : [`Note: ${visibleLine(editionNote)}.`];
  return [
    headLine(column, printer),
    ...note.map((text) => wrap(text, width, "  ")),
    (red ? style.red : style.green)(wrap(said, width, "  ")),
    ...claimLines(column, printer),
    ...shown.flat(),
    ...moreLine(broken.slice(shown.length), printer),
    ...foldedLines(story, options, printer),
  ];
}

/** The first ones that together have no more lines than there is room for. */
function fitting(told: readonly string[][], room: number): string[][] {
  let left = room;
  return told.filter((lines) => {
    left -= lines.length;
    return left >= 0;
  });
}

/** How many sentences hold, by the count of badge and page. */
function claimLines(column: Column, { style }: Printer): string[] {
  const claim = claimOf(column);
  return claim.judged === 0 ? [] : [style.dim(`  ${claimSentence(claim)}`)];
}

function headLine({ implementation, label }: Column, { style, width }: Printer): string {
  const { version, language, languageVersion, platform, edition, clock } = implementation;
  const facts = [
    version,
    `${language} ${languageVersion}`,
    platform,
    edition && `edition ${edition}`,
    clock && `${clock} clock`,
  ];
  const known = facts.map((fact) => visibleLine(fact).trim()).filter(Boolean);
  const name = visibleLine(label);
  const rest = known.map((fact) => ` · ${fact}`).join("");
  if (name.length + rest.length <= width) return `${style.bold(name)}${style.dim(rest)}`;
  return `${style.bold(name)}\n${style.dim(wrap(known.join(" · "), width, "  "))}`;
}

function toldLines(told: Told, options: SummaryOptions, printer: Printer): string[] {
  const { style, width } = printer;
  const { deviation, clause, fresh, known, smallest } = told;
  const says = visibleLine(clause?.says ?? deviation.id);
  const folded = deviation.explains.length;
  const explains = folded > 0 ? ` It explains ${count(folded, "other deviation")}.` : "";
  const unjudged = deviation.notJudged.length;
  const because = unjudged > 0 ? ` ${count(unjudged, "case")} not judged because of it.` : "";
  const absent = absentMember(told);
  const first = absent === undefined ? "" : `${visibleLine(clip(absent, 120))}. `;
  const cases = fresh.length > 0 ? fresh : known;
  const command = visibleLine(explainCommand(smallest.column.implementation, smallest.result.case));
  const size = `  ${count(cases.length, "case").padStart(10)}  `;
  const said = wrapAfter(size, `${first}${clip(says, 300)}${explains}${because}`, width);
  // Where the sentence stands, `explain` and the reports say, too.
  const from = options.verbose && clause ? [wrap(sourceText(clause), width, INDENT)] : [];
  return [
    `${style.bold(size)}${said.slice(size.length)}`,
    ...from.map(style.dim),
    `${INDENT}${style.dim(`$ ${command}  # ${visibleLine(deviation.id)}${causeOf(told)}`)}`,
    ...(options.verbose ? caseLines([...fresh, ...known], printer) : []),
  ];
}

/** Below the number of cases. */
const INDENT = " ".repeat(14);

/** What is missing, where that is all that is wrong: it tells more than the sentence. */
function absentMember({ smallest, deviation }: Told): string | undefined {
  const { outcome, why, trace = [] } = smallest.result.observed ?? {};
  if (outcome === "raised AttributeError" && typeof why === "string") return why;
  // A case that catches the error does not name the member; those that wait for it do.
  if (!trace.some((entry) => ABSENT.has(String(entry)))) return undefined;
  const [, member] = NEEDED.exec(deviation.notJudged[0]?.message ?? "") ?? [];
  return member === undefined ? undefined : `\`${member}\` cannot be called`;
}

const ABSENT = new Set(["!AttributeError", "!NotImplementedError"]);
/** How the message of a case begins that was not judged because a method is broken. */
const NEEDED = /^needs `(loop\.\w+)`/;

/** Whose fault it is, where it is not the implementation's. */
function causeOf({ smallest }: Told): string {
  const { to, why } = smallest.result.attribution ?? { to: "implementation", why: "" };
  return to === "implementation" ? "" : `; cause: ${to}, ${visibleLine(why)}`;
}

function moreLine(left: readonly Told[], { style }: Printer): string[] {
  if (left.length === 0) return [];
  const { fresh } = casesOf(left);
  return [
    style.dim(
      `  and ${count(left.length, "more deviation")} (${count(fresh, "case")}); --verbose shows all`,
    ),
  ];
}

/** What is known and what merely differs, a line each. */
function foldedLines(story: Story, options: SummaryOptions, printer: Printer): string[] {
  const { style, width } = printer;
  const { known, noted, column } = story;
  const lines: string[] = [];
  if (known.length > 0) {
    const reasons = new Set(known.flatMap((told) => told.known[0]?.entry?.reason ?? []));
    const first = clip(visibleLine([...reasons].slice(0, 2).join("; ")), 120);
    const more = reasons.size > 2 ? "; …" : "";
    lines.push(
      style.yellow(
        wrapAfter(
          "  Known: ",
          `${count(known.length, "deviation")} (${count(casesOf(known).known, "case")}): ${first}${more}`,
          width,
        ),
      ),
      ...(options.verbose ? known.flatMap((told) => toldLines(told, options, printer)) : []),
    );
  }
  if (noted.length > 0) {
    const n = casesOf(noted).fresh;
    lines.push(
      style.dim(
        wrapAfter(
          "  Differs where no text decides, ",
          `never red: ${count(noted.length, "difference")} (${count(n, "case")})`,
          width,
        ),
      ),
      ...(options.verbose ? noted.flatMap((told) => toldLines(told, options, printer)) : []),
    );
  }
  const { beside } = score(column.implementation.totals);
  const apart = beside.filter(([verdict]) => verdict !== "flaky" && verdict !== "error");
  if (apart.length > 0) {
    const counts = apart.map(([verdict, n]) => `${n} ${verdict}`).join(", ");
    lines.push(style.dim(wrapAfter("  Beside: ", counts, width)));
  }
  return lines;
}

function gateLines(
  gate: GateOutcome | undefined,
  stories: readonly Story[],
  { style, width }: Printer,
): string[] {
  if (!gate) return [];
  const notices = gate.notices
    .slice(0, MAX_PROBLEMS)
    .map((notice) => style.yellow(wrap(visibleLine(notice), width)));
  if (gate.problems.length === 0) return [...notices, style.green("The gate holds.")];
  // The deviations and what could not be started have been told above; all else is told here.
  const told = gate.problems.filter(
    ({ deviation, code }) => deviation === undefined && code !== "not-started",
  );
  const fresh = stories.some(({ failed }) => failed.length > 0);
  const places = new Set(
    gate.problems.filter(({ code }) => code === "unexpected-failure").map(({ at }) => at?.file),
  );
  const where = [...places].filter((place) => place !== undefined).map(visibleLine);
  const unlisted = where.length > 0 ? ` Not listed in ${where.join(", ")}.` : "";
  const update = fresh ? `${unlisted} \`loopspec expect update\` records them.` : "";
  const left = told.length - MAX_PROBLEMS;
  const verdict = `The gate does not hold: ${problemCount(gate.problems)}.`;
  // A line break takes the place of a space: the beginning keeps its length.
  const said = wrap(`${verdict}${update}`, width);
  return [
    ...notices,
    style.red(said.slice(0, verdict.length)) + said.slice(verdict.length),
    ...told.slice(0, MAX_PROBLEMS).map((problem) => wrapAfter("  ", problemLine(problem), width)),
    ...(left > 0
      ? [style.dim(`  and ${count(left, "more problem")}; \`loopspec gate\` lists all`)]
      : []),
  ];
}

function problemLine(problem: GateProblem): string {
  const { message, fix, implementation } = problem;
  const whose = implementation ? `${visibleLine(implementation)}: ` : "";
  const said = `${visibleLine(placeOf(problem))}${whose}${clip(visibleLine(message), 300)}`;
  return `${said} To do: ${visibleLine(fix)}.`;
}

/** The last lines: what was not judged is never passed over. */
function silenceLines(stories: readonly Story[]): string[] {
  const started = stories.filter(({ column }) => !column.implementation.failure);
  return started.map(({ column }) => {
    const whose = started.length > 1 ? `${visibleLine(subjectOf(column))}: ` : "";
    return `${whose}${silenceLine(silenceOf(column))}`;
  });
}
