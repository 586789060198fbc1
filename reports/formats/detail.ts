import { explainCommand, rerunCommand } from "../commands.ts";
import { sourceText } from "../source.ts";
import { clip, visible, visibleLine } from "../text.ts";
import { channelLines, diffTraces } from "../trace.ts";
import type { Row } from "./status.ts";

/** Characters of one line, and lines of one comparison, that formats show at most. */
const MAX_LINE = 400;
const MAX_LINES = 200;

const MARKS = { same: " ", missing: "-", extra: "+" };

/** Says in one line what is wrong. */
export function messageOf({ result, entry }: Row): string {
  const said = result.message ?? result.reason ?? result.title;
  const known = entry ? ` (expected: ${entry.reason})` : "";
  return clip(visibleLine(said), MAX_LINE) + visibleLine(known);
}

/** The expected trace against the observed one, `-` for missing and `+` for extra entries. */
export function traceText({ result }: Row): string {
  const { expected, observed } = result;
  if (!expected?.trace && !observed?.trace) return "";
  const lines = diffTraces(expected ?? {}, observed ?? {}).map(({ mark, text, note }) => {
    const free = note === undefined ? "" : `   (${note})`;
    return `${MARKS[mark]} ${clip(visibleLine(text), MAX_LINE)}${free}`;
  });
  if (lines.length <= MAX_LINES) return lines.join("\n");
  return [...lines.slice(0, MAX_LINES), `… ${lines.length - MAX_LINES} more lines`].join("\n");
}

/** What the other channels expected and got, where the two are not the same text. */
export function channelText({ result }: Row): string {
  return channelLines(result)
    .filter(({ expected, observed }) => expected !== observed)
    .map(({ channel, expected = "–", observed = "–" }) => {
      const cut = (text: string) => clip(visibleLine(text), MAX_LINE);
      return `${visibleLine(channel)}: expected ${cut(expected)}, observed ${cut(observed)}`;
    })
    .join("\n");
}

/** Everything about a result that is not as it should be, as plain text. */
export function detailText(row: Row): string {
  const { result, clause, column, entry } = row;
  const trace = traceText(row);
  const attempts = (result.attempts ?? []).map(({ verdict }) => verdict);
  const parts = [
    `${result.verdict}: ${messageOf(row)}`,
    `Clause ${result.clauses[0]} (${result.level}, ${result.basis})${clause ? `: ${clause.says}` : ""}`,
    clause && `Source: ${sourceText(clause)}`,
    entry?.issue && `Issue: ${entry.issue}`,
    result.attribution && `Cause: ${result.attribution.to}. ${result.attribution.why}`,
    attempts.length > 1 && `Attempts: ${attempts.join(", ")}`,
    trace && `Trace (- expected only, + observed only):\n${trace}`,
    channelText(row),
    `Explain: ${explainCommand(column.implementation, result.case)}`,
    `Run again: ${rerunCommand(column.implementation, result.case)}`,
  ];
  return visible(parts.filter(Boolean).join("\n"));
}
