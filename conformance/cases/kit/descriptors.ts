/** Watching descriptors: the two ways to, and the sockets that are watched. */
import {
  assign,
  await_,
  callback,
  coroutine,
  do_,
  drain,
  makeReady,
  quiet,
  repeat,
  same,
  show,
  tryExcept,
  variable,
} from "../../language/build.ts";
import { finished, type peer, portOf, startPeer } from "../../language/build-network.ts";
import type { Expression } from "../../language/expression.ts";
import { createFuture, methodCall } from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";

/** The end of the pair `p` that is watched, and the other one. */
export const WATCHED: Expression = { end: "p", side: 0 };
export const OTHER: Expression = { end: "p", side: 1 };

/** A way to watch. */
export interface Watching {
  readonly slug: "reader" | "writer";
  readonly adds: string;
  readonly removes: string;
  /** Makes the watched end of a pair ready. A new one can be written to as it is. */
  readonly readies: (pair: string) => readonly Operation[];
  /** Takes readiness away, or the callback: what stops it from running again. */
  readonly settles: (pair: string) => Operation;
  readonly add: (callback: string, args?: readonly Expression[], fd?: Expression) => Operation;
  readonly remove: (fd?: Expression) => Operation;
  /** Removes, and shows as `removed` whether the method returned True. Which other result says no is only implied. */
  readonly removeShown: (fd?: Expression) => Operation;
}

const way = (slug: "reader" | "writer"): Watching => {
  const [adds, removes] = [`add_${slug}`, `remove_${slug}`];
  const remove = (fd: Expression = WATCHED): Expression => ({ m: removes, args: [fd] });
  const reads = slug === "reader";
  return {
    slug,
    adds,
    removes,
    readies: (pair) => (reads ? [makeReady(pair)] : []),
    settles: (pair) => (reads ? drain(pair) : do_(remove({ end: pair, side: 0 }))),
    add: (callback, args = [], fd = WATCHED) =>
      do_({ m: adds, args: [fd, { fn: callback }, ...args] }),
    remove: (fd) => do_(remove(fd)),
    removeShown: (fd) => show("removed", same(remove(fd), true)),
  };
};

export const READER = way("reader");
export const WRITER = way("writer");
export const WAYS: readonly Watching[] = [READER, WRITER];

/** The number of what has one. */
export const numberOf = (on: Expression): Expression => ({ m: "fileno", on });

const MUCH = 1_000_000;
/** Fills what an end sends into until it takes no more, so that it is not writable. */
export const fill = (end: Expression): Operation =>
  repeat(
    12,
    tryExcept([do_({ m: "send", on: end, args: [{ numbered: MUCH }] })], "full", {
      op: "break",
    }),
  );
/** Takes everything that has arrived at an end. */
export const empty = (end: Expression): Operation =>
  repeat(5000, tryExcept([do_({ m: "recv", on: end, args: [MUCH] })], "nothing", { op: "break" }));

/** Functions of a program whose main runs `waits`: `ready` runs for one end of a pipe, the peer `other` has the other. */
export const readerOfPipe = (other: ReturnType<typeof peer>) => ({
  other,
  ready: callback(READER.remove(variable("fd")), methodCall("heard", "set_result", [null])),
  waits: quiet(
    coroutine(
      assign("pipe", { make: "pipe" }),
      assign("fd", numberOf({ item: 0, of: variable("pipe") })),
      createFuture("heard"),
      READER.add("ready", [], variable("fd")),
      startPeer("other", "peer", { item: 1, of: variable("pipe") }),
      await_(variable("heard")),
      finished("peer"),
    ),
  ),
});

/** Starts the peer `other` and connects the socket `sock` to it; `fd` is its number. */
export const connected: readonly Operation[] = [
  startPeer("other", "peer"),
  assign("sock", { make: "socket", state: "connected", to: portOf("peer") }),
  assign("fd", numberOf(variable("sock"))),
];
