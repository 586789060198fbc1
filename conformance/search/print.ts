/** Findings as people and trackers read them: a script that needs nothing of this project, or a row for a table. */
import { wrap } from "../../reports/index.ts";
import { type ClauseId, clauseById, describeSource, isClauseId } from "../clauses/index.ts";
import type { Expectation, Program } from "../language/case.ts";
import { type PythonFactory, pythonScriptOf } from "../language/print/python.ts";
import { commentText } from "../language/print/unsafe-characters.ts";
import type { Finding } from "./finding.ts";

/** The expectation that a finding's oracle stands for. */
function expectationOf({ expected }: Finding): Expectation {
  const outcome = expected.outcome as NonNullable<Expectation["outcome"]>;
  return { trace: expected.trace, ...(outcome === "ok" ? {} : { outcome }) };
}

/** Columns of prose. */
const WIDTH = 96;

function clauseLines(id: string): readonly string[] {
  if (!isClauseId(id)) return [`  ${id}`];
  const { says, level, source } = clauseById(id as ClauseId);
  return [
    wrap(`${id} (${level}; ${describeSource(source)})`, WIDTH, "    ").slice(2),
    wrap(says, WIDTH, "    "),
  ].flatMap((text) => text.split("\n"));
}

const traceLines = (trace: readonly string[]): readonly string[] =>
  trace.length === 0 ? ["  (nothing)"] : trace.map((entry) => `  ${entry}`);

/** What a finding says, as lines. */
export function findingLines(finding: Finding): readonly string[] {
  const { implementation, accusation, because, clauses, expected, got, difference } = finding;
  const { name, version, language, languageVersion } = implementation;
  const more =
    difference.channel !== "trace" && difference.channel !== "outcome"
      ? [
          `Difference in ${difference.channel}: expected ${difference.expected}, got ${difference.got}`,
        ]
      : [];
  return [
    `${name} ${version} on ${language} ${languageVersion} ${accusation}${because === undefined ? "" : `: ${because}`}`,
    `loopspec fuzz, generator ${finding.generator}, profile ${finding.profile}, ${finding.clock} clock, seed ${finding.seed}`,
    ...(clauses.length === 0 ? [] : ["Clauses to read first:", ...clauses.flatMap(clauseLines)]),
    `Expected trace (${expected.outcome}), by ${finding.oracle}:`,
    ...traceLines(expected.trace),
    `Observed trace (${got.outcome}${got.why === undefined ? "" : `: ${got.why}`}):`,
    ...traceLines(got.trace),
    ...more,
    ...(finding.control === undefined ? [] : [`Control: ${finding.control}.`]),
    ...(finding.shrunk
      ? []
      : ["Shrinking did not come to its end: a smaller program may show it."]),
  ];
}

/** The stand-alone script of a finding, with what is expected and what was observed at its head. */
export function scriptOfFinding(finding: Finding, factory: PythonFactory = {}): string {
  const header = findingLines(finding).map((line) => `# ${commentText(line)}`.trimEnd());
  return pythonScriptOf(
    { program: finding.program, expect: expectationOf(finding), header },
    factory,
  );
}

/** A row for a table of cases: its id, title and clauses are for its author to choose. */
export function rowOfFinding(finding: Finding): string {
  const { fns, protocols, main }: Program = finding.program;
  const row = {
    clauses: finding.clauses.slice(0, 1),
    fns,
    ...(protocols === undefined ? {} : { protocols }),
    main,
    expect: expectationOf(finding),
  };
  const text = JSON.stringify(row, null, 2).replace(/"([A-Za-z_]\w*)":/g, "$1:");
  return `kase("area/slug", "a statement of fact", ${text}),`;
}
