/** Transports over streams: what a program writes to them, and what their protocols are told. */
import { assign, await_, log, show, sleep, variable } from "../../language/build.ts";
import {
  halfClose,
  hangUp,
  instance,
  receive,
  receiveEnd,
  seen,
  send,
} from "../../language/build-network.ts";
import type { Operation } from "../../language/operation.ts";
import type { Random } from "../random.ts";
import type { Channel, Parts } from "./channel.ts";
import { type Data, some, text } from "./data.ts";
import { serving } from "./serving.ts";
import { Stream, type StreamSides } from "./stream.ts";
import { asking, closed, ending } from "./stream-ends.ts";
import { closeServer, type StreamWay } from "./stream-ways.ts";

/** The channel of a stream. */
export function streamOver(way: StreamWay, sides: StreamSides) {
  return (parts: Parts, number: number, random: Random): Channel => {
    const stream = new Stream(parts, number, random, way, sides);
    const { own } = stream;
    const name = `Here${number}`;
    return {
      open: [...own.open, assign(`transport${number}`, { attr: "transport", of: instance(name) })],
      steps: {
        ...writing(stream),
        ...reading(stream),
        ...asking(stream, parts),
        ...ending(stream),
        ...serving(own, parts, number),
      },
      close: () => {
        const closing = stream.lost ? [] : closed(stream);
        const { server } = own;
        const gone: Operation[] =
          server === undefined
            ? []
            : [closeServer(server), await_({ m: "wait_closed", on: variable(server) })];
        return [...closing, own.peer.finished(), ...gone];
      },
    };
  };
}

const together = (parts: readonly Data[]): Pick<Data, "shown" | "length"> => ({
  shown: parts.map(({ shown }) => shown).join(""),
  length: parts.reduce((sum, { length }) => sum + length, 0),
});

/** Writes; the peer takes everything, and the program waits for that, or goes on. */
function writing(stream: Stream): Channel["steps"] {
  const { peer } = stream.own;
  const takes = (random: Random, { shown, length }: Pick<Data, "shown" | "length">) => {
    peer.does(receive(length));
    peer.owes(`received ${shown}`);
    return random.chance(0.75) ? peer.settled() : [];
  };
  const inParts = (number: number): Data[] =>
    ["one", "two", "three"].map((stem) => text(number, stem));
  return {
    write: (random, number) => {
      if (!stream.canWrite) return undefined;
      const data = some(random, number);
      return [stream.tell("write", data.what), ...takes(random, data)];
    },
    writelines: (random, number) => {
      if (!stream.canWrite) return undefined;
      const parts = inParts(number).slice(0, random.between(1, 3));
      const lines = { list: parts.map(({ what }) => what) };
      return [stream.tell("writelines", lines), ...takes(random, together(parts))];
    },
    burst: (random, number) => {
      if (!stream.canWrite) return undefined;
      const parts = inParts(number);
      const writes = parts.map(({ what }) =>
        random.chance(0.3)
          ? stream.tell("writelines", { list: [what] })
          : stream.tell("write", what),
      );
      return [...writes, ...takes(random, together(parts))];
    },
    write_eof: () => {
      // An echo would write behind the end.
      if (!stream.canWrite || stream.isPipe || stream.echoes) return undefined;
      stream.canWrite = false;
      peer.does(receiveEnd());
      peer.owes("end");
      return [stream.tell("write_eof"), ...peer.settled()];
    },
  };
}

/** The peer sends; what was written before has arrived then. */
function reading(stream: Stream): Channel["steps"] {
  const { peer } = stream.own;
  const echoed = (data: Pick<Data, "shown" | "length">): readonly Operation[] => {
    if (!stream.echoes || !stream.label.startsWith("Here") || !stream.canWrite) return [];
    peer.does(receive(data.length));
    peer.owes(`received ${data.shown}`);
    return peer.settled();
  };
  return {
    send: (random, number) => {
      if (!stream.canRead) return undefined;
      const data = some(random, number);
      const more = random.chance(0.3) ? text(number, "more") : undefined;
      const sends = [data, ...(more === undefined ? [] : [more])].map(({ what }) => send(what));
      // Only texts can be told apart where they are joined.
      if (more !== undefined && data.length > 64) return undefined;
      const whole = more === undefined ? data : together([data, more]);
      const told = peer.told(number, ...sends);
      return [...told, seen(`${stream.label} received ${whole.shown}`), ...echoed(whole)];
    },
    paused: (random, number) => {
      if (!stream.canRead) return undefined;
      const data = some(random, number, 5_000);
      const settled = peer.settled();
      return [
        ...settled,
        stream.tell("pause_reading"),
        ...(stream.isPipe ? [] : [show(`reading${number}`, stream.ask("is_reading"))]),
        ...peer.toldAndDone(number, send(data.what)),
        sleep(0.01),
        log(`resumes${number}`),
        stream.tell("resume_reading"),
        seen(`${stream.label} received ${data.shown}`),
        ...echoed(data),
      ];
    },
    no_more: (random, number) => {
      if (!stream.canRead) return undefined;
      const whole = stream.isPipe || (random.chance(0.5) && !stream.keeps);
      const told = peer.told(number, whole ? hangUp() : halfClose());
      stream.canRead = false;
      const heard = seen(`${stream.label}.eof_received`);
      const keeps = stream.keeps && stream.label.startsWith("Here");
      return [...peer.settled(), ...told, heard, ...(keeps ? [] : [stream.losing()])];
    },
  };
}
