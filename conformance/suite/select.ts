/** Selects cases by globs over case ids and clause ids. */
import { clauses } from "../clauses/index.ts";
import type { Case } from "../language/case.ts";
import { didYouMean } from "../suggest.ts";
import { UsageError } from "../usage-error.ts";

const SPECIAL = /[.+^${}()|[\]\\?]/g;

/** `*` matches any characters, dots and slashes too; everything else is itself. */
export function globToRegExp(glob: string): RegExp {
  return new RegExp(`^${glob.replace(SPECIAL, "\\$&").replaceAll("*", ".*")}$`);
}

/**
 * The cases whose id or any of whose clauses matches one of the globs, in their own order. A glob that begins with
 * `!` removes; with nothing but such globs, they remove from all.
 *
 * @throws UsageError for a glob that matches neither a case nor a clause with cases
 */
export function selectCases(cases: readonly Case[], globs: readonly string[]): readonly Case[] {
  const include = globs.filter((glob) => !glob.startsWith("!"));
  const exclude = globs.filter((glob) => glob.startsWith("!")).map((glob) => glob.slice(1));
  const index = new IdIndex(cases);
  const matching = new Map([...include, ...exclude].map((glob) => [glob, index.matches(glob)]));
  for (const [glob, found] of matching) if (found.size === 0) throw matchesNothing(glob, cases);
  const chosen = (globList: readonly string[], kase: Case) =>
    globList.some((glob) => matching.get(glob)?.has(kase.id));
  return cases.filter(
    (kase) => (include.length === 0 || chosen(include, kase)) && !chosen(exclude, kase),
  );
}

/** The cases by every id that names them: a list of thousands of ids is a selection too. */
class IdIndex {
  private readonly cases: readonly Case[];
  private readonly named = new Map<string, Set<string>>();

  constructor(cases: readonly Case[]) {
    this.cases = cases;
    for (const { id, clauses: cited } of cases) {
      for (const name of [id, ...cited]) {
        const ids = this.named.get(name);
        if (ids === undefined) this.named.set(name, new Set([id]));
        else ids.add(id);
      }
    }
  }

  /** The ids of the cases that a glob matches. */
  matches(glob: string): ReadonlySet<string> {
    if (!glob.includes("*")) return this.named.get(glob) ?? new Set();
    const pattern = globToRegExp(glob);
    const found = this.cases.filter(
      ({ id, clauses: cited }) => pattern.test(id) || cited.some((clause) => pattern.test(clause)),
    );
    return new Set(found.map(({ id }) => id));
  }
}

function matchesNothing(glob: string, cases: readonly Case[]): UsageError {
  const pattern = globToRegExp(glob);
  const known = Object.keys(clauses).filter((id) => pattern.test(id));
  const names = [...cases.map(({ id }) => id), ...Object.keys(clauses)];
  const hint =
    known.length > 0
      ? `The clause ${known[0]} has no case; \`loopspec explain ${known[0]}\` says why.`
      : `${didYouMean(glob, names)}\`loopspec list cases\` and \`loopspec list clauses\` print the ids; \`*\` matches any characters.`;
  return new UsageError(`\`${glob}\` matches no case`, hint);
}
