/**
 * The chapter's example of signal handlers: SIGINT and SIGTERM end the run in order. Signals are for loops that Node
 * drives; here the program sends itself one.
 *
 * Run: npx tsx reference/examples/signal-handlers.ts
 */
import { EventLoop, HostSelector } from "../index.ts";

const loop = new EventLoop(new HostSelector());

function askExit(signal: string): void {
  console.log(`got signal ${signal}: exit`);
  loop.stop();
}

async function main(): Promise<void> {
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    loop.addSignalHandler(signal, askExit, [signal]);
  }
  loop.callSoon(() => process.kill(process.pid, "SIGTERM"));
  await loop.runAsync(); // until stop()
  loop.close(); // the signals have their default actions again
}

void main();
