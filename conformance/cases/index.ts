/** Every case of the suite. */
import type { Case } from "../program/case.ts";
import { getEventLoop } from "./get-event-loop.ts";
import { getEventLoopAbsent } from "./get-event-loop-absent.ts";
import { getRunningLoop } from "./get-running-loop.ts";
import { getRunningLoopAbsent } from "./get-running-loop-absent.ts";
import { getRunningLoopKinds } from "./get-running-loop-kinds.ts";
import { getRunningLoopThreads } from "./get-running-loop-threads.ts";
import { newEventLoop } from "./new-event-loop.ts";
import { newEventLoopState } from "./new-event-loop-state.ts";
import { obtaining } from "./obtaining.ts";
import { policies } from "./policy.ts";
import { setEventLoop } from "./set-event-loop.ts";
import { setEventLoopEffects } from "./set-event-loop-effects.ts";

export const allCases: readonly Case[] = [
  ...getEventLoop,
  ...getEventLoopAbsent,
  ...getRunningLoop,
  ...getRunningLoopAbsent,
  ...getRunningLoopKinds,
  ...getRunningLoopThreads,
  ...newEventLoop,
  ...newEventLoopState,
  ...obtaining,
  ...policies,
  ...setEventLoop,
  ...setEventLoopEffects,
];
