import type { CaseResult } from "../document.ts";
import { differingEntry, entryName } from "./differing-entry.ts";
import { familyOf, wayOf } from "./ways.ts";

/**
 * What a wrong result has in common with others of the same cause, as keys: results that share a
 * key are one deviation. The clause that it is about is always one of them.
 */
export function symptomsOf(result: CaseResult): string[] {
  const way = wayOf(result);
  const key = (...parts: string[]) => [way, ...parts].join("\u0000");
  const own = key("clause", result.clauses[0]!);
  const { operation } = result;
  if (way === "flaky") return [own];
  if (way === "crash" || way === "error") {
    const place = NATIVE_PLACE.exec(result.message ?? "")?.[0] ?? "";
    return [own, key("reason", result.reason ?? "", place)];
  }
  const promise = SHARED_PROMISES[result.clauses[0]!];
  const shared = way === "answer" && promise !== undefined ? [key("promise", promise)] : [];
  if (operation === undefined) return [own, ...shared];
  if (way === "hang") return [own, key("behind", familyOf(operation))];
  return [own, ...shared, ...answerSymptoms(result, operation).map((parts) => key(...parts))];
}

function answerSymptoms(result: CaseResult, operation: string): string[][] {
  const { expected, got } = differingEntry(result);
  const raised = /^outcome raised (.*)$/.exec(result.reason ?? "")?.[1];
  if (raised !== undefined) return raisedSymptoms(result, raised, familyOf(operation));
  if (got?.startsWith("!") && !wanted(result, got)) {
    return [["raised", got.slice(1), familyOf(operation)]];
  }
  if (expected === undefined && got === undefined) return [];
  // What was to come later tells of its place alone; what was never to come tells of the fault.
  const instead = got !== undefined && (expected === undefined || !wanted(result, got));
  const [shape, entry] = instead ? ["instead", got] : ["missing", expected!];
  const topic = topicOf(result.clauses[0]!);
  return [
    [shape, symptomName(entry), operation],
    ...(topic === undefined ? [] : [["topic", topic, shape]]),
  ];
}

/** The key of an error that came out of a run. */
export const RAISED_BY_RUN = /\0raised\0[^\0]*\0a run$/;

/** Where a native loop gave up, as a panic or an assertion tells it. A signal alone says little. */
const NATIVE_PLACE = /\bpanicked at \S+?:\d+|[\w./-]+\.(?:c|cc|cpp|h|zig):\d+(?=:.*\bassertion\b)/i;

/** Errors that end the program, by the operation that let them out. What is missing has a name, whoever asked for it. */
function raisedSymptoms(result: CaseResult, raised: string, family: string): string[][] {
  const lacking = /\(('\w[\w.]*'|type object '\w+'|module '[\w.]+').* has no attribute '\w+'\)/;
  const lacks = lacking.exec(result.message ?? "")?.[0];
  if (lacks !== undefined) return [["raised", raised, lacks]];
  return [["raised", raised, family]];
}

/**
 * Promises that two clauses make, one for each way to run a loop: what ends a run too early ends both, once without
 * a word and once with an error, because the future of `run_until_complete()` is not done.
 */
const SHARED_PROMISES: { readonly [clause: string]: string } = {
  "run-forever.runs-until-stop": "a run lasts",
  "run-until-complete.runs-to-completion": "a run lasts",
};

/** Whether the entry was expected anywhere, groups of free order included. */
function wanted({ expected }: CaseResult, entry: string): boolean {
  return JSON.stringify(expected?.trace ?? []).includes(JSON.stringify(entry));
}

/** Who complains does not matter, what about does: `on_error called with 1 argument`. */
function symptomName(entry: string): string {
  return entryName(entry.replace(/^\w+ (called with .*)$/, "… $1"));
}

/**
 * The sentence that several clauses split between them: `run-forever.stop-before-run` of
 * `run-forever.stop-before-run.exits`.
 */
function topicOf(clause: string): string | undefined {
  const parts = clause.split(".");
  return parts.length > 2 ? parts.slice(0, -1).join(".") : undefined;
}
