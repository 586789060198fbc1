/**
 * What whole areas stand on: that a connection is made, that a server serves, that TLS encrypts, that the other end sees
 * the end. Where one of these fails, cases about everything else would accuse sentences that the loop may keep.
 */
import type { ClauseId } from "../clauses/index.ts";
import { ENDPOINT, ENDPOINTS_THAT_WORK, endpointOf } from "./base-endpoints.ts";
import { CLOSED, HANDLER, METHODS_THAT_WORK } from "./base-methods.ts";
import { RESOURCES_THAT_WORK } from "./base-resources.ts";
import { type BaseOperation, BROKEN, plainOf, trialOf } from "./base-trial.ts";
import { assign, await_, variable } from "./build.ts";
import {
  accept,
  bufferedProtocol,
  connect,
  createConnection,
  createServer,
  factory,
  handshake,
  instance,
  listen,
  portOf,
  seen,
  send,
  startPeer,
  temporary,
  transportOf,
} from "./build-network.ts";
import type { Program } from "./case.ts";
import type { Expression, Keywords } from "./expression.ts";
import type { Operation } from "./operation.ts";
import { walkProgram } from "./walk.ts";

const CLIENT: Keywords = { ssl: { make: "tls", side: "client" }, server_hostname: "server.test" };
const SERVER: Keywords = { ssl: { make: "tls", side: "server" } };
const asServer = handshake("server", { certificate: "server" });
const asClient = handshake("client", { name: "server.test" });
const HERE = factory("Here");
const SOCKET = "s";
const PATH = temporary(SOCKET);
const hears = seen("Here received x");

const withTls = (method: string) => `${method} with ssl`;
/** A step of peers. */
export const RECEIVE_END = "receive_end";

const HOSTS = "create_server() of several hosts";
const isList = (value: Expression | undefined): boolean =>
  typeof value === "object" && value !== null && "list" in value;

/** Programs are asked several times, and thousands of them. */
const known = new WeakMap<Program, ReadonlySet<string>>();

/** What a program uses: methods, methods with `ssl`, kinds of endpoints, handlers, what `close()` does, and `receive_end`. */
export function usesOf(program: Program): ReadonlySet<string> {
  const before = known.get(program);
  if (before !== undefined) return before;
  const uses = new Set(Object.values(program.protocols ?? {}).map(({ kind }): string => kind));
  known.set(program, uses);
  walkProgram(program, {
    operation: ({ op }) => {
      if (op === RECEIVE_END) uses.add(op);
    },
    expression: (expression) => {
      if ("bound" in expression) uses.add(expression.bound);
      if (!("m" in expression)) return;
      uses.add(expression.m);
      const given = (expression as { readonly kwargs?: Keywords }).kwargs?.ssl;
      if (given !== undefined && given !== null) uses.add(withTls(expression.m));
      if (expression.m === "create_server" && isList(expression.args?.[1])) uses.add(HOSTS);
      if (expression.m === ENDPOINT) for (const use of endpointOf(expression)) uses.add(use);
      if (expression.m === "set_exception_handler" && expression.args?.[0] !== null)
        uses.add(HANDLER);
      if (expression.m === "is_closed") uses.add(CLOSED);
    },
  });
  return uses;
}

interface Made {
  readonly method: string;
  readonly clause: ClauseId;
  readonly encrypted: ClauseId;
  /** Steps of the peer before it speaks, and its handshake. */
  readonly other: readonly Operation[];
  readonly shakes: Operation;
  readonly keywords: Keywords;
  readonly steps: (kwargs?: Keywords) => readonly Operation[];
}

const given = (kwargs: Keywords | undefined) => (kwargs === undefined ? {} : { kwargs });
const made = (method: string, args: readonly Expression[], kwargs?: Keywords, as?: string) =>
  await_({ m: method, args, ...given(kwargs) }, as === undefined ? {} : { as });

const MADE: readonly Made[] = [
  {
    method: "create_connection",
    clause: "create-connection.order-of-steps",
    encrypted: "create-connection.ssl-handshake",
    other: [listen(), accept()],
    shakes: asServer,
    keywords: CLIENT,
    steps: (kwargs) => [
      startPeer("other", "p"),
      createConnection("Here", portOf("p"), given(kwargs)),
    ],
  },
  {
    method: "create_unix_connection",
    clause: "create-unix-connection.connects",
    encrypted: "create-unix-connection.ssl",
    other: [listen({ transport: "unix", path: SOCKET }), accept()],
    shakes: asServer,
    keywords: CLIENT,
    steps: (kwargs) => [
      startPeer("other", "p"),
      made("create_unix_connection", [HERE, PATH], kwargs),
    ],
  },
  {
    method: "create_server",
    clause: "create-server.binds-and-serves",
    encrypted: "create-server.ssl-accept",
    other: [connect()],
    shakes: asClient,
    keywords: SERVER,
    steps: (kwargs) => [
      createServer("Here", { as: "server", ...given(kwargs) }),
      startPeer("other", "p", portOf("server")),
    ],
  },
  {
    method: "create_unix_server",
    clause: "create-unix-server.serves",
    encrypted: "create-unix-server.ssl",
    other: [connect()],
    shakes: asClient,
    keywords: SERVER,
    steps: (kwargs) => [
      made("create_unix_server", [HERE, PATH], kwargs, "server"),
      startPeer("other", "p", PATH),
    ],
  },
  {
    method: "connect_accepted_socket",
    clause: "connect-accepted-socket.wraps",
    encrypted: "connect-accepted-socket.ssl",
    other: [connect()],
    shakes: asClient,
    keywords: SERVER,
    steps: (kwargs) => [
      assign("listener", { make: "socket", state: "listening" }),
      startPeer("other", "p", portOf("listener")),
      made("sock_accept", [variable("listener")], undefined, "accepted"),
      made("connect_accepted_socket", [HERE, { item: 0, of: variable("accepted") }], kwargs),
    ],
  },
];

/** The name of what a method does with `ssl`. */
const encryptedOf = (method: string) => `${method}(ssl=…) that works`;

const ALL: readonly BaseOperation[] = [
  ...MADE.flatMap(({ method, clause, encrypted, other, shakes, keywords, steps }) => [
    {
      name: plainOf(method),
      on: `loop.${method}`,
      clause,
      trial: trialOf([...other, send("x")], [...steps(), hears]),
      broken: BROKEN,
      carries: method,
    },
    {
      name: encryptedOf(method),
      on: plainOf(method),
      clause: encrypted,
      trial: trialOf(
        [...other, shakes, send("x")],
        [...steps(keywords), seen("other: encrypted"), hears],
      ),
      broken: BROKEN,
      carries: withTls(method),
    },
  ]),
  {
    name: "start_tls() that works",
    on: plainOf("create_connection"),
    clause: "start-tls.upgrades",
    trial: trialOf(
      [listen(), accept(), asServer, send("x")],
      [
        startPeer("other", "p"),
        createConnection("Here", portOf("p")),
        made(
          "start_tls",
          [transportOf("Here"), instance("Here"), CLIENT.ssl as Expression],
          { server_hostname: "server.test" },
          "tls",
        ),
        seen("other: encrypted"),
        hears,
      ],
    ),
    broken: BROKEN,
    carries: "start_tls",
  },
  {
    name: HOSTS,
    on: plainOf("create_server"),
    clause: "create-server.host-kinds",
    trial: trialOf(
      [connect(), send("x")],
      [
        made("create_server", [HERE, { list: ["127.0.0.1"] }, 0], undefined, "server"),
        startPeer("other", "p", portOf("server")),
        hears,
      ],
    ),
    broken: BROKEN,
    carries: HOSTS,
  },
  {
    name: "a buffered protocol whose buffer is filled",
    on: plainOf("create_connection"),
    clause: "protocol.buffered",
    trial: trialOf(
      [listen(), accept(), send("x")],
      [startPeer("other", "p"), createConnection("Here", portOf("p")), hears],
      bufferedProtocol(),
    ),
    broken: BROKEN,
    carries: "buffered",
  },
  ...ENDPOINTS_THAT_WORK,
  ...RESOURCES_THAT_WORK,
  ...METHODS_THAT_WORK,
];
/** All base operations. One that does not end is as broken as one that fails. */
export const BASE_OPERATIONS: readonly BaseOperation[] = ALL.map((operation) => ({
  ...operation,
  hangs: true,
}));

/** The base operations that a program stands on. */
export function baseOperationsOf(program: Program): readonly string[] {
  const uses = usesOf(program);
  const connected = program.protocols !== undefined;
  return BASE_OPERATIONS.filter(
    ({ carries, anywhere = connected }) => anywhere && uses.has(carries),
  ).map(({ name }) => name);
}

/** What does not hold, without what stands on something else that does not. */
export function withoutConsequences(broken: ReadonlySet<string>): ReadonlySet<string> {
  const follows = BASE_OPERATIONS.filter(({ on }) => on !== undefined && broken.has(on));
  const names = new Set(follows.map(({ name }) => name));
  return new Set([...broken].filter((name) => !names.has(name)));
}
