/** Datagram endpoints: what they send and what they receive. */
import { callbackWith, quiet, show, variable } from "../../language/build.ts";
import {
  datagramProtocol,
  instance,
  numbered,
  numberedBytes,
  portOf,
  receiveFrom,
  seen,
  sendTo,
  shownData,
} from "../../language/build-network.ts";
import { kase, table, trace } from "../../language/table.ts";
import { LOST, MADE, TRANSPORT } from "../kit/connected.ts";
import { closed, ENDPOINTS } from "../kit/endpoints.ts";

const PAIR = "create-datagram-endpoint.pair";
const SENDS = "datagram-transport.sendto";
const SENDS_NOTHING = "datagram-transport.sendto-empty";
const RECEIVES = "datagram-protocol.datagram-received";

const ABOUT = {
  remote: "create-datagram-endpoint.remote-addr",
  local: "create-datagram-endpoint.local-addr",
  both: "create-datagram-endpoint.local-addr",
  sock: "create-datagram-endpoint.sock",
} as const;

const got = (data: string) => `Here.datagram_received(${data})`;
const saw = (data: string) => `other: datagram(${data})`;
/** More than two pages, and less than what every system sends. */
const LARGE = 9_000;

export const datagramsExchanging = table(
  ENDPOINTS.flatMap(({ slug, title, sends, exchanging }) => [
    kase(`datagrams/to-and-fro-${slug}`, `an endpoint ${title} gets the answer to its datagram`, {
      clauses: [ABOUT[slug as keyof typeof ABOUT]],
      ...exchanging({
        other: [receiveFrom(), sendTo("pong")],
        body: [sends("ping"), seen(got("pong")), ...closed()],
      }),
      expect: trace(MADE, got("pong"), LOST, saw("ping")),
    }),
    kase(
      `datagrams/pair-${slug}`,
      `an endpoint ${title} comes as the transport and the protocol of the factory`,
      {
        clauses: [PAIR],
        ...exchanging({
          as: "pair",
          other: [receiveFrom()],
          body: [
            show("a pair", { len: variable("pair") }),
            show("transport", { same: [{ item: 0, of: variable("pair") }, TRANSPORT] }),
            show("protocol", { same: [{ item: 1, of: variable("pair") }, instance("Here")] }),
            sends("x"),
            ...closed(),
          ],
        }),
        expect: trace(MADE, "a pair=2", "transport=True", "protocol=True", LOST, saw("x")),
      },
    ),
    kase(
      `datagrams/sends-each-${slug}`,
      `an endpoint ${title} sends a datagram for each call of sendto()`,
      {
        clauses: [SENDS],
        ...exchanging({
          other: [receiveFrom(), receiveFrom(), receiveFrom()],
          body: [sends("one"), sends("two"), sends("three"), ...closed()],
        }),
        expect: trace(MADE, LOST, { any_order: [saw("one"), saw("two"), saw("three")] }),
      },
    ),
    kase(
      `datagrams/sends-large-${slug}`,
      `an endpoint ${title} sends a datagram of 9,000 bytes whole`,
      {
        clauses: [SENDS],
        ...exchanging({
          other: [receiveFrom()],
          body: [sends(numbered(LARGE)), ...closed()],
        }),
        expect: trace(MADE, LOST, saw(shownData(numberedBytes(LARGE)))),
      },
    ),
    kase(
      `datagrams/sends-empty-${slug}`,
      `an endpoint ${title} sends an empty datagram, and one after it`,
      {
        clauses: [SENDS_NOTHING],
        ...exchanging({
          other: [receiveFrom(), receiveFrom()],
          body: [sends(""), sends("after it"), ...closed()],
        }),
        expect: trace(MADE, LOST, { any_order: [saw(""), saw("after it")] }),
      },
    ),
    kase(
      `datagrams/receives-each-${slug}`,
      `an endpoint ${title} passes each datagram on by itself`,
      {
        clauses: [RECEIVES],
        ...exchanging({
          other: [receiveFrom(), sendTo("one"), sendTo("two"), sendTo("three")],
          body: [sends("x"), seen(got("one")), seen(got("two")), seen(got("three")), ...closed()],
        }),
        expect: trace(MADE, { any_order: [got("one"), got("two"), got("three")] }, LOST, saw("x")),
      },
    ),
    kase(
      `datagrams/receives-large-${slug}`,
      `an endpoint ${title} receives a datagram of 9,000 bytes whole`,
      {
        clauses: [RECEIVES],
        ...exchanging({
          other: [receiveFrom(), sendTo(numbered(LARGE))],
          body: [sends("x"), seen(got(shownData(numberedBytes(LARGE)))), ...closed()],
        }),
        expect: trace(MADE, got(shownData(numberedBytes(LARGE))), LOST, saw("x")),
      },
    ),
    kase(
      `datagrams/receives-empty-${slug}`,
      `an endpoint ${title} passes an empty datagram on, and goes on receiving`,
      {
        clauses: [RECEIVES],
        ...exchanging({
          other: [receiveFrom(), sendTo(""), sendTo("after it")],
          body: [sends("x"), seen(got("")), seen(got("after it")), ...closed()],
        }),
        expect: trace(MADE, { any_order: [got(""), got("after it")] }, LOST, saw("x")),
      },
    ),
    kase(
      `datagrams/address-of-the-sender-${slug}`,
      `an endpoint ${title} tells the data as bytes and the sender's address`,
      {
        clauses: [RECEIVES],
        ...exchanging({
          fns: {
            looks: quiet(
              callbackWith(
                ["self", "data", "address"],
                show("bytes", { is: variable("data"), type: "bytes" }),
                show("host", { item: 0, of: variable("address") }),
                show("its port", {
                  equal: [{ item: 1, of: variable("address") }, portOf("p")],
                }),
              ),
            ),
          },
          protocol: datagramProtocol({ datagram_received: "looks" }),
          other: [receiveFrom(), sendTo("pong")],
          body: [sends("ping"), seen("its port=True"), ...closed()],
        }),
        expect: trace(
          MADE,
          got("pong"),
          "bytes=True",
          "host=127.0.0.1",
          "its port=True",
          LOST,
          saw("ping"),
        ),
      },
    ),
  ]),
);
