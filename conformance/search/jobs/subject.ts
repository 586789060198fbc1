/** The loop that a job puts its programs to: a driver process, or, for the reference in virtual time, this thread. */
import { setImmediate } from "node:timers/promises";
import { referenceLoop } from "../../execution/adapters/reference-oracle.ts";
import type { Implementation } from "../../execution/processes/implementation.ts";
import type { Program } from "../../language/case.ts";
import type { Sighting } from "../compare.ts";
import { Peer, type PeerOptions } from "../peer.ts";
import { BUDGET } from "../refuse.ts";

/** Runs programs; further ones may be given to it before it has answered. */
export type Subject = Pick<Peer, "observe" | "end" | "interrupt">;

/** Whether programs need no process of their own: nothing of the reference in virtual time waits, hangs or dies. */
const isReference = ({ spec }: Implementation) =>
  spec === "reference" || spec === "reference:virtual";

/** Driver processes of a job on a real clock: there, programs wait most of their time. */
const PROCESSES = 2;

/** The loop of an implementation. What differs is confirmed in a driver process in any case. */
export function subjectOf(implementation: Implementation, options: PeerOptions): Subject {
  if (options.clock === "real") return new Processes(implementation, options);
  return isReference(implementation)
    ? new ReferenceHere()
    : new Peer(implementation.command, options);
}

/** Several processes of a loop: the one that has the least to do gets the next program. */
class Processes implements Subject {
  private readonly all: readonly { readonly peer: Peer; under: number }[];

  constructor({ command }: Implementation, options: PeerOptions) {
    this.all = Array.from({ length: PROCESSES }, () => ({
      peer: new Peer(command, options),
      under: 0,
    }));
  }

  async observe(program: Program): Promise<Sighting> {
    const process = this.all.reduce((least, each) => (each.under < least.under ? each : least));
    process.under += 1;
    try {
      return await process.peer.observe(program);
    } finally {
      process.under -= 1;
    }
  }

  async end(): Promise<void> {
    await Promise.all(this.all.map(({ peer }) => peer.end()));
  }

  interrupt(): void {
    for (const { peer } of this.all) peer.interrupt();
  }
}

/** Programs after which the thread turns to its other tasks. Until then V8 keeps every loop that a WeakRef names. */
const TURN = 16;

/** The reference loop in this thread. */
class ReferenceHere implements Subject {
  private readonly run = referenceLoop(BUDGET * 2);
  private programs = 0;

  async observe(program: Program): Promise<Sighting> {
    this.programs += 1;
    if (this.programs % TURN === 0) await setImmediate();
    return this.run(program);
  }

  async end(): Promise<void> {}

  interrupt(): void {}
}
