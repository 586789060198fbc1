/** Cases as TypeScript over the reference loop. */
import type { CaseDefinition } from "../case.ts";
import { typescriptSource } from "./typescript/script.ts";

/**
 * A stand-alone TypeScript program of a case over the reference loop, which Node drives if the case has signals.
 *
 * It prints one trace entry a line on standard output; errors that reach the end of main, metrics and handler reports
 * go to standard error. To try another loop, make it where `new EventLoop(…)` stands.
 *
 * @param definition a case whose program passes the static checks
 * @throws UsageError if the program needs what JavaScript or the reference loop does not have: threads, forks, …
 */
export function typescriptProgram(definition: CaseDefinition): string {
  return typescriptSource(definition);
}
