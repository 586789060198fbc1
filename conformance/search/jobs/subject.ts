/** The loop that a job puts its programs to: a driver process, or, for the reference in virtual time, this thread. */
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

/** The loop of an implementation. What differs is confirmed in a driver process in any case. */
export function subjectOf(implementation: Implementation, options: PeerOptions): Subject {
  return isReference(implementation) && options.clock === "virtual"
    ? new ReferenceHere()
    : new Peer(implementation.command, options);
}

/** The reference loop in this thread. */
class ReferenceHere implements Subject {
  private readonly run = referenceLoop(BUDGET * 2);

  async observe(program: Program): Promise<Sighting> {
    return this.run(program);
  }

  async end(): Promise<void> {}

  interrupt(): void {}
}
