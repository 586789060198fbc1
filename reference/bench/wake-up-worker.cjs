// The other thread of the wake-up measurement: calls, and waits until the call was seen. Plain
// JavaScript, so that it starts the same way from the sources and from a build.
const { pathToFileURL } = require("node:url");
const { workerData } = require("node:worker_threads");

const { end, n, seen, remote } = workerData;
/** Milliseconds between two calls, so that the loop waits again. */
const PAUSE = 0.2;

async function connectLoop() {
  if (!remote.sources) return (await import(pathToFileURL(remote.module).href)).connectLoop(end);
  require("ts-node/register");
  return require(remote.module).connectLoop(end);
}

async function main() {
  const loop = await connectLoop();
  for (let i = 0; i < n; i += 1) {
    Atomics.wait(seen, 0, i, PAUSE);
    loop.callSoonThreadsafe("woken", [process.hrtime.bigint()]);
    Atomics.wait(seen, 0, i);
  }
  loop.callSoonThreadsafe("stop");
}

main();
