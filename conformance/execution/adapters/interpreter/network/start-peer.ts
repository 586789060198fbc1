/** The operation `peer`. */

import { fstatSync } from "node:fs";
import type { Operation } from "../../../../language/operation.ts";
import type { PeerAddress } from "../../../peers/addresses.ts";
import type { TakenOver } from "../../../peers/messages.ts";
import { ProgramFault } from "../faults.ts";
import type { Scope } from "../scope.ts";
import { networkOf } from "./network.ts";
import { peerSteps } from "./peer-steps.ts";
import type { Listening } from "./program-peers.ts";
import type { ProgramResources } from "./program-resources.ts";

type StartPeer = Extract<Operation, { readonly op: "peer" }>;

/** Starts a peer, and binds it. */
export function startPeer({ fn, to, as }: StartPeer, scope: Scope): void {
  const { world } = scope;
  const body = world.program.fns[fn]?.body;
  if (body === undefined) throw new ProgramFault(`the program has no function \`${fn}\``);
  const { peers } = networkOf(world);
  const takesOver = body.some(({ op }) => op === "take_over");
  const named = to === undefined ? undefined : scope.value(to);
  const target = takesOver ? takenOver(named, scope) : addressIn(named);
  const peer = peers.start(fn, peerSteps(body, scope), listeningOf(body, scope), target);
  world.names.set(as, peer);
}

/** A number, host and port, or a path, which may be in bytes. */
function addressIn(value: unknown): PeerAddress | undefined {
  return value instanceof Uint8Array ? Buffer.from(value).toString() : (value as PeerAddress);
}

function takenOver(value: unknown, { world }: Scope): TakenOver {
  const fd = networkOf(world).resources.handOver(
    value as Parameters<ProgramResources["handOver"]>[0],
  );
  return { fd, isSocket: fstatSync(fd).isSocket() };
}

function listeningOf(body: readonly Operation[], { world }: Scope): Listening | undefined {
  const step = body.find(({ op }) => op === "listen");
  if (step?.op !== "listen") return undefined;
  const { transport = "tcp", path, backlog = 16, refuses = false } = step;
  const place = path === undefined ? {} : { path: networkOf(world).resources.temporary(path) };
  return { transport, backlog, refuses, ...place };
}
