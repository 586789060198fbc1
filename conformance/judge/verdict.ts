/** What the judge can say of one case on one implementation. */
export type Verdict =
  | "pass"
  | "fail"
  | "differs"
  | "timeout"
  | "crash"
  | "flaky"
  | "unsupported"
  | "not-judged"
  | "not-applicable"
  | "error"
  | "not-run";

/** A judgement of one attempt. */
export interface Judgement {
  readonly verdict: Verdict;
  /** How it is wrong, for machines; equal defects give equal reasons. Absent with `pass`. */
  readonly reason?: string;
  /** What is wrong, as a sentence. Absent with `pass`. */
  readonly message?: string;
  /** With `not-judged`: id of the clause of the precondition that failed, or of the method that is absent. */
  readonly because?: string;
}
