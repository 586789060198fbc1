/** How much later a deadline is because others had the processor. */
import { readFileSync } from "node:fs";

/** A limit grows by this many times itself at most, and by this many seconds at most: the Python driver has the same. */
const FACTOR = 3;
const SECONDS = 10;

/** Seconds by which a limit can grow at most. */
export const mostPatience = (limit: number): number => Math.min(FACTOR * limit, SECONDS);

/**
 * Says at a deadline how long a process was ready to run and had no processor.
 *
 * A limit is about an implementation, not about the machine: a short one would call a loop hung that had no chance
 * to run.
 */
export class Patience {
  private readonly most: number;
  private readonly lost: () => number;
  private readonly before: number;
  private given = 0;

  /**
   * @param limit seconds until the deadline
   * @param pid the process
   * @param lost seconds that it has lost since it began
   */
  constructor(limit: number, pid: number, lost: () => number = () => starved(pid)) {
    this.most = mostPatience(limit);
    this.lost = lost;
    this.before = lost();
  }

  /** Seconds to wait on; 0 if nothing was lost since the last call. */
  more(): number {
    const lost = Math.min(this.most, this.lost() - this.before) - this.given;
    if (lost < 0.001) return 0;
    this.given += lost;
    return lost;
  }
}

/** Seconds for which the first thread of a process was ready to run and had no processor. */
function starved(pid: number): number {
  try {
    const [, nanoseconds] = readFileSync(`/proc/${pid}/schedstat`, "utf8").split(" ");
    return Number(nanoseconds) / 1e9 || 0;
  } catch {
    // Other systems have no such file, and a process may be gone: nothing is added.
    return 0;
  }
}
