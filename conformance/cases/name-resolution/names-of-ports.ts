/** getnameinfo(): the names of ports that datagrams and streams use for different services. */
import { await_, call, coroutine, quiet, show, variable } from "../../language/build.ts";
import { runUntilComplete } from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";

const NAMES = "getnameinfo.async-equivalent";

/** NI_DGRAM, the same number everywhere. */
const DATAGRAMS = 16;

export const nameResolutionPorts = table(
  (
    [
      [513, "who"],
      [514, "syslog"],
    ] as const
  ).map(([port, name]) =>
    kase(
      `name-resolution/datagram-port-${port}`,
      `getnameinfo() with NI_DGRAM gives the name of port ${port} that datagrams have`,
      {
        clauses: [NAMES],
        fns: {
          use: quiet(
            coroutine(
              await_(
                { m: "getnameinfo", args: [{ list: ["127.0.0.1", port] }, DATAGRAMS] },
                { as: "found" },
              ),
              show("service", { item: 1, of: variable("found") }),
            ),
          ),
        },
        main: [runUntilComplete(call("use"))],
        // A system may have no names of services.
        expect: trace({ one_of: [[`service=${name}`], [`service=${port}`]] }),
      },
    ),
  ),
);
