/** `loopspec diff`: what changed between two result documents. */
import { isDeepStrictEqual } from "node:util";
import {
  diffDocuments,
  formatDiffJson,
  formatDiffMarkdown,
  readDocument,
  renderDiff,
} from "../../reports/index.ts";
import type { ExitCode } from "../exit-code.ts";
import type { CommandContext } from "./command-context.ts";

/** What commander makes of the options of `loopspec diff`. */
export interface DiffOptions {
  readonly json?: boolean;
  readonly markdown?: boolean;
  readonly strict?: boolean;
}

/** Runs `loopspec diff`. */
export function diffCommand(
  before: string,
  after: string,
  { json, markdown, strict = false }: DiffOptions,
  { output }: CommandContext,
): ExitCode {
  const named = (name: string) => ({ name, document: readDocument(name) });
  const [from, to] = [named(before), named(after)];
  // A job that compares a run with itself stays green for ever; one that has no earlier results yet may want that.
  if (isDeepStrictEqual(from.document, to.document))
    output.err(
      `loopspec: both documents are the same run, of ${from.document.startedAt}: nothing can have changed.`,
    );
  const diff = diffDocuments(from, to, { strict });
  const text = json
    ? formatDiffJson(diff)
    : markdown
      ? formatDiffMarkdown(diff)
      : renderDiff(diff, { color: output.color, width: output.width });
  output.out(text.replace(/\n$/, ""));
  return diff.exitCode;
}
