/** Functions for workers to run, and gates that keep them running. */
import { join } from "node:path";
import { packageRoot } from "#package-root";

/** The module of the functions. */
export const JOBS = join(packageRoot, "reference/threads/fixtures/jobs.mjs");

/** One of the functions, as `runInExecutor()` takes it. */
export const job = (name: string) => ({ module: JOBS, name });

/** A gate that is shut; a function that waits for it goes on once it is open. */
export const makeGate = () => new Int32Array(new SharedArrayBuffer(4));

/** Opens a gate. */
export function open(gate: Int32Array): void {
  Atomics.store(gate, 0, 1);
  Atomics.notify(gate, 0);
}
