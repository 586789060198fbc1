import { must } from "./row.ts";
import { seed } from "./source.ts";
import type { ClauseTable } from "./types.ts";

/** `loop.is_closed()` */
export const isClosed = {
  "is-closed.false-until-close": must(
    seed("isClosed", 1),
    "is_closed() is False on a new, a running and a stopped loop.",
  ),
  "is-closed.true-after-close": must(
    seed("isClosed", 1),
    "is_closed() is True after close(), and stays so after a second close().",
  ),
} as const satisfies ClauseTable;
