/** What the watchdog's thread does. */
import type { WatchdogMemory } from "./watchdog-memory.ts";

/**
 * Waits for deadlines. At one that passes it writes the result `hang` with the trace so far, and kills the process.
 *
 * Self-contained: the thread runs the text of this function. A thread cannot set the exit status of the process.
 */
export function watch(
  require: NodeJS.Require,
  readMirror: (memory: SharedArrayBuffer) => string[],
): void {
  const { workerData } = require("node:worker_threads") as { workerData: WatchdogMemory };
  const { readdirSync, readFileSync, rmSync, writeSync } =
    require("node:fs") as typeof import("node:fs");
  /** Processes that the program has started would outlive it. */
  const endChildren = () => {
    const tasks = "/proc/self/task";
    for (const task of attempt(() => readdirSync(tasks)) ?? []) {
      const children = attempt(() => readFileSync(`${tasks}/${task}/children`, "utf8")) ?? "";
      for (const pid of children.split(" ").filter(Boolean)) {
        attempt(() => process.kill(Number(pid), "SIGKILL"));
      }
    }
  };
  /** A thread or a child may have ended meanwhile, and other systems have no such files: children end by themselves. */
  const attempt = <T>(look: () => T): T | undefined => {
    try {
      return look();
    } catch {
      return undefined;
    }
  };
  const times = new BigInt64Array(workerData.times);
  const state = new Int32Array(workerData.state);
  const never = 2n ** 62n;
  for (;;) {
    // In this order: whoever arms after the deadline is read finds "never" there, and rings.
    Atomics.store(times, 1, never);
    const rung = Atomics.load(state, 1);
    const seq = Atomics.load(state, 0);
    const deadline = Atomics.load(times, 0);
    const left = Number(deadline - process.hrtime.bigint()) / 1e6;
    // The exchange fails if the program has ended meanwhile, and after it the main thread cannot answer any more.
    if (seq > 0 && left <= 0 && Atomics.compareExchange(state, 0, seq, -1) === seq) {
      const result = {
        type: "result",
        seq,
        outcome: "hang",
        trace: readMirror(workerData.trace),
        metrics: {},
        reports: [],
        warnings: [],
        logs: [],
        why: "the program did not end in time",
        us: 0,
        tainted: true,
      };
      let rest = Buffer.from(`${JSON.stringify(result)}\n`);
      while (rest.length > 0) {
        try {
          rest = rest.subarray(writeSync(1, rest));
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code !== "EAGAIN") break;
        }
      }
      endChildren();
      for (const folder of readMirror(workerData.folders)) {
        rmSync(folder, { recursive: true, force: true });
      }
      process.kill(process.pid, "SIGKILL");
    }
    Atomics.store(times, 1, deadline);
    Atomics.wait(state, 1, rung, deadline === never ? Number.POSITIVE_INFINITY : Math.max(left, 1));
  }
}
