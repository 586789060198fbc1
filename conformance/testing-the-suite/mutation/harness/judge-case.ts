/** What a case says of the loop in this process. */
import { withoutRunning } from "../../../judge/applicability.ts";
import { judgeObservation } from "../../../judge/judge.ts";
import type { Judgement } from "../../../judge/verdict.ts";
import type { Case } from "../../../language/case.ts";
import type { FreshReference } from "./fresh-reference.ts";

/** The edition of the reference loop. */
const EDITION = "3.13";
const CLOCK = "real";

/** Whether a case can be put to the loop at all. */
export function applies(kase: Case, { adapter }: FreshReference): boolean {
  const { capabilities, edition = EDITION } = adapter;
  return withoutRunning(kase, { edition, capabilities, clock: CLOCK }) === undefined;
}

/** Puts a case to the loop. */
export async function judgeCase(kase: Case, { adapter, run }: FreshReference): Promise<Judgement> {
  const observation = await run(kase.program, { timeout: kase.timeout, clock: CLOCK });
  return judgeObservation(kase, observation, { clockResolution: adapter.clockResolution ?? 0 });
}
