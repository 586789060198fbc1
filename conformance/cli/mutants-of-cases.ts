/** What `loopspec mutants --select` says: which of their clauses' mutants the chosen cases kill. */
import type { Case } from "../language/case.ts";
import type { MutantRow } from "../testing-the-suite/mutants/matrix.ts";

/** Cases and mutants that are printed by name; the rest is counted. */
const MOST = 5;

/** What the chosen cases kill, and which of them kill nothing although they should. */
export interface CasesAgainstMutants {
  readonly lines: readonly string[];
  /** Cases that kill nothing and have no `guard`, and mutants that cannot be run. */
  readonly problems: readonly string[];
}

/** Reads the kill matrix of some cases, by case. Mutants that other cases are for are no problem of these. */
export function killsOfCases(
  rows: readonly MutantRow[],
  cases: readonly Case[],
): CasesAgainstMutants {
  const broken = rows.flatMap(({ mutant, failure }) =>
    failure === undefined ? [] : [`${mutant.id} cannot be run: ${failure}`],
  );
  const judged = cases.map((kase) => ({ kase, killed: killedBy(kase, rows) }));
  const idle = judged.filter(({ kase, killed }) => killed.length === 0 && !kase.guard);
  const shown = judged.filter(({ killed }) => killed.length > 0).slice(0, MOST);
  const hidden = judged.length - shown.length - idle.length;
  return {
    lines: [
      ...shown.flatMap(({ kase, killed }) => [
        `${kase.id} kills ${killed.length} of ${mutantsOf(kase, rows).length} mutants of ${kase.clauses[0]}`,
        ...cut(killed.map(({ mutant }) => `  ${mutant.id} ${mutant.breaks}`)),
      ]),
      ...(hidden > 0 ? [`${hidden} more cases kill a mutant or say what they guard against.`] : []),
    ],
    problems: [
      ...broken,
      ...idle.map(
        ({ kase }) =>
          `${kase.id} kills none of ${mutantsOf(kase, rows).length} mutants of ${kase.clauses[0]}: add a mutant that it notices, or say in \`guard\` which correct but unusual loop it protects`,
      ),
    ],
  };
}

const mutantsOf = (kase: Case, rows: readonly MutantRow[]) =>
  rows.filter(({ mutant }) => mutant.clause === kase.clauses[0]);

const killedBy = (kase: Case, rows: readonly MutantRow[]) =>
  rows.filter((row) => row.killedBy.includes(kase.id) || row.alsoKilledBy.includes(kase.id));

const cut = (lines: readonly string[]) =>
  lines.length <= MOST ? lines : [...lines.slice(0, MOST), `  … and ${lines.length - MOST} more`];
