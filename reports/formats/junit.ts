import { silenceLine, silenceOf } from "../deviations/silence.ts";
import { figuresOf, headline, storyOf } from "../deviations/story.ts";
import type { ResultsDocument } from "../document.ts";
import { placeOf } from "../gate.ts";
import type { GateProblem } from "../gate-problem.ts";
import { groupBy } from "../group.ts";
import { count } from "../text.ts";
import { detailText, messageOf } from "./detail.ts";
import { type FormatOptions, type Row, rowsOf } from "./status.ts";
import { element, escapeText } from "./xml.ts";

/**
 * The results as JUnit XML: a test suite for each implementation, a test case for each case.
 * Expected failures and what is not gated count as skipped; what the gate says beyond single
 * cases is a test suite of its own.
 */
export function formatJunit(
  documents: readonly ResultsDocument[],
  options: FormatOptions = {},
): string {
  const rows = rowsOf(documents, options);
  const suites = [...groupBy(rows, (row) => row.column).values()].map((some) =>
    suiteOf(some, options),
  );
  const problems = options.gate?.problems.filter(beyondCases) ?? [];
  const all = [...suites, ...(problems.length > 0 ? [gateSuite(problems)] : [])];
  const sum = (key: "tests" | "failures" | "errors" | "skipped" | "seconds") =>
    all.reduce((total, suite) => total + suite[key], 0);
  const attributes = {
    name: "loopspec",
    tests: sum("tests"),
    failures: sum("failures"),
    errors: sum("errors"),
    skipped: sum("skipped"),
    time: sum("seconds").toFixed(3),
  };
  const markup = all.map((suite) => `\n${suite.markup}`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element("testsuites", attributes, [...markup, "\n"])}\n`;
}

interface Suite {
  tests: number;
  failures: number;
  errors: number;
  skipped: number;
  seconds: number;
  markup: string;
}

/** Whether a problem of the gate is more than the failure of a case, which has its own place. */
export function beyondCases(problem: GateProblem): boolean {
  return problem.code !== "red" && problem.code !== "unexpected-failure";
}

function suiteOf(rows: readonly Row[], options: FormatOptions): Suite {
  const { label, implementation, document } = rows[0]!.column;
  const of = (...statuses: string[]) => rows.filter((row) => statuses.includes(row.status)).length;
  const errors = rows.filter((row) => row.result.verdict === "error").length;
  const counts = {
    tests: rows.length,
    failures: of("failed") - errors,
    errors,
    skipped: of("skipped", "expected", "noted"),
  };
  const seconds = rows.reduce((total, row) => total + row.result.ms, 0) / 1000;
  const { version, language, languageVersion, platform, edition, clock } = implementation;
  const story = storyOf(rows[0]!.column, options);
  const facts = {
    version,
    language,
    languageVersion,
    platform,
    edition,
    clock,
    headline: headline(story),
    ...figuresOf(story),
    notJudged: silenceLine(silenceOf(story.column)),
  };
  const broken = [...story.failed, ...story.known].map(({ deviation, fresh, known }) => [
    `deviation ${deviation.id}`,
    count(fresh.length + known.length, "case"),
  ]);
  const properties = [...Object.entries(facts), ...broken].map(([name, value]) =>
    element("property", { name: String(name), value: String(value) }),
  );
  const attributes = {
    name: label,
    ...counts,
    time: seconds.toFixed(3),
    timestamp: new Date(document.startedAt).toISOString().slice(0, 19),
  };
  const markup = element("testsuite", attributes, [
    `\n  ${element("properties", {}, properties)}`,
    ...rows.map((row) => `\n  ${caseOf(row)}`),
    "\n",
  ]);
  return { ...counts, seconds, markup };
}

function caseOf(row: Row): string {
  const { result, status, column } = row;
  const attributes = {
    name: `${result.case}: ${result.title}`,
    classname: `${column.label}.${result.clauses[0]}`,
    time: (result.ms / 1000).toFixed(3),
  };
  if (status === "passed") return element("testcase", attributes);
  const message = `${result.verdict}: ${messageOf(row)}`;
  if (status !== "failed") {
    const out =
      status === "skipped" ? [] : [element("system-out", {}, escapeText(detailText(row)))];
    return element("testcase", attributes, [element("skipped", { message }), ...out]);
  }
  const name = result.verdict === "error" ? "error" : "failure";
  const body = element(name, { message, type: result.verdict }, escapeText(detailText(row)));
  return element("testcase", attributes, body);
}

function gateSuite(problems: readonly GateProblem[]): Suite {
  const cases = problems.map((problem, i) => {
    const { code, implementation = "the run", message, fix } = problem;
    const text = escapeText(`${placeOf(problem)}${fix}`);
    const failure = element("failure", { message, type: code }, text);
    const attributes = { name: `${code} ${i + 1}`, classname: `gate.${implementation}`, time: 0 };
    return `\n  ${element("testcase", attributes, failure)}`;
  });
  const counts = { tests: problems.length, failures: problems.length, errors: 0, skipped: 0 };
  const markup = element("testsuite", { name: "gate", ...counts, time: 0 }, [...cases, "\n"]);
  return { ...counts, seconds: 0, markup };
}
