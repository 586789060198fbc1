/** One implementation's share of a run. */

import type { DriverFault } from "../execution/processes/driver-fault.ts";
import type { Implementation } from "../execution/processes/implementation.ts";
import type { HelloReply } from "../execution/protocol.ts";
import type { Case } from "../language/case.ts";
import type { Confirmation } from "./confirm.ts";
import type { CaseOutcome } from "./outcome.ts";
import type { Pristine } from "./pristine.ts";
import type { Session } from "./session.ts";

/** A driver is worth its start for about this many cases. */
const CASES_PER_DRIVER = 25;

/** What a run knows of one implementation, and the drivers that work on it. */
export class Track {
  readonly implementation: Implementation;
  readonly outcomes = new Map<Case, CaseOutcome>();
  readonly shared: Confirmation = { confirmedHangs: 0, confirmedFailures: 0 };
  readonly sessions = new Set<Session>();
  readonly pristines = new Set<Pristine>();
  queue: Case[] = [];
  hello: HelloReply | undefined;
  failure: DriverFault | undefined;
  greeted = false;
  /** Fulfilled once its first driver has greeted, or could not. */
  readonly whenGreeted: Promise<void>;
  private tellGreeted!: () => void;

  constructor(implementation: Implementation) {
    this.implementation = implementation;
    this.whenGreeted = new Promise((resolve) => {
      this.tellGreeted = resolve;
    });
  }

  markGreeted(): void {
    this.greeted = true;
    this.tellGreeted();
  }

  /** Whether another driver for this implementation is worth its start. */
  get wantsDriver(): boolean {
    if (this.failure !== undefined) return false;
    if (!this.greeted) return this.sessions.size === 0;
    return this.queue.length > this.sessions.size * CASES_PER_DRIVER;
  }
}
