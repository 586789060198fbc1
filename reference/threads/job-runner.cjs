// Runs in each worker of the pool: calls the functions that the pool names, one after the other,
// and sends each outcome to the loop. Plain JavaScript, so that it starts the same way from the
// sources and from a build.
const { writeSync } = require("node:fs");
const { pathToFileURL } = require("node:url");
const { parentPort, workerData } = require("node:worker_threads");

const { worker, end } = workerData;
const ONE = new Uint8Array(new BigUint64Array([1n]).buffer);
let sent = 0;

function send(name, args) {
  const { state, fd } = end.waker;
  Atomics.add(state, 2, 1); // the loop does not close the descriptor meanwhile
  try {
    if (Atomics.load(state, 1) === 1) return; // the loop is closed: nobody waits for it
    end.port.postMessage({ id: sent++, name, args });
    Atomics.add(state, 0, 1);
    Atomics.notify(state, 0);
    if (fd !== null) writeWakeup(fd);
  } finally {
    Atomics.sub(state, 2, 1);
    Atomics.notify(state, 2);
  }
}

function writeWakeup(fd) {
  try {
    writeSync(fd, ONE);
  } catch (error) {
    if (error.code !== "EAGAIN") throw error;
  }
}

/** The loader of ES modules takes a third of a thread's start: a module that needs none is spared it. */
async function load(module) {
  if (module.endsWith(".cjs") && module.startsWith("/")) return require(module);
  return import(module.startsWith("/") ? pathToFileURL(module).href : module);
}

async function call({ module, name, args }) {
  const target = (await load(module))[name];
  if (typeof target !== "function") {
    throw new TypeError(`Expected \`${name}\` of ${module} to be a function, got ${typeof target}`);
  }
  return target(...args);
}

function describeError(error) {
  try {
    if (!(error instanceof Error)) return { name: "Error", message: String(error), stack: "" };
    return { name: `${error.name}`, message: `${error.message}`, stack: `${error.stack ?? ""}` };
  } catch {
    return { name: "Error", message: "what was thrown cannot be put in words", stack: "" };
  }
}

async function run(job) {
  try {
    const value = await call(job);
    send("settle", [worker, job.id, { value }]);
  } catch (error) {
    // Also when the result cannot be cloned: then it was send() that threw.
    send("settle", [worker, job.id, { error: describeError(error) }]);
  }
}

let queue = Promise.resolve();
parentPort.on("message", (job) => {
  queue = queue.then(() => (job === null ? process.exit() : run(job)));
});

// The pool's thread may be blocked and see no event of this worker: the end is a message too.
process.on("exit", (code) => send("ended", [worker, code]));
