/** `loopspec confirm`: whether accusations show without this suite. */
import {
  columnsOf,
  type ImplementationResults,
  type ResultsDocument,
  readDocument,
  visibleLine,
} from "../../reports/index.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { accusationsOf, confirm, interpreterOf } from "../suite/accusation.ts";
import { UsageError } from "../usage-error.ts";
import type { CommandContext } from "./command-context.ts";
import { inLanes } from "./lanes.ts";

/** What commander makes of the options of `loopspec confirm`. */
export interface ConfirmOptions {
  readonly implementation?: readonly string[];
  readonly python?: string;
  readonly smallest?: boolean;
  readonly jobs: number;
}

/** Runs `loopspec confirm`. */
export async function confirmCommand(
  files: readonly string[],
  options: ConfirmOptions,
  { output }: CommandContext,
): Promise<ExitCode> {
  const documents = files.map((file) => readDocument(file));
  const columns = columnsOf(documents);
  const wanted = columns.filter(
    ({ implementation }) => options.implementation?.includes(implementation.id) ?? true,
  );
  if (wanted.length === 0) {
    const ids = columns.map(({ implementation: { id } }) => `\`${visibleLine(id)}\``);
    throw new UsageError(
      "these results hold no such implementation",
      `They hold ${[...new Set(ids)].join(", ")}: \`-i\` takes such a name.`,
    );
  }
  let holds = true;
  for (const { implementation, document } of wanted) {
    const said = await confirmed(implementation, document, options);
    for (const line of said.lines) output.out(visibleLine(line));
    holds &&= said.holds;
  }
  return holds ? EXIT.ok : EXIT.red;
}

async function confirmed(
  implementation: ImplementationResults,
  document: ResultsDocument,
  { python, smallest = false, jobs }: ConfirmOptions,
): Promise<{ readonly holds: boolean; readonly lines: readonly string[] }> {
  const { id } = implementation;
  const accusations = accusationsOf(implementation, document, smallest);
  if (accusations === undefined)
    return { holds: true, lines: [`${id}: no script runs outside of Python`] };
  if (accusations.length === 0) return { holds: true, lines: [`${id}: nothing is accused`] };
  const interpreter = interpreterOf(implementation, python);
  const found = await inLanes(accusations, jobs, (each) => confirm(each, interpreter));
  const failed = found.filter(({ instead }) => instead !== undefined);
  const what = smallest ? "deviations, by their smallest cases" : "accusing cases";
  return {
    holds: failed.length === 0,
    lines: [
      `${id}: confirmed ${found.length - failed.length} of ${found.length} ${what}`,
      ...failed.flatMap(({ result, instead }) => [
        `  ${result.case} (${result.clauses[0]}) does not reproduce`,
        `    judged: ${result.verdict}, ${result.message ?? "no message"}`,
        `    script: ${instead}`,
      ]),
    ],
  };
}
