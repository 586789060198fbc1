/** Servers: async with blocks that are left by an error. */
import { await_, raise, show, tryExcept, variable } from "../../language/build.ts";
import { kase, table, trace } from "../../language/table.ts";
import {
  callsLate,
  isServing,
  keepPort,
  REFUSED,
  refused,
  SERVER,
  withServer,
} from "../kit/serving.ts";

const ERRORS = [
  ["an-error", "an error", "AppError"],
  ["an-exit", "an error that is no Exception", "AppExit"],
  ["cancellation", "cancellation", "CancelledError"],
] as const;

export const serverObjectsLeftByErrors = table(
  ERRORS.map(([slug, what, kind]) =>
    kase(
      `server-objects/async-with-left-by-${slug}`,
      `a server's async with block that is left by ${what} closes it`,
      {
        clauses: ["server.async-context-manager"],
        ...withServer(
          { late: refused },
          keepPort,
          await_({ m: "__aenter__", on: SERVER }),
          // What the end of the block is told of: class, error and where it was raised.
          tryExcept(
            [raise(kind)],
            "error",
            await_(
              {
                m: "__aexit__",
                on: SERVER,
                args: [{ attr: "__class__", of: variable("error") }, variable("error"), null],
              },
              { as: "handled" },
            ),
            show("handled", { not: { not: variable("handled") } }),
          ),
          show("outside", isServing),
          ...callsLate,
        ),
        expect: trace("handled=False", "outside=False", REFUSED),
      },
    ),
  ),
);
