/** A driver that runs nothing but second looks at failures. */
import type { Case } from "../language/case.ts";
import type { Attempt, Session } from "./session.ts";

/** Second looks that one process takes where it cannot fork: what broken loops leave behind adds up. */
const LOOKS_PER_PROCESS = 20;

/**
 * A driver process for second looks.
 *
 * Where it can fork, it runs programs in children forked from it, and none itself. Such a child is as fresh as a new
 * process, and does not have to start an interpreter and import the implementation. Where it cannot, it is another
 * process than the one that saw the failure, and only that: enough for one more failure of a kind that a fresh process
 * has confirmed.
 */
export class Pristine {
  private readonly makeSession: () => Session;
  private session: Session | undefined;
  private looks = 0;

  /** @param makeSession makes the session whose driver is kept for this; called when it is needed first */
  constructor(makeSession: () => Session) {
    this.makeSession = makeSession;
  }

  /**
   * Runs a case in a fresh child, or, where the driver cannot fork and that is enough, in the driver's own process.
   *
   * @param limit seconds that it may take; its own limit unless given
   * @param familiar whether a fresh process has confirmed a failure of this kind of the same clause
   * @returns undefined where only a new process will do
   * @throws DriverFault if a driver cannot be started, or the session was interrupted
   */
  async run(kase: Case, limit?: number, familiar = false): Promise<Attempt | undefined> {
    this.session ??= this.makeSession();
    const { capabilities } = await this.session.hello();
    if (capabilities.includes("fork")) return this.session.run({ ...kase, isolate: true }, limit);
    if (!familiar) return undefined;
    this.looks += 1;
    if (this.looks % LOOKS_PER_PROCESS === 0) this.session.renew();
    return this.session.run(kase, limit);
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
