/** How the catalogue's tables are written. */
import type { ClauseId } from "../../../clauses/index.ts";
import type { Mutant } from "../types.ts";

/** What each factory of a module breaks, after the clause that it breaks: `it …`. */
export type MutantTable = {
  readonly [clause in ClauseId]?: { readonly [factory: string]: string };
};

/** The mutants of one Python module. */
export function mutantsOf(module: string, table: MutantTable): readonly Mutant[] {
  return Object.entries(table).flatMap(([clause, factories]) =>
    Object.entries(factories).map(
      ([factory, breaks]): Mutant => ({
        id: `${module}:${factory}`,
        clause: clause as ClauseId,
        breaks,
      }),
    ),
  );
}
