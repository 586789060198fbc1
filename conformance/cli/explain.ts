/** Explains a clause or a case. */
import { allCases } from "../cases/index.ts";
import { clauses, isClauseId } from "../clauses/index.ts";
import { type Implementation, parseImplementation } from "../execution/processes/implementation.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import type { Case } from "../language/case.ts";
import { DECIDING, type Ending, pythonScript, TRACING } from "../language/print/python.ts";
import { typescriptProgram } from "../language/print/typescript.ts";
import { didYouMean } from "../suggest.ts";
import { observeCase } from "../suite/observe.ts";
import { UsageError } from "../usage-error.ts";
import type { CommandContext } from "./command-context.ts";
import { caseLines, clauseLines } from "./explain-text.ts";

/** What commander makes of the options of `loopspec explain`. */
export interface ExplainOptions {
  readonly implementation?: string;
  readonly python: string;
  readonly as?: "python" | "typescript" | "json";
  readonly clock: "real" | "virtual";
  /** The script prints its trace instead of deciding. */
  readonly trace?: boolean;
}

/** Runs `loopspec explain`. */
export async function explain(
  id: string,
  options: ExplainOptions,
  { output }: CommandContext,
): Promise<ExitCode> {
  const kase = allCases.find((each) => each.id === id);
  if (kase === undefined) {
    if (!isClauseId(id))
      throw new UsageError(
        `\`${id}\` is neither a clause nor a case`,
        `${didYouMean(id, [...Object.keys(clauses), ...allCases.map((each) => each.id)])}\`loopspec list clauses\` and \`loopspec list cases\` print the ids.`,
      );
    if (options.as !== undefined)
      throw new UsageError(
        "--as prints the script of a case, not of a clause",
        `\`loopspec explain ${id}\` names the cases.`,
      );
    for (const line of clauseLines(id)) output.out(line);
    return EXIT.ok;
  }
  const implementation =
    options.implementation === undefined
      ? undefined
      : parseImplementation(options.implementation, { python: options.python });
  if (options.trace && options.as !== "python")
    throw new UsageError(
      "--trace is about the script that `--as python` prints",
      `\`loopspec explain ${id} --as python --trace\``,
    );
  if (options.as !== undefined) {
    output.out(scriptOf(kase, options.as, implementation, options.trace ? TRACING : DECIDING));
    return EXIT.ok;
  }
  const observed =
    implementation === undefined
      ? undefined
      : await observeCase(kase, implementation, options.clock);
  for (const line of caseLines(kase, implementation, observed, output.width)) output.out(line);
  return EXIT.ok;
}

function scriptOf(
  kase: Case,
  language: NonNullable<ExplainOptions["as"]>,
  implementation: Implementation | undefined,
  ending: Ending,
): string {
  if (language === "json") return JSON.stringify(kase, null, 2);
  if (language === "typescript") return typescriptProgram(kase);
  return pythonScript(kase, implementation?.python, ending);
}
