/** Takes the code out of our own Markdown documents, so that tests run what readers are told to run. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "#package-root";

/** The code of a section. */
export interface SectionCode {
  /** The lines of its indented blocks, in order: what a reader types. */
  readonly commands: readonly string[];
  /** Its fenced blocks that name a file in their first comment, by that name: what a reader saves. */
  readonly files: ReadonlyMap<string, string>;
}

/** The comment that names a file: on the first line, or on the second below a `#!` line. */
const FILE_NAME = /^(?:#!.*\n)?(?:#|\/\/) ([\w./-]+\.\w+)\n/;

/**
 * The code of one section of a document.
 *
 * @param document path inside the package
 * @param heading text of the section's `##` heading; empty for what stands above the first
 */
export function sectionCode(document: string, heading: string): SectionCode {
  const text = readFileSync(join(packageRoot, document), "utf8");
  const [start, ...sections] = text.split(/^## /m);
  const section = heading === "" ? start : sections.find((part) => part.startsWith(`${heading}\n`));
  if (section === undefined) throw new Error(`${document} has no section ${heading}`);
  const files = new Map<string, string>();
  const fence = /^```\w*\n(.*?)^```$/gms;
  for (const [, content = ""] of section.matchAll(fence)) {
    const name = FILE_NAME.exec(content)?.[1];
    if (name !== undefined) files.set(name, content);
  }
  const commands = section
    .replace(fence, "")
    .split("\n")
    .filter((line) => line.startsWith("    "))
    .map((line) => line.trim());
  return { commands, files };
}
