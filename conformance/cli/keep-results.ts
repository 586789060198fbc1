/** Earlier results are kept where a run does not replace them. */
import { createHash } from "node:crypto";
import { existsSync, renameSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { ReportError, type ResultsDocument, readDocument } from "../../reports/index.ts";

/** What a document answers: two that answer the same question replace each other. */
const question = ({ suite, shard, implementations }: ResultsDocument) => ({
  options: suite.options ?? {},
  shard: shard ?? null,
  implementations: implementations.map(({ id, arguments: named }) => [id, named ?? []]),
});

/** `results.python-uvloop.json` for the whole suite; other choices add a digest of the options. */
function nameOf(document: ResultsDocument): string {
  const { options, shard } = question(document);
  const ids = document.implementations.map(({ id }) => id.replace(/[^A-Za-z0-9._-]+/g, "-"));
  const whole = Object.keys(options).every((key) => key === "clock" || key === "repeat");
  const digest = createHash("sha256")
    .update(JSON.stringify([options, shard]))
    .digest("hex");
  const part = whole && shard === null ? "" : `.${digest.slice(0, 8)}`;
  return `results.${ids.join("+").slice(0, 100)}${part}.json`;
}

/** What becomes of the file that a run is about to write. */
export type Keeping =
  /** Nothing is there, or the same question is answered anew. */
  | { readonly what: "replace" }
  /** The earlier results are not answered anew: they have moved to `path`. */
  | { readonly what: "moved"; readonly path: string }
  /** Nothing could be judged: the earlier results stay, and the new document is not written. */
  | { readonly what: "leave" };

/**
 * Makes room for a new document without destroying what it does not replace: results of another question, a complete
 * run before an interrupted one, a file that this version cannot read.
 *
 * @param path where the new document goes
 * @param document the new document
 * @returns what was done
 */
export function keepEarlier(path: string, document: ResultsDocument): Keeping {
  if (!existsSync(path) || !statSync(path).isFile()) return { what: "replace" };
  const earlier = earlierDocument(path);
  if (earlier !== undefined && isReplacedBy(earlier, document)) return { what: "replace" };
  if (document.implementations.every(({ failure }) => failure !== undefined))
    return { what: "leave" };
  const name = earlier === undefined ? "results.unreadable.json" : nameOf(earlier);
  const kept = join(dirname(path), name);
  renameSync(path, kept);
  return { what: "moved", path: kept };
}

function isReplacedBy(earlier: ResultsDocument, document: ResultsDocument): boolean {
  const nothing = earlier.implementations.every(({ failure }) => failure !== undefined);
  if (nothing) return true;
  const asMuch = document.complete || !earlier.complete;
  const started = document.implementations.every(({ failure }) => failure === undefined);
  return started && asMuch && isDeepStrictEqual(question(earlier), question(document));
}

function earlierDocument(path: string): ResultsDocument | undefined {
  try {
    return readDocument(path);
  } catch (error) {
    if (!(error instanceof ReportError)) throw error;
    return undefined;
  }
}
