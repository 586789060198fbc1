import { conflictLine } from "./conflict.ts";
import { type ResultsDocument, SCHEMA, VERDICTS } from "./document.ts";
import { ReportError } from "./errors.ts";
import { readText } from "./read-file.ts";
import { checkSchema } from "./schema-check.ts";
import { formatPath } from "./schema-fault.ts";
import { clip, visibleLine } from "./text.ts";
import { countVerdicts } from "./totals.ts";
import { completeUpgrade, isEarlier, upgrade } from "./upgrade.ts";

/** Values nested deeper than this are refused: rendering them would exhaust the stack. */
const MAX_DEPTH = 200;
const TOO_DEEP = `must not be nested deeper than ${MAX_DEPTH}`;

const RERUN = "Write it again with `loopspec run --out DIR`.";
const WHAT = "A result document is the results.json that `loopspec run` writes.";

/**
 * Reads a result document and makes sure that it is one.
 *
 * @param path The file
 * @param options.maxBytes The largest size that is accepted, in bytes
 * @throws {ReportError} Where it is missing, unreadable, too large, truncated, no JSON, of another
 *   kind, of a newer schema, or contradicts itself
 */
export function readDocument(path: string, options: { maxBytes?: number } = {}): ResultsDocument {
  return parseDocument(readText(path, options.maxBytes), path);
}

/**
 * Makes a result document out of JSON text.
 *
 * @param text The JSON text
 * @param where What to call it in messages, such as its path
 * @throws {ReportError} Where the text is not a result document of this version
 */
export function parseDocument(text: string, where: string): ResultsDocument {
  const value = parseJson(text, where);
  return checkDocument(value, where);
}

function parseJson(text: string, where: string): unknown {
  const shown = visibleLine(where);
  if (text.trim() === "") {
    throw new ReportError("truncated", `${shown} is empty.`, RERUN);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    const conflict = conflictLine(text);
    if (conflict !== undefined) {
      throw new ReportError(
        "not-json",
        `${shown} holds the marks of a merge conflict, in line ${conflict}.`,
        `Take one side of it whole. ${RERUN}`,
      );
    }
    if (/^\{"type":"header","schema":"loopspec-stream\//.test(text)) {
      throw new ReportError(
        "not-json",
        `${shown} is the stream of \`loopspec run --jsonl\`, a message a line.`,
        "The same run wrote a result document: results.json, in the folder of `--out`.",
      );
    }
    const said = visibleLine(clip((error as Error).message, 200));
    // A result document begins with a brace; what begins so and does not end so was cut off.
    if (text.trimStart().startsWith("{") && !text.trimEnd().endsWith("}")) {
      throw new ReportError("truncated", `${shown} is cut off: ${said}`, RERUN);
    }
    throw new ReportError("not-json", `${shown} is not JSON: ${said}`, WHAT);
  }
}

/**
 * Makes sure that a parsed value is a result document. One of an earlier version is brought into
 * today's layout.
 *
 * @param value What JSON.parse() gave
 * @param where What to call it in messages, such as its path
 * @throws {ReportError} Where it is something else, newer, or contradicts itself
 */
export function checkDocument(value: unknown, where: string): ResultsDocument {
  const shown = visibleLine(where);
  const earlier = isEarlier(value);
  const current = earlier ? upgrade(value) : value;
  checkVersion(current, shown);
  const fault = checkSchema("results", current);
  if (fault) {
    const { code, message, hint } = invalid(shown, formatPath(fault.path), fault.message);
    throw new ReportError(code, message, `${writerOf(value)}${hint}`);
  }
  const document = current as ResultsDocument;
  checkInstants(document, shown);
  checkImplementations(document, shown);
  for (const part of ["host", "suite"] as const) {
    if (tooDeep(document[part])) throw invalid(shown, part, TOO_DEEP);
  }
  return earlier ? completeUpgrade(document) : document;
}

/** Who wrote a document that this version cannot read, where it says so. */
function writerOf(value: unknown): string {
  const suite = isObject(value) ? value.suite : undefined;
  const version = isObject(suite) ? suite.version : undefined;
  if (typeof version !== "string") return "";
  return `It says that loopspec ${visibleLine(clip(version, 40))} wrote it. `;
}

function checkVersion(value: unknown, shown: string): void {
  const schema = isObject(value) ? value.schema : undefined;
  if (schema === SCHEMA) return;
  const version = /^loopspec-results\/(\d+)$/.exec(typeof schema === "string" ? schema : "")?.[1];
  if (version !== undefined && Number(version) > 2) {
    throw new ReportError(
      "newer-schema",
      `${shown} was written by a newer loopspec: its schema is ${schema}, this one reads ${SCHEMA}.`,
      "Upgrade with `npm install loopspec@latest`, or write the document with this version.",
    );
  }
  throw new ReportError(
    "foreign",
    `${shown} is not a result document: it has no "schema": "${SCHEMA}".`,
    `${otherKind(value)}${WHAT}`,
  );
}

/** What a file of ours is that is no result document, and where it belongs. */
function otherKind(value: unknown): string {
  const named = isObject(value) ? value.implementations : undefined;
  const parts = isObject(named) && !Array.isArray(named) ? Object.values(named) : [];
  if (parts.some((part) => isObject(part) && "spec" in part))
    return "It is a configuration: `--config` takes it. ";
  const listIn = (part: unknown) => (isObject(part) && !Array.isArray(part) ? part.entries : part);
  const lists = [value, ...parts].map(listIn);
  const known = lists.some(
    (list) => Array.isArray(list) && isObject(list[0]) && "match" in list[0],
  );
  return known ? "It is a file of expectations: `--expect` takes it. " : "";
}

function checkInstants(document: ResultsDocument, shown: string): void {
  for (const field of ["startedAt", "finishedAt"] as const) {
    if (Number.isNaN(Date.parse(document[field]))) {
      throw invalid(shown, field, "must be an ISO 8601 instant");
    }
  }
  const { shard } = document;
  if (shard && shard.index > shard.count) {
    throw invalid(shown, "shard.index", `must be at most ${shard.count}`);
  }
}

function checkImplementations(document: ResultsDocument, shown: string): void {
  const ids = new Set<string>();
  document.implementations.forEach((implementation, i) => {
    const at = `implementations[${i}]`;
    const { id, results, totals } = implementation;
    if (ids.has(id)) {
      throw new ReportError(
        "duplicate-implementation",
        `${shown} has two implementations with the id ${visibleLine(clip(id, 80))}.`,
        "Give each a unique name in loopspec.config.json, and run again.",
      );
    }
    ids.add(id);
    const cases = new Set(results.map((result) => result.case));
    if (cases.size < results.length) {
      throw invalid(shown, `${at}.results`, "must not have two results for one case");
    }
    const counted = countVerdicts(results);
    const wrong = VERDICTS.find((verdict) => counted[verdict] !== totals[verdict]);
    if (wrong) {
      throw invalid(shown, `${at}.totals.${wrong}`, `must be ${counted[wrong]}, as in results`);
    }
    const excused = results.findIndex(
      ({ verdict, because }) => because !== undefined && verdict !== "not-judged",
    );
    if (excused >= 0) {
      throw invalid(shown, `${at}.results[${excused}].because`, "is only for what was not judged");
    }
    checkDepths(document, i, shown);
  });
}

function checkDepths(document: ResultsDocument, i: number, shown: string): void {
  document.implementations[i]!.results.forEach((result, j) => {
    for (const side of ["expected", "observed"] as const) {
      if (result[side] !== undefined && tooDeep(result[side])) {
        const path = `implementations[${i}].results[${j}].${side}`;
        throw invalid(shown, path, TOO_DEEP);
      }
    }
  });
}

/** Level by level, without recursion: the value may be deeper than the stack. */
function tooDeep(value: unknown): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MAX_DEPTH) return true;
    level = level
      .filter(isObject)
      .flatMap((item) => Object.values(item).filter((inner) => isObject(inner)));
  }
  return false;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function invalid(shown: string, path: string, message: string): ReportError {
  return new ReportError("invalid", `${shown}: ${path} ${message}.`, RERUN);
}
