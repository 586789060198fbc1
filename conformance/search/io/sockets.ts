/** Sockets that the loop's `sock_*` methods use, with a peer at the other end, or with both ends in the program. */
import { assign, await_, show, variable } from "../../language/build.ts";
import {
  accept,
  connect,
  halfClose,
  listen,
  portOf,
  receive,
  receiveEnd,
  send,
  tell,
  temporary,
} from "../../language/build-network.ts";
import type { Expression } from "../../language/expression.ts";
import type { Operation } from "../../language/operation.ts";
import type { Random } from "../random.ts";
import type { Channel, Parts } from "./channel.ts";
import { some } from "./data.ts";
import { GrowingPeer, refusing } from "./peers.ts";
import { receivingSteps } from "./receiving.ts";

interface OpenSocket {
  readonly peer: GrowingPeer;
  readonly open: readonly Operation[];
}

const connecting = (parts: Parts, number: number, random: Random): OpenSocket => {
  const peer = new GrowingPeer(parts, number, listen(), accept());
  const sock = `sock${number}`;
  const to = portOf(peer.name);
  const open = random.chance(0.5)
    ? [assign(sock, { make: "socket", state: "connected", to })]
    : [
        assign(sock, { make: "socket" }),
        await_({ m: "sock_connect", args: [variable(sock), { list: ["127.0.0.1", to] }] }),
      ];
  return { peer, open: [peer.start(), ...open] };
};

const connectingUnix = (parts: Parts, number: number): OpenSocket => {
  const path = `s${number}`;
  const peer = new GrowingPeer(parts, number, listen({ transport: "unix", path }), accept());
  const sock = `sock${number}`;
  return {
    peer,
    open: [
      peer.start(),
      assign(sock, { make: "socket", transport: "unix" }),
      await_({ m: "sock_connect", args: [variable(sock), temporary(path)] }),
    ],
  };
};

const accepting = (parts: Parts, number: number): OpenSocket => {
  const peer = new GrowingPeer(parts, number, connect());
  const [listener, pair] = [`listener${number}`, `accepted${number}`];
  return {
    peer,
    open: [
      assign(listener, { make: "socket", state: "listening" }),
      peer.start(portOf(listener)),
      await_({ m: "sock_accept", args: [variable(listener)] }, { as: pair }),
      assign(`sock${number}`, { item: 0, of: variable(pair) }),
    ],
  };
};

/** A socket whose other end a peer has. */
export function socket(parts: Parts, number: number, random: Random): Channel {
  const { peer, open } = random.pick([connecting, connecting, connectingUnix, accepting])(
    parts,
    number,
    random,
  );
  const sock = variable(`sock${number}`);
  let over = false;
  let closed = false;
  const close = (): readonly Operation[] => {
    if (closed) return [];
    closed = true;
    over = true;
    peer.does(receiveEnd());
    return [...peer.settled(), tell(sock, "close")];
  };
  return {
    open,
    steps: {
      send: (random, number) => {
        if (closed) return undefined;
        const data = some(random, number);
        peer.does(receive(data.length));
        peer.owes(`received ${data.shown}`);
        const sent = { m: "sock_sendall", args: [sock, data.what] };
        const waits = random.chance(0.75) ? peer.settled() : [];
        return [await_(sent, { show: `sent${number}` }), ...waits];
      },
      ...receivingSteps(parts, () => ({
        sock,
        over: () => over,
        arrive: (number, { what }) => peer.toldAndDone(number, send(what)),
      })),
      no_more: (_random, number) => {
        if (over) return undefined;
        over = true;
        const told = peer.told(number, halfClose());
        const name = `end${number}`;
        return [
          ...told,
          await_({ m: "sock_recv", args: [sock, 100] }, { as: name }),
          show(`length${number}`, { len: variable(name) }),
        ];
      },
      refused: (_random, number) => {
        const name = `refused${number}`;
        return refusing(parts, number, (port) => [
          assign(name, { make: "socket" }),
          await_({ m: "sock_connect", args: [variable(name), { list: ["127.0.0.1", port] }] }),
        ]);
      },
      close: () => (closed ? undefined : close()),
    },
    close: () => [...close(), peer.finished()],
  };
}

/** Two connected sockets, which the program has both. */
export function pair(parts: Parts, number: number): Channel {
  const name = `pair${number}`;
  const end = (side: 0 | 1): Expression => ({ end: name, side });
  return {
    open: [assign(name, { make: "socketpair" })],
    steps: receivingSteps(parts, (random) => {
      const side = random.pick([0, 1] as const);
      return {
        sock: end(side),
        over: () => false,
        arrive: (_number, { what }) => [
          await_({ m: "sock_sendall", args: [end(side === 0 ? 1 : 0), what] }),
        ],
      };
    }),
    close: () => [],
  };
}
