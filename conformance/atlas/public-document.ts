/** What may be published: documents and texts without the folders of the machine that made them. */
import os from "node:os";
import { dirname, resolve } from "node:path";
import { packageRoot } from "#package-root";
import type { ResultsDocument } from "../../reports/index.ts";
import type { GivenInterpreters } from "./interpreters.ts";

/** Where the atlas lies, and the interpreters that were given, by version. */
export interface Folders {
  readonly folder: string;
  readonly python: GivenInterpreters;
}

/**
 * A document without the machine's folders: in commands, in messages of hung or failed cases, in
 * tracebacks. Nothing else changes.
 */
export function publicDocument(document: ResultsDocument, folders: Folders): ResultsDocument {
  // As JSON writes a path: it escapes what Windows puts between folders.
  const inJson = (path: string) => JSON.stringify(path).slice(1, -1);
  const text = replaced(JSON.stringify(document), folders, inJson);
  return JSON.parse(text) as ResultsDocument;
}

/** A text without the machine's folders. */
export function publicText(text: string, folders: Folders): string {
  return replaced(text, folders, (path) => path);
}

/** Where an interpreter was built, ahead of the name of its sources: native loops that crash print it. */
const BUILD_FOLDER = /\/[^\s"\\,()]*?\/(?=Python-\d+\.\d+[\w.]*\/)/g;

function replaced(
  text: string,
  { folder, python }: Folders,
  written: (path: string) => string,
): string {
  const names: readonly (readonly [string, string])[] = [
    [resolve(folder), ".atlas"],
    [packageRoot, "loopspec"],
    ...Object.entries(python).map(([version, path]): [string, string] => [
      dirname(dirname(resolve(path))),
      `python${version}`,
    ]),
    [os.homedir(), "~"],
  ];
  // Longer ones first: the atlas may lie in the project, and the project in the home folder.
  return names
    .filter(([path]) => path.length > 1)
    .sort(([a], [b]) => b.length - a.length)
    .reduce((whole, [path, name]) => whole.replaceAll(written(path), name), text)
    .replaceAll(BUILD_FOLDER, "");
}
