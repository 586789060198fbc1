import { isDeepStrictEqual } from "node:util";
import { deviationsOf } from "./deviations/deviations.ts";
import type {
  CaseResult,
  ImplementationResults,
  ResultsDocument,
  Totals,
  Verdict,
} from "./document.ts";
import { IDLE } from "./expectations/types.ts";
import { lookup } from "./group.ts";
import { type NamedDocument, refuseIncomplete } from "./merge.ts";
import { isRed } from "./totals.ts";

/**
 * What happened to a case. `regression`: it is red and was not, or it passed and is no longer
 * judged; `fix`: it passes and was judged wrong; `changed`: another verdict or another reason
 * without crossing that line; `new`, `removed`: only one of the two documents has it.
 */
export type ChangeKind = "regression" | "fix" | "changed" | "new" | "removed";

/**
 * What made the difference: the loop, the suite, the edition that was judged by, or, as far as the documents tell, the
 * loop or the suite.
 */
export type Cause = "loop" | "suite" | "edition" | "either";

/** A case that is not as it was. */
export interface Change {
  kind: ChangeKind;
  cause: Cause;
  case: string;
  title: string;
  /** Id of the clause that it is about. */
  clause: string;
  /** The clause's sentence, where a document has it. */
  says?: string;
  from?: { verdict: Verdict; reason?: string; message?: string };
  to?: { verdict: Verdict; reason?: string; message?: string };
}

/** What an implementation says of itself and how it scored, before or after. */
export type DiffSide = Pick<
  ImplementationResults,
  "id" | "version" | "languageVersion" | "platform" | "edition" | "clock"
> & { totals: Totals };

/** One implementation then and now. */
export interface ImplementationDiff {
  id: string;
  from: DiffSide;
  to: DiffSide;
  /** All changes; regressions first, the order of the suite within each kind. */
  changes: Change[];
  /** How many cases are as they were. */
  unchanged: number;
  /** Red deviations then and now, by their ids. */
  deviations: { from: number; to: number; appeared: string[]; gone: string[] };
}

/** The difference of two documents. */
export interface DocumentDiff {
  schema: "loopspec-diff/1";
  /** Whether both were judged by the same suite; if so, what changed is the loop. */
  sameSuite: boolean;
  from: { name: string; suite: string; startedAt: string };
  to: { name: string; suite: string; startedAt: string };
  implementations: ImplementationDiff[];
  /** Ids of implementations that only the first has. */
  removedImplementations: string[];
  /** Ids of implementations that only the second has. */
  newImplementations: string[];
  /** 1 where there is a regression, else 0. */
  exitCode: 0 | 1;
}

const KINDS: readonly ChangeKind[] = ["regression", "fix", "changed", "new", "removed"];

/**
 * Compares two documents. Implementations are paired by id; if each document has a single one,
 * those are compared whatever they are called.
 *
 * @param from The earlier document
 * @param to The later one
 * @param options.strict Whether `differs` is red
 * @throws {ReportError} Where one of them is incomplete
 */
export function diffDocuments(
  from: NamedDocument,
  to: NamedDocument,
  options: { strict?: boolean } = {},
): DocumentDiff {
  refuseIncomplete(from);
  refuseIncomplete(to);
  const [before, after] = [from.document.implementations, to.document.implementations];
  const single = before.length === 1 && after.length === 1;
  const partner = (one: ImplementationResults, among: readonly ImplementationResults[]) =>
    single ? among[0] : among.find((other) => other.id === one.id);
  const implementations = after.flatMap((later) => {
    const earlier = partner(later, before);
    return earlier ? [diffImplementation(earlier, later, from, to, options.strict)] : [];
  });
  const alone = (some: readonly ImplementationResults[], others: typeof some) =>
    some.filter((one) => !partner(one, others)).map((one) => one.id);
  const regressed = implementations.some((one) => one.changes.some((c) => c.kind === "regression"));
  return {
    schema: "loopspec-diff/1",
    sameSuite: from.document.suite.digest === to.document.suite.digest,
    from: sideOf(from),
    to: sideOf(to),
    implementations,
    removedImplementations: alone(before, after),
    newImplementations: alone(after, before),
    exitCode: regressed ? 1 : 0,
  };
}

function sideOf({ name, document: { suite, startedAt } }: NamedDocument) {
  return { name, suite: `${suite.version} (${suite.digest})`, startedAt };
}

function diffImplementation(
  earlier: ImplementationResults,
  later: ImplementationResults,
  from: NamedDocument,
  to: NamedDocument,
  strict = false,
): ImplementationDiff {
  const old = new Map(earlier.results.map((result) => [result.case, result]));
  const kept = new Set(later.results.map((result) => result.case));
  const changes = [
    ...later.results.flatMap((now) => {
      const then = old.get(now.case);
      const kind = then ? kindOf(then, now, strict) : "new";
      if (!kind) return [];
      const editions = earlier.edition !== later.edition;
      const cause = then ? causeOf(then, now, from.document, to.document, editions) : "suite";
      return [changeOf(kind, cause, then, now, to.document)];
    }),
    ...earlier.results
      .filter((then) => !kept.has(then.case))
      .map((then) => changeOf("removed", "suite", then, undefined, from.document)),
  ];
  changes.sort((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind));
  const removed = changes.filter((change) => change.kind === "removed").length;
  const unchanged = later.results.length - (changes.length - removed);
  // What one run did not ask is neither new nor gone: of one suite, the cases that both judged are compared.
  const sameSuite = from.document.suite.digest === to.document.suite.digest;
  const compared = (one: ImplementationResults) => ({
    ...one,
    results: one.results.filter(({ case: id }) => !sameSuite || (old.has(id) && kept.has(id))),
  });
  const ids = (one: ImplementationResults, { document }: NamedDocument) =>
    deviationsOf(compared(one), document, { strict }).deviations.map((deviation) => deviation.id);
  const [then, now] = [ids(earlier, from), ids(later, to)];
  return {
    id: later.id,
    from: facts(earlier),
    to: facts(later),
    changes,
    unchanged,
    deviations: {
      from: then.length,
      to: now.length,
      appeared: now.filter((id) => !then.includes(id)),
      gone: then.filter((id) => !now.includes(id)),
    },
  };
}

function facts(one: ImplementationResults): DiffSide {
  const { id, version, languageVersion, platform, edition, clock, totals } = one;
  return { id, version, languageVersion, platform, edition, clock, totals };
}

function kindOf(then: CaseResult, now: CaseResult, strict: boolean): ChangeKind | undefined {
  if (then.verdict === now.verdict) {
    if (now.verdict === "pass" || IDLE.includes(now.verdict)) return undefined;
    return (then.reason ?? then.message) === (now.reason ?? now.message) ? undefined : "changed";
  }
  const judged = !IDLE.includes(then.verdict);
  if (now.verdict === "pass") return judged ? "fix" : "changed";
  // A capability that is gone takes its cases out of the score: nobody must overlook that.
  const lost = IDLE.includes(now.verdict) && now.verdict !== "not-applicable";
  if (then.verdict === "pass" && lost) return "regression";
  const crossed = isRed(now.verdict, strict) && !isRed(then.verdict, strict);
  return judged && crossed ? "regression" : "changed";
}

/** Whether the question was the same on both sides: then it was the loop that changed. */
function causeOf(
  then: CaseResult,
  now: CaseResult,
  from: ResultsDocument,
  to: ResultsDocument,
  otherEdition: boolean,
): Cause {
  const inOneEdition =
    [then, now].filter(({ verdict }) => verdict === "not-applicable").length === 1;
  if (otherEdition && inOneEdition) return "edition";
  if (from.suite.digest === to.suite.digest) return "loop";
  const [a, b] = [lookup(from.cases, then.case)?.digest, lookup(to.cases, now.case)?.digest];
  // Whether a text promises it decides the verdict; which page does so decides nothing.
  const promised = ({ basis }: CaseResult) => basis !== "observed";
  const judgedAlike = then.level === now.level && promised(then) === promised(now);
  if (a !== undefined && b !== undefined) return a === b && judgedAlike ? "loop" : "suite";
  if (!judgedAlike) return "suite";
  if (then.expected && now.expected && !isDeepStrictEqual(then.expected, now.expected)) {
    return "suite";
  }
  return "either";
}

function changeOf(
  kind: ChangeKind,
  cause: Cause,
  then: CaseResult | undefined,
  now: CaseResult | undefined,
  document: ResultsDocument,
): Change {
  const { case: id, title, clauses } = (now ?? then)!;
  const says = lookup(document.clauses, clauses[0]!)?.says;
  return {
    kind,
    cause,
    case: id,
    title,
    clause: clauses[0]!,
    ...(says !== undefined && { says }),
    ...(then && { from: stateOf(then) }),
    ...(now && { to: stateOf(now) }),
  };
}

function stateOf({ verdict, reason, message }: CaseResult) {
  return {
    verdict,
    ...(reason !== undefined && { reason }),
    ...(message !== undefined && { message }),
  };
}
