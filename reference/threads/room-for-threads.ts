import { readdirSync, readFileSync } from "node:fs";
import { errnos } from "../io/os-error.ts";
import { OSError } from "../text/errors.ts";

/** As many descriptors as a thread needs to start and to load what it runs, and some more. */
const NEEDED = 8;

/**
 * Finds out whether the process has descriptors left for so many threads. One that cannot start tells it to Node's own loop,
 * and a loop that blocks meanwhile would wait for it for ever.
 *
 * Rejected: to open as many and close them again. A thread that is starting at that moment would find none.
 *
 * @param count how many threads start now, those included that have begun to
 * @throws OSError (EMFILE) when there are too few; only where the system tells, which is Linux
 */
export function checkRoomForThreads(count: number): void {
  if (process.platform !== "linux") return;
  if (freeDescriptors() >= count * NEEDED) return;
  throw new OSError("EMFILE: no descriptors are left to start a thread with", errnos.EMFILE);
}

function freeDescriptors(): number {
  try {
    const [, limit] =
      /^Max open files +(\w+)/m.exec(readFileSync("/proc/self/limits", "utf8")) ?? [];
    return Number(limit === "unlimited" ? Infinity : limit) - readdirSync("/proc/self/fd").length;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EMFILE" || code === "ENFILE") return 0;
    if (code === "ENOENT") return Infinity; // a system without /proc: nothing is known
    throw error;
  }
}
