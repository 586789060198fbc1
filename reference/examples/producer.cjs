// The worker of producer-consumer.ts. It is plain JavaScript: the loop blocks its thread, and a
// worker that is loaded through Node's module hooks would wait for that thread.
require("tsx/cjs"); // for these sources; a program with loopspec installed needs no such line
const { workerData } = require("node:worker_threads");
const { connectLoop } = require("../index.ts");

// Functions do not cross threads: callbacks are called by name.
const consumer = connectLoop(workerData.end);
for (let item = 1; item <= workerData.items; item += 1) consumer.callSoonThreadsafe("put", [item]);
consumer.callSoonThreadsafe("end");
