/** Datagram endpoints: the arguments that are refused, options, and datagrams that are. */
import {
  assign,
  call,
  callbackWith,
  coroutine,
  log,
  quiet,
  show,
  try_,
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
import type { Program } from "../../language/case.ts";
import { runUntilComplete } from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { LOST, MADE, TRANSPORT } from "../kit/connected.ts";
import { at, closed, createEndpoint, sendsTo } from "../kit/endpoints.ts";

const EXCLUSIVE = "create-datagram-endpoint.sock-exclusive";
const ERRORS = "create-datagram-endpoint.address-errors";
const REUSE = "create-datagram-endpoint.reuse-address";
const REUSE_GONE = "create-datagram-endpoint.reuse-address-removed";
const OPTIONS = "create-datagram-endpoint.options";
const REFUSED = "create-datagram-endpoint.error-received";

const program = (
  fns: Program["fns"],
  body: readonly Operation[],
  protocol = datagramProtocol(),
) => ({
  fns: { ...fns, use: quiet(coroutine(...body)) },
  protocols: { Here: protocol },
  main: [runUntilComplete(call("use"))],
});

/** Whether an error is an OSError, and no more of it. */
const failing = (...body: Operation[]): Operation =>
  tryExcept(body, "error", show("an OSError", { is: variable("error"), type: "OSError" }));

export const datagramsRefusals = table([
  ...(
    [
      ["local_addr", { local_addr: at(0) }],
      ["remote_addr", { remote_addr: at(9) }],
      ["family", { family: 2 }],
      ["reuse_port", { reuse_port: true }],
      ["allow_broadcast", { allow_broadcast: true }],
    ] as const
  ).map(([keyword, given]) =>
    kase(
      `datagrams/sock-with-${keyword.replace("_", "-")}`,
      `create_datagram_endpoint() refuses a socket together with ${keyword}`,
      {
        clauses: [EXCLUSIVE],
        ...program({}, [
          assign("sock", { make: "socket", transport: "udp", state: "bound" }),
          try_(createEndpoint({ sock: variable("sock"), ...given })),
        ]),
        expect: trace("!ValueError"),
      },
    ),
  ),
  kase("datagrams/sock-of-a-stream", "create_datagram_endpoint() refuses a socket for streams", {
    clauses: [EXCLUSIVE],
    ...program({}, [
      assign("sock", { make: "socket" }),
      try_(createEndpoint({ sock: variable("sock") })),
    ]),
    expect: trace("!ValueError"),
  }),
  kase(
    "datagrams/neither-address-nor-family",
    "create_datagram_endpoint() refuses neither address nor family nor socket",
    {
      clauses: [ERRORS],
      ...program({}, [try_(createEndpoint({}))]),
      expect: trace("!ValueError"),
    },
  ),
  ...(
    [
      ["local-taken", "a local address that is in use", { local_addr: at(portOf("taken")) }],
      [
        "local-elsewhere",
        "a local address that is not this machine's",
        { local_addr: at(0, "192.0.2.1") },
      ],
      [
        "local-unknown",
        "a local name that does not exist",
        { local_addr: at(0, "127.0.0.1.invalid") },
      ],
      [
        "remote-unknown",
        "a remote name that does not exist",
        { remote_addr: at(9, "127.0.0.1.invalid") },
      ],
    ] as const
  ).map(([slug, what, given]) =>
    kase(`datagrams/${slug}`, `create_datagram_endpoint() raises an OSError for ${what}`, {
      clauses: [ERRORS],
      ...program({}, [
        ...(slug === "local-taken"
          ? [assign("taken", { make: "socket", transport: "udp", state: "bound" })]
          : []),
        failing(createEndpoint(given)),
      ]),
      expect: trace("an OSError=True"),
    }),
  ),
  kase(
    "datagrams/reuse-address-true",
    "create_datagram_endpoint() refuses reuse_address=True with a ValueError",
    {
      clauses: [REUSE],
      ...program({}, [try_(createEndpoint({ local_addr: at(0), reuse_address: true }))]),
      expect: trace("!ValueError"),
    },
  ),
  kase("datagrams/reuse-address-false", "create_datagram_endpoint() warns of reuse_address=False", {
    clauses: [REUSE],
    ...program({}, [
      createEndpoint({ local_addr: at(0), reuse_address: false }),
      tell(TRANSPORT, "close"),
      seen(LOST),
    ]),
    expect: {
      trace: [MADE, LOST],
      warnings: { includes: [{ category: "DeprecationWarning", message: "reuse_address" }] },
    },
  }),
  ...([true, false, null] as const).map((value) =>
    kase(
      `datagrams/reuse-address-gone-${value}`.toLowerCase(),
      `create_datagram_endpoint() knows no keyword reuse_address, ${value === null ? "not even None" : `as little ${value ? "True" : "False"}`}`,
      {
        clauses: [REUSE_GONE],
        ...program({}, [try_(createEndpoint({ local_addr: at(0), reuse_address: value }))]),
        expect: trace("!TypeError"),
      },
    ),
  ),
  kase(
    "datagrams/reuse-port",
    "two endpoints share a port if both were made with reuse_port=True",
    {
      clauses: [OPTIONS],
      ...program({}, [
        assign("mine", { make: "socket", transport: "udp", state: "bound" }),
        assign("port", portOf("mine")),
        tell(variable("mine"), "close"),
        createEndpoint({ local_addr: at(variable("port")), reuse_port: true }),
        createEndpoint({ local_addr: at(variable("port")), reuse_port: true }),
        log("both"),
        tell(TRANSPORT, "close"),
        tell({ attr: "transport", of: { instance: "Here", index: 1 } }, "close"),
        seen(LOST),
        seen("Here#2.connection_lost(None)"),
      ]),
      expect: trace(MADE, "Here#2.connection_made", "both", {
        any_order: [LOST, "Here#2.connection_lost(None)"],
      }),
    },
  ),
  kase(
    "datagrams/no-reuse-port",
    "a second endpoint without reuse_port gets no port that is in use",
    {
      clauses: [OPTIONS],
      ...program({}, [
        assign("mine", { make: "socket", transport: "udp", state: "bound" }),
        assign("port", portOf("mine")),
        tell(variable("mine"), "close"),
        createEndpoint({ local_addr: at(variable("port")) }),
        failing(createEndpoint({ local_addr: at(variable("port")) })),
        tell(TRANSPORT, "close"),
        seen(LOST),
      ]),
      expect: trace(MADE, "an OSError=True", LOST),
    },
  ),
  ...([true, false] as const).map((allowed) =>
    kase(
      `datagrams/broadcast-${allowed ? "allowed" : "not-allowed"}`,
      `an endpoint ${allowed ? "with allow_broadcast may" : "may not by default"} send to the broadcast address`,
      {
        clauses: [OPTIONS],
        ...program(
          {
            other: peer(listen({ transport: "udp" }), receiveFrom(), sendTo("pong")),
            looks: quiet(callbackWith(["self", "error"], log("is not allowed to"))),
          },
          [
            startPeer("other", "p"),
            createEndpoint({
              local_addr: at(0),
              ...(allowed ? { allow_broadcast: true } : {}),
            }),
            // Nothing leaves this machine.
            sendsTo("to all", at(portOf("p"), "127.255.255.255")),
            sendsTo("to one", at(portOf("p"))),
            seen("Here.datagram_received(pong)"),
            ...closed(),
          ],
          datagramProtocol({ error_received: "looks" }, ["error_received"]),
        ),
        expect: trace(
          MADE,
          ...(allowed ? [] : ["is not allowed to"]),
          "Here.datagram_received(pong)",
          LOST,
          "other: datagram(to one)",
        ),
      },
    ),
  ),
  kase(
    "datagrams/refused",
    "an endpoint is told of a datagram that nobody takes at the remote address",
    {
      clauses: [REFUSED],
      ...program({ other: peer(listen({ transport: "udp" })) }, [
        startPeer("other", "p"),
        finished("p"),
        // A connected socket takes datagrams of its remote address alone.
        assign("deaf", { make: "socket", transport: "udp", state: "connected", to: portOf("p") }),
        createEndpoint({ remote_addr: at(portOf("deaf")) }),
        sendsTo("is anybody there"),
        seen("Here.error_received(ConnectionRefusedError)"),
        tell(TRANSPORT, "close"),
        seen(LOST),
      ]),
      expect: trace(MADE, "Here.error_received(ConnectionRefusedError)", LOST),
    },
  ),
]);
