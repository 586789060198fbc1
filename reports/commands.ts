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

/** The line of a script that says how long its program may take. */
const LIMIT_LINE = /^LIMIT = .*$/m;

/**
 * The stand-alone script of a case, made to use this implementation where the document says how.
 *
 * @param limit seconds that the judged attempt was allowed; the case's own limit unless given
 * @returns The script in the implementation's language, else the first there is, else undefined
 */
export function scriptFor(
  text: CaseText | undefined,
  implementation: Pick<ImplementationResults, "scriptEdits">,
  limit?: number,
): Script | undefined {
  const scripts = Object.entries(text?.scripts ?? {});
  const edits = implementation.scriptEdits;
  const [language, script] = scripts.find(([key]) => key === edits?.language) ?? scripts[0] ?? [];
  if (language === undefined || script === undefined) return undefined;
  const own = edits?.language === language ? edits.replace.reduce(replaceFirst, script) : script;
  return { language, text: limit === undefined ? own : withLimit(own, limit) };
}

/** The script with another limit: a loop that hangs may have been judged with a shorter one than the case's own. */
export const withLimit = (script: string, seconds: number): string =>
  script.replace(LIMIT_LINE, `LIMIT = ${seconds}  # seconds`);

/** A function as replacement: in a string, `$&` and its like would be obeyed. */
function replaceFirst(text: string, [find, replacement]: [string, string]): string {
  return text.replace(find, () => replacement);
}
