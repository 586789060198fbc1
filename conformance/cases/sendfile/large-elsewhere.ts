/** `loop.sendfile()` over Unix sockets and TLS: files of several blocks. */
import { assign, await_ } from "../../language/build.ts";
import {
  hangUp,
  numbered,
  numberedBytes,
  receive,
  receiveEnd,
  shownData,
  streamProtocol,
  swallow,
} from "../../language/build-network.ts";
import { kase, table, trace } from "../../language/table.ts";
import { closed, FLOW, LOST, MADE, TRANSPORT } from "../kit/connected.ts";
import { FILE, position } from "../kit/sent-files.ts";
import { TLS_CLIENT, TLS_SERVER } from "../kit/tls.ts";
import { UNIX_CLIENT, UNIX_SERVER } from "../kit/unix-sockets.ts";

const SENDS = "sendfile.transport-sends";
const FALLS_BACK = "sendfile.falls-back";

/** Bytes: several blocks, and few enough for a slow loop. */
const SIZE = 100_000;
const [FROM, COUNT] = [10_001, 70_000];
const WAYS = [
  { area: "unix", sides: [UNIX_CLIENT, UNIX_SERVER], encrypted: false, clause: SENDS },
  { area: "tls", sides: [TLS_CLIENT, TLS_SERVER], encrypted: true, clause: FALLS_BACK },
] as const;
const PARTS = [
  { name: "whole", says: "all of a large file", kwargs: {}, from: 0, count: SIZE },
  {
    name: "part",
    says: "a large part of a large file",
    kwargs: { offset: FROM, count: COUNT },
    from: FROM,
    count: COUNT,
  },
] as const;

export const sendfileLargeElsewhere = table(
  WAYS.flatMap(({ area, sides, encrypted, clause }) =>
    sides.flatMap(({ slug, title, connected }) =>
      PARTS.map(({ name, says, kwargs, from, count }) =>
        kase(`sendfile/large-${name}-${area}-${slug}`, `sendfile() over ${title} sends ${says}`, {
          clauses: [clause],
          ...connected({
            protocol: streamProtocol({}, ["eof_received", ...FLOW]),
            other: encrypted ? [receive(count), swallow(), hangUp()] : [receiveEnd()],
            body: [
              assign("file", { make: "file", content: numbered(SIZE) }),
              await_(
                {
                  m: "sendfile",
                  args: [TRANSPORT, FILE],
                  ...(Object.keys(kwargs).length === 0 ? {} : { kwargs }),
                },
                { show: "count" },
              ),
              position,
              ...closed(),
            ],
          }),
          expect: trace(
            MADE,
            `count=${count}`,
            `position=${from + count}`,
            LOST,
            ...(encrypted ? ["other: encrypted"] : []),
            `other: received ${shownData(numberedBytes(SIZE).subarray(from, from + count))}`,
            ...(encrypted ? [] : ["other: end"]),
          ),
        }),
      ),
    ),
  ),
);
