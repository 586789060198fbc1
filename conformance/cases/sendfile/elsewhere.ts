/** `loop.sendfile()` over Unix sockets and TLS: which part is sent, and where the file is afterwards. */
import { await_ } from "../../language/build.ts";
import {
  hangUp,
  receive,
  receiveEnd,
  streamProtocol,
  swallow,
} from "../../language/build-network.ts";
import { kase, table, trace } from "../../language/table.ts";
import { closed, FLOW, LOST, MADE, TRANSPORT } from "../kit/connected.ts";
import { FILE, file, position, RANGES } from "../kit/sent-files.ts";
import { TLS_CLIENT, TLS_SERVER } from "../kit/tls.ts";
import { UNIX_CLIENT, UNIX_SERVER } from "../kit/unix-sockets.ts";

const SENDS = "sendfile.transport-sends";

const WAYS = [
  { area: "unix", sides: [UNIX_CLIENT, UNIX_SERVER], encrypted: false },
  { area: "tls", sides: [TLS_CLIENT, TLS_SERVER], encrypted: true },
] as const;
const PARTS = RANGES.filter(({ name }) => ["whole", "offset", "count", "part"].includes(name));

export const sendfileElsewhere = table(
  WAYS.flatMap(({ area, sides, encrypted }) =>
    sides.flatMap(({ slug, title, connected }) =>
      PARTS.map(({ name, says, kwargs, sent, count, at }) =>
        kase(`sendfile/${name}-${area}-${slug}`, `sendfile() over ${title} ${says}`, {
          clauses: [SENDS],
          ...connected({
            protocol: streamProtocol({}, ["eof_received", ...FLOW]),
            other: encrypted ? [receive(count), swallow(), hangUp()] : [receiveEnd()],
            body: [
              file,
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
            `position=${at}`,
            LOST,
            ...(encrypted ? ["other: encrypted"] : []),
            `other: received ${sent}`,
            ...(encrypted ? [] : ["other: end"]),
          ),
        }),
      ),
    ),
  ),
);
