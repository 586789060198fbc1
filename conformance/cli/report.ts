/** `loopspec report`: documents in, files out; all of them or none. */
import {
  type FormatOptions,
  formatBadgeJson,
  formatBadgeSvg,
  formatCsv,
  formatCtrf,
  formatHtml,
  formatJunit,
  formatMarkdown,
  formatSarif,
  formatTap,
  gate,
  type OutputFile,
  type ResultsDocument,
  readDocument,
  readExpectations,
  renderSummary,
  writeFiles,
} from "../../reports/index.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { UsageError } from "../usage-error.ts";
import type { CommandContext } from "./command-context.ts";

/** Options of `loopspec report`: a target file for each format. */
export interface ReportOptions {
  readonly html?: string;
  readonly junit?: string;
  readonly tap?: string;
  readonly ctrf?: string;
  readonly sarif?: string;
  readonly markdown?: string;
  readonly csv?: string;
  readonly badge?: string;
  readonly badgeSvg?: string;
  readonly expect?: readonly string[];
  readonly strict?: boolean;
  readonly color: boolean;
}

type Format = Exclude<keyof ReportOptions, "expect" | "strict" | "color">;
type Formatter = (documents: readonly ResultsDocument[], options: FormatOptions) => string;

const FORMATTERS: { readonly [format in Format]: Formatter } = {
  html: formatHtml,
  junit: formatJunit,
  tap: formatTap,
  ctrf: formatCtrf,
  sarif: formatSarif,
  markdown: formatMarkdown,
  csv: formatCsv,
  badge: formatBadgeJson,
  badgeSvg: formatBadgeSvg,
};

/** Runs `loopspec report`. */
export function report(
  files: readonly string[],
  options: ReportOptions,
  { output }: CommandContext,
): ExitCode {
  const wanted = (Object.keys(FORMATTERS) as Format[]).filter(
    (format) => options[format] !== undefined,
  );
  const toOutput = wanted.filter((format) => options[format] === "-");
  if (toOutput.length > 1)
    throw new UsageError("only one report fits on standard output", "Give the others a file.");
  const documents = files.map((file) => readDocument(file));
  const strict = options.strict === true;
  const expectations = (options.expect ?? []).map((file) => readExpectations(file));
  const formatOptions: FormatOptions = { strict, gate: gate(documents, { strict, expectations }) };
  const outputs: OutputFile[] = [];
  for (const format of wanted) {
    const content = FORMATTERS[format](documents, formatOptions);
    if (options[format] === "-") output.out(content.replace(/\n$/, ""));
    else outputs.push({ path: options[format] as string, content });
  }
  writeFiles(outputs);
  for (const { path } of outputs) output.err(`Wrote ${path}`);
  if (wanted.length === 0)
    output.out(
      renderSummary(documents, { color: output.color, width: output.width, ...formatOptions }),
    );
  return EXIT.ok;
}
