import type { Coroutine } from "../coroutine.ts";
import { newPollEventLoop } from "../io/poll-loop.ts";
import { createSubprocessExec } from "../io/process.ts";
import { PIPE } from "../io/stdio.ts";

/**
 * Starts a program, reads its output and waits for its end, again and again.
 *
 * @param times how often
 * @returns seconds
 */
export function spawnRepeatedly(times: number): number {
  const loop = newPollEventLoop();
  try {
    return loop.runUntilComplete(spawning(times));
  } finally {
    loop.close();
  }
}

function* spawning(times: number): Coroutine<number> {
  const start = performance.now();
  for (let i = 0; i < times; i += 1) {
    const child = yield* createSubprocessExec("/bin/true", [], { stdout: PIPE });
    yield* child.communicate();
  }
  return (performance.now() - start) / 1000;
}
