import { must } from "../row.ts";
import { observed } from "../source.ts";
import type { ChapterTable } from "../types.ts";

/** What loops of one process have to do with each other */
export const severalLoops = {
  "loops.own-queues": must(
    observed(
      "asyncio.new_event_loop()",
      "none: that each loop runs only its own callbacks is taken for granted",
    ),
    "A run of one loop executes nothing that was scheduled on another loop.",
  ),
} as const satisfies ChapterTable;
