/**
 * Result documents: their types, how they are read and written, and what people and machines make
 * of them.
 */
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
export { ReportError, type ReportErrorCode } from "./errors.ts";
export { checkDocument, MAX_BYTES, parseDocument, readDocument, readText } from "./read.ts";
export { type SchemaName, schemaPath } from "./schema-check.ts";
export { serializeDocument } from "./serialize.ts";
export {
  countVerdicts,
  isRed,
  JUDGED,
  noTotals,
  type Score,
  score,
  UNJUDGED,
} from "./totals.ts";
export { type OutputFile, writeDocument, writeFiles } from "./write.ts";
