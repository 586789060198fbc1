/** A stream of a program: its transport, its protocol, and how far it has come. */
import { callbackWith, quiet, return_, variable } from "../../language/build.ts";
import { bufferedProtocol, seen, streamProtocol, tell } from "../../language/build-network.ts";
import type { Expression } from "../../language/expression.ts";
import type { Operation } from "../../language/operation.ts";
import type { Random } from "../random.ts";
import type { Parts } from "./channel.ts";
import type { OpenStream, StreamWay } from "./stream-ways.ts";

/** Where much is written, flow control may or may not show. */
export const FLOW = ["pause_writing", "resume_writing"];

/** What a stream can do: a pipe goes one way. */
export interface StreamSides {
  readonly reads: boolean;
  readonly writes: boolean;
}

/** How far a stream has come. */
export class Stream {
  readonly own: OpenStream;
  readonly transport: Expression;
  /** The class of the protocol that is told now. */
  label: string;
  readonly echoes: boolean;
  /** Goes on when the other end sends no more. */
  readonly keeps: boolean;
  readonly isPipe: boolean;
  readonly writes: boolean;
  canRead: boolean;
  canWrite: boolean;
  lost = false;

  constructor(parts: Parts, number: number, random: Random, way: StreamWay, sides: StreamSides) {
    const name = `Here${number}`;
    this.label = name;
    this.canRead = sides.reads;
    this.canWrite = sides.writes;
    this.writes = sides.writes;
    const both = sides.reads && sides.writes;
    this.isPipe = !both;
    this.echoes = both && random.chance(0.2);
    this.keeps = both && random.chance(0.3);
    const on: { [method: string]: string } = {};
    if (this.echoes) {
      on.data_received = `echoes${number}`;
      const self = { attr: "transport", of: variable("self") };
      const back = tell(self, "write", [variable("data")]);
      parts.fns.set(on.data_received, quiet(callbackWith(["self", "data"], back)));
    }
    if (this.keeps) {
      on.eof_received = `keeps${number}`;
      parts.fns.set(on.eof_received, quiet(callbackWith(["self"], return_(true))));
    }
    const buffers = both && !this.echoes && random.chance(0.2);
    parts.protocols.set(name, (buffers ? bufferedProtocol : streamProtocol)(on, FLOW));
    this.own = way(parts, number, name);
    this.transport = variable(`transport${number}`);
  }

  tell(method: string, ...args: readonly Expression[]): Operation {
    return tell(this.transport, method, args);
  }

  ask(method: string) {
    return { m: method, on: this.transport } as const;
  }

  /** Waits until the protocol is told that the connection is lost. */
  losing(): Operation {
    this.lost = true;
    this.canRead = false;
    this.canWrite = false;
    return seen(`${this.label}.connection_lost(None)`);
  }
}
