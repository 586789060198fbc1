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
import { rememberOrigin, sameOrigin } from "./origin.ts";

/** A row as it is written in a table: program and expectation in place. */
export interface CaseRow {
  readonly clauses: readonly [ClauseId, ...ClauseId[]];
  readonly fns?: Program["fns"];
  readonly protocols?: Program["protocols"];
  readonly main: Program["main"];
  readonly expect: Expectation;
  readonly timeout?: number;
  readonly isolate?: boolean;
  readonly guard?: string;
}

/** A case from its id, its title (a statement of fact) and its row. */
export function kase(id: string, title: string, row: CaseRow): CaseDefinition {
  const { fns = {}, protocols, main, ...rest } = row;
  const program = protocols === undefined ? { fns, main } : { fns, protocols, main };
  const definition = { id, title, program, ...rest };
  rememberOrigin(definition);
  return definition;
}

/** An exact trace, and nothing else judged but the outcome. */
export const trace = (...items: readonly TraceItem[]): Expectation => ({ trace: items });

/** The cases of one table, with what is derived from their programs. The index adds the file. */
export function table(definitions: readonly CaseDefinition[]): readonly Case[] {
  return definitions.map((definition) => {
    const made = {
      ...definition,
      timeout: definition.timeout ?? DEFAULT_TIMEOUT,
      needs: capabilitiesOf(definition.program, definition.expect),
      isolate: definition.isolate ?? needsProcessOfItsOwn(definition.program),
      file: "",
    };
    return sameOrigin(definition, made);
  });
}

/** The cases of a table, told the file that holds them: its path from the package's root. */
export const inFile = (file: string, cases: readonly Case[]): readonly Case[] =>
  cases.map((kase) => sameOrigin(kase, { ...kase, file }));
