import { do_, join, log, variable } from "../../build.ts";
import { peer, startPeer } from "../../build-network.ts";
import type { CaseDefinition } from "../../case.ts";
import { type CaseRow, kase, trace } from "../../table.ts";
import type { Rule } from "../check.ts";

/** The clause that drafts cite. */
export const CLAUSE = "call-soon.fifo";

/** What a fixture says of a case. */
export type Draft = Partial<Omit<CaseRow, "clauses">> & {
  readonly id?: string;
  readonly title?: string;
  readonly clauses?: readonly string[];
};

/** A case that is in order but for what the draft says. */
export function draft({
  id = "area/slug",
  title = "a fact",
  clauses,
  ...row
}: Draft): CaseDefinition {
  const cited = (clauses ?? [CLAUSE]) as CaseRow["clauses"];
  return kase(id, title, { main: [log("x")], expect: trace("x"), ...row, clauses: cited });
}

/** The same case done right and done wrong. */
export interface Fixture {
  readonly says: string;
  readonly good: Draft;
  readonly bad: Draft;
  /** Where the bad one is wrong. */
  readonly path: string;
}

/** Mentions a name. */
export const named = (name: string) => do_(variable(name));
/** A case that does nothing but this. */
export const once = (...main: CaseRow["main"]): Draft => ({ main, expect: trace() });

/** A case with a peer that takes these steps. */
export const listening = (...steps: Parameters<typeof peer>): Draft => ({
  fns: { p: peer(...steps) },
  main: [startPeer("p", "x"), join("x")],
  expect: trace(),
});

/** The fixtures of some rules. */
export type Fixtures = { readonly [rule in Rule]?: readonly Fixture[] };
