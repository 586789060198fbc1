/** Makes small cases and observations for tests of judge and runner. */
import type { ClauseId } from "../../clauses/index.ts";
import type { Case, Expectation } from "../../language/case.ts";
import type { Observation } from "../../language/observation.ts";

/** A case with this expectation; everything else is filled in. */
export const caseOf = (
  expect: Expectation,
  clause: ClauseId = "call-soon.fifo",
  more: Partial<Case> = {},
): Case => ({
  id: "test/case",
  title: "a case",
  clauses: [clause],
  program: { fns: {}, main: [{ op: "do", what: { m: "stop" } }] },
  expect,
  timeout: 2,
  needs: [],
  isolate: false,
  file: "test.ts",
  ...more,
});

/** An observation with an outcome of `ok` and nothing seen but this. */
export const seen = (more: Partial<Observation> = {}): Observation => ({
  outcome: "ok",
  trace: [],
  metrics: {},
  reports: [],
  warnings: [],
  logs: [],
  ...more,
});
