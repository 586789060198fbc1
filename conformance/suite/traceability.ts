/** Every sentence traced to its cases and back, and to the code of the reference loop. */
import type { Clause } from "../clauses/index.ts";
import type { Case } from "../language/case.ts";

/** A `@clause` tag in a doc comment. */
export interface Citation {
  readonly clause: string;
  /** Path and line, from the package's root. */
  readonly where: string;
}

/**
 * What is not traced, as sentences with the place to mend.
 *
 * @param clauses the catalogue
 * @param cases the suite
 * @param citations the `@clause` tags of the reference loop
 */
export function untraced(
  clauses: readonly Clause[],
  cases: readonly Case[],
  citations: readonly Citation[],
): readonly string[] {
  const first = new Set<string>(cases.map(({ clauses: [about] }) => about));
  const known = new Map<string, Clause>(clauses.map((clause) => [clause.id, clause]));
  const cited = new Set(citations.map(({ clause }) => clause));
  return [
    ...clauses
      .filter(({ part, status, id }) => part === "core" && status === "cases" && !first.has(id))
      .map(
        ({ id, file }) =>
          `${file}: ${id} has neither a case that is about it nor a reason for having none`,
      ),
    ...clauses
      .filter(({ status, id }) => status !== "cases" && first.has(id))
      .map(({ id, file, status }) => `${file}: ${id} is \`${status}\` and has cases`),
    ...cases
      .filter((kase) => kase.clauses.some((id) => !known.has(id)))
      .map(({ id, file }) => `${file}: ${id} cites a clause that does not exist`),
    ...citations
      .filter(({ clause }) => !known.has(clause))
      .map(({ clause, where }) => `${where}: @clause ${clause} names no clause`),
    ...clauses
      .filter(
        ({ id, part, level, source, status, until }) =>
          part === "core" &&
          level === "MUST" &&
          source.seed !== undefined &&
          status === "cases" &&
          until === undefined &&
          !cited.has(id),
      )
      .map(({ id }) => `reference/: no public symbol cites ${id}`),
  ];
}

/** The `@clause` tags of a source text. */
export function citationsIn(text: string, file: string): readonly Citation[] {
  return text.split("\n").flatMap((line, index) =>
    [...line.matchAll(/@clause\s+([\w.-]+)/g)].map(([, clause = ""]) => ({
      clause,
      where: `${file}:${index + 1}`,
    })),
  );
}
