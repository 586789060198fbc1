import type { Excuse } from "./excuses.ts";
import type { Violation } from "./expectations/types.ts";

/** Why a gate is red. */
export interface GateProblem {
  code:
    | Violation["code"]
    | Excuse["code"]
    | "red"
    | "no-cases"
    | "incomplete"
    | "not-started"
    | "shard-missing";
  /** Id of the implementation; absent where the document as a whole is meant. */
  implementation?: string;
  /** Id of the deviation, where the problem is one. */
  deviation?: string;
  /** Ids of the cases that show it. */
  cases: readonly string[];
  /** What is wrong, as a sentence. */
  message: string;
  /** The line of the expectations file to change. */
  at?: { file: string; line: number };
  /** What to do. */
  fix: string;
}
