/** Runs one case once, for `loopspec explain`. */

import { DriverFault } from "../execution/processes/driver-fault.ts";
import type { Implementation } from "../execution/processes/implementation.ts";
import type { Clock } from "../execution/protocol.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { withoutRunning } from "../judge/applicability.ts";
import type { Case } from "../language/case.ts";
import { DEFAULTS } from "./defaults.ts";
import { type Attempt, Session } from "./session.ts";
import { startAdvice } from "./start-advice.ts";

/** An implementation could not be started. */
export class CannotStartError extends Error {
  override readonly name = "CannotStartError";
  readonly exitCode: ExitCode = EXIT.cannotStart;
  readonly hint: string;

  constructor(implementation: Implementation, fault: DriverFault) {
    super(`cannot judge ${implementation.id}: ${fault.message}`);
    this.hint = startAdvice(fault, implementation);
  }
}

/**
 * One attempt at a case.
 *
 * @throws CannotStartError if the implementation cannot be started
 */
export async function observeCase(
  kase: Case,
  implementation: Implementation,
  clock: Clock,
): Promise<Attempt> {
  const session = new Session(implementation.command, {
    clock,
    startTimeout: DEFAULTS.startTimeout,
    onLateFault: () => undefined,
  });
  try {
    const { edition, capabilities } = await session.hello();
    const judgement = withoutRunning(kase, { edition, capabilities, clock });
    return judgement === undefined ? await session.run(kase) : { ...judgement, ms: 0 };
  } catch (error) {
    if (error instanceof DriverFault) throw new CannotStartError(implementation, error);
    throw error;
  } finally {
    await session.end();
  }
}
