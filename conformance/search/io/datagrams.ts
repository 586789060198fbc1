/** Datagrams: by endpoints of the loop, and by `sock_*` methods; a peer has the other end. */
import {
  assign,
  await_,
  call,
  coroutine,
  log,
  quiet,
  show,
  sleep,
  variable,
} from "../../language/build.ts";
import {
  datagramProtocol,
  factory,
  instance,
  listen,
  portOf,
  receiveFrom,
  seen,
  sendTo,
  tell,
} from "../../language/build-network.ts";
import type { Expression, Keywords } from "../../language/expression.ts";
import { createTask } from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import type { Random } from "../random.ts";
import type { Channel, Parts } from "./channel.ts";
import { some } from "./data.ts";
import { GrowingPeer } from "./peers.ts";

/** What a datagram can hold on every system. */
const MOST = 5_000;

/** A transport of datagrams. */
export function endpoint(parts: Parts, number: number, random: Random): Channel {
  const peer = new GrowingPeer(parts, number, listen({ transport: "udp" }));
  const here = `Here${number}`;
  const sock = `sock${number}`;
  parts.protocols.set(here, datagramProtocol());
  const there: Expression = { list: ["127.0.0.1", portOf(peer.name)] };
  const own: Expression = { list: ["127.0.0.1", 0] };
  const ways: readonly (readonly [Keywords, Expression | undefined])[] = [
    [{ remote_addr: there }, undefined],
    [{ local_addr: own }, there],
    [{ local_addr: own, remote_addr: there }, undefined],
    [{ sock: variable(sock) }, undefined],
  ];
  const [kwargs, to] = random.pick(ways);
  const made: Operation[] =
    "sock" in kwargs
      ? [
          assign(sock, {
            make: "socket",
            transport: "udp",
            state: "connected",
            to: portOf(peer.name),
          }),
        ]
      : [];
  const transport = variable(`transport${number}`);
  let known = false;
  let lost = false;
  const ends = (method: string): readonly Operation[] => {
    lost = true;
    return [tell(transport, method), seen(`${here}.connection_lost(None)`)];
  };
  return {
    open: [
      peer.start(),
      ...made,
      await_({ m: "create_datagram_endpoint", args: [factory(here)], kwargs }),
      seen(`${here}.connection_made`),
      assign(`transport${number}`, { attr: "transport", of: instance(here) }),
    ],
    steps: {
      send: (random, step) => {
        if (lost) return undefined;
        const data = some(random, step, MOST);
        known = true;
        peer.does(receiveFrom());
        peer.owes(`datagram(${data.shown})`);
        const args = to === undefined ? [data.what] : [data.what, to];
        return [tell(transport, "sendto", args), ...peer.settled()];
      },
      answer: (random, step) => {
        if (lost || !known) return undefined;
        const data = some(random, step, MOST);
        const told = peer.told(step, sendTo(data.what));
        return [...told, seen(`${here}.datagram_received(${data.shown})`)];
      },
      ask: (_random, step) => [show(`closing${step}`, { m: "is_closing", on: transport })],
      // It ends once.
      close: (random) =>
        lost
          ? [tell(transport, random.chance(0.5) ? "abort" : "close"), sleep(0.002)]
          : ends("close"),
      abort: () => (lost ? undefined : ends("abort")),
    },
    close: () => [...(lost ? [] : ends("close")), peer.finished()],
  };
}

/** A socket of datagrams. */
export function packets(parts: Parts, number: number): Channel {
  const peer = new GrowingPeer(parts, number, listen({ transport: "udp" }));
  const sock = variable(`sock${number}`);
  const there: Expression = { list: ["127.0.0.1", portOf(peer.name)] };
  let known = false;
  const received = (name: string): Operation[] => [
    await_({ m: "sock_recvfrom", args: [sock, MOST + 1000] }, { as: name }),
    show(`of_${name}`, { len: { item: 0, of: variable(name) } }),
  ];
  return {
    open: [
      peer.start(),
      assign(`sock${number}`, { make: "socket", transport: "udp", state: "bound" }),
    ],
    steps: {
      send: (random, step) => {
        const data = some(random, step, MOST);
        known = true;
        peer.does(receiveFrom());
        peer.owes(`datagram(${data.shown})`);
        const sent = { m: "sock_sendto", args: [sock, data.what, there] };
        return [await_(sent, { show: `sent${step}` }), ...peer.settled()];
      },
      receive: (random, step) => {
        if (!known) return undefined;
        const told = peer.told(step, sendTo(some(random, step, MOST).what));
        return [...told, ...received(`data${step}`)];
      },
      into: (random, step) => {
        if (!known) return undefined;
        const buffer = variable(`buffer${step}`);
        return [
          ...peer.told(step, sendTo(some(random, step, MOST).what)),
          assign(`buffer${step}`, { make: "buffer", size: MOST + 1000 }),
          await_({ m: "sock_recvfrom_into", args: [sock, buffer] }, { as: `data${step}` }),
          show(`count${step}`, { item: 0, of: variable(`data${step}`) }),
        ];
      },
      wait: (random, step) => {
        if (!known) return undefined;
        const [reads, task] = [`reads${step}`, `task${step}`];
        parts.fns.set(reads, quiet(coroutine(...received(`data${step}`))));
        return [
          createTask(call(reads), task),
          sleep(0.005),
          log(`waits${step}`),
          ...peer.told(step, sendTo(some(random, step, MOST).what)),
          await_(variable(task)),
        ];
      },
    },
    close: () => [peer.finished()],
  };
}
