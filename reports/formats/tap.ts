import { explainCommand } from "../commands.ts";
import type { ResultsDocument } from "../document.ts";
import type { GateProblem } from "../gate-problem.ts";
import { groupBy } from "../group.ts";
import { sourceText } from "../source.ts";
import { visible, visibleLine } from "../text.ts";
import { channelText, messageOf, traceText } from "./detail.ts";
import { beyondCases } from "./junit.ts";
import { type FormatOptions, type Row, rowsOf } from "./status.ts";

/**
 * The results as TAP 14: a subtest for each implementation. Expected failures and what is not gated
 * are `TODO`, what was not judged is `SKIP`.
 */
export function formatTap(
  documents: readonly ResultsDocument[],
  options: FormatOptions = {},
): string {
  const subtests = [...groupBy(rowsOf(documents, options), (row) => row.column).values()];
  const problems = options.gate?.problems.filter(beyondCases) ?? [];
  const lines = ["TAP version 14", `1..${subtests.length + problems.length}`];
  subtests.forEach((rows, i) => {
    const { label } = rows[0]!.column;
    const failed = rows.some((row) => row.status === "failed");
    lines.push(
      `# Subtest: ${visibleLine(label)}`,
      ...[`1..${rows.length}`, ...rows.flatMap(linesOf)].map((line) => `    ${line}`),
      `${failed ? "not ok" : "ok"} ${i + 1} - ${description(label)}`,
    );
  });
  lines.push(...problems.flatMap((problem, i) => problemLines(problem, subtests.length + i + 1)));
  return `${lines.join("\n")}\n`;
}

/** `#` would begin a directive, a backslash would escape what follows. */
function description(text: string): string {
  return visibleLine(text).replace(/[\\#]/g, "\\$&");
}

function linesOf(row: Row, i: number): string[] {
  const { result, status } = row;
  const ok = status === "passed" || status === "skipped" ? "ok" : "not ok";
  const said = description(`${result.verdict}: ${messageOf(row)}`);
  const directives = {
    passed: "",
    failed: "",
    skipped: ` # SKIP ${said}`,
    expected: ` # TODO ${said}`,
    noted: ` # TODO ${said}`,
  };
  const test = `${ok} ${i + 1} - ${description(`${result.case}: ${result.title}`)}${directives[status]}`;
  if (ok === "ok") return [test];
  return [
    test,
    ...yaml({
      verdict: result.verdict,
      message: messageOf(row),
      clause: result.clauses[0]!,
      ...(row.clause && { says: row.clause.says, source: sourceText(row.clause) }),
      trace: traceText(row),
      channels: channelText(row),
      explain: explainCommand(row.column.implementation, result.case),
      duration_ms: result.ms,
    }),
  ];
}

function problemLines({ code, message, at, fix }: GateProblem, number: number): string[] {
  return [
    `not ok ${number} - ${description(`${code}: ${message}`)}`,
    ...yaml({ at: at ? `${at.file}:${at.line}` : "", fix }),
  ];
}

/** A diagnostic block; JSON strings are YAML, and cannot break out of it. */
function yaml(facts: Record<string, string | number>): string[] {
  const lines = Object.entries(facts)
    .filter(([, value]) => value !== "")
    .map(([key, value]) => {
      const shown = typeof value === "string" ? JSON.stringify(visible(value)) : value;
      return `  ${key}: ${shown}`;
    });
  return ["  ---", ...lines, "  ..."];
}
