/** The kill matrix: clause x mutant x case, and what is wrong with it. */
import {
  allClauses,
  type ClauseId,
  clauseById,
  compareEditions,
  holdsIn,
} from "../../clauses/index.ts";
import type { Verdict } from "../../judge/verdict.ts";
import type { Case } from "../../language/case.ts";
import type { ImplementationOutcome } from "../../suite/outcome.ts";
import type { Mutant } from "./types.ts";

/** Verdicts that kill. An `error` is the harness's, and `flaky` proves nothing. */
export const KILLS: ReadonlySet<Verdict> = new Set<Verdict>([
  "fail",
  "differs",
  "timeout",
  "crash",
]);

/** What became of one mutant. */
export interface MutantRow {
  readonly mutant: Mutant;
  /** Cases about its clause that kill it. */
  readonly killedBy: readonly string[];
  /** Cases about other clauses that kill it too. */
  readonly alsoKilledBy: readonly string[];
  /** Why it could not be run. */
  readonly failure?: string;
}

export interface KillMatrix {
  readonly rows: readonly MutantRow[];
  /** What must be fixed, as sentences. */
  readonly problems: readonly string[];
}

export interface MatrixInput {
  readonly mutants: readonly Mutant[];
  /** One a mutant; none where it met no case. */
  readonly outcomes: readonly (ImplementationOutcome | undefined)[];
  /** The interpreter's own asyncio on the same cases: what it does not pass kills nothing. */
  readonly baseline: ImplementationOutcome;
  readonly cases: readonly Case[];
  /** Whether every mutant met every case: only then can a case be said to kill nothing. */
  readonly whole: boolean;
}

/** Puts the matrix together and checks it. */
export function killMatrix({ mutants, outcomes, baseline, cases, whole }: MatrixInput): KillMatrix {
  const sound = new Set(
    baseline.outcomes.filter(({ verdict }) => verdict === "pass").map(({ kase }) => kase.id),
  );
  const rows = mutants.map((mutant, index) => rowOf(mutant, outcomes[index], sound));
  const edition = baseline.hello?.edition ?? "";
  return {
    rows,
    problems: [
      ...rows
        // What no edition of this interpreter promises cannot be noticed under it.
        .filter(({ mutant, failure }) => failure || canShow(mutant, edition))
        .flatMap(problemsOf),
      ...clausesWithoutMutant(mutants, cases, edition),
      ...(whole ? casesThatKillNothing(rows, cases, sound) : []),
    ],
  };
}

/** Whether the clause holds in that edition, and a program of it can show the breach. */
const canShow = ({ clause, since }: Mutant, edition: string): boolean =>
  holdsIn(clauseById(clause), edition) &&
  (since === undefined || compareEditions(edition, since) >= 0);

function rowOf(
  mutant: Mutant,
  outcome: ImplementationOutcome | undefined,
  sound: ReadonlySet<string>,
): MutantRow {
  const killing = (outcome?.outcomes ?? [])
    .filter(({ kase, verdict }) => KILLS.has(verdict) && sound.has(kase.id))
    .map(({ kase }) => kase);
  const own = (kase: Case) => kase.clauses[0] === mutant.clause;
  const failure = outcome?.failure;
  return {
    mutant,
    killedBy: killing.filter(own).map(({ id }) => id),
    alsoKilledBy: killing.filter((kase) => !own(kase)).map(({ id }) => id),
    ...(failure === undefined ? {} : { failure: `${failure.message}\n${failure.hint}` }),
  };
}

function problemsOf({ mutant, killedBy, failure }: MutantRow): string[] {
  if (failure !== undefined) return [`${mutant.id} cannot be run: ${failure}`];
  if (killedBy.length > 0) return [];
  return [`${mutant.id} survives: no case about ${mutant.clause} notices that it ${mutant.breaks}`];
}

function clausesWithoutMutant(
  mutants: readonly Mutant[],
  cases: readonly Case[],
  edition: string,
): string[] {
  const broken = new Set<ClauseId>(mutants.map(({ clause }) => clause));
  const asked = new Set<ClauseId>(cases.map(({ clauses }) => clauses[0]));
  return allClauses
    .filter(
      (clause) =>
        clause.part === "core" &&
        clause.level === "MUST" &&
        clause.source.seed !== undefined &&
        holdsIn(clause, edition) &&
        asked.has(clause.id) &&
        !broken.has(clause.id),
    )
    .map(({ id }) => `${id} has cases and no mutant breaks it`);
}

function casesThatKillNothing(
  rows: readonly MutantRow[],
  cases: readonly Case[],
  sound: ReadonlySet<string>,
): string[] {
  const killers = new Set(
    rows.flatMap(({ killedBy, alsoKilledBy }) => [...killedBy, ...alsoKilledBy]),
  );
  return cases
    .filter(({ id, guard }) => sound.has(id) && guard === undefined && !killers.has(id))
    .map(
      ({ id, file }) => `${id} (${file}) kills no mutant and does not say what it guards against`,
    );
}
