import { closeSync, openSync } from "node:fs";
import { devNull } from "node:os";
import { OSError } from "../errors.ts";

/** As many descriptors as a thread needs to start and to load what it runs, and one more. */
const NEEDED = 6;

/**
 * Finds out whether the process has descriptors left for so many threads. One that cannot start tells it to Node's own loop,
 * and a loop that blocks meanwhile would wait for it for ever.
 *
 * @throws OSError (EMFILE, ENFILE) when there are too few
 */
export function checkRoomForThreads(count: number): void {
  const taken: number[] = [];
  try {
    while (taken.length < count * NEEDED) taken.push(openSync(devNull, "r"));
  } catch (error) {
    const { errno, code } = error as NodeJS.ErrnoException;
    if (errno === undefined) throw error;
    throw new OSError(`${code}: no descriptors are left to start a thread with`, -errno);
  } finally {
    for (const fd of taken) closeSync(fd);
  }
}
