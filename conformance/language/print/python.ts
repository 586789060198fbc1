/** Cases as Python: the script that shows a behaviour without this project, and the program to read. */
import type { CaseDefinition } from "../case.ts";
import { DECIDING } from "./python/deciding.ts";
import type { Ending } from "./python/ending.ts";
import type { PythonFactory } from "./python/factory.ts";
import { listingOf, type Scripted, scriptOf } from "./python/script.ts";
import { TRACING } from "./python/tracing.ts";
import { scriptHeader } from "./script-header.ts";

export { DECIDING } from "./python/deciding.ts";
export type { Ending } from "./python/ending.ts";
export type { PythonFactory } from "./python/factory.ts";
export { factoryEdits } from "./python/factory.ts";
export type { Scripted } from "./python/script.ts";
export { TRACING } from "./python/tracing.ts";

/**
 * A stand-alone Python script of a case, for CPython and PyPy 3.8 and newer.
 *
 * @param definition a case whose program passes the static checks
 * @param factory what makes the loop: `asyncio.new_event_loop()` unless given
 * @param ending what the script does with what it sees: `DECIDING` compares it with the expectation and says by its
 *   exit status whether that holds; `TRACING` prints it
 * @param judged the editions of the documentation that its links lead to, the most wanted first
 */
export function pythonScript(
  definition: CaseDefinition,
  factory: PythonFactory = {},
  ending: Ending = DECIDING,
  judged: readonly string[] = [],
): string {
  const header = scriptHeader(definition, { ending, judged });
  return scriptOf({ ...definition, header }, factory, ending);
}

/** The stand-alone script of a program that is in no table, under a header of the caller's; it prints the trace. */
export function pythonScriptOf(scripted: Scripted, factory: PythonFactory = {}): string {
  return scriptOf(scripted, factory, TRACING);
}

/** The program of a case in Python, without imports, helpers and output: to be read, not run. */
export function programListing(definition: CaseDefinition): string {
  return listingOf(definition);
}
