/** `loop.sendfile()` over transports. */
import {
  assign,
  await_,
  call,
  coroutine,
  event,
  eventSet,
  log,
  quiet,
  sleep,
  try_,
  variable,
  wait,
} from "../../language/build.ts";
import {
  accept,
  factory,
  finished,
  handshake,
  hangUp,
  listen,
  numbered,
  peer,
  portOf,
  receive,
  receiveEnd,
  seen,
  startPeer,
  streamProtocol,
  swallow,
  tell,
} from "../../language/build-network.ts";
import type { Keywords } from "../../language/expression.ts";
import { createTask, runUntilComplete } from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { CLIENT, closed, ended, FLOW, LOST, MADE, SIDES, TRANSPORT } from "../kit/connected.ts";
import { FILE, file, LARGE, LARGE_SHOWN, position, RANGES } from "../kit/sent-files.ts";

const SENDS = "sendfile.transport-sends";
const FALLBACK = "sendfile.no-fallback";

const sendfile = (kwargs: Keywords = {}) =>
  ({
    m: "sendfile",
    args: [TRANSPORT, FILE],
    ...(Object.keys(kwargs).length === 0 ? {} : { kwargs }),
  }) as const;
const write = (text: string) => tell(TRANSPORT, "write", [{ bytes: text }]);

/** A client over TLS. */
const encrypted = (other: readonly Operation[], body: readonly Operation[]) => ({
  fns: {
    other: peer(listen(), accept(), handshake("server"), ...other),
    use: quiet(
      coroutine(
        startPeer("other", "p"),
        await_({
          m: "create_connection",
          args: [factory("Here"), "127.0.0.1", portOf("p")],
          kwargs: { ssl: { make: "tls", side: "client" }, server_hostname: "server.test" },
        }),
        file,
        ...body,
      ),
    ),
  },
  protocols: { Here: streamProtocol({}, ["eof_received", ...FLOW]) },
  main: [runUntilComplete(call("use"))],
});

export const sendfileTransport = table([
  ...SIDES.flatMap(({ slug, title, connected }) => [
    ...RANGES.map(({ name, says, before, kwargs, sent, count, at }) =>
      kase(`sendfile/${name}-${slug}`, `sendfile() over ${title} ${says}`, {
        clauses: [SENDS],
        ...connected({
          other: [receiveEnd()],
          body: [
            file,
            ...before,
            await_(sendfile(kwargs), { show: "count" }),
            ...(at === undefined ? [] : [position]),
            ...closed(),
          ],
        }),
        expect: trace(
          MADE,
          `count=${count}`,
          ...(at === undefined ? [] : [`position=${at}`]),
          LOST,
          ...(sent === "" ? [] : [`other: received ${sent}`]),
          "other: end",
        ),
      }),
    ),
    kase(
      `sendfile/large-${slug}`,
      `sendfile() over ${title} sends all of a large file to a reader that begins late`,
      {
        clauses: [SENDS],
        ...connected({
          before: [event("go")],
          protocol: streamProtocol({}, FLOW),
          fns: { sends: quiet(coroutine(await_(sendfile(), { show: "count" }))) },
          other: [wait("go"), receiveEnd()],
          body: [
            assign("file", { make: "file", content: numbered(LARGE) }),
            createTask(call("sends"), "task"),
            sleep(0.02),
            log("the reader reads"),
            eventSet("go"),
            await_(variable("task")),
            position,
            ...closed(),
          ],
        }),
        expect: trace(
          MADE,
          "the reader reads",
          `count=${LARGE}`,
          `position=${LARGE}`,
          LOST,
          LARGE_SHOWN,
          "other: end",
        ),
      },
    ),
    kase(`sendfile/then-write-${slug}`, `${title} writes on after sendfile()`, {
      clauses: [SENDS],
      ...connected({
        other: [receiveEnd()],
        body: [file, await_(sendfile()), write(">"), ...closed()],
      }),
      expect: trace(MADE, LOST, "other: received 0123456789>", "other: end"),
    }),
    kase(`sendfile/then-read-${slug}`, `${title} receives on after sendfile()`, {
      clauses: [SENDS],
      ...connected({
        other: [receive(10), { op: "send", data: { bytes: "thanks" } }, receiveEnd()],
        body: [file, await_(sendfile()), seen("Here received thanks"), ...closed()],
      }),
      expect: trace(MADE, "Here received thanks", LOST, "other: received 0123456789", "other: end"),
    }),
    kase(
      `sendfile/behind-buffer-${slug}`,
      `sendfile() over ${title} sends the file behind what was written before`,
      {
        clauses: ["sendfile.behind-writes"],
        ...connected({
          before: [event("go")],
          protocol: streamProtocol({}, FLOW),
          other: [wait("go"), receive(LARGE), receiveEnd()],
          body: [
            file,
            tell(TRANSPORT, "write", [numbered(LARGE)]),
            eventSet("go"),
            await_(sendfile()),
            ...closed(),
          ],
        }),
        expect: trace(MADE, LOST, LARGE_SHOWN, "other: received 0123456789", "other: end"),
      },
    ),
    kase(
      `sendfile/closing-${slug}`,
      `sendfile() over ${title} that is closing raises RuntimeError`,
      {
        clauses: ["sendfile.closing-transport"],
        ...connected({
          other: [swallow()],
          body: [file, tell(TRANSPORT, "close"), try_(await_(sendfile())), ...ended()],
        }),
        expect: trace(MADE, { any_order: ["!RuntimeError", LOST] }),
      },
    ),
  ]),
  kase(
    "sendfile/no-fallback-plain",
    "sendfile() without fallback sends over plain TCP, or says that it cannot",
    {
      clauses: [FALLBACK],
      ...CLIENT.connected({
        other: [receiveEnd()],
        body: [file, try_(await_(sendfile({ fallback: false }), { show: "count" })), ...closed()],
      }),
      expect: trace(MADE, {
        one_of: [
          ["count=10", LOST, "other: received 0123456789", "other: end"],
          ["!SendfileNotAvailableError", LOST, "other: end"],
        ],
      }),
    },
  ),
  ...(
    [
      ["whole", "a file", {}],
      ["part", "a part of a file", { offset: 2, count: 3 }],
      ["at-once", "the first bytes of a file", { count: 1 }],
    ] as const
  ).map(([slug, title, kwargs]) =>
    kase(
      `sendfile/no-fallback-tls-${slug}`,
      `sendfile() without fallback refuses to send ${title} over TLS`,
      {
        clauses: [FALLBACK],
        ...encrypted(
          [swallow(), hangUp()],
          [
            try_(await_(sendfile({ ...kwargs, fallback: false }))),
            tell(TRANSPORT, "close"),
            seen(LOST),
            finished("p"),
          ],
        ),
        expect: trace(
          MADE,
          { one_of: [["!SendfileNotAvailableError"], ["!RuntimeError"]] },
          LOST,
          "other: encrypted",
        ),
      },
    ),
  ),
  ...(
    [
      ["whole", "a file", {}, "0123456789"],
      ["part", "a part of a file", { offset: 2, count: 3 }, "234"],
      ["explicit", "a file with fallback=True", { fallback: true }, "0123456789"],
    ] as const
  ).map(([slug, title, kwargs, sent]) =>
    kase(`sendfile/fallback-tls-${slug}`, `sendfile() sends ${title} over TLS`, {
      clauses: ["sendfile.falls-back"],
      ...encrypted(
        [receive(sent.length), swallow(), hangUp()],
        [
          await_(sendfile(kwargs), { show: "count" }),
          tell(TRANSPORT, "close"),
          seen(LOST),
          finished("p"),
        ],
      ),
      expect: trace(
        MADE,
        `count=${sent.length}`,
        LOST,
        "other: encrypted",
        `other: received ${sent}`,
      ),
    }),
  ),
]);
