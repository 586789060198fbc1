/** create_connection(): the address that it connects from. */

import { assign, await_, call, coroutine, quiet, show, variable } from "../../language/build.ts";
import { factory, portOf, seen, streamProtocol, tell } from "../../language/build-network.ts";
import { runUntilComplete } from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { LOST, MADE } from "../kit/connected.ts";
import { createsConnection, failing } from "../kit/connecting.ts";

const LOCAL = "create-connection.local-addr";

export const connectionsLocalAddress = table([
  ...(
    [
      ["address", "127.0.0.1", "", "127.0.0.1"],
      ["name", "localhost", "", "127.0.0.1"],
      ["address-to-a-name", "127.0.0.1", " to a name", "localhost"],
      ["name-to-a-name", "localhost", " to a name", "localhost"],
    ] as const
  ).map(([slug, host, how, to]) =>
    kase(
      `connections/local-${slug}`,
      `create_connection() connects${how} from the port of local_addr, whose host is ${host}`,
      {
        clauses: [LOCAL],
        fns: {
          use: quiet(
            coroutine(
              assign("mine", { make: "socket", state: "bound" }),
              assign("port", portOf("mine")),
              tell(variable("mine"), "close"),
              assign("listener", { make: "socket", state: "listening" }),
              createsConnection([factory("Here"), to, portOf("listener")], {
                local_addr: { list: [host, variable("port")] },
                family: 2,
              }),
              await_({ m: "sock_accept", args: [variable("listener")] }, { as: "accepted" }),
              show("from that port", {
                equal: [
                  { item: 1, of: { m: "getpeername", on: { item: 0, of: variable("accepted") } } },
                  variable("port"),
                ],
              }),
              tell({ item: 0, of: variable("accepted") }, "close"),
              seen(LOST),
            ),
          ),
        },
        protocols: { Here: streamProtocol({}, ["eof_received"]) },
        main: [runUntilComplete(call("use"))],
        expect: trace(MADE, "from that port=True", LOST),
      },
    ),
  ),
  kase(
    "connections/local-address-elsewhere",
    "create_connection() raises an OSError for a local_addr that is not this machine's",
    {
      clauses: [LOCAL],
      fns: {
        use: quiet(
          coroutine(
            assign("listener", { make: "socket", state: "listening" }),
            failing(
              createsConnection([factory("Here"), "127.0.0.1", portOf("listener")], {
                local_addr: { list: ["192.0.2.1", 0] },
              }),
            ),
          ),
        ),
      },
      protocols: { Here: streamProtocol() },
      main: [runUntilComplete(call("use"))],
      expect: trace("an OSError=True"),
    },
  ),
  kase(
    "connections/local-address-of-one-alone",
    "create_connection() without local_addr does not connect from the local_addr of the connection before",
    {
      clauses: [LOCAL],
      fns: {
        use: quiet(
          coroutine(
            assign("listener", { make: "socket", state: "listening" }),
            ...(
              [
                ["first", { local_addr: { list: ["127.0.0.2", 0] } }],
                ["second", undefined],
              ] as const
            ).flatMap(([name, kwargs]) => [
              createsConnection([factory("Here"), "127.0.0.1", portOf("listener")], kwargs),
              await_({ m: "sock_accept", args: [variable("listener")] }, { as: name }),
              show(`${name} from 127.0.0.2`, {
                equal: [
                  { item: 0, of: { m: "getpeername", on: { item: 0, of: variable(name) } } },
                  "127.0.0.2",
                ],
              }),
              tell({ item: 0, of: variable(name) }, "close"),
            ]),
            seen(LOST),
            seen("Here#2.connection_lost(None)"),
          ),
        ),
      },
      protocols: { Here: streamProtocol({}, ["connection_made", "eof_received"]) },
      main: [runUntilComplete(call("use"))],
      expect: trace({
        interleave: [
          ["first from 127.0.0.2=True", "second from 127.0.0.2=False"],
          [LOST],
          ["Here#2.connection_lost(None)"],
        ],
      }),
    },
  ),
]);
