/** `loopspec history`: which sentence broke or was mended when. */
import {
  columnsOf,
  formatHistoryHtml,
  formatHistoryMarkdown,
  historyOf,
  readDocument,
  writeFiles,
} from "../../reports/index.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import type { CommandContext } from "./command-context.ts";
import { refuseSameFiles } from "./targets.ts";

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
  const documents = files.map((file) => readDocument(file));
  // Refuses the same results given twice: a history would show two runs.
  columnsOf(documents);
  const histories = historyOf(documents);
  if (json) output.out(JSON.stringify(histories, null, 2));
  else if (html === "-") output.out(formatHistoryHtml(histories).replace(/\n$/, ""));
  else if (html === undefined) output.out(formatHistoryMarkdown(histories).replace(/\n$/, ""));
  else {
    refuseSameFiles(files, [html]);
    writeFiles([{ path: html, content: formatHistoryHtml(histories) }]);
    output.err(`Wrote ${html}`);
  }
  return EXIT.ok;
}
