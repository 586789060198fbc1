/** `loopspec run --jsonl`: verdicts as lines of JSON while a run goes on, for editors, dashboards and test runners. */
import {
  type CaseResult,
  channelLines,
  diffTraces,
  explainCommand,
  type GateOptions,
  type GateOutcome,
  type GateProblem,
  gate,
  type ImplementationResults,
  isRed,
  type ResultsDocument,
  SCHEMA,
  type SuiteOptions,
} from "../../reports/index.ts";
import { allCases } from "../cases/index.ts";
import { allClauses, citationOf, clauseById, isEdition } from "../clauses/index.ts";
import type { DriverFault } from "../execution/processes/driver-fault.ts";
import type { Implementation } from "../execution/processes/implementation.ts";
import type { HelloReply } from "../execution/protocol.ts";
import type { Case } from "../language/case.ts";
import { suiteDigest } from "../suite/digest.ts";
import { implementationResults } from "../suite/document.ts";
import type { CaseOutcome } from "../suite/outcome.ts";
import type { RunPlan } from "../suite/run-plan.ts";
import type { RunObserver } from "../suite/run-suite-options.ts";
import { suiteOptions } from "../suite/suite-options.ts";
import { version } from "../version.ts";
import { sideBySide } from "./side-by-side.ts";

/** Columns of a comparison. */
const WIDTH = 100;

/** The format's name and number; a line of another number is to be refused. */
export const STREAM = "loopspec-stream/1";

/** A run as lines: a header, the implementations as they greet, the verdicts as they fall, a footer. */
export class VerdictStream implements RunObserver {
  private readonly plan: RunPlan;
  private readonly rule: GateOptions;
  private readonly write: (line: string) => void;
  private readonly startedAt = new Date().toISOString();
  private readonly options: SuiteOptions;
  private readonly greetings = new Map<
    Implementation,
    { readonly hello: HelloReply; readonly edition: string }
  >();
  /** Ids of cases by id of the implementation: what has a line already. */
  private readonly told = new Map<string, Set<string>>();

  /**
   * Writes the header.
   *
   * @param rule what the gate decides by: each verdict's line says what the gate will make of it
   * @param write takes a line, without its end
   */
  constructor(plan: RunPlan, rule: GateOptions, write: (line: string) => void) {
    this.plan = plan;
    this.rule = rule;
    this.write = write;
    // One verdict is judged as a selection, so that entries about other cases hold.
    this.options = { ...suiteOptions(plan), select: [] };
    this.line("header", {
      schema: STREAM,
      suite: { version: version(), digest: suiteDigest(allCases, allClauses) },
      startedAt: this.startedAt,
      implementations: plan.implementations.map(({ id }) => id),
      cases: plan.cases.length,
      strict: rule.strict ?? false,
    });
  }

  greeted(
    implementation: Implementation,
    hello: HelloReply,
    _planned: number,
    edition: string,
  ): void {
    this.greetings.set(implementation, { hello, edition });
    const { results: _, totals: __, id, ...facts } = this.subject(implementation, []);
    this.line("implementation", { implementation: id, ...facts });
  }

  cannotStart({ id }: Implementation, { code, message, hint }: DriverFault): void {
    this.line("implementation", { implementation: id, failure: { code, message, hint } });
  }

  judged(implementation: Implementation, outcome: CaseOutcome): void {
    this.verdict(outcome.kase, this.subject(implementation, [outcome]));
  }

  /**
   * Writes a line for each case that has none, and the footer.
   *
   * @param document the whole run, with the causes of its failures
   * @param path where the document was written, if it was
   */
  end(
    document: ResultsDocument,
    { exitCode, problems }: GateOutcome,
    path: string | undefined,
  ): void {
    const cases = new Map(this.plan.cases.map((kase) => [kase.id, kase]));
    for (const subject of document.implementations) {
      for (const result of subject.results) {
        const kase = cases.get(result.case);
        if (kase === undefined || this.told.get(subject.id)?.has(result.case)) continue;
        this.verdict(kase, { ...subject, results: [result] });
      }
    }
    this.line("footer", {
      finishedAt: document.finishedAt,
      complete: document.complete,
      exitCode,
      problems,
      implementations: document.implementations.map(({ id, totals, results }) => ({
        implementation: id,
        totals,
        causes: results.flatMap(({ case: id, attribution }) =>
          attribution === undefined ? [] : [{ case: id, ...attribution }],
        ),
      })),
      results: path ?? null,
    });
  }

  private subject(
    implementation: Implementation,
    outcomes: readonly CaseOutcome[],
  ): ImplementationResults {
    const outcome = { implementation, outcomes, ...this.greetings.get(implementation) };
    return implementationResults(outcome, { clock: this.plan.settings.clock }, undefined);
  }

  private verdict({ id, title, clauses }: Case, subject: ImplementationResults): void {
    const [result] = subject.results;
    if (result === undefined) return;
    const told = this.told.get(subject.id) ?? new Set<string>();
    this.told.set(subject.id, told.add(id));
    const clause = clauseById(clauses[0]);
    const { verdict, level, basis, ms, expected, observed, message, reason } = result;
    this.line("verdict", {
      implementation: subject.id,
      case: id,
      title,
      clause: clause.id,
      heading: clause.heading,
      sentence: clause.says,
      // What did not start has no edition.
      url: citationOf(clause, isEdition(subject.edition) ? [subject.edition] : []).url,
      level,
      basis,
      verdict,
      red: isRed(verdict, this.rule.strict),
      ms,
      ...(message === undefined ? {} : { message }),
      ...(reason === undefined ? {} : { reason }),
      ...(expected === undefined ? {} : { expected }),
      ...(observed === undefined ? {} : { observed, comparison: comparison(result) }),
      ...(verdict === "pass" ? {} : { explain: explainCommand(subject, id) }),
      ...this.gateOf(id, subject),
    });
  }

  /** What the gate makes of one verdict: the entry that foresaw it, and the problems that it is. */
  private gateOf(id: string, subject: ImplementationResults): object {
    // What an entry about another case may have meant is the footer's matter: it takes time.
    const rule: GateOptions = { ...this.rule, part: true, suggest: () => "" };
    const outcome = gate([this.documentOf(subject)], rule);
    const entry = outcome.expected.get(subject)?.get(id);
    const problems = outcome.problems.filter((problem: GateProblem) => problem.cases.includes(id));
    return {
      ...(entry === undefined
        ? {}
        : { known: { ...entry.entry, at: { file: entry.file, line: entry.line } } }),
      ...(problems.length === 0 ? {} : { problems }),
    };
  }

  /** One verdict as a document. */
  private documentOf(subject: ImplementationResults): ResultsDocument {
    return {
      schema: SCHEMA,
      suite: {
        version: version(),
        digest: "",
        clauses: 0,
        cases: 0,
        options: this.options,
      },
      startedAt: this.startedAt,
      finishedAt: this.startedAt,
      command: "",
      host: { system: "", architecture: "", processors: 1, node: "" },
      implementations: [subject],
      clauses: {},
      cases: {},
      complete: true,
    };
  }

  private line(type: string, facts: object): void {
    this.write(JSON.stringify({ type, ...facts }));
  }
}

/** Expected and observed for people, line by line. */
function comparison(result: CaseResult): readonly string[] {
  const { expected = {}, observed = {} } = result;
  const traces = diffTraces(expected, observed);
  const channels = channelLines(result).filter(
    ({ channel, expected: left, observed: right }) => channel in expected && left !== right,
  );
  return [
    ...(traces.length === 0 ? [] : sideBySide(traces, WIDTH)),
    ...channels.map(
      ({ channel, expected: left = "nothing", observed: right = "nothing" }) =>
        `  ${channel}: expected ${left}, observed ${right}`,
    ),
  ];
}
