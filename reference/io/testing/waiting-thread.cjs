// A worker whose loop waits for a descriptor that never becomes ready.
require("tsx/cjs");
const { parentPort } = require("node:worker_threads");
const { newPollEventLoop } = require("../../index.ts");

const loop = newPollEventLoop();
loop.callSoon(() => parentPort.postMessage("waiting"));
loop.runForever();
