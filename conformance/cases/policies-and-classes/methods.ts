/** The chapter's methods that not every system or edition has, and methods that a loop does not support. */

import type { ClauseId } from "../../clauses/index.ts";
import {
  assign,
  callback,
  do_,
  if_,
  log,
  makeReady,
  pair,
  quiet,
  show,
  tryExcept,
  variable,
} from "../../language/build.ts";
import {
  datagramProtocol,
  factory,
  streamProtocol,
  temporary,
} from "../../language/build-network.ts";
import type { Program } from "../../language/case.ts";
import type { Expression } from "../../language/expression.ts";
import { runUntilComplete } from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";

const LISTED = "abstract-event-loop.method-list";
const UNSUPPORTED = "abstract-event-loop.unimplemented";
const SIGTERM = 15;
const JOB: Expression = { fn: "job" };
const END: Expression = { end: "pair", side: 0 };

/** Methods that `new-event-loop.abstract-interface` leaves out, with the clause that says since when they are there. */
const METHODS: readonly (readonly [string, readonly string[], ...ClauseId[]])[] = [
  ["signals", ["add_signal_handler", "remove_signal_handler"]],
  ["unix-sockets", ["create_unix_connection", "create_unix_server"]],
  [
    "default-executor",
    ["shutdown_default_executor"],
    "shutdown-default-executor.without-executor-noop",
  ],
  [
    "socket-datagrams",
    ["sock_recvfrom", "sock_recvfrom_into", "sock_sendto"],
    "sock-recvfrom-into.tuple",
  ],
];

/** Entries tell of attributes that the loop lacks. What else is raised is not this clause's. */
const uses = (...body: Operation[]): Operation =>
  tryExcept(
    body,
    "error",
    if_({ equal: [{ kind: variable("error") }, "AttributeError"] }, [log("AttributeError")]),
  );
const loopCalls = (m: string, ...args: Expression[]): Operation => uses(do_({ m, args }));
/** Opens something, and closes what `made` is of it. */
const opens = (what: Expression, made: Expression): Operation =>
  uses(assign("made", { m: "run_until_complete", args: [what] }), do_({ m: "close", on: made }));
type Used = Pick<Program, "protocols"> & Partial<Pick<Program, "fns">>;
const LOOPBACK = "127.0.0.1";

const JOBS: Used = { fns: { job: quiet(callback()) } };
const CONNECTS: Used = { protocols: { Here: streamProtocol() } };

/** What a loop may have no support for on some system. */
const SUPPORTED: readonly (readonly [string, string, Used, readonly Operation[]])[] = [
  [
    "watching",
    "add_reader() and add_writer()",
    JOBS,
    [
      pair("pair"),
      loopCalls("add_reader", END, JOB),
      loopCalls("remove_reader", END),
      loopCalls("add_writer", END, JOB),
      loopCalls("remove_writer", END),
    ],
  ],
  [
    "signals",
    "add_signal_handler()",
    JOBS,
    [loopCalls("add_signal_handler", SIGTERM, JOB), loopCalls("remove_signal_handler", SIGTERM)],
  ],
  [
    "sockets",
    "sock_recv() and sock_sendall()",
    {},
    [
      pair("pair"),
      makeReady("pair"),
      uses(runUntilComplete({ m: "sock_recv", args: [END, 1] })),
      uses(runUntilComplete({ m: "sock_sendall", args: [END, { bytes: "x" }] })),
    ],
  ],
  [
    "servers",
    "create_server()",
    CONNECTS,
    [opens({ m: "create_server", args: [factory("Here"), LOOPBACK, 0] }, variable("made"))],
  ],
  [
    "unix-servers",
    "create_unix_server()",
    CONNECTS,
    [
      opens(
        { m: "create_unix_server", args: [factory("Here")], kwargs: { path: temporary("s") } },
        variable("made"),
      ),
    ],
  ],
  [
    "endpoints",
    "create_datagram_endpoint()",
    { protocols: { Here: datagramProtocol({}, ["connection_made", "connection_lost"]) } },
    [
      opens(
        {
          m: "create_datagram_endpoint",
          args: [factory("Here")],
          kwargs: { local_addr: { list: [LOOPBACK, 0] } },
        },
        { item: 0, of: variable("made") },
      ),
    ],
  ],
  [
    "names",
    "getaddrinfo()",
    {},
    [uses(runUntilComplete({ m: "getaddrinfo", args: [LOOPBACK, 80] }))],
  ],
];

export const methodsOfLoops = table([
  ...METHODS.map(([slug, methods, ...clauses]) =>
    kase(`methods/${slug}`, `a loop has ${methods.join(", ")}`, {
      clauses: [LISTED, ...clauses],
      main: methods.map((name) => show(name, { has_method: name })),
      expect: trace(...methods.map((name) => `${name}=True`)),
    }),
  ),
  ...SUPPORTED.map(([slug, title, used, main]) =>
    kase(`methods/unsupported-${slug}`, `${title} works or raises, and lacks no attribute`, {
      clauses: [UNSUPPORTED],
      ...used,
      main,
      expect: trace(),
    }),
  ),
]);
