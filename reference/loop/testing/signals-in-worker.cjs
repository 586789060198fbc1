// A worker that asks for a signal handler.
require("tsx/cjs");
const { parentPort } = require("node:worker_threads");
const { EventLoop, HostSelector } = require("../../index.ts");

const loop = new EventLoop(new HostSelector());
try {
  loop.addSignalHandler("SIGTERM", () => {});
} catch (error) {
  parentPort.postMessage([error.name, error.message, loop.removeSignalHandler("SIGTERM")]);
}
loop.close();
