/** A thread that reports a hang when the main one cannot, and then ends the process. */

import { Worker } from "node:worker_threads";
import { readMirror, TraceMirror } from "./trace-mirror.ts";
import type { WatchdogMemory } from "./watchdog-memory.ts";
import { watch } from "./watchdog-thread.ts";

/** Later than any deadline. */
export const NEVER = 2n ** 62n;

/** Bytes: a program makes one folder at most. */
const FOLDERS_SIZE = 8192;

/**
 * One watchdog for the life of a driver.
 *
 * The thread sleeps until the deadline that it last saw and is woken only for an earlier one, so that a program costs
 * no switch between threads.
 */
export class Watchdog {
  readonly mirror = new TraceMirror();
  /** Folders of the program that is running: they go with it when it hangs. */
  readonly folders = new TraceMirror(FOLDERS_SIZE);
  private readonly times = new BigInt64Array(new SharedArrayBuffer(16)).fill(NEVER);
  private readonly state = new Int32Array(new SharedArrayBuffer(8));
  private readonly thread: Worker;

  constructor() {
    const memory: WatchdogMemory = {
      times: this.times.buffer as SharedArrayBuffer,
      state: this.state.buffer as SharedArrayBuffer,
      trace: this.mirror.memory,
      folders: this.folders.memory,
    };
    // As text, so that it needs no loader of its own and starts in a few milliseconds. A compiler on the way may have
    // put calls of `__name` into it.
    const source = `const __name = (f) => f; const readMirror = ${readMirror}; (${watch})(require, readMirror);`;
    this.thread = new Worker(source, {
      eval: true,
      workerData: memory,
      // Loaders of the main thread are none of its business.
      execArgv: [],
    });
    this.thread.unref();
  }

  /**
   * Begins to watch a program.
   *
   * @param seq number of its request, from 1
   * @param timeout seconds until it counts as hung
   */
  arm(seq: number, timeout: number): void {
    this.mirror.clear();
    this.folders.clear();
    const deadline = process.hrtime.bigint() + BigInt(Math.ceil(timeout * 1e9));
    Atomics.store(this.times, 0, deadline);
    Atomics.store(this.state, 0, seq);
    if (Atomics.load(this.times, 1) <= deadline) return;
    Atomics.add(this.state, 1, 1);
    Atomics.notify(this.state, 1);
  }

  /** The program has ended. Does not return if it was reported as hung before: the process is about to end. */
  disarm(): void {
    if (Atomics.exchange(this.state, 0, 0) === -1) {
      Atomics.store(this.state, 0, -1);
      Atomics.wait(this.state, 0, -1);
    }
    Atomics.store(this.times, 0, NEVER);
  }

  /** The trace so far of the program that is watched. */
  trace(): string[] {
    return readMirror(this.mirror.memory);
  }
}
