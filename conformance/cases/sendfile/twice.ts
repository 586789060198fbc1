/** `loop.sendfile()` and `loop.sock_sendfile()`: one file that is sent twice. */
import { await_ } from "../../language/build.ts";
import {
  hangUp,
  receive,
  receiveEnd,
  streamProtocol,
  swallow,
  tell,
} from "../../language/build-network.ts";
import type { Keywords } from "../../language/expression.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { closed, FLOW, LOST, MADE, SIDES, TRANSPORT } from "../kit/connected.ts";
import { SOCKET, SOCKET_KINDS } from "../kit/plain-sockets.ts";
import { FILE, file, position } from "../kit/sent-files.ts";
import { TLS_CLIENT, TLS_SERVER } from "../kit/tls.ts";

const SENDS = "sendfile.transport-sends";
const SOCK_SENDS = "sock-sendfile.bytes-sent";

const call = (method: string, by: typeof TRANSPORT, kwargs: Keywords): Operation =>
  await_(
    { m: method, args: [by, FILE], ...(Object.keys(kwargs).length === 0 ? {} : { kwargs }) },
    { show: "count" },
  );
/** What the two calls are given, what they send, and where the file is behind each. */
const ROWS = [
  {
    name: "whole-twice",
    says: "a whole file twice",
    calls: [{}, {}],
    sent: ["0123456789", "0123456789"],
    positions: [10, 10],
  },
  {
    name: "whole-after-part",
    says: "a whole file after a part of it",
    calls: [{ offset: 2, count: 3 }, {}],
    sent: ["234", "0123456789"],
    positions: [5, 10],
  },
  {
    name: "part-twice",
    says: "the same part of a file twice",
    calls: [
      { offset: 2, count: 3 },
      { offset: 2, count: 3 },
    ],
    sent: ["234", "234"],
    positions: [5, 5],
  },
] as const;
type Row = (typeof ROWS)[number];

const body = (row: Row, method: string, by: typeof TRANSPORT): Operation[] => [
  file,
  ...row.calls.flatMap((kwargs) => [call(method, by, kwargs), position]),
];
const shown = ({ sent, positions }: Row): string[] =>
  sent.flatMap((text, index) => [`count=${text.length}`, `position=${positions[index]}`]);

export const sendfileTwice = table(
  ROWS.flatMap((row) => [
    ...SIDES.map(({ slug, title, connected }) =>
      kase(`sendfile/${row.name}-${slug}`, `sendfile() over ${title} sends ${row.says}`, {
        clauses: [SENDS],
        ...connected({
          other: [receiveEnd()],
          body: [...body(row, "sendfile", TRANSPORT), ...closed()],
        }),
        expect: trace(
          MADE,
          ...shown(row),
          LOST,
          `other: received ${row.sent.join("")}`,
          "other: end",
        ),
      }),
    ),
    // asyncio's own way to send a file over TLS takes an offset of 0 for the file's position.
    ...(row.name === "part-twice" ? [TLS_CLIENT, TLS_SERVER] : []).map(
      ({ slug, title, connected }) =>
        kase(`sendfile/${row.name}-tls-${slug}`, `sendfile() over ${title} sends ${row.says}`, {
          clauses: [SENDS],
          ...connected({
            protocol: streamProtocol({}, ["eof_received", ...FLOW]),
            other: [receive(row.sent.join("").length), swallow(), hangUp()],
            body: [...body(row, "sendfile", TRANSPORT), ...closed()],
          }),
          expect: trace(
            MADE,
            ...shown(row),
            LOST,
            "other: encrypted",
            `other: received ${row.sent.join("")}`,
          ),
        }),
    ),
    ...SOCKET_KINDS.map(({ slug, title, connected }) =>
      kase(`sendfile/sock-${row.name}-${slug}`, `sock_sendfile() to ${title} sends ${row.says}`, {
        clauses: [SOCK_SENDS],
        ...connected({
          other: [receiveEnd()],
          body: [...body(row, "sock_sendfile", SOCKET), tell(SOCKET, "close")],
        }),
        expect: trace(...shown(row), `other: received ${row.sent.join("")}`, "other: end"),
      }),
    ),
  ]),
);
