/** What transports of streams say of themselves, what they are told, and how programs end them. */
import { same, show, sleep } from "../../language/build.ts";
import {
  instance,
  newProtocol,
  receiveEnd,
  send,
  streamProtocol,
  swallow,
} from "../../language/build-network.ts";
import type { Operation } from "../../language/operation.ts";
import type { Channel, Parts } from "./channel.ts";
import { bytes, some } from "./data.ts";
import { FLOW, type Stream } from "./stream.ts";

/** What the transport says of itself, and what it is told. */
export function asking(stream: Stream, parts: Parts): Channel["steps"] {
  const { peer } = stream.own;
  return {
    ask: (random, number) => {
      const closing = show(`closing${number}`, stream.ask("is_closing"));
      if (stream.lost || random.chance(0.4)) return [closing];
      if (stream.canRead && !stream.isPipe && random.chance(0.4))
        return [show(`reading${number}`, stream.ask("is_reading"))];
      const served = same(stream.ask("get_protocol"), instance(stream.label));
      return random.chance(0.5)
        ? [show(`same${number}`, served)]
        : [show(`extra${number}`, { ...stream.ask("get_extra_info"), args: ["nothing", number] })];
    },
    size: (_random, number) => {
      if (!stream.canWrite) return undefined;
      const size = show(`size${number}`, stream.ask("get_write_buffer_size"));
      return [...peer.settled(), sleep(0.005), size];
    },
    limits: (random, number) => {
      if (!stream.canWrite) return undefined;
      const [low, high] = random.pick([
        [10, 1000],
        [0, 0],
        [500, 70_000],
      ] as const);
      return [
        {
          op: "do",
          what: { m: "set_write_buffer_limits", on: stream.transport, kwargs: { high, low } },
        },
        show(`limits${number}`, stream.ask("get_write_buffer_limits")),
      ];
    },
    protocol: (_random, number) => {
      if (stream.lost || !stream.canRead || !stream.canWrite) return undefined;
      stream.label = `There${number}`;
      parts.protocols.set(stream.label, streamProtocol({}, FLOW));
      return [stream.tell("set_protocol", newProtocol(stream.label))];
    },
  };
}

/** Ends by the program. */
export function ending(stream: Stream): Channel["steps"] {
  return {
    close: (random) => {
      if (!stream.lost) return closed(stream);
      // It ends once.
      return [
        stream.tell(stream.writes && !stream.isPipe && random.chance(0.5) ? "abort" : "close"),
        sleep(0.002),
      ];
    },
    // What has arrived, and was not passed on, no protocol hears of.
    close_paused: (random, number) => {
      if (!stream.canRead) return undefined;
      const { peer } = stream.own;
      const settled = peer.settled();
      const paused = stream.tell("pause_reading");
      const arrived = peer.toldAndDone(number, send(some(random, number, 5_000).what));
      if (stream.canWrite) peer.does(swallow());
      return [...settled, paused, ...arrived, sleep(0.005), stream.tell("close"), stream.losing()];
    },
    // More waits than the other end has taken.
    abort_full: (_random, number) => {
      if (!stream.canWrite) return undefined;
      const { peer } = stream.own;
      const settled = peer.settled();
      const much = bytes(stream.isPipe ? 1_000_000 : 6_000_000).what;
      const told = peer.told(number, swallow());
      return [
        ...settled,
        stream.tell("write", much),
        stream.tell("abort"),
        stream.losing(),
        ...told,
      ];
    },
    abort: () => {
      // What only reads has no abort().
      if (stream.lost || !stream.writes) return undefined;
      const { peer } = stream.own;
      const settled = peer.settled();
      if (stream.canWrite) peer.does(swallow());
      return [...settled, stream.tell("abort"), stream.losing()];
    },
  };
}

/** Closes: what was written arrives, and then the end. */
export function closed(stream: Stream): readonly Operation[] {
  const { peer } = stream.own;
  if (stream.canWrite) peer.does(receiveEnd());
  return [stream.tell("close"), stream.losing()];
}
