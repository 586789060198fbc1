/** Servers whose clients have called before they accept, and servers beside others. */
import { assign, await_, log, variable } from "../../language/build.ts";
import {
  connect,
  createServer,
  factory,
  finished,
  peer,
  portOf,
  receiveEnd,
  seen,
  send,
  startPeer,
  streamProtocol,
  tell,
  transportOf,
} from "../../language/build-network.ts";
import type { Keywords } from "../../language/expression.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { LOST, MADE } from "../kit/connected.ts";
import { closeServer, SERVER, withProtocol } from "../kit/serving.ts";
import { PATH, SOCKET } from "../kit/unix-sockets.ts";

const SERVES = "create-server.binds-and-serves";
const LATER = "create-server.start-serving-false";
const UNIX_SERVES = "create-unix-server.serves";

/** Says who it is, and waits for the end. The system lets it in before the server does. */
const waiting = (text: string) => peer(connect(), send(text), log("has sent"), receiveEnd());
const CALLERS = ["one", "two", "three"] as const;
const labels = ["Here", "Here#2", "Here#3"];
/** Says nothing: data that is not read by then would make a reset of the end. */
const calling = peer(connect(), log("has called"), receiveEnd());
const fns = Object.fromEntries(CALLERS.map((name) => [name, calling]));
const calls = (to: Parameters<typeof startPeer>[2]): Operation[] =>
  CALLERS.flatMap((name) => [startPeer(name, `p_${name}`, to), seen(`${name}: has called`)]);

/** One caller that waits, and a server that accepts when it is told to. */
const LISTENERS = [
  {
    slug: "",
    title: "a server",
    clauses: { later: LATER, serves: SERVES },
    listener: assign("sock", { make: "socket", state: "listening" }),
    address: portOf("sock"),
    method: "create_server",
  },
  {
    slug: "unix-",
    title: "a Unix server",
    clauses: { later: UNIX_SERVES, serves: UNIX_SERVES },
    listener: assign("sock", {
      make: "socket",
      transport: "unix",
      state: "listening",
      path: SOCKET,
    }),
    address: PATH,
    method: "create_unix_server",
  },
] as const;
const serve = (method: string, kwargs: Keywords = {}): Operation =>
  await_(
    { m: method, args: [factory("Here")], kwargs: { sock: variable("sock"), ...kwargs } },
    { as: "server" },
  );

export const serversClientsThatWait = table([
  ...LISTENERS.flatMap(({ slug, title, clauses, listener, address, method }) => [
    kase(
      `servers/${slug}waiting-for-start-serving`,
      `start_serving() of ${title} accepts a client that has called before`,
      {
        clauses: [clauses.later],
        ...withProtocol(
          { other: waiting("hello") },
          listener,
          startPeer("other", "p", address),
          seen("other: has sent"),
          serve(method, { start_serving: false }),
          log("starts"),
          await_({ m: "start_serving", on: SERVER }),
          seen("Here received hello"),
          tell(transportOf("Here"), "close"),
          seen(LOST),
          finished("p"),
          closeServer,
        ),
        expect: trace("starts", MADE, "Here received hello", LOST, "other: has sent", "other: end"),
      },
    ),
    kase(
      `servers/${slug}three-that-wait`,
      `${title} accepts each of three clients that have called before`,
      {
        clauses: [clauses.serves],
        ...withProtocol(
          fns,
          listener,
          ...calls(address),
          serve(method),
          ...labels.map((label) => seen(`${label}.connection_made`)),
          ...labels.flatMap((label, index) => [
            tell(transportOf("Here", index), "close"),
            seen(`${label}.connection_lost(None)`),
          ]),
          ...CALLERS.map((name) => finished(`p_${name}`)),
          closeServer,
        ),
        expect: trace(
          { any_order: labels.map((label) => `${label}.connection_made`) },
          ...labels.map((label) => `${label}.connection_lost(None)`),
          ...CALLERS.flatMap((name) => [`${name}: has called`, `${name}: end`]),
        ),
      },
    ),
  ]),
  kase("servers/two-beside-each-other", "each of two servers makes protocols of its own factory", {
    clauses: [SERVES],
    ...withProtocol(
      { one: waiting("hello"), two: waiting("hello") },
      createServer("Here", { as: "server" }),
      createServer("There", { as: "next" }),
      startPeer("one", "p", portOf("server")),
      seen("Here received hello"),
      startPeer("two", "q", portOf("next")),
      seen("There received hello"),
      tell(transportOf("Here"), "close"),
      tell(transportOf("There"), "close"),
      seen(LOST),
      seen("There.connection_lost(None)"),
      finished("p"),
      finished("q"),
      closeServer,
      tell(variable("next"), "close"),
    ),
    protocols: { Here: streamProtocol(), There: streamProtocol() },
    expect: trace(
      MADE,
      "Here received hello",
      "There.connection_made",
      "There received hello",
      { any_order: [LOST, "There.connection_lost(None)"] },
      "one: has sent",
      "one: end",
      "two: has sent",
      "two: end",
    ),
  }),
]);
