/** All loops that the suite itself is tested with. */

import { asyncgenMutants } from "./rows/asyncgens.ts";
import { callSoonMutants } from "./rows/call-soon.ts";
import { completeMutants } from "./rows/complete.ts";
import { currentMutants } from "./rows/current.ts";
import { foreverMutants } from "./rows/forever.ts";
import { getterMutants } from "./rows/getters.ts";
import { oddLoops } from "./rows/odd.ts";
import { prefaceMutants } from "./rows/preface.ts";
import { stateMutants } from "./rows/state.ts";
import { stopMutants } from "./rows/stop.ts";
import { threadsafeMutants } from "./rows/threadsafe.ts";
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
];

/** Loops that are unusual and right. */
export { oddLoops };
