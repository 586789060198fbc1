/** Node's garbage collector, run on demand. */
import { setImmediate as nextTurn } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** How often the collector is run at most until it has told of an object that nobody holds. */
const ATTEMPTS = 100;

const thrownAway = new FinalizationRegistry<() => void>((tell) => tell());

let run: (() => void) | undefined;

/** The collector is reached without a switch on the command line. */
function collector(): () => void {
  setFlagsFromString("--expose-gc");
  return runInNewContext("gc") as () => void;
}

/**
 * Runs the garbage collector, and waits until finalization registries have been told.
 *
 * The collector tells only between two jobs of JavaScript, and in its own time: an object that is thrown away for the
 * purpose shows when it has. Registries are told in turn, so the last round is followed by another turn for each.
 *
 * @throws Error when the collector tells of nothing
 */
export async function collectGarbage(): Promise<void> {
  run ??= collector();
  let told = false;
  thrownAway.register({}, () => {
    told = true;
  });
  for (let attempt = 0; !told && attempt < ATTEMPTS; attempt += 1) {
    await nextTurn(); // ends the job: until then, weak references keep what they refer to
    run();
    await nextTurn();
  }
  if (!told) throw new Error("the garbage collector did not report an unreachable object");
  // What was told last may have let go of more: an error's stack, for one.
  for (let round = 0; round < 2; round += 1) {
    run();
    await nextTurn();
  }
}
