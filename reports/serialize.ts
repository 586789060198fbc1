import type { ImplementationResults, ResultsDocument } from "./document.ts";

/**
 * The document as JSON text: one line per fact, result, clause and case, so that files can be
 * compared by line and stay small. Ends with a line feed.
 */
export function serializeDocument(document: ResultsDocument): string {
  return `${object(document, "", (key, value) => {
    if (key === "implementations") {
      return list(value as ImplementationResults[], "  ", (item) => implementation(item));
    }
    if (key === "clauses" || key === "cases") return object(value as object, "  ", oneLine);
    return oneLine(key, value);
  })}\n`;
}

function implementation(item: ImplementationResults): string {
  return object(item, "    ", (key, value) =>
    key === "results"
      ? list(value as unknown[], "      ", (result) => JSON.stringify(result))
      : oneLine(key, value),
  );
}

function oneLine(_key: string, value: unknown): string {
  return JSON.stringify(value);
}

function object(
  value: object,
  indent: string,
  write: (key: string, value: unknown) => string,
): string {
  const lines = Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .map(([key, item]) => `${indent}  ${JSON.stringify(key)}: ${write(key, item)}`);
  return lines.length === 0 ? "{}" : `{\n${lines.join(",\n")}\n${indent}}`;
}

function list<T>(items: readonly T[], indent: string, write: (item: T) => string): string {
  const lines = items.map((item) => `${indent}  ${write(item)}`);
  return lines.length === 0 ? "[]" : `[\n${lines.join(",\n")}\n${indent}]`;
}
