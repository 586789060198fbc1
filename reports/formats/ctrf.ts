import type { Attempt, ResultsDocument, Verdict } from "../document.ts";
import { lookup } from "../group.ts";
import { visible, visibleLine } from "../text.ts";
import { detailText, messageOf } from "./detail.ts";
import { type FormatOptions, type Row, rowsOf } from "./status.ts";

type CtrfStatus = "passed" | "failed" | "skipped" | "pending" | "other";

/** The results in the Common Test Report Format. */
export function formatCtrf(
  documents: readonly ResultsDocument[],
  options: FormatOptions = {},
): string {
  const rows = rowsOf(documents, options);
  const tests = rows.map(testOf);
  const of = (status: CtrfStatus) => tests.filter((test) => test.status === status).length;
  const instants = (field: "startedAt" | "finishedAt") =>
    documents.map((d) => Date.parse(d[field]));
  // Without a document there is nothing to take a time from.
  const start = documents.length > 0 ? Math.min(...instants("startedAt")) : 0;
  const stop = documents.length > 0 ? Math.max(...instants("finishedAt")) : 0;
  const report = {
    reportFormat: "CTRF",
    specVersion: "0.0.0",
    generatedBy: "loopspec",
    timestamp: new Date(stop).toISOString(),
    results: {
      tool: { name: "loopspec", version: documents[0]?.suite.version ?? "" },
      summary: {
        tests: tests.length,
        passed: of("passed"),
        failed: of("failed"),
        skipped: of("skipped"),
        pending: of("pending"),
        other: of("other"),
        flaky: rows.filter((row) => row.result.verdict === "flaky").length,
        suites: new Set(rows.map((row) => row.column)).size,
        start,
        stop,
      },
      tests,
      environment: { extra: { hosts: documents.map((document) => document.host) } },
    },
  };
  return `${JSON.stringify(report, null, 1)}\n`;
}

function testOf(row: Row) {
  const { column, result, clause, entry } = row;
  const place = lookup(column.document.cases, result.case)?.definedAt;
  const wrong = row.status === "failed" || row.status === "expected" || row.status === "noted";
  const { id, version, languageVersion, platform, edition } = column.implementation;
  return {
    name: visibleLine(`${column.label} ${result.case}: ${result.title}`),
    status: ctrfStatus(row),
    duration: Math.round(result.ms),
    suite: [column.label, clause?.heading ?? result.clauses[0]!].map(visibleLine),
    rawStatus: result.verdict,
    tags: [result.level, result.basis],
    flaky: result.verdict === "flaky",
    ...(result.verdict !== "pass" && { message: messageOf(row) }),
    ...(wrong && { trace: detailText(row) }),
    ...(place && { filePath: visibleLine(place.file), line: place.line }),
    ...(result.attempts && result.attempts.length > 1 && attemptsOf(result.attempts)),
    extra: {
      implementation: { id, version, languageVersion, platform, edition },
      case: result.case,
      clauses: result.clauses,
      ...(result.reason !== undefined && { reason: result.reason }),
      ...(entry && { expected: { reason: entry.reason, issue: entry.issue } }),
    },
  };
}

function ctrfStatus({ status, result }: Row): CtrfStatus {
  if (result.verdict === "not-run") return "pending";
  const statuses = { expected: "other", noted: "other" } as const;
  return status === "expected" || status === "noted" ? statuses[status] : status;
}

function attemptsOf(attempts: readonly Attempt[]) {
  return {
    retries: attempts.length - 1,
    retryAttempts: attempts.map(({ verdict, ms, message }, i) => ({
      attempt: i + 1,
      status: statusOfAttempt(verdict),
      duration: Math.round(ms),
      ...(message !== undefined && { message: visible(message) }),
    })),
  };
}

function statusOfAttempt(verdict: Verdict): CtrfStatus {
  return verdict === "pass" ? "passed" : verdict === "not-run" ? "pending" : "failed";
}
