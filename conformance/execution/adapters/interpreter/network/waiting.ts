/** How a program waits while the loop runs: it looks from time to time. */
import { WAIT_SECONDS } from "../../../../language/network.ts";
import { moduleFunction } from "../module-names.ts";
import type { Scope } from "../scope.ts";
import { type Network, networkOf } from "./network.ts";
import { peerIn } from "./program-peers.ts";

/** How often it looks, in seconds. */
const POLL_SECONDS = 0.002;

type Awaited = Generator<unknown, undefined, unknown>;

/** Waits for the end of a peer, and takes over what it saw. */
export function* finished(value: unknown, scope: Scope): Awaited {
  const { peers } = networkOf(scope.world);
  const peer = peerIn(value);
  while (!peers.hasEnded(peer)) yield* pause(scope);
  peers.handOver(peer);
  return undefined;
}

/** Waits until an entry is in the trace, or is what a peer has seen, so many times. */
export function* seen(text: string, times: number, scope: Scope): Awaited {
  const { world } = scope;
  const network = networkOf(world);
  const giveUp = performance.now() + WAIT_SECONDS * world.patience * 1000;
  while (count(text, network, scope) < times) {
    if (performance.now() >= giveUp) {
      throw new (world.errors.of("TimeoutError"))(`waited in vain for ${JSON.stringify(text)}`);
    }
    yield* pause(scope);
  }
  return undefined;
}

const count = (text: string, { peers }: Network, { world }: Scope): number =>
  world.recorder.count(text) + peers.count(text);

function* pause(scope: Scope): Awaited {
  yield* moduleFunction("sleep", scope)(POLL_SECONDS) as Iterable<unknown>;
  return undefined;
}
