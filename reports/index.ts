/**
 * Result documents: their types, how they are read and written, and what people and machines make
 * of them.
 */

export type { AtlasEntry } from "./atlas/entry.ts";
export { atlasSite } from "./atlas/site.ts";
export { type Column, columnsOf } from "./columns.ts";
export { explainCommand, rerunCommand, type Script, scriptFor } from "./commands.ts";
export { compactDocument } from "./compact.ts";
export { conflictLine } from "./conflict.ts";
export type { Deviation } from "./deviations/deviation.ts";
export {
  type Deviations,
  deviationsOf,
  resultsOf,
} from "./deviations/deviations.ts";
export { operationBehind } from "./deviations/operation-behind.ts";
export { type Silence, silenceLine, silenceOf } from "./deviations/silence.ts";
export {
  figuresOf,
  headline,
  type Story,
  storyOf,
  subjectOf,
  type Told,
} from "./deviations/story.ts";
export {
  type Cause,
  type Change,
  type ChangeKind,
  type DiffSide,
  type DocumentDiff,
  diffDocuments,
  type ImplementationDiff,
} from "./diff.ts";
export { formatDiffJson, formatDiffMarkdown, renderDiff } from "./diff-render.ts";
export {
  type Attempt,
  type Attribution,
  BASES,
  type Basis,
  type CaseResult,
  type CaseText,
  type ClauseText,
  type Failure,
  type ImplementationResults,
  type KnownDefect,
  LEVELS,
  type Level,
  type Observation,
  type ResultsDocument,
  SCHEMA,
  type ScriptEdits,
  type Shard,
  type SourceLocation,
  type SuiteInfo,
  type SuiteOptions,
  type Totals,
  VERDICTS,
  type Verdict,
} from "./document.ts";
export { type DuplicateKey, duplicateKey } from "./duplicate-key.ts";
export { ReportError, type ReportErrorCode } from "./errors.ts";
export type { ExpectationChange } from "./expectations/change.ts";
export { type CheckOptions, type CheckOutcome, checkExpectations } from "./expectations/check.ts";
export { parseExpectations, readExpectations } from "./expectations/parse.ts";
export {
  type Condition,
  DEFAULT_MAX,
  EXPECTABLE,
  type ExpectableVerdict,
  type ExpectationEntry,
  type ExpectationSection,
  type ExpectationState,
  type Expectations,
  type PlacedEntry,
  type Violation,
  type ViolationCode,
} from "./expectations/types.ts";
export {
  EMPTY_EXPECTATIONS,
  type ExpectationUpdate,
  emptyExpectations,
  expectUpdate,
} from "./expectations/update.ts";
export { formatAnnotations } from "./formats/annotations.ts";
export { formatBadgeJson, formatBadgeSvg } from "./formats/badge.ts";
export { formatCsv } from "./formats/csv.ts";
export { formatCtrf } from "./formats/ctrf.ts";
export { formatJunit } from "./formats/junit.ts";
export { formatMarkdown } from "./formats/markdown.ts";
export { FORMATS, type FormatName, type Writer } from "./formats/registry.ts";
export { formatSarif } from "./formats/sarif.ts";
export { type FormatOptions, SYMBOLS } from "./formats/status.ts";
export { formatTap } from "./formats/tap.ts";
export {
  type GateOptions,
  type GateOutcome,
  gate,
  gateProblemLine,
  unmatchedSection,
} from "./gate.ts";
export { problemCount } from "./gate-grouping.ts";
export type { GateProblem } from "./gate-problem.ts";
export { type History, type HistorySentence, historyOf } from "./history.ts";
export { formatHistoryHtml, formatHistoryMarkdown } from "./history-render.ts";
export type { PackOptions as HtmlOptions } from "./html/pack.ts";
export { formatHtml } from "./html/page.ts";
export { formatIssue } from "./issue.ts";
export { mergeDocuments, type NamedDocument } from "./merge.ts";
export { MAX_NESTING, tooDeepAt } from "./nesting.ts";
export { partOf } from "./part.ts";
export { checkDocument, parseDocument, readDocument } from "./read.ts";
export { MAX_BYTES, readText } from "./read-file.ts";
export { type SchemaName, schemaPath } from "./schema-check.ts";
export { formatPath, type SchemaFault, schemaFault } from "./schema-fault.ts";
export { serializeDocument } from "./serialize.ts";
export { wrap } from "./style.ts";
export { renderSummary, type SummaryOptions } from "./summary.ts";
export { visibleLine } from "./text.ts";
export {
  countVerdicts,
  isRed,
  JUDGED,
  noTotals,
  type Score,
  score,
  UNJUDGED,
} from "./totals.ts";
export {
  type ChannelLine,
  channelLines,
  type DiffLine,
  diffTraces,
  type TraceLine,
  traceLines,
} from "./trace.ts";
export { checkWritable, type OutputFile, writeDocument, writeFiles } from "./write.ts";
