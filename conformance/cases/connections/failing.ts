/** create_connection(): what it raises if it cannot connect. */

import { call, coroutine, quiet } from "../../language/build.ts";
import { factory, finished, listen, portOf, streamProtocol } from "../../language/build-network.ts";
import { runUntilComplete } from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { createsConnection, failing, withPeer } from "../kit/connecting.ts";

const ERRORS = "create-connection.multiple-errors";
const ERRORS_BEFORE = "create-connection.multiple-errors-unpromised";

export const connectionsFailing = table([
  ...([ERRORS, ERRORS_BEFORE] as const).flatMap((clause) => {
    const era = clause === ERRORS ? "" : "-before";
    return [
      kase(
        `connections/refused${era}`,
        "create_connection() raises an OSError if nothing listens",
        {
          clauses: [clause],
          ...withPeer(
            [
              failing(createsConnection([factory("Here"), "127.0.0.1", portOf("p")])),
              finished("p"),
            ],
            [listen({ refuses: true })],
          ),
          expect: trace("an OSError=True"),
        },
      ),
      kase(
        `connections/no-such-host${era}`,
        "create_connection() raises an OSError for a host that does not exist",
        {
          clauses: [clause],
          fns: {
            use: quiet(
              coroutine(failing(createsConnection([factory("Here"), "127.0.0.1.invalid", 80]))),
            ),
          },
          protocols: { Here: streamProtocol() },
          main: [runUntilComplete(call("use"))],
          expect: trace("an OSError=True"),
        },
      ),
    ];
  }),
  kase(
    "connections/refused-all-errors",
    "create_connection() raises an ExceptionGroup with all_errors=True",
    {
      clauses: [ERRORS],
      ...withPeer(
        [
          {
            op: "try",
            body: [
              createsConnection([factory("Here"), "127.0.0.1", portOf("p")], { all_errors: true }),
            ],
          },
          finished("p"),
        ],
        [listen({ refuses: true })],
      ),
      expect: trace("!ExceptionGroup"),
    },
  ),
]);
