/** What `add_reader()` and `add_writer()` are given: numbers, objects, and what they refuse. */
import {
  assign,
  await_,
  call,
  callback,
  coroutine,
  do_,
  drain,
  pair,
  quiet,
  try_,
  variable,
} from "../../language/build.ts";
import {
  accept,
  connect,
  factory,
  finished,
  hangUp,
  listen,
  peer,
  portOf,
  seen,
  startPeer,
  streamProtocol,
  swallow,
  temporary,
} from "../../language/build-network.ts";
import type { Expression } from "../../language/expression.ts";
import { methodCall, runUntilComplete } from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { numberOf, WATCHED, WAYS } from "../kit/descriptors.ts";
import { END, untilEnd } from "../kit/settle.ts";

const FORMS = "add-reader.accepts-fd-or-object";
const INVALID = "add-reader.invalid-fd";
const TAKEN = "add-reader.transport-fd-rejected";

/** Forms of a descriptor. */
const GIVEN = [
  ["number", "a number", numberOf(variable("socket"))],
  ["socket", "a socket", variable("socket")],
] as const;
const REFUSED: readonly (readonly [string, string, Expression])[] = [
  ["negative", "a negative number", -1],
  ["text", "a text", "p"],
  ["none", "None", null],
  ["object", "an object without a descriptor", variable("object")],
];

/** Transports, and how `sock` becomes one's. */
const TRANSPORTS: readonly (readonly [string, string, readonly Operation[], Expression])[] = [
  [
    "tcp",
    "a TCP client",
    [
      startPeer("listens", "peer"),
      assign("sock", { make: "socket", state: "connected", to: portOf("peer") }),
    ],
    { m: "create_connection", args: [factory("Here")], kwargs: { sock: variable("sock") } },
  ],
  [
    "accepted",
    "an accepted TCP connection",
    [
      assign("listener", { make: "socket", state: "listening" }),
      startPeer("connects", "peer", portOf("listener")),
      await_({ m: "sock_accept", args: [variable("listener")] }, { as: "accepted" }),
      assign("sock", { item: 0, of: variable("accepted") }),
    ],
    { m: "connect_accepted_socket", args: [factory("Here"), variable("sock")] },
  ],
  [
    "unix",
    "a Unix client",
    [
      startPeer("listens_unix", "peer"),
      assign("sock", {
        make: "socket",
        transport: "unix",
        state: "connected",
        to: temporary("s"),
      }),
    ],
    { m: "create_unix_connection", args: [factory("Here")], kwargs: { sock: variable("sock") } },
  ],
];
const PEERS = {
  tcp: { listens: peer(listen(), accept(), swallow()) },
  accepted: { connects: peer(connect(), swallow(), hangUp()) },
  unix: { listens_unix: peer(listen({ transport: "unix", path: "s" }), accept(), swallow()) },
} as const;

export const descriptorsGiven = table([
  ...WAYS.flatMap((way) => [
    ...GIVEN.flatMap(([slug, title, fd]) => [
      kase(`descriptors/${way.slug}-given-${slug}`, `${way.adds}() takes ${title}`, {
        clauses: [FORMS],
        fns: {
          ready: callback(...(way.slug === "reader" ? [drain("p")] : []), way.remove(fd), END),
        },
        main: [
          pair("p"),
          assign("socket", WATCHED),
          ...untilEnd(way.add("ready", [], fd), ...way.readies("p")),
        ],
        expect: trace("ready"),
      }),
      ...GIVEN.map(([other, otherTitle, otherFd]) =>
        kase(
          `descriptors/${way.slug}-given-${slug}-removed-by-${other}`,
          `${way.removes}() finds by ${otherTitle} what ${way.adds}() was given as ${title}`,
          {
            clauses: [FORMS],
            fns: { ready: callback() },
            main: [
              pair("p"),
              assign("socket", WATCHED),
              way.add("ready", [], fd),
              way.removeShown(otherFd),
              way.removeShown(fd),
            ],
            expect: trace("removed=True", "removed=False"),
          },
        ),
      ),
    ]),
    ...REFUSED.map(([slug, title, fd]) =>
      kase(
        `descriptors/${way.slug}-refuses-${slug}`,
        `${way.adds}() raises ValueError for ${title}`,
        {
          clauses: [INVALID],
          fns: {
            ready: callback(...(way.slug === "reader" ? [drain("p")] : []), way.remove(), END),
          },
          main: [
            pair("p"),
            assign("object", { make: "object" }),
            try_(do_({ m: way.adds, args: [fd, { fn: "ready" }] })),
            // What was watched before and is watched afterwards goes on.
            ...untilEnd(way.add("ready"), ...way.readies("p")),
          ],
          expect: trace("!ValueError", "ready"),
        },
      ),
    ),
    ...TRANSPORTS.map(([slug, title, opens, joins]) =>
      kase(
        `descriptors/${way.slug}-refuses-a-transport-${slug}`,
        `${way.adds}() raises RuntimeError for the descriptor of ${title}`,
        {
          clauses: [TAKEN],
          protocols: { Here: streamProtocol() },
          fns: {
            ...PEERS[slug as keyof typeof PEERS],
            ready: callback(),
            waits: quiet(
              coroutine(
                ...opens,
                assign("fd", numberOf(variable("sock"))),
                await_(joins, { as: "both" }),
                seen("Here.connection_made"),
                try_(way.add("ready", [], variable("fd"))),
                assign("transport", { item: 0, of: variable("both") }),
                methodCall("transport", "close"),
                seen("Here.connection_lost(None)"),
                finished("peer"),
              ),
            ),
          },
          main: [runUntilComplete(call("waits"))],
          expect: trace("Here.connection_made", "!RuntimeError", "Here.connection_lost(None)"),
        },
      ),
    ),
  ]),
]);
