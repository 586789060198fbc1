/** Programs over one datagram endpoint of the loop, made in one of four ways; the other end is a peer. */
import { assign, await_, call, coroutine, quiet, variable } from "../../language/build.ts";
import {
  bytesOf,
  datagramProtocol,
  factory,
  finished,
  listen,
  peer,
  portOf,
  seen,
  startPeer,
  tell,
} from "../../language/build-network.ts";
import type { Program } from "../../language/case.ts";
import type { Expression, Keywords } from "../../language/expression.ts";
import { runUntilComplete } from "../../language/loop-methods.ts";
import type { ProgramProtocol } from "../../language/network.ts";
import type { Operation } from "../../language/operation.ts";
import { HERE, LOST, MADE, TRANSPORT } from "./connected.ts";

/** A program of these operations about a protocol `Here`, with endpoints that it makes itself. */
export const endpointProgram = (
  fns: Program["fns"],
  body: readonly Operation[],
  protocol = datagramProtocol(),
) => ({
  fns: { ...fns, use: quiet(coroutine(...body)) },
  protocols: { Here: protocol },
  main: [runUntilComplete(call("use"))],
});

/** An address of this machine. */
export const at = (port: Expression, host = "127.0.0.1"): Expression => ({ list: [host, port] });

/** What a program over one endpoint is made of. */
export interface Exchange {
  /** The peer's steps; the peer has an address, and is called `other`. */
  readonly other: readonly Operation[];
  /** What the program does once the endpoint is made. */
  readonly body: readonly Operation[];
  /** What main does before the run: events. */
  readonly before?: readonly Operation[];
  readonly fns?: Program["fns"];
  readonly protocol?: ProgramProtocol;
  readonly protocols?: Program["protocols"];
  /** A name for what create_datagram_endpoint() returns. */
  readonly as?: string;
}

/** A way to make an endpoint. */
export interface Endpoint {
  readonly slug: string;
  /** As in “an endpoint …”. */
  readonly title: string;
  /** Sends to the peer. */
  readonly sends: (data: string | Expression) => Operation;
  /** A program that makes the endpoint, with the peer at the other end. */
  readonly exchanging: (exchange: Exchange) => Program;
}

/** `await loop.create_datagram_endpoint(factory, **kwargs)`. */
export const createEndpoint = (
  kwargs: Keywords,
  { as, protocol = HERE }: { readonly as?: string; readonly protocol?: string } = {},
): Operation =>
  await_(
    { m: "create_datagram_endpoint", args: [factory(protocol)], kwargs },
    as === undefined ? {} : { as },
  );
/** The same for `Here`, which has been told of the endpoint then: no text says that it is told before. */
export const openEndpoint = (kwargs: Keywords, as?: string): readonly Operation[] => [
  createEndpoint(kwargs, as === undefined ? {} : { as }),
  seen(MADE),
];
/** Tells a transport to send a datagram. */
export const sendsTo = (data: string | Expression, to?: Expression, by = TRANSPORT): Operation =>
  tell(by, "sendto", to === undefined ? [bytesOf(data)] : [bytesOf(data), to]);
/** Closes the endpoint, and waits for it and for the peer, whose entries come last. */
export const closed = (): Operation[] => [tell(TRANSPORT, "close"), seen(LOST), finished("p")];

const endpoint = (
  slug: string,
  title: string,
  to: Expression | undefined,
  kwargs: Keywords,
  ...before: readonly Operation[]
): Endpoint => ({
  slug,
  title,
  sends: (data) => sendsTo(data, to),
  exchanging: ({
    other,
    body,
    before: events = [],
    fns = {},
    protocol = datagramProtocol(),
    protocols = {},
    as,
  }) => ({
    fns: {
      other: peer(listen({ transport: "udp" }), ...other),
      ...fns,
      use: quiet(
        coroutine(startPeer("other", "p"), ...before, ...openEndpoint(kwargs, as), ...body),
      ),
    },
    protocols: { [HERE]: protocol, ...protocols },
    main: [...events, runUntilComplete(call("use"))],
  }),
});

export const CONNECTED = endpoint("remote", "with remote_addr", undefined, {
  remote_addr: at(portOf("p")),
});
export const BOUND = endpoint("local", "with local_addr", at(portOf("p")), { local_addr: at(0) });
export const BOTH = endpoint("both", "with local_addr and remote_addr", undefined, {
  local_addr: at(0),
  remote_addr: at(portOf("p")),
});
export const OF_SOCKET = endpoint(
  "sock",
  "made of a connected socket",
  undefined,
  { sock: variable("sock") },
  assign("sock", { make: "socket", transport: "udp", state: "connected", to: portOf("p") }),
);

export const ENDPOINTS: readonly Endpoint[] = [CONNECTED, BOUND, BOTH, OF_SOCKET];
