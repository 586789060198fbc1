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

/**
 * The stand-alone script of a case, made to use this implementation where the document says how.
 *
 * @returns The script in the implementation's language, else the first there is, else undefined
 */
export function scriptFor(
  text: CaseText | undefined,
  implementation: Pick<ImplementationResults, "scriptEdits">,
): Script | undefined {
  const scripts = Object.entries(text?.scripts ?? {});
  const edits = implementation.scriptEdits;
  const [language, script] = scripts.find(([key]) => key === edits?.language) ?? scripts[0] ?? [];
  if (language === undefined || script === undefined) return undefined;
  if (edits?.language !== language) return { language, text: script };
  return { language, text: edits.replace.reduce(replaceFirst, script) };
}

/** A function as replacement: in a string, `$&` and its like would be obeyed. */
function replaceFirst(text: string, [find, replacement]: [string, string]): string {
  return text.replace(find, () => replacement);
}
