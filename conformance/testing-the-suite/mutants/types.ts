/** Loops that the suite itself is tested with. */
import type { ClauseId } from "../../clauses/index.ts";

/** A loop that breaks one documented behaviour on purpose. */
export interface Mutant {
  /** `MODULE:FACTORY`, below `conformance/testing-the-suite/mutants/python/`. */
  readonly id: `${string}:${string}`;
  /** The clause that it breaks. A case with this as its first clause must kill it. */
  readonly clause: ClauseId;
  /** What it does wrong, and when. */
  readonly breaks: string;
  /** The first edition that can show it, where the clause is older. */
  readonly since?: string;
}

/** A loop that does everything that the documentation asks, and does it in an unusual way. */
export interface OddLoop {
  readonly id: `${string}:${string}`;
  /** What is unusual about it, and why the documentation permits it. */
  readonly odd: string;
  /** Observed clauses in which it may differ: what no text promises. */
  readonly differs?: readonly ClauseId[];
}
