/** Runs one case once, for `loopspec explain`. */

import { isEdition } from "../clauses/index.ts";
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

/** What was seen of a case, and the edition that it was judged by. */
export interface ObservedCase {
  readonly attempt: Attempt;
  readonly edition: string;
}

const sessionOf = ({ command }: Implementation, clock: Clock) =>
  new Session(command, {
    clock,
    startTimeout: DEFAULTS.startTimeout,
    onLateFault: () => undefined,
  });

/**
 * One attempt at a case.
 *
 * @param wanted the edition to judge by; the implementation's own unless given
 * @throws CannotStartError if the implementation cannot be started
 */
export async function observeCase(
  kase: Case,
  implementation: Implementation,
  clock: Clock,
  wanted?: string,
): Promise<ObservedCase> {
  const session = sessionOf(implementation, clock);
  try {
    const { edition: own, capabilities } = await session.hello();
    const edition = wanted ?? own;
    const judgement = withoutRunning(kase, { edition, capabilities, clock });
    const attempt = judgement === undefined ? await session.run(kase) : { ...judgement, ms: 0 };
    return { attempt, edition };
  } catch (error) {
    if (error instanceof DriverFault) throw new CannotStartError(implementation, error);
    throw error;
  } finally {
    await session.end();
  }
}

/** The edition that an implementation keeps to; undefined where it cannot be started, which a script does not need. */
export async function editionOf(implementation: Implementation): Promise<string | undefined> {
  const session = sessionOf(implementation, "real");
  try {
    const { edition } = await session.hello();
    // A driver may say anything.
    return isEdition(edition) ? edition : undefined;
  } catch (error) {
    if (error instanceof DriverFault) return undefined;
    throw error;
  } finally {
    await session.end();
  }
}
