/** Accusations of a result document, held against what their scripts say. */
import {
  type CaseResult,
  deviationsOf,
  type ImplementationResults,
  type ResultsDocument,
  resultsOf,
  scriptFor,
} from "../../reports/index.ts";
import { allCases } from "../cases/index.ts";
import type { Judgement } from "../judge/verdict.ts";
import { PROCESS_ENDED } from "../language/print/python/deciding.ts";
import { pythonScript } from "../language/print/python.ts";
import { readConfig } from "./config.ts";
import { DEFAULTS } from "./defaults.ts";
import { namedImplementation } from "./named-implementation.ts";
import { lastWords, tellsOf } from "./script-line.ts";
import { runScript, type ScriptEnd } from "./script-run.ts";

/** A result that says that a loop breaks what a text promises, with the script that shows it. */
export interface Accusation {
  readonly result: CaseResult;
  readonly script: string;
}

/** What became of an accusation. */
export interface Confirmation {
  readonly result: CaseResult;
  /** What the script did instead of showing the same failure; absent where it shows it. */
  readonly instead?: string;
}

const ACCUSES: ReadonlySet<string> = new Set(["fail", "timeout", "crash"]);

/** Marks a script that decides: older documents carry scripts that only show. */
const DECIDES = "\ndef decide(";

/**
 * The accusations of an implementation.
 *
 * @param smallest of each deviation only the smallest case
 * @returns undefined where it has no Python scripts
 */
export function accusationsOf(
  implementation: ImplementationResults,
  document: ResultsDocument,
  smallest: boolean,
): readonly Accusation[] | undefined {
  if (implementation.language !== "Python") return undefined;
  const { deviations } = deviationsOf(implementation, document);
  const results = deviations.flatMap((deviation) =>
    smallest ? [deviation.smallest] : resultsOf(deviation),
  );
  const accusing = results.filter(({ verdict }) => ACCUSES.has(verdict));
  return accusing.map((result) => ({
    result,
    script: scriptOf(result, implementation, document),
  }));
}

function scriptOf(
  { case: id, limit }: CaseResult,
  implementation: ImplementationResults,
  document: ResultsDocument,
): string {
  const kept = scriptFor(document.cases?.[id], implementation, limit);
  if (kept?.language === "python" && kept.text.includes(DECIDES)) return kept.text;
  const kase = allCases.find((each) => each.id === id);
  if (kase === undefined) throw new Error(`There is no script of ${id}: the case is retired.`);
  return pythonScript(
    limit === undefined ? kase : { ...kase, timeout: limit },
    pythonOf(implementation).python,
  );
}

/** The module and factory that an implementation was judged with; a name is that of the configuration here. */
function pythonOf(implementation: ImplementationResults) {
  return namedImplementation(
    after("-i", implementation) ?? implementation.id,
    readConfig(undefined),
    interpreterOf(implementation),
  );
}

function after(option: string, { arguments: given = [] }: ImplementationResults) {
  const at = given.indexOf(option);
  return at < 0 ? undefined : given[at + 1];
}

/**
 * The interpreter that an implementation was judged with.
 *
 * @param python stands in for it
 */
export function interpreterOf(implementation: ImplementationResults, python?: string): string {
  return python ?? after("--python", implementation) ?? DEFAULTS.python;
}

/** Runs the script of an accusation. It confirms if it shows the same failure, to the first differing entry. */
export async function confirm(
  { result, script }: Accusation,
  interpreter: string,
): Promise<Confirmation> {
  const end = await runScript(interpreter, script);
  return shows(result, end) ? { result } : { result, instead: told(end) };
}

/** Whether a script that ended so shows the failure that the result tells of, in any of its attempts. */
export function shows(result: CaseResult, { status, signal, stdout }: ScriptEnd): boolean {
  const printed = stdout.replace(/\n$/, "");
  if (result.verdict === "crash") {
    const ended = signal !== null || (status !== 0 && status !== 1);
    return ended || printed.endsWith(PROCESS_ENDED);
  }
  if (status !== 1) return false;
  const line = lastWords(printed);
  const outcome = String(result.observed?.outcome ?? "");
  const endsAlike = outcome.startsWith("raised ") && line.endsWith(`, observed \`${outcome}\``);
  return endsAlike || sightings(result).some((seen) => tellsOf(line, seen));
}

/**
 * What the judge saw of a result: its judgement and its attempts. A loop that is wrong in two ways shows now the one
 * first, now the other. Attempts of older documents do not say what kind of failure they saw, and count for nothing.
 */
function sightings({ attempts = [], ...result }: CaseResult): readonly Judgement[] {
  return [result, ...attempts].map(({ verdict, message, reason }) => ({
    verdict,
    ...(message === undefined ? {} : { message }),
    ...(reason === undefined ? {} : { reason }),
  }));
}

function told({ status, signal, stdout, stderr }: ScriptEnd): string {
  if (signal !== null) return `ended by ${signal}`;
  const line = stdout.trim();
  const error = stderr.trim().split("\n").at(-1) ?? "";
  return `exit status ${status}${line === "" ? "" : `: ${line}`}${line === "" && error !== "" ? `: ${error}` : ""}`;
}
