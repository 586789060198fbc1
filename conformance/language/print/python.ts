/** Cases as Python: the script that shows a behaviour without this project, and the program to read. */
import type { CaseDefinition } from "../case.ts";
import { listingOf, type Scripted, scriptOf } from "./python/script.ts";
import type { PythonFactory } from "./python/writer.ts";
import { scriptHeader } from "./script-header.ts";

export { factoryEdits, type Scripted } from "./python/script.ts";
export type { PythonFactory } from "./python/writer.ts";

/**
 * A stand-alone Python script of a case, for CPython and PyPy 3.8 and newer.
 *
 * It prints one trace entry a line on standard output and exits with 0 whatever the trace. An error that reaches the
 * end of main, metrics, handler reports, warnings and log records go to standard error.
 *
 * @param definition a case whose program passes the static checks
 * @param factory what makes the loop: `asyncio.new_event_loop()` unless given
 */
export function pythonScript(definition: CaseDefinition, factory: PythonFactory = {}): string {
  return scriptOf({ ...definition, header: scriptHeader(definition) }, factory);
}

/** The stand-alone script of a program that is in no table, under a header of the caller's. */
export function pythonScriptOf(scripted: Scripted, factory: PythonFactory = {}): string {
  return scriptOf(scripted, factory);
}

/** The program of a case in Python, without imports, helpers and output: to be read, not run. */
export function programListing(definition: CaseDefinition): string {
  return listingOf(definition);
}
