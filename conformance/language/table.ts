/** Tables of cases: how an author writes a row, and what is derived from it. */
import type { ClauseId } from "../clauses/index.ts";
import {
  type Case,
  type CaseDefinition,
  DEFAULT_TIMEOUT,
  type Expectation,
  type Program,
  type TraceItem,
} from "./case.ts";
import { capabilitiesOf, needsProcessOfItsOwn } from "./needs.ts";

/** A row as it is written in a table: program and expectation in place. */
export interface CaseRow {
  readonly clauses: readonly [ClauseId, ...ClauseId[]];
  readonly fns?: Program["fns"];
  readonly main: Program["main"];
  readonly expect: Expectation;
  readonly timeout?: number;
  readonly isolate?: boolean;
  readonly guard?: string;
}

/** A case from its id, its title (a statement of fact) and its row. */
export function kase(id: string, title: string, row: CaseRow): CaseDefinition {
  const { fns = {}, main, ...rest } = row;
  return { id, title, program: { fns, main }, ...rest };
}

/** An exact trace, and nothing else judged but the outcome. */
export const trace = (...items: readonly TraceItem[]): Expectation => ({ trace: items });

/**
 * The cases of one table, with what is derived from their programs.
 *
 * @param file path of the table from the package's root, for reports that point at it
 */
export function table(file: string, definitions: readonly CaseDefinition[]): readonly Case[] {
  return definitions.map((definition) => ({
    ...definition,
    timeout: definition.timeout ?? DEFAULT_TIMEOUT,
    needs: capabilitiesOf(definition.program, definition.expect),
    isolate: definition.isolate ?? needsProcessOfItsOwn(definition.program),
    file,
  }));
}
