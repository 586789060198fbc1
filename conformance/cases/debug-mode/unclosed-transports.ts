/** What is said of a transport that is collected without having been closed. */
import { gc, join } from "../../language/build.ts";
import { datagramProtocol, instance, streamProtocol } from "../../language/build-network.ts";
import type { Program } from "../../language/case.ts";
import { close } from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table } from "../../language/table.ts";
import { closed, HERE, LOST, MADE, SIDES } from "../kit/connected.ts";
import { CONNECTED, closed as closedEndpoint } from "../kit/endpoints.ts";
import { readPipe, writePipe } from "../kit/piped.ts";

const UNCLOSED = "debug.transport-unclosed-warning";
/** As the texts of several loops have it. A socket that is collected speaks for itself, and not of a transport. */
const WARNED = { category: "ResourceWarning", message: "ransport" };
/** The program's protocol holds the transport. */
const forgets: Operation = { op: "set_attr", of: instance(HERE), attr: "transport", value: null };
/** Whether the end of the connection leaves an entry. */
type Lost = readonly ["connection_lost"] | readonly [];
const stream = (lost: Lost) => streamProtocol({}, lost);

/** The same program, which lets go of its transport, closes the loop and collects. */
const collected = (program: Pick<Program, "fns" | "protocols" | "main">) => ({
  fns: program.fns,
  protocols: program.protocols ?? {},
  main: [...program.main, join("p"), forgets, close(), gc()],
});

type Opened = (
  body: readonly Operation[],
  lost: Lost,
) => Pick<Program, "fns" | "protocols" | "main">;

/** Each kind of transport: a program that makes one and does no more with it than `body` says, and how one ends. */
const KINDS: readonly (readonly [
  slug: string,
  title: string,
  opened: Opened,
  shut: readonly Operation[],
])[] = [
  ...SIDES.map(({ slug, title, connected }) => {
    const opened: Opened = (body, lost) => connected({ other: [], body, protocol: stream(lost) });
    return [slug, `the transport of ${title}`, opened, closed()] as const;
  }),
  [
    "endpoint",
    "the transport of a datagram endpoint",
    (body, lost) =>
      CONNECTED.exchanging({
        other: [],
        body,
        protocol: datagramProtocol({}, lost),
      }),
    closedEndpoint(),
  ],
  [
    "read-pipe",
    "the transport of a pipe that is read",
    (body, lost) => readPipe({ other: [], body, protocol: stream(lost) }),
    closed(),
  ],
  [
    "write-pipe",
    "the transport of a pipe that is written to",
    (body, lost) => writePipe({ other: [], body, protocol: stream(lost) }),
    closed(),
  ],
];

export const unclosedTransports = table(
  KINDS.flatMap(([slug, title, opened, shut]) => [
    kase(`debug/unclosed-transport-${slug}`, `${title} that is collected open is warned of`, {
      clauses: [UNCLOSED],
      ...collected(opened([], ["connection_lost"])),
      expect: { trace: [MADE], warnings: { includes: [WARNED] } },
    }),
    kase(`debug/closed-transport-${slug}`, `${title} that was closed is not warned of`, {
      clauses: [UNCLOSED],
      ...collected(opened(shut, [])),
      expect: { trace: [MADE, LOST], warnings: { excludes: [WARNED] } },
    }),
  ]),
);
