import { type Column, columnsOf } from "../columns.ts";
import { explainCommand } from "../commands.ts";
import { storyOf, type Told } from "../deviations/story.ts";
import type { ResultsDocument } from "../document.ts";
import type { GateProblem } from "../gate-problem.ts";
import { count, visibleLine } from "../text.ts";
import { messageOf } from "./detail.ts";
import { beyondCases } from "./junit.ts";
import type { FormatOptions } from "./status.ts";

/**
 * Annotations for a GitHub Actions job: a line for each deviation, one for each thing that the
 * gate wants changed, the latter at its line of the expectations file. Printed on standard output
 * of a step, GitHub shows the first ten of each kind on the run's page.
 */
export function formatAnnotations(
  documents: readonly ResultsDocument[],
  options: FormatOptions = {},
): string {
  const problems = options.gate?.problems.filter(beyondCases) ?? [];
  const lines = [
    ...problems.map(problemLine),
    ...columnsOf(documents).flatMap((column) => {
      const { failed, errors } = storyOf(column, options);
      return [...failed, ...errors].map((told) => toldLine(told, column));
    }),
  ];
  return lines.map((line) => `${line}\n`).join("");
}

function toldLine(told: Told, { label, implementation }: Column): string {
  const { deviation, clause, fresh, smallest } = told;
  const more = fresh.length > 1 ? [`${count(fresh.length, "case")} in all.`] : [];
  const message = [
    [clause?.says, clause?.url].filter(Boolean).join(" "),
    `${smallest.result.case}: ${messageOf(smallest)}`,
    ...more,
    explainCommand(implementation, smallest.result.case),
  ];
  return command({ title: `${label} breaks ${deviation.id}` }, message);
}

function problemLine({ implementation = "loopspec", message, at, fix }: GateProblem): string {
  const place = at ? { file: at.file, line: String(at.line) } : {};
  return command({ ...place, title: implementation }, [message, `To do: ${fix}`]);
}

function command(properties: Record<string, string>, message: readonly string[]): string {
  const given = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(value)}`);
  const lines = message.map(visibleLine).filter(Boolean);
  return `::error ${given.join(",")}::${escapeData(lines.join("\n"))}`;
}

/** What the runner would read as the end of a command, or as another escape. */
function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(visibleLine(text)).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
