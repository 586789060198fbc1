/** What servers do beside the connection that a stream is: they tell of themselves, take further clients, and end. */
import { await_, show, variable } from "../../language/build.ts";
import { connect, factory, seen, send, tell, transportOf } from "../../language/build-network.ts";
import type { Channel, Parts } from "./channel.ts";
import { text } from "./data.ts";
import { GrowingPeer, refusing } from "./peers.ts";
import { closeServer, type OpenStream } from "./stream-ways.ts";

/** Steps of a stream's server, and of connections that come to nothing. */
export function serving(
  { server, address }: OpenStream,
  parts: Parts,
  number: number,
): Channel["steps"] {
  const here = `Here${number}`;
  let open = server !== undefined;
  let clients = 1;
  return {
    serving: (random, step) => {
      if (server === undefined) return undefined;
      const shown = show(`serving${step}`, { m: "is_serving", on: variable(server) });
      if (!open || random.chance(0.5)) return [shown];
      open = false;
      return [closeServer(server), shown];
    },
    client: (_random, step) => {
      if (!open || address === undefined) return undefined;
      clients += 1;
      const peer = new GrowingPeer(parts, `Of${step}`, connect());
      const data = text(step);
      peer.does(send(data.what));
      const label = `${here}#${clients}`;
      return [
        peer.start(address),
        seen(`${label}.connection_made`),
        seen(`${label} received ${data.shown}`),
        tell(transportOf(here, clients - 1), "close"),
        seen(`${label}.connection_lost(None)`),
        peer.finished(),
      ];
    },
    // A server that was closed takes no client; nor does a port that nobody serves.
    refused: (_random, step) => {
      if (server !== undefined && !open && address !== undefined) {
        const peer = new GrowingPeer(parts, `Of${step}`, connect());
        return [peer.start(address), peer.finished()];
      }
      return refusing(parts, step, (port) => [
        await_({ m: "create_connection", args: [factory(here), "127.0.0.1", port] }),
      ]);
    },
  };
}
