/** A driver that is kept fresh, for second looks at failures. */
import type { Case } from "../language/case.ts";
import type { Attempt, Session } from "./session.ts";

/**
 * A driver process that runs programs in children forked from it, and none itself. Such a child is as fresh as a new
 * process, and does not have to start an interpreter and import the implementation.
 */
export class Pristine {
  private readonly makeSession: () => Session;
  private session: Session | undefined;

  /** @param makeSession makes the session whose driver is kept fresh; called when it is needed first */
  constructor(makeSession: () => Session) {
    this.makeSession = makeSession;
  }

  /**
   * Runs a case in a fresh child.
   *
   * @param limit seconds that it may take; its own limit unless given
   * @returns undefined where the driver cannot fork
   * @throws DriverFault if a driver cannot be started, or the session was interrupted
   */
  async run(kase: Case, limit?: number): Promise<Attempt | undefined> {
    this.session ??= this.makeSession();
    const { capabilities } = await this.session.hello();
    if (!capabilities.includes("fork")) return undefined;
    return this.session.run({ ...kase, isolate: true }, limit);
  }

  /** Ends the driver, if it was needed. */
  async end(): Promise<void> {
    await this.session?.end();
  }

  /** Ends the driver at once. */
  interrupt(): void {
    this.session?.interrupt();
  }
}
