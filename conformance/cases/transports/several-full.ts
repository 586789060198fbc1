/** Flow control where it is needed more than once: by several connections at a time, and again by one. */
import {
  assign,
  await_,
  call,
  coroutine,
  event,
  eventSet,
  quiet,
  variable,
  wait,
} from "../../language/build.ts";
import {
  accept,
  connect,
  createConnection,
  createServer,
  factory,
  finished,
  hangUp,
  listen,
  numbered,
  numberedBytes,
  peer,
  portOf,
  receive,
  seen,
  shownData,
  startPeer,
  streamProtocol,
  swallow,
  takeOver,
  tell,
  temporary,
  transportOf,
} from "../../language/build-network.ts";
import { runUntilComplete } from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { MADE } from "../kit/connected.ts";
import { MORE, SENDERS } from "../kit/every-stream.ts";
import { MUCH as MUCH_OF_A_PIPE } from "../kit/piped.ts";
import { MUCH } from "../kit/sending.ts";
import { PLAIN, termsOf } from "../kit/stream-terms.ts";
import { asClient, asServer, SERVER_TLS, TRUSTING } from "../kit/tls.ts";
import { openUnix, PATH, unixConnection, unixServer } from "../kit/unix-sockets.ts";

const FLOW_CONTROL = "transport.flow-control";
const MADE_NEXT = "Here#2.connection_made";
const SERVER = variable("server");
const NEXT_PATH = temporary("next");

/** Bytes that fill a connection of this kind whose other end does not read: TCP takes the most. */
const fills = (slug: string): number =>
  slug.includes("unix") || slug.includes("pipe") ? MUCH_OF_A_PIPE : MUCH;

/** Two connections of the loop; each has the other end of a peer, `first` or `second`, that reads when it is told to. */
interface Two {
  readonly slug: string;
  readonly title: string;
  /** How the peers get at their ends. */
  readonly peers: readonly [readonly Operation[], readonly Operation[]];
  readonly opens: readonly Operation[];
  readonly after?: readonly Operation[];
}
type Pair = Two["peers"];
const both = (steps: readonly Operation[]): Pair => [steps, steps];

/** Two peers call a server, one after the other. */
const called = (makes: Operation, to: Parameters<typeof startPeer>[2]): readonly Operation[] => [
  makes,
  startPeer("first", "p", to),
  seen(MADE),
  startPeer("second", "q", to),
  seen(MADE_NEXT),
];
const closesServer = [tell(SERVER, "close")];
const listensAt = (path: string) => [listen({ transport: "unix", path }), accept()];
const pipe = (name: string) => ({
  writing: { item: 1, of: variable(name) },
  reading: { item: 0, of: variable(name) },
});
/** Opens a pipe whose other end a peer has. */
const opensPipe = (name: string, fn: string, as: string, made: string): readonly Operation[] => [
  assign(name, { make: "pipe" }),
  await_({ m: "connect_write_pipe", args: [factory("Here"), pipe(name).writing] }),
  seen(made),
  startPeer(fn, as, pipe(name).reading),
];

const TWO: readonly Two[] = [
  {
    slug: "clients",
    title: "two clients",
    peers: both([listen(), accept()]),
    opens: [
      startPeer("first", "p"),
      createConnection("Here", portOf("p")),
      startPeer("second", "q"),
      createConnection("Here", portOf("q")),
    ],
  },
  {
    slug: "of-a-server",
    title: "two connections of a server",
    peers: both([connect()]),
    opens: called(createServer("Here", { as: "server" }), portOf("server")),
    after: closesServer,
  },
  {
    slug: "unix-clients",
    title: "two Unix clients",
    peers: [listensAt("s"), listensAt("next")],
    opens: [
      startPeer("first", "p"),
      ...openUnix([PATH]),
      startPeer("second", "q"),
      unixConnection([NEXT_PATH]),
      seen(MADE_NEXT),
    ],
  },
  {
    slug: "of-a-unix-server",
    title: "two connections of a Unix server",
    peers: both([connect()]),
    opens: called(unixServer([PATH], undefined, "server"), PATH),
    after: closesServer,
  },
  {
    slug: "tls-clients",
    title: "two TLS clients",
    peers: both([listen(), accept(), asServer]),
    opens: [
      startPeer("first", "p"),
      createConnection("Here", portOf("p"), { kwargs: TRUSTING }),
      seen("first: encrypted"),
      startPeer("second", "q"),
      createConnection("Here", portOf("q"), { kwargs: TRUSTING }),
      seen("second: encrypted"),
    ],
  },
  {
    slug: "of-a-tls-server",
    title: "two connections of a TLS server",
    peers: both([connect(), asClient]),
    opens: [
      ...called(
        createServer("Here", { as: "server", kwargs: { ssl: SERVER_TLS } }),
        portOf("server"),
      ),
      seen("first: encrypted"),
      seen("second: encrypted"),
    ],
    after: closesServer,
  },
  {
    slug: "pipes",
    title: "two pipes",
    peers: both([takeOver()]),
    opens: [
      ...opensPipe("one", "first", "p", MADE),
      ...opensPipe("other", "second", "q", MADE_NEXT),
    ],
  },
];

const writesMuch = (connection: number, much: number): readonly Operation[] => [
  tell(transportOf("Here", connection), "write", [numbered(much)]),
  // A transport may count only what waits behind what fills the system's buffers.
  tell(transportOf("Here", connection), "write", [numbered(MORE)]),
];
/** What both writes have. */
const shown = (much: number) =>
  shownData(Buffer.concat([numberedBytes(much), numberedBytes(MORE)]));
const of = (method: string) => [`Here.${method}`, `Here#2.${method}`] as const;
const LOST_BOTH = of("connection_lost(None)");

export const transportsSeveralFull = table([
  ...TWO.map(({ slug, title, peers: [first, second], opens, after = [] }) => {
    const isTls = slug.includes("tls");
    const much = fills(slug);
    // The end of a connection is another matter, but one of TLS waits for the other end's.
    const reads = [wait("go"), receive(much + MORE), ...(isTls ? [swallow()] : []), hangUp()];
    const told = (name: string) => [
      ...(isTls ? [`${name}: encrypted`] : []),
      `${name}: received ${shown(much)}`,
    ];
    return kase(
      `transports/each-is-paused-${slug}`,
      `each of ${title} that are full at the same time pauses its protocol, and resumes it`,
      {
        clauses: [FLOW_CONTROL],
        fns: {
          first: peer(...first, ...reads),
          second: peer(...second, ...reads),
          use: quiet(
            coroutine(
              ...opens,
              ...writesMuch(0, much),
              seen("Here.pause_writing"),
              ...writesMuch(1, much),
              seen("Here#2.pause_writing"),
              eventSet("go"),
              ...of("resume_writing").map((entry) => seen(entry)),
              ...(isTls ? [0, 1].map((index) => tell(transportOf("Here", index), "close")) : []),
              ...LOST_BOTH.map((entry) => seen(entry)),
              finished("p"),
              finished("q"),
              ...after,
            ),
          ),
        },
        protocols: { Here: PLAIN },
        main: [event("go"), runUntilComplete(call("use"))],
        expect: trace(
          MADE,
          MADE_NEXT,
          ...of("pause_writing"),
          {
            interleave: [0, 1].map((index) => [of("resume_writing")[index]!, LOST_BOTH[index]!]),
          },
          ...told("first"),
          ...told("second"),
        ),
      },
    );
  }),
  // TCP has its rows beside those of the marks.
  ...SENDERS.filter(({ slug }) => slug.includes("-") || slug === "pipe").map((side) => {
    const { title, connected, leaves } = side;
    const { id, on, closed, other } = termsOf("transports", side);
    const much = fills(side.slug);
    const writes = [on("write", numbered(much)), on("write", numbered(MORE))];
    return kase(
      id("pauses-again"),
      `${title} pauses and resumes its protocol each time that the buffer fills, in turn`,
      {
        clauses: ["transport.flow-control-order"],
        ...connected({
          before: [event("first"), event("second")],
          protocol: streamProtocol({}, ["eof_received"]),
          other: [wait("first"), receive(much + MORE), wait("second"), swallow(), ...leaves],
          body: [
            ...writes,
            seen("Here.pause_writing"),
            eventSet("first"),
            seen("Here.resume_writing"),
            ...writes,
            seen("Here.pause_writing", 2),
            eventSet("second"),
            seen("Here.resume_writing", 2),
            ...closed,
          ],
        }),
        expect: trace(
          MADE,
          ...["pause", "resume", "pause", "resume"].map((what) => `Here.${what}_writing`),
          "Here.connection_lost(None)",
          ...other(`received ${shown(much)}`),
        ),
      },
    );
  }),
]);
