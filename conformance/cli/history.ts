/** `loopspec history`: which sentence broke or was mended when. */
import {
  formatHistoryHtml,
  formatHistoryMarkdown,
  historyOf,
  readDocument,
  writeFiles,
} from "../../reports/index.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import type { CommandContext } from "./command-context.ts";

/** What commander makes of the options of `loopspec history`. */
export interface HistoryOptions {
  readonly html?: string;
  readonly json?: boolean;
}

/** Runs `loopspec history`. */
export function history(
  files: readonly string[],
  { html, json }: HistoryOptions,
  { output }: CommandContext,
): ExitCode {
  const histories = historyOf(files.map((file) => readDocument(file)));
  if (json) output.out(JSON.stringify(histories, null, 2));
  else if (html === "-") output.out(formatHistoryHtml(histories).replace(/\n$/, ""));
  else if (html === undefined) output.out(formatHistoryMarkdown(histories).replace(/\n$/, ""));
  else {
    writeFiles([{ path: html, content: formatHistoryHtml(histories) }]);
    output.err(`Wrote ${html}`);
  }
  return EXIT.ok;
}
