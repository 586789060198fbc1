/**
 * The ends of connections and children, which most programs about them wait for last. Cases are judged all the same where
 * one is never told: see `suite/unseen-end.ts`.
 */
import { RECEIVE_END, usesOf } from "./base-operations.ts";
import { BROKEN, trialOf } from "./base-trial.ts";
import { await_ } from "./build.ts";
import {
  accept,
  child,
  createConnection,
  factory,
  finished,
  listen,
  portOf,
  receiveEnd,
  seen,
  startPeer,
  subprocessProtocol,
  tell,
  transportOf,
} from "./build-network.ts";
import type { Program } from "./case.ts";
import type { Precondition } from "./precondition.ts";

const closes = [
  startPeer("other", "p"),
  createConnection("Here", portOf("p")),
  tell(transportOf("Here"), "close"),
];
const LOST = seen("Here.connection_lost(None)");

/** The end of a connection, as the other end sees it. */
export const SEEN_END: Precondition = {
  name: "an end that the other end sees",
  clause: "transport.close-flushes",
  trial: trialOf([listen(), accept(), receiveEnd()], [...closes, finished("p")]),
  broken: ["other: timeout"],
};

/** The end of a connection, as its own protocol is told of it. */
export const TOLD_LOSS: Precondition = {
  name: "a connection_lost() that comes",
  clause: "protocol.connection-lost-none",
  trial: trialOf([listen(), accept(), receiveEnd()], [...closes, LOST]),
  broken: BROKEN,
};

/** The same for a child. */
export const TOLD_LOSS_OF_CHILD: Precondition = {
  name: "a child's connection_lost() that comes",
  clause: "subprocess-transport.close-calls-connection-lost",
  trial: trialOf(
    [],
    [
      await_({ m: "subprocess_exec", args: [factory("Here"), child("exit", 0)] }),
      seen("Here.process_exited"),
      tell(transportOf("Here"), "close"),
      LOST,
    ],
    subprocessProtocol(),
  ),
  broken: BROKEN,
};

/** All of them. */
export const ENDS: readonly Precondition[] = [SEEN_END, TOLD_LOSS, TOLD_LOSS_OF_CHILD];

/** Of which the program waits for, as far as it can be seen from its parts. */
export function endsOf(program: Program): readonly Precondition[] {
  const kinds = new Set(Object.values(program.protocols ?? {}).map(({ kind }) => kind));
  return [
    ...(usesOf(program).has(RECEIVE_END) ? [SEEN_END] : []),
    ...(kinds.has("stream") || kinds.has("buffered") ? [TOLD_LOSS] : []),
    ...(kinds.has("subprocess") ? [TOLD_LOSS_OF_CHILD] : []),
  ];
}
