/** Node's garbage collector, run on demand. */
import { setImmediate as nextTurn } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** How often the collector is run at most until it has told of an object that nobody holds. */
const ATTEMPTS = 100;
/** Turns of Node's loop after each: more than the registries of a loop. */
const TURNS = 10;

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
 * purpose shows when it has. A turn of Node's loop tells one registry, and costs nothing beside a collection.
 *
 * @param rounds how often: what one tells may let go of more, such as what the stack of an error holds
 * @throws Error when the collector tells of nothing
 */
export async function collectGarbage(rounds = 2): Promise<void> {
  run ??= collector();
  let told = 0;
  for (let attempt = 0; told < rounds && attempt < ATTEMPTS; attempt += 1) {
    let isTold = false;
    thrownAway.register({}, () => {
      isTold = true;
    });
    await nextTurn(); // ends the job: until then, weak references keep what they refer to
    run();
    for (let turn = 0; turn < TURNS; turn += 1) await nextTurn();
    if (isTold) told += 1;
  }
  if (told < rounds) throw new Error("the garbage collector did not report an unreachable object");
}
