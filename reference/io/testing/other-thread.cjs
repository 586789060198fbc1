// A worker that runs a child process in a loop of its own.
require("tsx/cjs");
const { parentPort } = require("node:worker_threads");
const { createSubprocessShell, newPollEventLoop, PIPE, run } = require("../../index.ts");

function* main() {
  const command = "echo hello from a child of a worker; exit 3";
  const child = yield* createSubprocessShell(command, { stdout: PIPE });
  const [output] = yield* child.communicate();
  return `${String(output).trim()}, exit ${child.returncode}`;
}

parentPort.postMessage(run(main(), { loopFactory: newPollEventLoop }));
