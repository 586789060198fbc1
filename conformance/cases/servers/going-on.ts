/** Servers that serve until they are cancelled, and one of whose connections comes to nothing. */
import {
  await_,
  call,
  callback,
  callbackWith,
  coroutine,
  event,
  eventSet,
  if_,
  log,
  quiet,
  raise,
  return_,
  try_,
  variable,
  wait,
} from "../../language/build.ts";
import {
  connect,
  factory,
  finished,
  hangUp,
  newProtocol,
  peer,
  portOf,
  seen,
  send,
  startPeer,
  streamProtocol,
  swallow,
  tell,
} from "../../language/build-network.ts";
import type { Expression, Keywords } from "../../language/expression.ts";
import { createTask, runUntilComplete } from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { SERVER } from "../kit/serving.ts";
import { newState, setState, stateOf } from "../kit/shared-state.ts";
import { asClient, SERVER_TLS } from "../kit/tls.ts";
import { PATH } from "../kit/unix-sockets.ts";

const SERVING = variable("serving");
const TLS = { ssl: SERVER_TLS };

interface Kind {
  readonly slug: string;
  readonly title: string;
  readonly makes: (factory: Expression) => Operation;
  readonly to: Expression;
  /** What a client does before it sends. */
  readonly begins: readonly Operation[];
  readonly encrypted: readonly string[];
}
const tcp = (kwargs?: Keywords) => (made: Expression) =>
  await_(
    {
      m: "create_server",
      args: [made, "127.0.0.1", 0],
      ...(kwargs === undefined ? {} : { kwargs }),
    },
    { as: "server" },
  );
const unix = (made: Expression) =>
  await_({ m: "create_unix_server", args: [made, PATH] }, { as: "server" });
const plain = { begins: [], encrypted: [] } as const;
const KINDS: readonly Kind[] = [
  { slug: "tcp", title: "a server", makes: tcp(), to: portOf("server"), ...plain },
  { slug: "unix", title: "a Unix server", makes: unix, to: PATH, ...plain },
  {
    slug: "tls",
    title: "a TLS server",
    makes: tcp(TLS),
    to: portOf("server"),
    begins: [asClient],
    encrypted: ["other: encrypted"],
  },
];

/** Raises the first time, and goes on as told from then on. */
const failsOnce = (...rest: readonly Operation[]): readonly Operation[] => [
  if_({ not: stateOf("done") }, [setState("done", true), log("fails"), raise("AppError")]),
  ...rest,
];
const OWN = { attr: "transport", of: variable("self") } as const;
const makes = quiet(callback(...failsOnce(return_(newProtocol("Here")))));
const faults = quiet(callbackWith(["self", "transport"], ...failsOnce()));
const serves = quiet(callbackWith(["self", "data"], log("serves"), tell(OWN, "abort")));
const MADE_BY = factory("Here");

const FAULTS = [
  {
    slug: "factory",
    what: "after its protocol factory has raised",
    kinds: KINDS,
    made: { fn: "makes" },
    on: {},
    fns: { makes },
    fails: [seen("fails")],
    told: ["fails"],
  },
  {
    slug: "connection-made",
    what: "after connection_made() has raised",
    kinds: KINDS.filter(({ encrypted }) => encrypted.length === 0),
    made: MADE_BY,
    on: { connection_made: "faults" },
    fns: { faults },
    fails: [seen("fails")],
    told: ["fails"],
  },
  {
    slug: "silent",
    what: "beside a client that is silent",
    kinds: KINDS.filter(({ encrypted }) => encrypted.length > 0),
    made: MADE_BY,
    on: {},
    fns: {},
    fails: [seen("bad: has called")],
    told: [],
  },
] as const;

export const serversGoingOn = table(
  FAULTS.flatMap(({ slug, what, kinds, made, on, fns, fails, told }) =>
    kinds.map(({ slug: kind, title, makes, to, begins, encrypted }) =>
      kase(
        `servers/goes-on-${slug}-${kind}`,
        `serve_forever() of ${title} accepts connections ${what}`,
        {
          clauses: ["server.serve-forever"],
          fns: {
            ...fns,
            serves,
            bad: peer(connect(), log("has called"), wait("go"), hangUp()),
            other: peer(connect(), ...begins, send("hello"), swallow()),
            use: quiet(
              coroutine(
                makes(made),
                createTask({ m: "serve_forever", on: SERVER }, "serving"),
                startPeer("bad", "b", to),
                ...fails,
                startPeer("other", "p", to),
                seen("serves"),
                finished("p"),
                eventSet("go"),
                finished("b"),
                tell(SERVING, "cancel"),
                try_(await_(SERVING)),
              ),
            ),
          },
          protocols: {
            Here: streamProtocol({ ...on, data_received: "serves" }, [
              "connection_made",
              "data_received",
              "eof_received",
              "connection_lost",
            ]),
          },
          main: [event("go"), ...newState({ done: false }), runUntilComplete(call("use"))],
          expect: trace(...told, "serves", ...encrypted, "bad: has called", "!CancelledError"),
        },
      ),
    ),
  ),
);
