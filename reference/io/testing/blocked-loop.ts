/** A program that waits for ever, and whose mistakes must not keep it from being ended. */
import { writeSync } from "node:fs";
import { newPollEventLoop } from "../poll-loop.ts";
import { socketPair } from "../socket.ts";

const loop = newPollEventLoop();
const [reader] = socketPair();
loop.addReader(reader, () => {});
loop.callSoon(() => {
  throw new Error("a callback fails");
});
loop.setExceptionHandler(() => {
  writeSync(1, "blocked\n");
});
loop.runForever();
