/** `loopspec diff`: what changed between two result documents. */
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
  const diff = diffDocuments(named(before), named(after), { strict });
  const text = json
    ? formatDiffJson(diff)
    : markdown
      ? formatDiffMarkdown(diff)
      : renderDiff(diff, { color: output.color, width: output.width });
  output.out(text.replace(/\n$/, ""));
  return diff.exitCode;
}
