/** What the judge can say of one case on one implementation. */
export type Verdict =
  | "pass"
  | "fail"
  | "differs"
  | "timeout"
  | "crash"
  | "flaky"
  | "unsupported"
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
}
