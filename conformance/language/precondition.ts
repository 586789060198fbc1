/** The shape of what a case takes for granted beside its own sentence. */
import type { ClauseId } from "../clauses/index.ts";
import type { Program } from "./case.ts";

/** Something that cases take for granted. */
export interface Precondition {
  /** `loop.add_reader`, `handle.cancelled`, `debug mode`. */
  readonly name: string;
  /** The clause that demands it: an id, or the beginning of the ids of one entry's clauses, with its full stop. */
  readonly clause: ClauseId | `${string}.`;
  /** Finds it out; what the loop may do instead of answering properly is one of the entries of `broken`. */
  readonly trial: Program;
  readonly broken: readonly string[];
  /** Whether a trial that does not end shows that it is broken: the cases of the clause that demands it decide. */
  readonly hangs?: boolean;
}
