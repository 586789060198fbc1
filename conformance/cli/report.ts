/** `loopspec report`: documents in, files out; all of them or none. */
import {
  compactDocument,
  FORMATS,
  type FormatName,
  type FormatOptions,
  formatIssue,
  gate,
  type OutputFile,
  type ResultsDocument,
  readDocument,
  readExpectations,
  renderSummary,
  writeFiles,
} from "../../reports/index.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { didYouMean } from "../suggest.ts";
import { UsageError } from "../usage-error.ts";
import type { CommandContext } from "./command-context.ts";
import { refuseSameFiles } from "./targets.ts";

/** Options of `loopspec report`: a target file for each format, and more. */
export interface ReportOptions extends Partial<Readonly<Record<FormatName, string>>> {
  readonly issue?: string;
  readonly only?: readonly string[];
  readonly compact?: string;
  readonly verbose?: boolean;
  readonly expect?: readonly string[];
  readonly strict?: boolean;
  readonly color: boolean;
}

/** Runs `loopspec report`. */
export function report(
  files: readonly string[],
  options: ReportOptions,
  { output }: CommandContext,
): ExitCode {
  const wanted = (Object.keys(FORMATS) as FormatName[]).filter(
    (format) => options[format] !== undefined,
  );
  const toOutput = wanted.filter((format) => options[format] === "-");
  if (toOutput.length + (options.issue === undefined ? 0 : 1) > 1)
    throw new UsageError("only one report fits on standard output", "Give the others a file.");
  const documents = onlyOf(
    files.map((file) => readDocument(file)),
    options.only,
  );
  const strict = options.strict === true;
  const expectations = (options.expect ?? []).map((file) => readExpectations(file));
  const formatOptions: FormatOptions = {
    strict,
    gate: gate(documents, { strict, expectations, suggest: didYouMean }),
  };
  if (options.issue !== undefined)
    output.out(formatIssue(documents, options.issue, formatOptions).replace(/\n$/, ""));
  const outputs: OutputFile[] = [];
  for (const format of wanted) {
    const content = FORMATS[format](documents, formatOptions);
    if (options[format] === "-") output.out(content.replace(/\n$/, ""));
    else outputs.push({ path: options[format] as string, content });
  }
  if (options.compact !== undefined)
    outputs.push({ path: options.compact, content: compactDocument(onlyOne(documents)) });
  refuseSameFiles(
    files,
    outputs.map(({ path }) => path),
  );
  writeFiles(outputs);
  for (const { path } of outputs) output.err(`Wrote ${path}`);
  if (outputs.length + toOutput.length === 0 && options.issue === undefined)
    output.out(
      renderSummary(documents, {
        color: output.color,
        width: output.width,
        verbose: options.verbose === true,
        ...formatOptions,
      }),
    );
  return EXIT.ok;
}

/** The documents with the implementations named; all of them where none is. */
function onlyOf(
  documents: readonly ResultsDocument[],
  only: readonly string[] | undefined,
): readonly ResultsDocument[] {
  if (only === undefined) return documents;
  const known = documents.flatMap(({ implementations }) => implementations.map(({ id }) => id));
  const unknown = only.find((id) => !known.includes(id));
  if (unknown !== undefined)
    throw new UsageError(
      `no result is of \`${unknown}\``,
      `${didYouMean(unknown, known)}There are ${known.map((id) => `\`${id}\``).join(", ")}.`,
    );
  return documents
    .map((document) => ({
      ...document,
      implementations: document.implementations.filter(({ id }) => only.includes(id)),
    }))
    .filter(({ implementations }) => implementations.length > 0);
}

/** The compact form is of one document: joining several is another command's work. */
function onlyOne(documents: readonly ResultsDocument[]): ResultsDocument {
  const [document, ...others] = documents;
  if (document === undefined || others.length > 0)
    throw new UsageError(
      "`--compact` takes one result document",
      "Give it one at a time, or join them with `loopspec merge` first.",
    );
  return document;
}
