/** The comment at the head of a script: what is claimed, where that is written, what must be seen. */
import { allClauses, citationOf, describeSource } from "../../clauses/index.ts";
import type { CaseDefinition, ChannelMatch, TraceItem } from "../case.ts";
import { commentText } from "./unsafe-characters.ts";

const WIDTH = 96;

/** How a script ends, as far as its head speaks of it. */
export interface HeaderEnding {
  /** The expectation is code of the script: the head does not spell it out. */
  readonly decides: boolean;
  /** Sentences that stand last. */
  readonly head: readonly string[];
}

/** What a head depends on. */
export interface HeaderOptions {
  /** What starts a comment: `#` unless given. */
  readonly comment?: string;
  /** A script that shows unless given. */
  readonly ending?: HeaderEnding;
  /** The editions of the documentation that its links lead to, the most wanted first; the newest unless given. */
  readonly judged?: readonly string[];
}

const SHOWING: HeaderEnding = { decides: false, head: [] };

/** The header's lines, each a comment. */
export function scriptHeader(
  definition: CaseDefinition,
  { comment = "#", ending = SHOWING, judged = [] }: HeaderOptions = {},
): readonly string[] {
  const { id, title, clauses } = definition;
  const lines = [
    `loopspec case ${id}`,
    ...wrapped(title, ""),
    "",
    ...clauses.flatMap((clause) => clauseLines(clause, judged)),
    ...(ending.decides ? [] : expectedLines(definition)),
    ...(ending.head.length === 0 ? [] : ["", ...ending.head]),
  ];
  return lines.map((line) => `${comment} ${commentText(line)}`.trimEnd());
}

function expectedLines(definition: CaseDefinition): readonly string[] {
  const { trace } = definition.expect;
  return [
    "",
    "Expected trace:",
    ...(trace.length === 0 ? ["  (nothing)"] : trace.flatMap((item) => itemLines(item, "  "))),
    ...channelLines(definition),
  ];
}

const byId: ReadonlyMap<string, (typeof allClauses)[number]> = new Map(
  allClauses.map((clause) => [clause.id, clause]),
);

const linesById = new Map<string, readonly string[]>();

function clauseLines(id: string, judged: readonly string[]): readonly string[] {
  const key = [id, ...judged].join(" ");
  const known = linesById.get(key);
  if (known !== undefined) return known;
  const clause = byId.get(id);
  if (clause === undefined) return [id];
  const { edition, url } = citationOf(clause, judged);
  const lines = [
    id,
    ...wrapped(clause.says, "  "),
    ...wrapped(`(${clause.level}; ${describeSource(clause.source)})`, "  "),
    `  ${edition === undefined ? "" : `edition ${edition}: `}${url}`,
  ];
  linesById.set(key, lines);
  return lines;
}

function itemLines(item: TraceItem | readonly string[], indent: string): readonly string[] {
  if (typeof item === "string") return [`${indent}${item}`];
  const inner = `${indent}  `;
  if ("any_order" in item) {
    const parts = item.any_order.map((part) => (typeof part === "string" ? part : part.join(", ")));
    return [`${indent}in any order:`, ...parts.map((part) => `${inner}${part}`)];
  }
  if ("interleave" in item) {
    const sequences = item.interleave.map((sequence) => `${inner}${sequence.join(", ")}`);
    return [`${indent}mixed in any way, each line in its order:`, ...sequences];
  }
  if ("one_of" in item) {
    return item.one_of.flatMap((way, index) => [
      `${indent}${index === 0 ? "either:" : "or:"}`,
      ...(way.length === 0 ? [`${inner}(nothing)`] : way.flatMap((part) => itemLines(part, inner))),
    ]);
  }
  return item.map((entry) => `${indent}${entry}`);
}

/** What is expected beside the trace; scripts show it on standard error. */
function channelLines({ expect }: CaseDefinition): readonly string[] {
  const lines: string[] = [];
  const { outcome = "ok", bounds = {}, reports, warnings, logs, polls } = expect;
  if (outcome !== "ok") lines.push(`Expected error at the end: ${outcome.replace("raised ", "")}`);
  for (const [name, [least, most]] of Object.entries(bounds)) {
    const least_ = least === null ? "" : `at least ${least}`;
    const most_ = most === null ? "" : `at most ${most}`;
    lines.push(`Expected of ${name}: ${[least_, most_].filter(Boolean).join(", ")}`);
  }
  if (reports !== undefined) {
    const each = reports.map((report) => facts({ keys: report.has?.join(" "), ...report }));
    lines.push(`Expected calls of the exception handler: ${each.join("; ") || "none"}`);
  }
  lines.push(...containing("warnings", warnings), ...containing("log records", logs));
  if (polls !== undefined) {
    lines.push(
      `Expected timeouts of polls: ${polls.map((seconds) => seconds ?? "none").join(", ")}`,
    );
  }
  return lines.length === 0 ? [] : ["", ...lines];
}

function containing(name: string, match: ChannelMatch<object> | undefined): readonly string[] {
  const line = (head: string, found: readonly object[] = []) =>
    found.length === 0 ? [] : [`${head} ${name}: ${found.map(facts).join("; ")}`];
  return [...line("Expected", match?.includes), ...line("Not expected", match?.excludes)];
}

function facts(of: object): string {
  const given = Object.entries(of).filter(([key, value]) => key !== "has" && value !== undefined);
  return given.map(([key, value]) => `${key} ${JSON.stringify(value)}`).join(", ") || "any";
}

function wrapped(text: string, indent: string): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/)) {
    if (line !== "" && indent.length + line.length + 1 + word.length > WIDTH) {
      lines.push(indent + line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, indent + line];
}
