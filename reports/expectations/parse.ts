import {
  findNodeAtLocation,
  getNodeValue,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from "jsonc-parser";
import { conflictLine } from "../conflict.ts";
import { duplicateKey } from "../duplicate-key.ts";
import { ReportError } from "../errors.ts";
import { MAX_NESTING, tooDeepAt } from "../nesting.ts";
import { readText } from "../read-file.ts";
import { visibleLine } from "../text.ts";
import { parseRange, RANGES } from "./condition.ts";
import { faultOf } from "./fault.ts";
import { LineIndex } from "./line-index.ts";
import type {
  ExpectationEntry,
  ExpectationSection,
  Expectations,
  Pins,
  PlacedEntry,
} from "./types.ts";

/** The largest expectations file that is read, in bytes. */
const MAX_BYTES = 16_000_000;

/**
 * Reads an expectations file: JSON in which comments and trailing commas are allowed.
 *
 * @param path The file
 * @param implementation Id of the implementation that a file without ids is about
 * @throws {ReportError} With line and column, where the file is no list of expectations
 */
export function readExpectations(path: string, implementation?: string): Expectations {
  const text = readText(path, MAX_BYTES, {
    ifMissing: "`loopspec expect update RESULTS` writes it.",
    usualName: "loopspec.expect.json",
  });
  return parseExpectations(text, path, implementation);
}

/**
 * Reads the text of an expectations file.
 *
 * @param text JSON with comments
 * @param file Name of the file, for messages
 * @param implementation Id of the implementation that a file without ids is about
 * @throws {ReportError} With line and column, where the text is no list of expectations
 */
export function parseExpectations(
  text: string,
  file: string,
  implementation?: string,
): Expectations {
  const shown = visibleLine(file);
  const lines = new LineIndex(text);
  refuseDepth(text, { shown, lines });
  refuseNoJson(text, shown);
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true });
  const error = errors[0];
  if (error || !root) {
    const { line, column } = lines.at(error?.offset ?? 0);
    const said = error ? wordsOf(printParseErrorCode(error.error)) : "the file is empty";
    throw new ReportError(
      "expectations-syntax",
      `${shown}:${line}:${column}: ${said}.`,
      "Correct the JSON there. Comments and trailing commas are allowed.",
    );
  }
  const place = { shown, lines };
  refuseDuplicates(text, place);
  const fault = faultOf(root);
  if (fault) throw invalid(place, fault.node, fault.message, fault.hint);
  return { file, text, sections: sectionsOf(root, file, lines, implementation, place) };
}

function refuseDepth(text: string, { shown, lines }: Place): void {
  const offset = tooDeepAt(text);
  if (offset === undefined) return;
  const { line, column } = lines.at(offset);
  throw new ReportError(
    "expectations-invalid",
    `${shown}:${line}:${column}: must not be nested deeper than ${MAX_NESTING}.`,
    "Entries are lists of flat objects.",
  );
}

/** Where a parser would name a character, and nobody would see why. */
function refuseNoJson(text: string, shown: string): void {
  const conflict = conflictLine(text);
  if (conflict !== undefined) {
    throw new ReportError(
      "expectations-syntax",
      `${shown}:${conflict}:1: here begins a merge conflict.`,
      "Resolve it; or take one side, and `loopspec expect update RESULTS` adds what is missing.",
    );
  }
  if (text.trim() === "") {
    throw new ReportError(
      "expectations-syntax",
      `${shown}:1:1: the file is empty.`,
      "Delete it: `loopspec expect update RESULTS` writes it anew.",
    );
  }
}

interface Place {
  shown: string;
  lines: LineIndex;
}

/** `CommaExpected` -> `a comma was expected` and so on, as far as the names allow. */
function wordsOf(code: string): string {
  return code
    .replace(/([a-z])([A-Z])/g, (_, a: string, b: string) => `${a} ${b.toLowerCase()}`)
    .toLowerCase();
}

function invalid(
  { shown, lines }: Place,
  node: { offset: number },
  message: string,
  hint: string,
): ReportError {
  const { line, column } = lines.at(node.offset);
  return new ReportError("expectations-invalid", `${shown}:${line}:${column}: ${message}`, hint);
}

/** JSON lets the last of two equal keys win; the other one's entries would be lost in silence. */
function refuseDuplicates(text: string, place: Place): void {
  const twice = duplicateKey(text);
  if (!twice) return;
  const shown = JSON.stringify(visibleLine(twice.key));
  throw invalid(place, twice, `${shown} stands here twice.`, "Join the two.");
}

function sectionsOf(
  root: Node,
  file: string,
  lines: LineIndex,
  implementation: string | undefined,
  place: Place,
): ExpectationSection[] {
  const section = (
    node: Node,
    path: (string | number)[],
    id: string | undefined,
    owner?: Node,
  ): ExpectationSection => {
    const pins = owner && pinsOf(owner, lines);
    return {
      file,
      implementation: id,
      path,
      endLine: lines.at(node.offset + node.length - 1).line,
      entries: (node.children ?? []).map((child, i) => placed(child, [...path, i], file, place)),
      ...(pins && { pins }),
    };
  };
  if (root.type === "array") return [section(root, [], implementation)];
  const entries = findNodeAtLocation(root, ["entries"]);
  if (entries) return [section(entries, ["entries"], implementation, root)];
  return findNodeAtLocation(root, ["implementations"])!.children!.map(({ children }) => {
    const id = children![0]!.value as string;
    const [, value] = children!;
    const list = value!.type === "object" ? findNodeAtLocation(value!, ["entries"]) : undefined;
    return list
      ? section(list, ["implementations", id, "entries"], id, value)
      : section(value!, ["implementations", id], id);
  });
}

function pinsOf(owner: Node, lines: LineIndex): Pins | undefined {
  const value = getNodeValue(owner) as { capabilities?: string[]; judged?: number };
  const { capabilities, judged } = value;
  if (capabilities === undefined && judged === undefined) return undefined;
  return {
    line: lines.at(owner.offset).line,
    ...(capabilities !== undefined && { capabilities }),
    ...(judged !== undefined && { judged }),
  };
}

function placed(node: Node, path: (string | number)[], file: string, place: Place): PlacedEntry {
  const entry = getNodeValue(node) as ExpectationEntry;
  const nodeOf = (...steps: string[]): Node => findNodeAtLocation(node, steps) ?? node;
  for (const key of RANGES) {
    const range = entry.when?.[key];
    if (range === undefined || parseRange(range)) continue;
    throw invalid(
      place,
      nodeOf("when", key),
      `when.${key} is not a range of versions: ${JSON.stringify(visibleLine(range))}.`,
      "Write it like `>=0.20 <0.23`, `3.13.*` or `3.8 || 3.9`.",
    );
  }
  if (entry.review !== undefined && !isDay(entry.review)) {
    throw invalid(place, nodeOf("review"), `there is no such day: ${entry.review}.`, "Correct it.");
  }
  const lineOf = (at: Node) => place.lines.at(at.offset).line;
  const lines = new Map(
    (node.children ?? []).map((property) => [property.children![0]!.value, lineOf(property)]),
  );
  return { entry, file, path, line: lineOf(node), lines };
}

function isDay(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
