/** All loops that the suite itself is tested with. */

import { asyncgenMutants } from "./rows/asyncgens.ts";
import { callSoonMutants } from "./rows/call-soon.ts";
import { callbackMutants } from "./rows/callbacks.ts";
import { circumstanceMutants } from "./rows/circumstances.ts";
import { closingMutants } from "./rows/closing.ts";
import { completeMutants } from "./rows/complete.ts";
import { completingMutants } from "./rows/completing.ts";
import { currentMutants } from "./rows/current.ts";
import { endingMutants } from "./rows/ending.ts";
import { errorMutants, renderingMutants } from "./rows/errors.ts";
import { foreverMutants } from "./rows/forever.ts";
import { generatorMutants } from "./rows/generators.ts";
import { getterMutants } from "./rows/getters.ts";
import { makingMutants } from "./rows/making.ts";
import { nestingMutants } from "./rows/nesting.ts";
import { futureMutants, settingMutants, taskMutants } from "./rows/objects.ts";
import { oddLoops } from "./rows/odd.ts";
import { prefaceMutants } from "./rows/preface.ts";
import { stateMutants } from "./rows/state.ts";
import { stopMutants } from "./rows/stop.ts";
import { threadMutants } from "./rows/threads.ts";
import { threadsafeMutants } from "./rows/threadsafe.ts";
import { timerMutants } from "./rows/timers.ts";
import type { Mutant } from "./types.ts";

/** Loops that are wrong on purpose, in the order of the chapter. */
export const mutants: readonly Mutant[] = [
  ...prefaceMutants,
  ...getterMutants,
  ...currentMutants,
  ...completeMutants,
  ...foreverMutants,
  ...stopMutants,
  ...stateMutants,
  ...asyncgenMutants,
  ...callSoonMutants,
  ...threadsafeMutants,
  ...callbackMutants,
  ...errorMutants,
  ...renderingMutants,
  ...timerMutants,
  ...makingMutants,
  ...closingMutants,
  ...nestingMutants,
  ...completingMutants,
  ...endingMutants,
  ...threadMutants,
  ...generatorMutants,
  ...futureMutants,
  ...settingMutants,
  ...taskMutants,
  ...circumstanceMutants,
];

/** Loops that are unusual and right. */
export { oddLoops };
