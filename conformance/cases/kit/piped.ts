/** Programs over one pipe: the loop has one end, whose protocol is `Here`, and the peer `other` has the other one. */
import { assign, await_, call, coroutine, quiet, variable } from "../../language/build.ts";
import {
  factory,
  numberedBytes,
  peer,
  seen,
  shownData,
  startPeer,
  streamProtocol,
  takeOver,
  tell,
} from "../../language/build-network.ts";
import type { Program } from "../../language/case.ts";
import type { Expression } from "../../language/expression.ts";
import { runUntilComplete } from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { type Connection, HERE, MADE, TRANSPORT } from "./connected.ts";
import { bytes } from "./sending.ts";

/** The end of the pipe that is read from. */
export const READING: Expression = { item: 0, of: variable("pipe") };
export const WRITING: Expression = { item: 1, of: variable("pipe") };

const piped =
  (method: "connect_read_pipe" | "connect_write_pipe", here: Expression, there: Expression) =>
  ({
    other,
    body,
    before = [],
    fns = {},
    protocol = streamProtocol(),
    protocols = {},
    pair,
  }: Connection & {
    /** Binds what the method returned. */
    readonly pair?: string;
  }): Program & { readonly fns: Program["fns"] } => {
    const open: readonly Operation[] = [
      assign("pipe", { make: "pipe" }),
      await_({ m: method, args: [factory(HERE), here] }, pair === undefined ? {} : { as: pair }),
      // No text says that the protocol is told of the pipe by then.
      seen(MADE),
      startPeer("other", "p", there),
    ];
    return {
      fns: { other: peer(takeOver(), ...other), ...fns, use: quiet(coroutine(...open, ...body)) },
      protocols: { [HERE]: protocol, ...protocols },
      main: [...before, runUntilComplete(call("use"))],
    };
  };

/** Bytes: more than a pipe takes for a reader that does not read. */
export const MUCH = 1_000_000;
/** How the other end shows that it has all of them. */
export const MUCH_SHOWN = `other: received ${shownData(numberedBytes(MUCH))}`;
/** Writes a text to the transport. */
export const write = (text: string): Operation => tell(TRANSPORT, "write", [bytes(text)]);

/** The loop reads from the pipe. */
export const readPipe = piped("connect_read_pipe", READING, WRITING);
/** The loop writes to the pipe. */
export const writePipe = piped("connect_write_pipe", WRITING, READING);
