/** The other end of a channel: blocking sockets outside of the loop, told when to act. */
import { eventSet, log, try_, wait } from "../../language/build.ts";
import { listen, portOf, seen, startPeer } from "../../language/build-network.ts";
import type { Expression } from "../../language/expression.ts";
import type { Operation } from "../../language/operation.ts";
import type { Parts } from "./channel.ts";

/** A peer in the making: its steps grow with those of the program. */
export class GrowingPeer {
  /** The name of its function, with which its entries begin. */
  readonly fn: string;
  /** The name of the peer itself. */
  readonly name: string;
  private readonly parts: Parts;
  private readonly body: Operation[];
  /** What it says when it has what it was sent last; undefined where the program has waited for it. */
  private owed: string | undefined;

  /** @param number tells its names from another one's; with the number of a step, those of that step's own */
  constructor(parts: Parts, number: number | string, ...begins: readonly Operation[]) {
    this.fn = `other${number}`;
    this.name = `peer${number}`;
    this.parts = parts;
    this.body = [...begins];
    parts.fns.set(this.fn, { kind: "peer", body: this.body });
  }

  start(to?: Expression): Operation {
    return startPeer(this.fn, this.name, to);
  }

  /** Steps that it takes when it comes to them. */
  does(...steps: readonly Operation[]): void {
    this.body.push(...steps);
  }

  /** Steps that it takes when the program says so. */
  told(number: number, ...steps: readonly Operation[]): readonly Operation[] {
    const go = `go${number}`;
    this.parts.before.push({ op: "do", what: { make: "event" }, as: go });
    this.body.push(wait(go), ...steps);
    return [eventSet(go)];
  }

  /** The same; the program waits until they are taken. */
  toldAndDone(number: number, ...steps: readonly Operation[]): readonly Operation[] {
    const done = `done${number}`;
    const told = this.told(number, ...steps, log(done));
    this.owed = undefined;
    return [...told, seen(`${this.fn}: ${done}`)];
  }

  /** It comes to say this; the program waits for it now or later. */
  owes(entry: string): void {
    this.owed = `${this.fn}: ${entry}`;
  }

  /** Waits for what it has still to say. */
  settled(): readonly Operation[] {
    const { owed } = this;
    this.owed = undefined;
    return owed === undefined ? [] : [seen(owed)];
  }

  /** Waits for its end; what it saw is then in the trace. */
  finished(): Operation {
    return { op: "await", what: { finished: this.name } };
  }
}

/** Tries to reach a port that refuses: what `connects` does with it fails. */
export function refusing(
  parts: Parts,
  step: number,
  connects: (port: Expression) => readonly Operation[],
): readonly Operation[] {
  const peer = new GrowingPeer(parts, `Of${step}`, listen({ refuses: true }));
  return [peer.start(), try_(...connects(portOf(peer.name))), peer.finished()];
}
