import { join } from "shlex";
import type { CaseText, ImplementationResults } from "./document.ts";

type Named = Pick<ImplementationResults, "id" | "arguments">;

/** The command that explains a case on an implementation: program, expected and observed trace. */
export function explainCommand(implementation: Named, caseId: string): string {
  return join(["loopspec", "explain", caseId, ...argumentsOf(implementation)]);
}

/** The command that judges a case on an implementation again. */
export function rerunCommand(implementation: Named, caseId: string): string {
  return join(["loopspec", "run", "--select", caseId, ...argumentsOf(implementation)]);
}

function argumentsOf({ id, arguments: given }: Named): string[] {
  return given ?? ["-i", id];
}

/** A script that shows a case without loopspec. */
export interface Script {
  language: string;
  text: string;
}

type Judged = Pick<ImplementationResults, "scriptEdits"> & { language?: string };

/** The line of a script that says how long its program may take. */
const LIMIT_LINE = /^LIMIT = .*$/m;

/**
 * The keys of `CaseText.scripts` of use to this implementation's maintainer, the best first: never Python for a loop of
 * JavaScript.
 */
export function scriptLanguages({ scriptEdits, language = "" }: Judged): readonly string[] {
  if (scriptEdits) return [scriptEdits.language];
  return /^(java|type)script$/i.test(language) ? ["javascript", "typescript"] : ["python"];
}

/**
 * The stand-alone script of a case, made to use this implementation where the document says how.
 *
 * @param limit seconds that the judged attempt was allowed; the case's own limit unless given
 * @returns The script in the implementation's language, else undefined
 */
export function scriptFor(
  text: CaseText | undefined,
  implementation: Judged,
  limit?: number,
): Script | undefined {
  const scripts = text?.scripts ?? {};
  const language = scriptLanguages(implementation).find((key) => Object.hasOwn(scripts, key));
  if (language === undefined) return undefined;
  const { replace } = implementation.scriptEdits ?? { replace: [] };
  const own = replace.reduce(replaceFirst, scripts[language]!);
  return { language, text: limit === undefined ? own : withLimit(own, limit) };
}

/** Why the document has no script for this implementation, if it says so. */
export function whyNoScript(
  text: CaseText | undefined,
  implementation: Judged,
): string | undefined {
  const reasons = text?.unscripted ?? {};
  const language = scriptLanguages(implementation).find((key) => Object.hasOwn(reasons, key));
  return language === undefined ? undefined : reasons[language];
}

/** The script with another limit: a loop that hangs may have been judged with a shorter one than the case's own. */
export const withLimit = (script: string, seconds: number): string =>
  script.replace(LIMIT_LINE, `LIMIT = ${seconds}  # seconds`);

/** A function as replacement: in a string, `$&` and its like would be obeyed. */
function replaceFirst(text: string, [find, replacement]: [string, string]): string {
  return text.replace(find, () => replacement);
}
