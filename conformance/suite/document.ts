/** Makes the result document of a run. */
import os from "node:os";
import {
  type CaseResult,
  countVerdicts,
  type ImplementationResults,
  operationBehind,
  type ResultsDocument,
  SCHEMA,
  type Shard,
  type SuiteOptions,
  type Verdict,
} from "../../reports/index.ts";
import { allCases } from "../cases/index.ts";
import { allClauses, clauseById, unknownEdition } from "../clauses/index.ts";
import type { Clock, Observation } from "../execution/protocol.ts";
import type { Case } from "../language/case.ts";
import { programListing } from "../language/print/python.ts";
import { version } from "../version.ts";
import { scriptEdits, scriptLanguage } from "./case-scripts.ts";
import type { Control } from "./control.ts";
import { DEFAULTS } from "./defaults.ts";
import { suiteDigest } from "./digest.ts";
import type { CaseOutcome, ImplementationOutcome } from "./outcome.ts";
import { caseTexts, clauseTexts } from "./texts.ts";

/** What a document says beside the results. */
export interface DocumentFacts {
  readonly argv: readonly string[];
  readonly startedAt: Date;
  readonly options: SuiteOptions;
  readonly clock: Clock;
  readonly interrupted: boolean;
  readonly shard?: Shard;
  /** Control runs, one place an implementation. */
  readonly controls: readonly (Control | undefined)[];
}

/** A case whose passing run took more than this share of its limit is pointed out. */
const NEAR_LIMIT = 0.5;

/** The document of a run. */
export function resultsDocument(
  selected: readonly Case[],
  outcomes: readonly ImplementationOutcome[],
  facts: DocumentFacts,
): ResultsDocument {
  const implementations = outcomes.map((outcome, index) =>
    implementationResults(outcome, facts, facts.controls[index]),
  );
  const complete =
    !facts.interrupted &&
    implementations.every(
      ({ failure, totals }) => failure === undefined && totals["not-run"] === 0,
    );
  const judged = outcomes.flatMap(({ edition }) => edition ?? []);
  return {
    schema: SCHEMA,
    suite: {
      version: version(),
      digest: suiteDigest(allCases, allClauses),
      clauses: allClauses.length,
      cases: allCases.length,
      options: facts.options,
    },
    startedAt: facts.startedAt.toISOString(),
    finishedAt: new Date().toISOString(),
    command: ["loopspec", ...facts.argv].join(" "),
    host: {
      system: `${os.type()} ${os.release()}`,
      architecture: os.arch(),
      processors: os.availableParallelism(),
      node: process.version,
    },
    ...(facts.shard === undefined ? {} : { shard: facts.shard }),
    implementations,
    clauses: clauseTexts(judged),
    cases: caseTexts(
      selected,
      casesToExplain(outcomes),
      new Set(outcomes.map(({ implementation }) => scriptLanguage(implementation))),
      judged,
    ),
    complete,
  };
}

/** Verdicts that leave nothing to explain. */
const PLAIN: readonly Verdict[] = [
  "pass",
  "unsupported",
  "not-judged",
  "not-applicable",
  "not-run",
];

function casesToExplain(outcomes: readonly ImplementationOutcome[]): ReadonlySet<string> {
  return new Set(
    outcomes
      .flatMap((each) => each.outcomes)
      .filter(({ verdict }) => !PLAIN.includes(verdict))
      .map(({ kase }) => kase.id),
  );
}

/** What a document says of one implementation. */
export function implementationResults(
  { implementation, hello, edition, failure, outcomes }: ImplementationOutcome,
  { clock }: Pick<DocumentFacts, "clock">,
  control: Control | undefined,
): ImplementationResults {
  const results = outcomes.map((outcome) => caseResult(outcome, control));
  const { id, python, spec, namedBy } = implementation;
  const note = edition === undefined ? undefined : unknownEdition(edition);
  const edits = scriptEdits(implementation);
  return {
    id,
    name: hello?.implementation.name ?? id,
    version: hello?.implementation.version ?? "unknown",
    language: hello?.implementation.language ?? "unknown",
    languageVersion: hello?.implementation.languageVersion ?? "unknown",
    platform: hello?.implementation.platform ?? "unknown",
    edition: edition ?? "unknown",
    ...(note === undefined ? {} : { editionNote: note }),
    capabilities: [...(hello?.capabilities ?? [])],
    clock,
    arguments: [
      "-i",
      namedBy ?? spec,
      ...(python === undefined || python.interpreter === DEFAULTS.python
        ? []
        : ["--python", python.interpreter]),
    ],
    ...(edits === undefined ? {} : { scriptEdits: edits }),
    ...(control === undefined
      ? {}
      : { control: { id: control.id, name: control.name, version: control.version } }),
    ...(failure === undefined
      ? {}
      : { failure: { code: failure.code, message: failure.message, hint: failure.hint } }),
    results,
    totals: countVerdicts(results),
  };
}

function caseResult(outcome: CaseOutcome, control: Control | undefined): CaseResult {
  const { kase, verdict, observed, because, limit: allowed, attempts = [] } = outcome;
  const defect = outcome.defect ?? control?.inherited.get(kase.id);
  const { level, basis } = clauseById(kase.clauses[0]);
  const attribution = control?.attributions.get(kase.id);
  const wrong = verdict !== "pass" && observed !== undefined;
  const limit = kase.timeout * 1000 * NEAR_LIMIT;
  return {
    case: kase.id,
    title: kase.title,
    clauses: [...kase.clauses],
    level,
    basis,
    verdict,
    ...(because === undefined ? {} : { because }),
    ms: Math.round(outcome.ms * 1000) / 1000,
    ...(allowed === undefined ? {} : { limit: allowed }),
    ...(wrong ? { expected: { outcome: "ok", ...kase.expect }, observed } : {}),
    ...(outcome.message === undefined ? {} : { message: outcome.message }),
    ...(outcome.reason === undefined ? {} : { reason: outcome.reason }),
    ...(wrong ? operationOf(kase, observed) : {}),
    ...(defect === undefined ? {} : { defect: { ...defect } }),
    ...(attempts.length > 1
      ? {
          attempts: attempts.map(({ verdict: each, ms, limit: within, message, reason }) => ({
            verdict: each,
            ms: Math.round(ms * 1000) / 1000,
            ...(within === undefined ? {} : { limit: within }),
            ...(message === undefined ? {} : { message }),
            ...(reason === undefined ? {} : { reason }),
          })),
        }
      : {}),
    ...(attribution === undefined ? {} : { attribution: { ...attribution } }),
    ...(verdict === "pass" && outcome.ms > limit ? { nearLimit: true } : {}),
  };
}

/** The operation behind the first entry that differs, by the same rule that reads it out of old documents. */
function operationOf(kase: Case, observed: Observation): Pick<CaseResult, "operation"> {
  const result = { expected: { outcome: "ok", ...kase.expect }, observed };
  const operation = operationBehind(programListing(kase), result);
  return operation === undefined ? {} : { operation };
}
