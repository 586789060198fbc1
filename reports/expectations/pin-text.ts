import { isDeepStrictEqual } from "node:util";
import { applyEdits, findNodeAtLocation, type JSONPath, modify, parseTree } from "jsonc-parser";
import type { ImplementationResults } from "../document.ts";
import type { ExpectationChange } from "./change.ts";
import { parseExpectations } from "./parse.ts";
import { pinsFor } from "./pins.ts";
import { sameLoop } from "./same-loop.ts";

/**
 * The text of an expectations file with what an implementation offers written into its section. A
 * section that is a bare list becomes an object around it: comments in the list stay.
 *
 * @param changes What was changed is added to it
 * @param part Whether the results are a part of the suite: how many cases were judged is then not recorded
 */
export function pinned(
  text: string,
  file: string,
  subject: ImplementationResults,
  { changes, part }: { changes: ExpectationChange[]; part: boolean },
): string {
  const sections = parseExpectations(text, file, subject.id).sections;
  const section = sections.find(({ implementation }) => sameLoop(implementation, subject.id));
  const { line: _, ...known } = section?.pins ?? { line: 0 };
  const { capabilities, judged: now } = pinsFor(subject);
  const judged = part ? known.judged : now;
  const pins = { capabilities, ...(judged !== undefined && { judged }) };
  if (isDeepStrictEqual(known, pins)) return text;
  changes.push({
    action: "change",
    implementation: subject.id,
    match: "capabilities, judged",
    why: `It offers ${capabilities.length} capabilities${part ? "" : `, and ${now} cases were judged`}.`,
  });
  const options = { formattingOptions: { insertSpaces: true, tabSize: 2 } };
  const set = (at: string, path: JSONPath, value: unknown) =>
    applyEdits(at, modify(at, path, value, options));
  if (!section) {
    return set(text, ["implementations", subject.id], { ...pins, entries: [] });
  }
  const { path } = section;
  // A bare list lies at the root or under its implementation's id; else an object owns it.
  const bare = path.length === 0 || path.length === 2;
  const owner = bare ? path : path.slice(0, -1);
  const whole = bare ? wrap(text, path) : text;
  const offered = set(whole, [...owner, "capabilities"], capabilities);
  return judged === undefined ? offered : set(offered, [...owner, "judged"], judged);
}

/** Puts an object around the list at this path. */
function wrap(text: string, path: JSONPath): string {
  const root = parseTree(text, [], { allowTrailingComma: true })!;
  const { offset, length } = findNodeAtLocation(root, path)!;
  const list = text.slice(offset, offset + length);
  return `${text.slice(0, offset)}{ "entries": ${list} }${text.slice(offset + length)}`;
}
