/** Endpoints after one that was refused, and datagrams in the moment of close(). */
import {
  assign,
  call,
  callbackWith,
  coroutine,
  join,
  quiet,
  repeat,
  show,
  tryExcept,
  variable,
} from "../../language/build.ts";
import {
  datagramProtocol,
  finished,
  listen,
  peer,
  portOf,
  receiveFrom,
  seen,
  sendTo,
  startPeer,
  tell,
} from "../../language/build-network.ts";
import type { Keywords } from "../../language/expression.ts";
import { runUntilComplete } from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { LOST, MADE, TRANSPORT } from "../kit/connected.ts";
import { at, createEndpoint, ENDPOINTS, openEndpoint, sendsTo } from "../kit/endpoints.ts";
import { got, withEndpoints } from "../kit/two-endpoints.ts";

const PAIR = "create-datagram-endpoint.pair";
const SENDTO = "datagram-transport.sendto";
const STOPS = "transport.close-stops-receiving";

const refused = (given: Keywords): Operation =>
  tryExcept(
    [createEndpoint(given)],
    "error",
    show("an OSError", { is: variable("error"), type: "OSError" }),
  );
const taken = assign("taken", { make: "socket", transport: "udp", state: "bound" });
/** Answers once, and is answered. */
const answering = peer(listen({ transport: "udp" }), receiveFrom(), sendTo("pong"));
const exchanges: readonly Operation[] = [
  startPeer("other", "p"),
  ...openEndpoint({ remote_addr: at(portOf("p")) }),
  sendsTo("ping"),
  seen(got("pong")),
  tell(TRANSPORT, "close"),
  seen(LOST),
  finished("p"),
];
const EXCHANGED = [MADE, got("pong"), LOST, "other: datagram(ping)"];
const closes = quiet(
  callbackWith(
    ["self", "data", "sender"],
    tell({ attr: "transport", of: variable("self") }, "close"),
  ),
);

export const datagramMoments = table([
  ...(
    [
      ["taken", "an address that is in use", [taken], { local_addr: at(portOf("taken")) }],
      ["elsewhere", "an address of another machine", [], { local_addr: at(0, "192.0.2.1") }],
      ["unknown", "an unknown name", [], { remote_addr: at(9, "127.0.0.1.invalid") }],
    ] as const
  ).flatMap(([slug, title, before, given]) =>
    // Looking an unknown name up may take its time.
    (slug === "unknown" ? [1] : [1, 3]).map((times) =>
      kase(
        `datagrams/after-${slug}-${times}`,
        `an endpoint exchanges datagrams after ${times === 1 ? `one with ${title} was` : `three with ${title} were`} refused`,
        {
          clauses: [PAIR],
          ...withEndpoints({ other: answering }, [
            ...before,
            repeat(times, refused(given)),
            ...exchanges,
          ]),
          expect: trace(...Array.from({ length: times }, () => "an OSError=True"), ...EXCHANGED),
        },
      ),
    ),
  ),
  kase(
    "datagrams/after-a-refused-datagram",
    "an endpoint exchanges datagrams after a datagram of an earlier one was refused",
    {
      clauses: [PAIR],
      ...withEndpoints(
        { other: answering },
        [
          taken,
          // A connected socket takes datagrams of its remote address alone.
          assign("deaf", {
            make: "socket",
            transport: "udp",
            state: "connected",
            to: portOf("taken"),
          }),
          createEndpoint({ remote_addr: at(portOf("deaf")) }, { protocol: "There", as: "there" }),
          sendsTo("is anybody there", undefined, { item: 0, of: variable("there") }),
          ...exchanges,
        ],
        {
          Here: datagramProtocol(),
          There: datagramProtocol({}, ["connection_made", "error_received"]),
        },
      ),
      expect: trace(...EXCHANGED),
    },
  ),
  ...ENDPOINTS.flatMap(({ slug, title, sends, exchanging }) =>
    ([1, 3] as const).map((count) =>
      kase(
        `datagrams/sent-before-close-${count}-${slug}`,
        `an endpoint ${title} sends ${count === 1 ? "a datagram" : "three datagrams"} that it was given just before close()`,
        {
          clauses: [SENDTO],
          ...exchanging({
            other: Array.from({ length: count }, () => receiveFrom()),
            body: [
              ...Array.from({ length: count }, (_, index) => sends(`number ${index}`)),
              tell(TRANSPORT, "close"),
              seen(LOST),
              finished("p"),
            ],
          }),
          expect: trace(
            MADE,
            LOST,
            ...Array.from({ length: count }, (_, index) => `other: datagram(number ${index})`),
          ),
        },
      ),
    ),
  ),
  ...([2, 5] as const).map((count) =>
    kase(
      `datagrams/none-after-close-of-${count}`,
      `an endpoint that closes at the first of ${count} datagrams that are there passes no other on`,
      {
        clauses: [STOPS],
        fns: {
          other: peer(...Array.from({ length: count }, (_, index) => sendTo(`number ${index}`))),
          closes,
          use: quiet(coroutine(createEndpoint({ sock: variable("sock") }), seen(LOST))),
        },
        protocols: { Here: datagramProtocol({ datagram_received: "closes" }) },
        main: [
          assign("sock", { make: "socket", transport: "udp", state: "bound" }),
          startPeer("other", "p", portOf("sock")),
          // All of them are there before the endpoint is.
          join("p"),
          runUntilComplete(call("use")),
        ],
        expect: trace(MADE, got("number 0"), LOST),
      },
    ),
  ),
]);
