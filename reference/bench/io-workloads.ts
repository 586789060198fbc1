import type { Coroutine } from "../futures/coroutine.ts";
import type { PollEventLoop } from "../io/poll-loop.ts";
import { createSubprocessExec } from "../io/process.ts";
import { PIPE } from "../io/stdio.ts";
import { echo } from "./echo.ts";

/** Network and subprocesses; `bench_io.py` has the same under the same names. */
export const ioWorkloads: {
  readonly [name: string]: (loop: PollEventLoop, n: number) => number | undefined;
} = {
  "TCP echo, 1 connection": (loop, n) => loop.runUntilComplete(echo(loop, 1, n)),
  "TCP echo, 64 connections": (loop, n) => loop.runUntilComplete(echo(loop, 64, n)),
  "TLS echo, 1 connection": (loop, n) => loop.runUntilComplete(echo(loop, 1, n, true)),
  "subprocess spawn": (loop, n) => loop.runUntilComplete(spawning(n)),
};

/** Starts a program, reads its output and waits for its end, again and again. */
function* spawning(times: number): Coroutine<undefined> {
  for (let i = 0; i < times; i += 1) {
    const child = yield* createSubprocessExec("true", [], { stdout: PIPE });
    yield* child.communicate();
  }
  return undefined;
}
