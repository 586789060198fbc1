/** getnameinfo() of an address that was asked for before, with other flags. */
import { await_, call, coroutine, quiet, show, variable } from "../../language/build.ts";
import { runUntilComplete } from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";

/** NI_DGRAM, the same number everywhere. */
const DATAGRAMS = 16;
const asks = (flags: number, as: string): Operation[] => [
  await_({ m: "getnameinfo", args: [{ list: ["127.0.0.1", 514] }, flags] }, { as }),
  show(as, { item: 1, of: variable(as) }),
];

export const nameResolutionAskedAgain = table([
  kase(
    "name-resolution/asked-again-with-other-flags",
    "getnameinfo() heeds the flags for an address that it was asked for before",
    {
      clauses: ["getnameinfo.async-equivalent"],
      fns: { use: quiet(coroutine(...asks(0, "stream"), ...asks(DATAGRAMS, "datagrams"))) },
      main: [runUntilComplete(call("use"))],
      // A system may have no names of services.
      expect: trace({
        one_of: [
          ["stream=shell", "datagrams=syslog"],
          ["stream=514", "datagrams=514"],
        ],
      }),
    },
  ),
]);
