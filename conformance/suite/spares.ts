/** Driver processes that are started ahead, each for one program that needs a process of its own. */
import { DriverFault } from "../execution/processes/driver-fault.ts";
import type { Case } from "../language/case.ts";

/** Processes that wait, at most: one is greeted while another one works. */
const AHEAD = 2;

/** What a spare driver does: a session that runs one case. */
export interface Spare<Result> {
  hello(): Promise<unknown>;
  run(kase: Case, timeout: number): Promise<Result>;
  interrupt(): void;
}

/** A spare driver and its greeting, which may be under way. */
interface Started<Result> {
  readonly spare: Spare<Result>;
  readonly greeted: Promise<unknown>;
}

/**
 * Spare drivers of one session, for platforms without fork: starting an interpreter and importing a loop takes longer
 * than most programs. No process runs two programs.
 */
export class Spares<Result> {
  private readonly makeSpare: () => Spare<Result>;
  private readonly waiting: Started<Result>[] = [];
  private readonly working = new Set<Spare<Result>>();
  private over = false;

  /** @param makeSpare makes a session whose driver has not been started */
  constructor(makeSpare: () => Spare<Result>) {
    this.makeSpare = makeSpare;
  }

  /**
   * Runs a case in a process of its own.
   *
   * @param timeout seconds that it may take
   * @throws DriverFault if a driver cannot be started, or the session was interrupted
   */
  async run(kase: Case, timeout: number): Promise<Result> {
    const { spare, greeted } = this.waiting.shift() ?? this.start();
    this.working.add(spare);
    try {
      await greeted;
      while (!this.over && this.waiting.length < AHEAD) this.waiting.push(this.start());
      // The process is the program's alone: the driver needs no other one for it.
      return await spare.run({ ...kase, isolate: false }, timeout);
    } finally {
      this.working.delete(spare);
      spare.interrupt();
    }
  }

  /** Ends all of them at once. */
  end(): void {
    this.over = true;
    for (const { spare } of this.waiting.splice(0)) spare.interrupt();
    for (const spare of this.working) spare.interrupt();
  }

  private start(): Started<Result> {
    const spare = this.makeSpare();
    const greeted = spare.hello();
    // A driver that cannot be started is a matter of the case that gets it; one that gets none harms nothing.
    greeted.catch((error: unknown) => {
      if (!(error instanceof DriverFault)) throw error;
    });
    return { spare, greeted };
  }
}
