/** create_connection(): the family, the protocol and the flags that it looks its host up with. */

import { assign, call, coroutine, quiet } from "../../language/build.ts";
import { factory, portOf, streamProtocol } from "../../language/build-network.ts";
import type { Expression, Keywords } from "../../language/expression.ts";
import { runUntilComplete } from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { LOST, MADE } from "../kit/connected.ts";
import { createsConnection, ends, withPeer } from "../kit/connecting.ts";
import { showRaises } from "../kit/lookups.ts";

const FAMILY = "create-connection.family";
const OPTIONS = "create-connection.lookup-options";
const LOCAL = "create-connection.local-addr";

/** AF_INET6 as Linux numbers it. Under another system's number 127.0.0.1 has no address either. */
const AF_INET6 = 10;
const AI_NUMERICHOST = 4;
const [IPPROTO_TCP, IPPROTO_UDP] = [6, 17];

const connects = (host: string, port: Expression, kwargs: Keywords, as?: string): Operation =>
  createsConnection([factory("Here"), host, port], kwargs, as);

/** Somebody listens at 127.0.0.1: a loop that does not care gets a connection. */
const listening = (...body: Operation[]) => ({
  fns: {
    use: quiet(coroutine(assign("listener", { make: "socket", state: "listening" }), ...body)),
  },
  protocols: { Here: streamProtocol() },
  main: [runUntilComplete(call("use"))],
});
const PORT = portOf("listener");
const DELAYED = { happy_eyeballs_delay: 0.25 };

export const connectionsLookingUp = table([
  ...(
    [
      ["address", "an IPv4 address", "127.0.0.1", {}],
      ["name", "a name that nothing listens at over IPv6", "localhost", {}],
      ["delay", "an IPv4 address with happy_eyeballs_delay", "127.0.0.1", DELAYED],
    ] as const
  ).map(([slug, what, host, rest]) =>
    kase(
      `connections/family-ipv6-${slug}`,
      `create_connection() with the family AF_INET6 raises for ${what}`,
      {
        clauses: [FAMILY],
        ...listening(showRaises(connects(host, PORT, { family: AF_INET6, ...rest }))),
        expect: trace("raised"),
      },
    ),
  ),
  ...(
    [
      ["numeric", "the flag AI_NUMERICHOST", { flags: AI_NUMERICHOST }],
      ["numeric-delay", "AI_NUMERICHOST and a delay", { flags: AI_NUMERICHOST, ...DELAYED }],
      ["protocol", "the protocol UDP", { proto: IPPROTO_UDP }],
    ] as const
  ).map(([slug, what, kwargs]) =>
    kase(
      `connections/lookup-refused-${slug}`,
      `create_connection() raises for a name that has no address with ${what}`,
      {
        clauses: [OPTIONS],
        ...listening(showRaises(connects("localhost", PORT, kwargs))),
        expect: trace("raised"),
      },
    ),
  ),
  kase(
    "connections/lookup-options",
    "create_connection() connects to an address with AI_NUMERICHOST and the protocol TCP",
    {
      clauses: [OPTIONS],
      ...withPeer([
        connects("127.0.0.1", portOf("p"), { flags: AI_NUMERICHOST, proto: IPPROTO_TCP }, "pair"),
        ...ends,
      ]),
      expect: trace(MADE, LOST, "other: end"),
    },
  ),
  ...(
    [
      ["this-machine", "an IPv6 address", "::1", {}],
      ["elsewhere", "an IPv6 address of elsewhere", "2001:db8::1", {}],
      ["delay", "an IPv6 address with happy_eyeballs_delay", "::1", DELAYED],
    ] as const
  ).map(([slug, what, host, rest]) =>
    kase(
      `connections/local-ipv6-${slug}`,
      `create_connection() raises for a local_addr with ${what} if its host has IPv4 alone`,
      {
        clauses: [LOCAL],
        ...listening(
          showRaises(connects("127.0.0.1", PORT, { local_addr: { list: [host, 0] }, ...rest })),
        ),
        expect: trace("raised"),
      },
    ),
  ),
]);
