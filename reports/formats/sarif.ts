import { type Column, columnsOf } from "../columns.ts";
import { explainCommand } from "../commands.ts";
import type { ClauseText, ResultsDocument, SourceLocation } from "../document.ts";
import { lookup } from "../group.ts";
import { sourceLink, sourceText } from "../source.ts";
import { visible, visibleLine } from "../text.ts";
import { detailText, messageOf } from "./detail.ts";
import { type FormatOptions, findingsOf, type Row, rowsOfColumn } from "./status.ts";

const SCHEMA_URI = "https://json.schemastore.org/sarif-2.1.0.json";

/**
 * What is wrong as SARIF 2.1.0: a run for each implementation, a rule for each clause, a result for
 * each case that does not hold. Expected results are suppressed with their reason. The location is
 * the line of the case's table, else of the catalogue, where the document says it.
 */
export function formatSarif(
  documents: readonly ResultsDocument[],
  options: FormatOptions = {},
): string {
  const runs = columnsOf(documents).map((column) => runOf(column, options));
  return `${JSON.stringify({ $schema: SCHEMA_URI, version: "2.1.0", runs }, null, 1)}\n`;
}

function runOf(column: Column, options: FormatOptions) {
  const { document, implementation, label } = column;
  const findings = findingsOf(rowsOfColumn(column, options));
  const utc = (instant: string) => new Date(instant).toISOString();
  return {
    tool: {
      driver: {
        name: "loopspec",
        version: visibleLine(document.suite.version),
        rules: findings.map(({ id, clause }) => ruleOf(id, clause)),
      },
    },
    automationDetails: { id: `loopspec/${visibleLine(label)}/` },
    invocations: [
      {
        executionSuccessful: document.complete && !implementation.failure,
        commandLine: visible(document.command),
        startTimeUtc: utc(document.startedAt),
        endTimeUtc: utc(document.finishedAt),
      },
    ],
    properties: {
      implementation: visibleLine(implementation.id),
      totals: implementation.totals,
    },
    results: findings.flatMap(({ rows }, ruleIndex) => rows.map((row) => resultOf(row, ruleIndex))),
  };
}

function ruleOf(id: string, clause: ClauseText | undefined) {
  const name = visibleLine(id);
  if (!clause) return { id: name };
  const says = visible(clause.says);
  const from = `${says}\n\nSource: ${sourceText(clause)}`;
  const link = sourceLink(clause);
  return {
    id: name,
    shortDescription: { text: says },
    fullDescription: { text: from },
    ...(link !== undefined && { helpUri: link }),
    help: { text: `${from}\n\n\`loopspec explain ${name}\` shows its cases.` },
    properties: { level: clause.level, basis: clause.basis, tags: [clause.level, clause.basis] },
  };
}

function resultOf(row: Row, ruleIndex: number) {
  const { result, column, entry, status, clause } = row;
  const place = lookup(column.document.cases, result.case)?.definedAt ?? clause?.definedAt;
  const level = { failed: "error", expected: "note", noted: "warning" }[status as "failed"];
  const id = visibleLine(column.implementation.id);
  return {
    ruleId: visibleLine(result.clauses[0]!),
    ruleIndex,
    level,
    message: {
      text: visible(
        `${id} ${result.verdict}: ${result.title}. ${messageOf(row)}\n\n${detailText(row)}`,
      ),
    },
    locations: [locationOf(place, result.case)],
    partialFingerprints: { "loopspec/v1": `${id} ${visibleLine(result.case)}` },
    ...(entry && {
      suppressions: [{ kind: "external", justification: visible(entry.reason) }],
    }),
    properties: {
      verdict: result.verdict,
      explain: explainCommand(column.implementation, result.case),
    },
  };
}

function locationOf(place: SourceLocation | undefined, caseId: string) {
  const logicalLocations = [{ fullyQualifiedName: visibleLine(caseId), kind: "test" }];
  if (!place) return { logicalLocations };
  // A hostile path may be anything: each step is encoded, so that the whole is a relative URI.
  const uri = place.file.split("/").map((step) => encodeURIComponent(visibleLine(step)));
  return {
    physicalLocation: {
      artifactLocation: { uri: uri.join("/") },
      region: { startLine: place.line },
    },
    logicalLocations,
  };
}
