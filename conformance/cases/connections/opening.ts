/** create_connection(): the order of its steps, what it returns, whose the socket is, and what it raises. */
import {
  assign,
  await_,
  call,
  callback,
  coroutine,
  log,
  quiet,
  return_,
  same,
  show,
  tryExcept,
  variable,
} from "../../language/build.ts";
import {
  accept,
  createConnection,
  factory,
  finished,
  instance,
  listen,
  newProtocol,
  peer,
  portOf,
  receiveEnd,
  seen,
  send,
  startPeer,
  streamProtocol,
  tell,
} from "../../language/build-network.ts";
import type { Program } from "../../language/case.ts";
import type { Expression, Keywords } from "../../language/expression.ts";
import { runUntilComplete } from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";

const ORDER = "create-connection.order-of-steps";
const TYPE = "create-connection.transport-type";
const EXCLUSIVE = "create-connection.sock-exclusive";
const OWNED = "create-connection.sock-ownership";
const LOCAL = "create-connection.local-addr";
const ERRORS = "create-connection.multiple-errors";
const ERRORS_BEFORE = "create-connection.multiple-errors-unpromised";

const MADE = "Here.connection_made";
const LOST = "Here.connection_lost(None)";
const TRANSPORT: Expression = { item: 0, of: variable("pair") };
const PROTOCOL: Expression = { item: 1, of: variable("pair") };

const program = (
  body: readonly Operation[],
  other: readonly Operation[] = [listen(), accept(), receiveEnd()],
  fns: Program["fns"] = {},
) => ({
  fns: { other: peer(...other), ...fns, use: quiet(coroutine(startPeer("other", "p"), ...body)) },
  protocols: { Here: streamProtocol() },
  main: [runUntilComplete(call("use"))],
});

const connect = (args: readonly Expression[], kwargs?: Keywords, as?: string): Operation =>
  await_(
    { m: "create_connection", args, ...(kwargs === undefined ? {} : { kwargs }) },
    as === undefined ? {} : { as },
  );
const end = [tell(TRANSPORT, "close"), seen(LOST), finished("p")];
/** Whether an error is an OSError, and no more of it. */
const failing = (...body: Operation[]): Operation =>
  tryExcept(body, "error", show("an OSError", { is: variable("error"), type: "OSError" }));

export const connectionsOpening = table([
  kase(
    "connections/factory-then-made-then-returned",
    "create_connection() calls the factory, then connection_made(), and then returns",
    {
      clauses: [ORDER],
      ...program(
        [
          connect([{ fn: "makes" }, "127.0.0.1", portOf("p")], undefined, "pair"),
          log("returned"),
          ...end,
        ],
        undefined,
        { makes: callback(return_(newProtocol("Here"))) },
      ),
      expect: trace("makes", MADE, "returned", LOST, "other: end"),
    },
  ),
  kase(
    "connections/connects-before-the-factory",
    "create_connection() calls no factory if nothing listens",
    {
      clauses: [ORDER],
      ...program(
        [failing(connect([{ fn: "makes" }, "127.0.0.1", portOf("p")])), finished("p")],
        [listen({ refuses: true })],
        { makes: callback(return_(newProtocol("Here"))) },
      ),
      protocols: { Here: streamProtocol() },
      expect: trace("an OSError=True"),
    },
  ),
  kase(
    "connections/returns-the-pair",
    "create_connection() returns the transport and the protocol of the factory",
    {
      clauses: [ORDER],
      ...program([
        createConnection("Here", portOf("p"), { as: "pair" }),
        show("a pair", { len: variable("pair") }),
        show("protocol", same(PROTOCOL, instance("Here"))),
        show("transport", same(TRANSPORT, { attr: "transport", of: instance("Here") })),
        ...end,
      ]),
      expect: trace(MADE, "a pair=2", "protocol=True", "transport=True", LOST, "other: end"),
    },
  ),
  ...(
    [
      ["host-by-name", ["localhost"], undefined],
      ["keywords", [], { host: "127.0.0.1" }],
    ] as const
  ).map(([slug, host, kwargs]) =>
    kase(
      `connections/exchanges-${slug}`,
      `create_connection() with ${slug.replaceAll("-", " ")} exchanges data`,
      {
        clauses: [ORDER],
        ...program(
          [
            connect(
              [factory("Here"), ...host, ...(kwargs === undefined ? [portOf("p")] : [])],
              kwargs === undefined ? undefined : { ...kwargs, port: portOf("p") },
              "pair",
            ),
            seen("Here received hello"),
            tell(TRANSPORT, "write", [{ bytes: "and back" }]),
            ...end,
          ],
          [listen(), accept(), send("hello"), receiveEnd()],
        ),
        expect: trace(MADE, "Here received hello", LOST, "other: received and back", "other: end"),
      },
    ),
  ),
  kase("connections/several-at-once", "two connections of one loop do not mix their data", {
    clauses: [ORDER],
    fns: {
      first: peer(listen(), accept(), send("one"), receiveEnd()),
      second: peer(listen(), accept(), send("two"), receiveEnd()),
      use: quiet(
        coroutine(
          startPeer("first", "p"),
          startPeer("second", "q"),
          createConnection("Here", portOf("p"), { as: "pair" }),
          seen("Here received one"),
          createConnection("There", portOf("q"), { as: "other" }),
          seen("There received two"),
          tell(TRANSPORT, "write", [{ bytes: "to one" }]),
          tell({ item: 0, of: variable("other") }, "write", [{ bytes: "to two" }]),
          tell({ item: 0, of: variable("other") }, "close"),
          seen("There.connection_lost(None)"),
          tell(TRANSPORT, "close"),
          seen(LOST),
          finished("p"),
          finished("q"),
        ),
      ),
    },
    protocols: { Here: streamProtocol(), There: streamProtocol() },
    main: [runUntilComplete(call("use"))],
    expect: trace(
      MADE,
      "Here received one",
      "There.connection_made",
      "There received two",
      "There.connection_lost(None)",
      LOST,
      "first: received to one",
      "first: end",
      "second: received to two",
      "second: end",
    ),
  }),
  kase(
    "connections/transport-type",
    "the transport of create_connection() is an asyncio.Transport",
    {
      clauses: [TYPE],
      ...program([
        createConnection("Here", portOf("p"), { as: "pair" }),
        show("Transport", { is: TRANSPORT, type: "Transport" }),
        ...end,
      ]),
      expect: trace(MADE, "Transport=True", LOST, "other: end"),
    },
  ),
  kase("connections/sock-in-place-of-host", "create_connection() takes a connected socket", {
    clauses: [ORDER],
    ...program(
      [
        assign("sock", { make: "socket", state: "connected", to: portOf("p") }),
        connect([factory("Here")], { sock: variable("sock") }, "pair"),
        seen("Here received hello"),
        ...end,
      ],
      [listen(), accept(), send("hello"), receiveEnd()],
    ),
    expect: trace(MADE, "Here received hello", LOST, "other: end"),
  }),
  ...(["close", "abort"] as const).map((method) =>
    kase(
      `connections/owns-sock-${method}`,
      `${method}() of the transport closes the socket that was given`,
      {
        clauses: [OWNED],
        ...program(
          [
            assign("sock", { make: "socket", state: "connected", to: portOf("p") }),
            connect([factory("Here")], { sock: variable("sock") }, "pair"),
            tell(TRANSPORT, method),
            seen(LOST),
            finished("p"),
            show("closed", { equal: [{ m: "fileno", on: variable("sock") }, -1] }),
          ],
          [listen(), accept(), receiveEnd()],
        ),
        expect: trace(MADE, LOST, { one_of: [["other: end"], ["other: reset"]] }, "closed=True"),
      },
    ),
  ),
  kase(
    "connections/owns-sock-other-end",
    "the socket that was given is closed when the other end has closed",
    {
      clauses: [OWNED],
      ...program(
        [
          assign("sock", { make: "socket", state: "connected", to: portOf("p") }),
          connect([factory("Here")], { sock: variable("sock") }),
          seen(LOST),
          finished("p"),
          show("closed", { equal: [{ m: "fileno", on: variable("sock") }, -1] }),
        ],
        [listen(), accept(), { op: "hang_up" }],
      ),
      expect: trace(MADE, "Here.eof_received", LOST, "closed=True"),
    },
  ),
  ...(
    [
      ["host-and-port", ["127.0.0.1", portOf("p")]],
      ["host", ["127.0.0.1"]],
      ["port", [null, portOf("p")]],
    ] as const
  ).map(([slug, given]) =>
    kase(
      `connections/sock-with-${slug}`,
      `create_connection() refuses a socket together with ${slug.replaceAll("-", " ")}`,
      {
        clauses: [EXCLUSIVE],
        ...program(
          [
            assign("sock", { make: "socket", state: "connected", to: portOf("p") }),
            {
              op: "try",
              body: [connect([factory("Here"), ...given], { sock: variable("sock") })],
            },
            tell(variable("sock"), "close"),
            finished("p"),
          ],
          [listen(), accept()],
        ),
        expect: trace("!ValueError"),
      },
    ),
  ),
  kase(
    "connections/neither-sock-nor-host",
    "create_connection() refuses neither socket nor host and port",
    {
      clauses: [EXCLUSIVE],
      fns: {
        use: quiet(coroutine({ op: "try", body: [connect([factory("Here")])] })),
      },
      protocols: { Here: streamProtocol() },
      main: [runUntilComplete(call("use"))],
      expect: trace("!ValueError"),
    },
  ),
  ...(
    [
      ["address", "127.0.0.1"],
      ["name", "localhost"],
    ] as const
  ).map(([slug, host]) =>
    kase(
      `connections/local-${slug}`,
      `create_connection() connects from the port of local_addr, whose host is ${host}`,
      {
        clauses: [LOCAL],
        fns: {
          use: quiet(
            coroutine(
              assign("mine", { make: "socket", state: "bound" }),
              assign("port", portOf("mine")),
              tell(variable("mine"), "close"),
              assign("listener", { make: "socket", state: "listening" }),
              connect([factory("Here"), "127.0.0.1", portOf("listener")], {
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
  ...([ERRORS, ERRORS_BEFORE] as const).flatMap((clause) => {
    const era = clause === ERRORS ? "" : "-before";
    return [
      kase(
        `connections/refused${era}`,
        "create_connection() raises an OSError if nothing listens",
        {
          clauses: [clause],
          ...program(
            [failing(connect([factory("Here"), "127.0.0.1", portOf("p")])), finished("p")],
            [listen({ refuses: true })],
          ),
          expect: trace("an OSError=True"),
        },
      ),
      kase(
        `connections/no-such-host${era}`,
        "create_connection() raises an OSError for a host that does not exist",
        {
          clauses: [clause],
          fns: {
            use: quiet(coroutine(failing(connect([factory("Here"), "127.0.0.1.invalid", 80])))),
          },
          protocols: { Here: streamProtocol() },
          main: [runUntilComplete(call("use"))],
          expect: trace("an OSError=True"),
        },
      ),
    ];
  }),
  kase(
    "connections/refused-all-errors",
    "create_connection() raises an ExceptionGroup with all_errors=True",
    {
      clauses: [ERRORS],
      ...program(
        [
          {
            op: "try",
            body: [connect([factory("Here"), "127.0.0.1", portOf("p")], { all_errors: true })],
          },
          finished("p"),
        ],
        [listen({ refuses: true })],
      ),
      expect: trace("!ExceptionGroup"),
    },
  ),
]);
