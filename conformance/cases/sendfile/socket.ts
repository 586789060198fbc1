/** `loop.sock_sendfile()`: what is sent, what is returned, and where the file's position is afterwards. */
import {
  assign,
  await_,
  call,
  coroutine,
  event,
  eventSet,
  log,
  quiet,
  show,
  sleep,
  try_,
  tryExcept,
  variable,
  wait,
} from "../../language/build.ts";
import {
  numbered,
  numberedBytes,
  receive,
  receiveEnd,
  reset,
  shownData,
  tell,
} from "../../language/build-network.ts";
import { createTask, runUntilComplete } from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { onSocket, SOCKET, SOCKET_KINDS, TCP, withKeywords } from "../kit/plain-sockets.ts";
import { FILE, file, LARGE, LARGE_SHOWN, position, RANGES } from "../kit/sent-files.ts";

const SENDS = "sock-sendfile.bytes-sent";
const CHECKS = "sock-sendfile.argument-checks";
/** Bytes that the other end waits for before it resets the connection. */
const BEGUN = 100_000;

const close = tell(SOCKET, "close");

export const sendfileSocket = table([
  ...SOCKET_KINDS.flatMap(({ slug, title, connected }) => [
    ...RANGES.map(({ name, says, before, kwargs, sent, count, at }) =>
      kase(`sendfile/sock-${name}-${slug}`, `sock_sendfile() to ${title} ${says}`, {
        clauses: [SENDS],
        ...connected({
          other: [receiveEnd()],
          body: [
            file,
            ...before,
            await_(withKeywords("sock_sendfile", [FILE], kwargs), { show: "count" }),
            ...(at === undefined ? [] : [position]),
            close,
          ],
        }),
        expect: trace(
          `count=${count}`,
          ...(at === undefined ? [] : [`position=${at}`]),
          ...(sent === "" ? [] : [`other: received ${sent}`]),
          "other: end",
        ),
      }),
    ),
    kase(
      `sendfile/sock-large-${slug}`,
      `sock_sendfile() sends all of a large file to ${title} whose reader begins late`,
      {
        clauses: [SENDS],
        ...connected({
          before: [event("go")],
          fns: {
            sends: quiet(coroutine(await_(onSocket("sock_sendfile", FILE), { show: "count" }))),
          },
          other: [wait("go"), receiveEnd()],
          body: [
            assign("file", { make: "file", content: numbered(LARGE) }),
            createTask(call("sends"), "task"),
            sleep(0.02),
            log("the reader reads"),
            eventSet("go"),
            await_(variable("task")),
            position,
            close,
          ],
        }),
        expect: trace(
          "the reader reads",
          `count=${LARGE}`,
          `position=${LARGE}`,
          LARGE_SHOWN,
          "other: end",
        ),
      },
    ),
    kase(
      `sendfile/sock-twice-${slug}`,
      `sock_sendfile() sends a file to ${title} from its beginning once more`,
      {
        clauses: [SENDS],
        ...connected({
          other: [receiveEnd()],
          body: [
            file,
            await_(onSocket("sock_sendfile", FILE), { show: "count" }),
            await_(onSocket("sock_sendfile", FILE), { show: "count" }),
            close,
          ],
        }),
        expect: trace("count=10", "count=10", "other: received 01234567890123456789", "other: end"),
      },
    ),
    kase(
      `sendfile/sock-between-${slug}`,
      `sock_sendfile() to ${title} sends between what sock_sendall() sends`,
      {
        clauses: [SENDS],
        ...connected({
          other: [receiveEnd()],
          body: [
            file,
            await_(onSocket("sock_sendall", { bytes: "<" })),
            await_(onSocket("sock_sendfile", FILE)),
            await_(onSocket("sock_sendall", { bytes: ">" })),
            close,
          ],
        }),
        expect: trace("other: received <0123456789>", "other: end"),
      },
    ),
    kase(
      `sendfile/sock-no-fallback-${slug}`,
      `sock_sendfile() to ${title} sends a file where the system can do it alone`,
      {
        clauses: [SENDS],
        ...connected({
          other: [receiveEnd()],
          body: [
            file,
            tryExcept(
              [
                await_(withKeywords("sock_sendfile", [FILE], { fallback: false }), {
                  show: "count",
                }),
              ],
              "error",
              // A loop or a system that cannot do it says so.
              show("count", { kind: variable("error") }),
            ),
            close,
          ],
        }),
        expect: trace({
          one_of: [
            ["count=10", "other: received 0123456789", "other: end"],
            ["count=SendfileNotAvailableError", "other: end"],
          ],
        }),
      },
    ),
  ]),
  kase(
    "sendfile/sock-position-after-error",
    "sock_sendfile() moves the file's position before it raises",
    {
      clauses: [SENDS],
      ...TCP.connected({
        // A reset before the first byte would leave nothing that could have moved the position.
        other: [receive(1), receive(BEGUN), reset()],
        body: [
          assign("file", { make: "file", content: numbered(LARGE) }),
          await_(onSocket("sock_sendall", { bytes: "x" })),
          tryExcept(
            [await_(onSocket("sock_sendfile", FILE))],
            "error",
            show("an OSError", { is: variable("error"), type: "OSError" }),
          ),
          show("moved", { less: [0, { m: "tell", on: FILE }] }),
        ],
      }),
      expect: trace(
        "an OSError=True",
        "moved=True",
        "other: received x",
        `other: received ${shownData(numberedBytes(BEGUN))}`,
      ),
    },
  ),
  ...(
    [
      ["negative-offset", "a negative offset", { offset: -1 }, "ValueError"],
      ["text-offset", "an offset that is no number", { offset: "0" }, "TypeError"],
      ["zero-count", "a count of 0", { count: 0 }, "ValueError"],
      ["negative-count", "a negative count", { count: -1 }, "ValueError"],
      ["text-count", "a count that is no number", { count: "1" }, "TypeError"],
    ] as const
  ).map(([slug, title, kwargs, kind]) =>
    kase(`sendfile/sock-${slug}`, `sock_sendfile() raises ${kind} for ${title}`, {
      clauses: [CHECKS],
      ...TCP.connected({
        other: [receiveEnd()],
        body: [file, try_(await_(withKeywords("sock_sendfile", [FILE], kwargs))), close],
      }),
      expect: trace(`!${kind}`, "other: end"),
    }),
  ),
  kase("sendfile/sock-datagram", "sock_sendfile() raises ValueError for a datagram socket", {
    clauses: [CHECKS],
    fns: {
      use: quiet(
        coroutine(
          file,
          assign("sock", { make: "socket", transport: "udp", state: "bound" }),
          try_(await_(onSocket("sock_sendfile", FILE))),
        ),
      ),
    },
    main: [runUntilComplete(call("use"))],
    expect: trace("!ValueError"),
  }),
]);
