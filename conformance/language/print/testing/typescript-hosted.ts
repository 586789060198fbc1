/** Runs printed TypeScript programs whose loops Node drives, in this process. */
import { createRequire } from "node:module";
import { join } from "node:path";
import * as util from "node:util";
import { packageRoot } from "#package-root";
import { compile, type Program } from "./typescript-batch.ts";

type Loop = { isClosed(): boolean; close(): void };

/** What is needed of the reference loop; loaded by its path, since only adapters may depend on it. */
interface Reference {
  readonly EventLoop: new (selector?: object) => Loop;
  readonly Context: new () => { run<T>(callback: () => T): T };
  setEventLoopPolicy(policy: object | null): void;
  setLogHook(hook: () => void): () => void;
}

/** The signals that programs set functions for; those of loops go with the loops. */
const SIGNALS = ["SIGUSR1", "SIGUSR2", "SIGTERM"] as const;

/**
 * Runs programs one after the other.
 *
 * @param sources programs as `typescriptProgram` prints them
 * @returns the lines that each prints on standard output
 */
export async function runHostedPrograms(
  sources: readonly string[],
): Promise<readonly (readonly string[])[]> {
  const reference = createRequire(join(packageRoot, "package.json"))(
    "./reference/index.ts",
  ) as Reference;
  const printed: (readonly string[])[] = [];
  for (const program of compile(sources, "async")) printed.push(await run(program, reference));
  return printed;
}

async function run(program: Program, reference: Reference): Promise<readonly string[]> {
  const lines: string[] = [];
  const console = { log: (line: string) => lines.push(line), error: () => undefined };
  const loops: Loop[] = [];
  class EventLoop extends reference.EventLoop {
    constructor(selector?: object) {
      super(selector);
      loops.push(this);
    }
  }
  const logs = reference.setLogHook(() => undefined);
  try {
    const own = { ...reference, EventLoop };
    await new reference.Context().run(() => program(own, util, console, Atomics));
  } finally {
    for (const loop of loops) loop.close();
    for (const signal of SIGNALS) process.removeAllListeners(signal);
    reference.setEventLoopPolicy(null);
    reference.setLogHook(logs);
  }
  return lines;
}
