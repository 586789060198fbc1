import { must } from "./row.ts";
import { seed } from "./source.ts";
import type { ClauseTable } from "./types.ts";

/** The sentence that introduces the functions for getting, setting and creating a loop. */
export const obtaining = {
  "obtaining.four-functions-exist": must(
    seed("obtaining", 1),
    "The host offers four low-level functions: get the running loop, get the current loop, set the current loop, create a loop.",
  ),
} as const satisfies ClauseTable;
