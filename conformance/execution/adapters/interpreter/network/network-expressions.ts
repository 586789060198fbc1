/** Expressions about peers, protocols and what programs are given. */
import { constants } from "node:os";
import { pathToFileURL } from "node:url";
import { numberedBytes } from "../../../../language/build-network.ts";
import type { PeerAddress } from "../../../peers/addresses.ts";
import { keywordsOf } from "../arguments.ts";
import type { Evaluators } from "../evaluators.ts";
import { attributeOf, callMethod, hasMethod } from "../members.ts";
import { given } from "../module-names.ts";
import type { Scope } from "../scope.ts";
import { childArguments } from "./children.ts";
import { networkOf } from "./network.ts";
import { ProgramPeer } from "./program-peers.ts";
import { finished, seen } from "./waiting.ts";

export const networkExpressions = {
  finished: (node, scope) => finished(scope.lookup(node.finished), scope),
  seen: ({ seen: text, times = 1 }, scope) => seen(text, times, scope),
  port: ({ port }, scope) => portIn(scope.value(port), scope),
  protocol: ({ protocol }, { world }) => networkOf(world).protocols.factory(protocol),
  new: (node, { world }) => networkOf(world).protocols.make(node.new),
  instance: ({ instance, index = 0 }, { world }) =>
    networkOf(world).protocols.instance(instance, index),
  numbered: ({ numbered }) => numberedBytes(numbered),
  temporary: ({ temporary, form }, { world }) => {
    const path = networkOf(world).resources.temporary(temporary);
    return form === undefined ? path : FORMS[form](path);
  },
  child: ({ child, with: given = [] }, { world }) => {
    networkOf(world).resources.expectChildren();
    return childArguments(child, given);
  },
  standard: ({ standard }, scope) => given(standard, scope),
  file_path: ({ file_path }, scope) => pathToFileURL(scope.value(file_path) as string),
  part: ({ part, start, stop }, scope) => (scope.value(part) as Uint8Array).subarray(start, stop),
  mapping: ({ mapping }, scope) => keywordsOf(mapping, scope),
  signal_number: ({ signal_number }) => constants.signals[signal_number],
} satisfies Evaluators;

/** What the path of a temporary file is given as. */
const FORMS = {
  bytes: (path: string) => new TextEncoder().encode(path),
  path: (path: string) => pathToFileURL(path),
  abstract: (path: string) => `\0${path}`,
} as const;

/** The port of a peer that listens, of a server of the loop, or of a socket. */
function portIn(of: unknown, { world }: Scope): number {
  if (of instanceof ProgramPeer) return of.port as number;
  const { errors } = world;
  const sockets = hasMethod(of, "getsockname")
    ? [of]
    : (attributeOf(of, "sockets", errors) as readonly unknown[]);
  const address = callMethod(sockets[0], "getsockname", [], errors);
  return (address as Exclude<PeerAddress, number | string>)[1];
}
