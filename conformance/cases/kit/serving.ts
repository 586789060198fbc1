/** Programs over servers, and peers that call them. */
import { assign, call, coroutine, quiet, sleep, variable } from "../../language/build.ts";
import {
  connect,
  createServer,
  finished,
  peer,
  portOf,
  receiveEnd,
  seen,
  send,
  startPeer,
  streamProtocol,
  tell,
  transportOf,
} from "../../language/build-network.ts";
import type { Program } from "../../language/case.ts";
import type { Expression } from "../../language/expression.ts";
import { runUntilComplete } from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { LOST, MADE } from "./connected.ts";

/** The server of the program. */
export const SERVER = variable("server");
export const isServing = { m: "is_serving", on: SERVER } as const;
export const closeServer = tell(SERVER, "close");

type ServerProgram = Pick<Program, "fns" | "main"> & {
  readonly protocols: NonNullable<Program["protocols"]>;
};

/** A program of these operations, which make the server themselves. */
export const withProtocol = (
  fns: Program["fns"],
  ...body: readonly Operation[]
): ServerProgram => ({
  fns: { ...fns, use: quiet(coroutine(...body)) },
  protocols: { Here: streamProtocol() },
  main: [runUntilComplete(call("use"))],
});

/** A program of these operations over a server that is there before. */
export const withServer = (fns: Program["fns"], ...body: readonly Operation[]): ServerProgram =>
  withProtocol(fns, createServer("Here", { as: "server" }), ...body);

/** A peer that says hello, and the server's end that hears it. */
export const caller = peer(connect(), send("hello"), receiveEnd());
export const greeted = (port: Expression = portOf("server")): Operation[] => [
  startPeer("other", "p", port),
  seen("Here received hello"),
  tell(transportOf("Here"), "close"),
  seen(LOST),
  finished("p"),
  closeServer,
];
export const GREETED = [MADE, "Here received hello", LOST, "other: end"];

/** Keeps the server's port for a caller who comes after close(). */
export const keepPort = assign("port", portOf("server"));
/** A peer that finds no server. */
export const refused = peer(connect());
/** Asks a moment after close(), since a server is closed asynchronously, whether the port is still served. */
export const callsLate: readonly Operation[] = [
  sleep(0.01),
  startPeer("late", "q", variable("port")),
  finished("q"),
];
export const REFUSED = "late: !ConnectionRefusedError";
