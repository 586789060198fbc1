/** How long the control loop takes for a case: what a short limit is measured by. */
import { DriverFault } from "../execution/processes/driver-fault.ts";
import { type Implementation, parseImplementation } from "../execution/processes/implementation.ts";
import type { Case } from "../language/case.ts";
import type { Session } from "./session.ts";

/** The loop that an implementation's failures are compared with: its interpreter's own, or the reference loop. */
export function controlFor(subject: Implementation): Implementation {
  const { python } = subject;
  const interpreter = python?.interpreter ?? "python3";
  const spec = python === undefined ? "reference" : "python:asyncio";
  const control = parseImplementation(spec, { python: interpreter });
  const { env } = subject.command;
  return env === undefined ? control : { ...control, command: { ...control.command, env } };
}

/** Asks the control loop, and starts it when it is asked first. */
export class ControlClock {
  private readonly makeSession: () => Session;
  private session: Session | undefined;

  /** @param makeSession makes a session of the control loop */
  constructor(makeSession: () => Session) {
    this.makeSession = makeSession;
  }

  /**
   * Seconds that the control loop takes for a case; undefined where it does not pass it either, or cannot be started:
   * then there is nothing to measure by.
   *
   * @throws DriverFault if the run was interrupted
   */
  async seconds(kase: Case): Promise<number | undefined> {
    this.session ??= this.makeSession();
    try {
      const { verdict, ms } = await this.session.run(kase);
      return verdict === "pass" ? ms / 1000 : undefined;
    } catch (error) {
      if (!(error instanceof DriverFault) || error.code === "interrupted") throw error;
      return undefined;
    }
  }

  /** Ends the control loop's driver, if it was needed. */
  async end(): Promise<void> {
    await this.session?.end();
  }

  interrupt(): void {
    this.session?.interrupt();
  }
}
