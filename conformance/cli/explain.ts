/** Explains a clause or a case. */
import { allCases } from "../cases/index.ts";
import { isClauseId } from "../clauses/index.ts";
import type { Implementation } from "../execution/processes/implementation.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import type { Case } from "../language/case.ts";
import { pytestScript } from "../language/print/pytest.ts";
import { DECIDING, type Ending, pythonScript, TRACING } from "../language/print/python.ts";
import { moduleProgram, typescriptProgram } from "../language/print/typescript.ts";
import { moduleOf, scriptLanguage } from "../suite/case-scripts.ts";
import { readConfig } from "../suite/config.ts";
import { DEFAULTS } from "../suite/defaults.ts";
import { namedImplementation } from "../suite/named-implementation.ts";
import { editionOf, observeCase } from "../suite/observe.ts";
import { UsageError } from "../usage-error.ts";
import type { CommandContext } from "./command-context.ts";
import { caseLines, clauseLines } from "./explain-text.ts";
import { idMeant } from "./id-meant.ts";

/** What commander makes of the options of `loopspec explain`. */
export interface ExplainOptions {
  readonly implementation?: string;
  /** The configuration that may name it. */
  readonly config?: string;
  readonly python?: string;
  readonly as?: "python" | "pytest" | "javascript" | "typescript" | "json";
  /** The documentation version that is meant. */
  readonly edition?: string;
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
        `${idMeant(id)}\`loopspec list clauses\` and \`loopspec list cases\` print the ids.`,
      );
    if (options.as !== undefined)
      throw new UsageError(
        "--as prints the script of a case, not of a clause",
        `\`loopspec explain ${id}\` names the cases.`,
      );
    for (const line of clauseLines(id, output.width, options.edition)) output.out(line);
    return EXIT.ok;
  }
  const implementation =
    options.implementation === undefined
      ? undefined
      : namedImplementation(
          options.implementation,
          readConfig(options.config),
          options.python ?? DEFAULTS.python,
        );
  if (options.trace && options.as !== "python")
    throw new UsageError(
      "--trace is about the script that `--as python` prints",
      `\`loopspec explain ${id} --as python --trace\``,
    );
  if (options.as !== undefined) {
    if (implementation === undefined && ["python", "pytest"].includes(options.as))
      output.err(
        "loopspec: the script is over asyncio's loop; `-i python:MODULE` puts in another.",
      );
    const edition =
      options.edition ??
      (implementation === undefined ? undefined : await editionOf(implementation));
    const ending = options.trace ? TRACING : DECIDING;
    output.out(scriptOf(kase, options.as, { implementation, ending, edition }));
    return EXIT.ok;
  }
  const observed =
    implementation === undefined
      ? undefined
      : await observeCase(kase, implementation, options.clock, options.edition);
  const edition = observed?.edition ?? options.edition;
  const script = readScript(kase, implementation, edition);
  const shown = { implementation, attempt: observed?.attempt, edition };
  for (const line of caseLines(kase, shown, output.width, script)) output.out(line);
  return EXIT.ok;
}

/** The script for readers: over the loop's own module where it is JavaScript, and a word where there is none. */
function readScript(
  kase: Case,
  implementation: Implementation | undefined,
  edition: string | undefined,
): string {
  const language = implementation === undefined ? "python" : scriptLanguage(implementation);
  try {
    return scriptOf(kase, language, { implementation, ending: DECIDING, edition });
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return `There is none: ${error.message}.`;
  }
}

interface ScriptChoice {
  readonly implementation: Implementation | undefined;
  readonly ending: Ending;
  /** The documentation version that it links to. */
  readonly edition: string | undefined;
}

function scriptOf(
  kase: Case,
  language: NonNullable<ExplainOptions["as"]>,
  { implementation, ending, edition }: ScriptChoice,
): string {
  const judged = edition === undefined ? [] : [edition];
  const module = implementation === undefined ? undefined : moduleOf(implementation);
  switch (language) {
    case "json":
      return JSON.stringify(kase, null, 2);
    case "python":
    case "pytest":
      if (module !== undefined)
        throw new UsageError(
          `\`${implementation?.spec}\` is no loop under Python`,
          "Print the script with `--as javascript` or `--as typescript`.",
        );
      return language === "python"
        ? pythonScript(kase, implementation?.python, ending, judged)
        : pytestScript(kase, implementation?.python, judged);
    default:
      if (module !== undefined) return moduleProgram(kase, module, language, judged);
      if (language === "typescript") return typescriptProgram(kase, judged);
      throw new UsageError(
        "--as javascript is a script over a module's loop",
        "Add `-i module:PATH`; `--as typescript` alone is over the reference loop.",
      );
  }
}
