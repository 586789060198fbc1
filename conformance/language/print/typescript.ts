/** Cases as TypeScript over the reference loop. */
import type { CaseDefinition } from "../case.ts";
import { typescriptSource } from "./typescript/script.ts";
import { withoutTypes } from "./typescript/without-types.ts";

/**
 * A stand-alone TypeScript program of a case over the reference loop, which Node drives if the case has signals.
 *
 * It prints one trace entry a line on standard output; errors that reach the end of main, metrics and handler reports
 * go to standard error. To try another loop, make it where `new EventLoop(…)` stands.
 *
 * @param definition a case whose program passes the static checks
 * @param judged the editions of the documentation that its links lead to, the most wanted first
 * @throws UsageError if the program needs what JavaScript or the reference loop does not have: threads, forks, …
 */
export function typescriptProgram(
  definition: CaseDefinition,
  judged: readonly string[] = [],
): string {
  return typescriptSource(definition, undefined, judged);
}

/**
 * A stand-alone program of a case over the loop of a JavaScript module: it exits with 0 if the expectation holds, else
 * with 1 and what was expected and observed.
 *
 * @param definition a case whose program passes the static checks
 * @param module path of the module that exports `adapter`, as an import names it
 * @param language with types or without
 * @param judged the editions of the documentation that its links lead to, the most wanted first
 * @throws UsageError if the program needs what JavaScript or an adapter does not have
 */
export function moduleProgram(
  definition: CaseDefinition,
  module: string,
  language: "javascript" | "typescript",
  judged: readonly string[] = [],
): string {
  const source = typescriptSource(definition, module, judged);
  return language === "typescript" ? source : withoutTypes(source);
}
