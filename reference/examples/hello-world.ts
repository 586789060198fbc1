/**
 * The chapter's first example: a callback that says something and ends the run.
 *
 * Run: npx tsx reference/examples/hello-world.ts
 */
import { type EventLoop, newEventLoop } from "../index.ts";

function helloWorld(loop: EventLoop): void {
  console.log("Hello World");
  loop.stop();
}

const loop = newEventLoop();
loop.callSoon(helloWorld, [loop]);
try {
  loop.runForever();
} finally {
  loop.close();
}
