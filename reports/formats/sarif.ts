import { type Column, columnsOf } from "../columns.ts";
import { explainCommand } from "../commands.ts";
import { figuresOf, headline, storyOf, type Told } from "../deviations/story.ts";
import type { ClauseText, ResultsDocument, SourceLocation } from "../document.ts";
import { lookup } from "../group.ts";
import { sourceLink, sourceText } from "../source.ts";
import { count, visible, visibleLine } from "../text.ts";
import { detailText, messageOf } from "./detail.ts";
import type { FormatOptions } from "./status.ts";

const SCHEMA_URI = "https://json.schemastore.org/sarif-2.1.0.json";

/**
 * What is wrong as SARIF 2.1.0: a run for each implementation, a rule for each clause, a result for
 * each deviation, shown by its smallest case. Expected ones are suppressed with their reason. The location is
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
  const story = storyOf(column, options);
  const all = [...story.failed, ...story.errors, ...story.known, ...story.noted];
  const rules = [...new Map(all.map((told) => [told.deviation.clause, told.clause]))];
  const indexes = new Map(rules.map(([id], index) => [id, index]));
  const utc = (instant: string) => new Date(instant).toISOString();
  return {
    tool: {
      driver: {
        name: "loopspec",
        version: visibleLine(document.suite.version),
        rules: rules.map(([id, clause]) => ruleOf(id, clause)),
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
      headline: headline(story),
      ...figuresOf(story),
    },
    results: all.map((told) => resultOf(told, indexes.get(told.deviation.clause)!)),
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

function resultOf(told: Told, ruleIndex: number) {
  const { deviation, clause, fresh, known, smallest: row } = told;
  const { result, column, entry, status } = row;
  const cases = [...fresh, ...known].map((each) => each.result.case);
  const place = lookup(column.document.cases, result.case)?.definedAt ?? clause?.definedAt;
  const level = { failed: "error", expected: "note", noted: "warning" }[status as "failed"];
  const id = visibleLine(column.implementation.id);
  return {
    ruleId: visibleLine(deviation.clause),
    ruleIndex,
    level,
    message: {
      text: visible(
        `${id} breaks ${deviation.id} (${count(cases.length, "case")}). ${result.verdict}: ${result.title}. ${messageOf(row)}\n\n${detailText(row)}`,
      ),
    },
    locations: [locationOf(place, result.case)],
    partialFingerprints: { "loopspec/v2": `${id} ${visibleLine(deviation.id)}` },
    ...(entry && {
      suppressions: [{ kind: "external", justification: visible(entry.reason) }],
    }),
    properties: {
      verdict: result.verdict,
      deviation: visibleLine(deviation.id),
      cases: cases.map(visibleLine),
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
