/** Every case of the suite. */
import type { Case } from "../program/case.ts";
import { getEventLoop } from "./get-event-loop.ts";
import { getEventLoopAbsent } from "./get-event-loop-absent.ts";
import { getRunningLoop } from "./get-running-loop.ts";
import { getRunningLoopAbsent } from "./get-running-loop-absent.ts";
import { getRunningLoopKinds } from "./get-running-loop-kinds.ts";
import { obtaining } from "./obtaining.ts";

export const allCases: readonly Case[] = [
  ...getEventLoop,
  ...getEventLoopAbsent,
  ...getRunningLoop,
  ...getRunningLoopAbsent,
  ...getRunningLoopKinds,
  ...obtaining,
];
