import { must } from "./row.ts";
import { docs, seed } from "./source.ts";
import type { ClauseTable } from "./types.ts";

// Policies are deprecated from 3.14 on and gone from 3.16 on; until then the promise stands.
const WHILE_POLICIES_EXIST = { until: "3.15" } as const;

/** The remark that a custom policy alters the three functions for getting, setting, creating. */
export const policy = {
  "policy.overrides-new": must(
    seed("newEventLoop", 2),
    "With a custom event loop policy installed, new_event_loop() returns what that policy makes.",
    WHILE_POLICIES_EXIST,
  ),
  "policy.overrides-set": must(
    seed("newEventLoop", 2),
    "With a custom event loop policy installed, set_event_loop(L) calls that policy's method with L.",
    WHILE_POLICIES_EXIST,
  ),
  "policy.overrides-get-when-not-running": must(
    seed("newEventLoop", 2, "from the 3.10 page on also in the entry of get_event_loop"),
    "Outside a run get_event_loop() returns what the custom policy's method returns, and raises what it raises.",
    WHILE_POLICIES_EXIST,
  ),
  "policy.not-consulted-while-running": must(
    docs(
      "asyncio.get_event_loop()",
      2,
      "from the 3.10 page on; before that in What's New In Python 3.6",
    ),
    "Inside a run get_event_loop() returns the running loop whatever a custom policy would answer, even if it would raise.",
  ),
  "policy.none-restores-default": must(
    docs("asyncio.set_event_loop_policy()", 2, "None as argument"),
    "After set_event_loop_policy(None) the default policy decides again what new_event_loop() returns.",
    WHILE_POLICIES_EXIST,
  ),
} as const satisfies ClauseTable;
