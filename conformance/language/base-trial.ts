/** The shape of a base operation, and the program that tries one. */
import type { ClauseId } from "../clauses/index.ts";
import { assign, call, coroutine, quiet, show, tryExcept, variable } from "./build.ts";
import { peer, streamProtocol } from "./build-network.ts";
import type { Program } from "./case.ts";
import { runUntilComplete } from "./loop-methods.ts";
import type { Operation } from "./operation.ts";
import type { Precondition } from "./precondition.ts";

/** A base operation, and the programs that stand on it. */
export interface BaseOperation extends Precondition {
  /** The precondition without which this one cannot hold. */
  readonly on?: string;
  /** What a program that stands on it uses: one of `usesOf()`. */
  readonly carries: string;
  /** Whether programs without a protocol stand on it too. */
  readonly anywhere?: boolean;
}

/** A trial comes here where everything before it worked. */
export const WORKS: Operation = assign("works", true);

/** Main that carries these out, and says whether something found that they work. */
export const triedIn = (...main: readonly Operation[]): readonly Operation[] => [
  assign("works", false),
  tryExcept([...main], "error"),
  show("works", variable("works")),
];

/** Runs what must work, and says whether it did. */
export const trialOf = (
  other: readonly Operation[],
  steps: readonly Operation[],
  protocol = streamProtocol({}, ["eof_received"]),
): Program => ({
  fns: {
    other: peer(...other),
    use: quiet(coroutine(...steps, WORKS)),
  },
  protocols: { Here: protocol },
  main: triedIn(runUntilComplete(call("use"))),
});

/** The name of what a method does. */
export const plainOf = (method: string) => `${method}() that works`;
/** What a trial shows where the operation does not work. */
export const BROKEN = ["works=False"];

/** A method that programs use with and without a protocol. */
export const methodThatWorks = (
  method: string,
  clause: ClauseId,
  trial: Program,
): BaseOperation => ({
  name: plainOf(method),
  on: `loop.${method}`,
  clause,
  trial,
  broken: BROKEN,
  carries: method,
  anywhere: true,
});
