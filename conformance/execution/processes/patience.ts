/** How much later a deadline is because others had the processor. */
import { closeSync, openSync, readSync } from "node:fs";

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
   * @param lost seconds that the process has lost since it began
   */
  constructor(limit: number, lost: () => number) {
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

/** Tells, time and again, for how many seconds the first thread of a process was ready to run and had no processor. */
export class Starvation {
  private fd: number | undefined;
  private readonly text = Buffer.alloc(64);

  /** Keeps the statistics of the process open: to open them for each request would take longer than to read them. */
  constructor(pid: number) {
    this.fd = opened(`/proc/${pid}/schedstat`);
  }

  seconds(): number {
    if (this.fd === undefined) return 0;
    try {
      const length = readSync(this.fd, this.text, 0, this.text.length, 0);
      const [, nanoseconds] = this.text.toString("latin1", 0, length).split(" ");
      return Number(nanoseconds) / 1e9 || 0;
    } catch {
      // The process is gone: nothing is added.
      return 0;
    }
  }

  /** From here on nothing is added. */
  close(): void {
    if (this.fd !== undefined) closeSync(this.fd);
    this.fd = undefined;
  }
}

function opened(path: string): number | undefined {
  try {
    return openSync(path, "r");
  } catch {
    // Other systems have no such file, and a process may be gone.
    return undefined;
  }
}
