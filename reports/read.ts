import { readFileSync, statSync } from "node:fs";
import { expandCompact, isCompact } from "./compact.ts";
import { type ResultsDocument, SCHEMA, VERDICTS } from "./document.ts";
import { ReportError } from "./errors.ts";
import { checkSchema, formatPath } from "./schema-check.ts";
import { clip, visibleLine } from "./text.ts";
import { countVerdicts } from "./totals.ts";
import { completeUpgrade, isEarlier, upgrade } from "./upgrade.ts";

/** The largest file that is read, in bytes: what V8 can hold in one string. */
export const MAX_BYTES = 512_000_000;

/** Values nested deeper than this are refused: rendering them would exhaust the stack. */
const MAX_DEPTH = 200;
const TOO_DEEP = `must not be nested deeper than ${MAX_DEPTH}`;

const RERUN = "Write it again with `loopspec run --out DIR`.";

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
 * Reads a text file whole, its size checked first. A compact one is expanded.
 *
 * @param ifMissing What writes such a file, as a sentence
 * @throws {ReportError} Where it is missing, unreadable or larger than `maxBytes`
 */
export function readText(
  path: string,
  maxBytes: number = MAX_BYTES,
  ifMissing = "`loopspec run --out DIR` writes DIR/results.json.",
): string {
  const shown = visibleLine(path);
  try {
    const { size } = statSync(path);
    if (size > maxBytes) {
      const megabytes = (bytes: number) => `${Math.ceil(bytes / 1e6).toLocaleString("en-US")} MB`;
      throw new ReportError(
        "too-large",
        `${shown} has ${megabytes(size)}, more than the ${megabytes(maxBytes)} that can be read.`,
        "Split the run with `--shard I/N` or `--select`, and report the parts.",
      );
    }
    const bytes = readFileSync(path);
    const text = isCompact(bytes) ? expandCompact(bytes, shown, maxBytes) : bytes.toString("utf8");
    return text.replace(/^\ufeff/, "");
  } catch (error) {
    if (error instanceof ReportError) throw error;
    throw cannotRead(shown, error as NodeJS.ErrnoException, ifMissing);
  }
}

function cannotRead(shown: string, error: NodeJS.ErrnoException, ifMissing: string): ReportError {
  const cause = { cause: error };
  switch (error.code) {
    case "ENOENT":
      return new ReportError(
        "not-found",
        `There is no file ${shown}.`,
        `Check the path. ${ifMissing}`,
        cause,
      );
    case "EISDIR":
      return new ReportError(
        "unreadable",
        `${shown} is a folder.`,
        `Name the file in it: ${shown.replace(/\/+$/, "")}/results.json`,
        cause,
      );
    default:
      return new ReportError(
        "unreadable",
        `${shown} cannot be read: ${error.message}`,
        "Check the file's permissions and its disk.",
        cause,
      );
  }
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
    const said = visibleLine(clip((error as Error).message, 200));
    // A result document begins with a brace; what begins so and does not end so was cut off.
    if (text.trimStart().startsWith("{") && !text.trimEnd().endsWith("}")) {
      throw new ReportError("truncated", `${shown} is cut off: ${said}`, RERUN);
    }
    throw new ReportError(
      "not-json",
      `${shown} is not JSON: ${said}`,
      "A result document is the results.json that `loopspec run` writes.",
    );
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
    "A result document is the results.json that `loopspec run` writes.",
  );
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
