/**
 * The chapter's example of `call_later()`: a callback that schedules itself until its time is over. It shows how much time
 * has passed where the chapter shows the date, on a virtual clock, so that five seconds take none.
 *
 * Run: npx tsx reference/examples/display-date.ts
 */
import { EventLoop, VirtualSelector } from "../index.ts";

function displayTime(endTime: number, loop: EventLoop): void {
  console.log(`${loop.time()} s`);
  if (loop.time() + 1 < endTime) loop.callLater(1, displayTime, [endTime, loop]);
  else loop.stop();
}

const loop = new EventLoop(new VirtualSelector());
loop.callSoon(displayTime, [loop.time() + 5, loop]);
try {
  loop.runForever();
} finally {
  loop.close();
}
