import type { CaseResult } from "../document.ts";
import type { Way } from "./ways.ts";

/** Wrong results of one implementation that have one probable cause. */
export interface Deviation {
  /** The leading clause; `#2` and so on where one clause breaks in several ways. */
  id: string;
  /** Id of the clause whose sentence tells what is broken. */
  clause: string;
  /** All clauses that it breaks, the leading one first. */
  clauses: string[];
  way: Way;
  /** Whether it is red; else it only differs. */
  red: boolean;
  /** Its results, in the order of the suite. */
  results: CaseResult[];
  /**
   * Of the results about the leading clause, the one whose program and trace are shortest: it shows
   * the deviation best.
   */
  smallest: CaseResult;
  /** How many results of this implementation were judged by the leading clause. */
  judged: number;
  /** Deviations that this one explains. */
  explains: Deviation[];
  /** The results that were not judged because of it. */
  notJudged: CaseResult[];
}
