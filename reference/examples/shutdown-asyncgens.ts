/**
 * The chapter's idiom for a loop that is run by hand: whatever ends the run, the asynchronous
 * generators that are still open get to clean up.
 *
 * Run: npx tsx reference/examples/shutdown-asyncgens.ts
 */
import { asyncGenerator, type Coroutine, emit, newPollEventLoop, sleep } from "../index.ts";

const ticks = asyncGenerator(function* () {
  try {
    for (let tick = 1; ; tick += 1) {
      yield emit(tick);
      yield* sleep(0.001);
    }
  } finally {
    yield* sleep(0.001); // cleaning up may wait
    console.log("generator closed");
  }
});

const counting = ticks();

function* program(): Coroutine<void> {
  for (let i = 0; i < 3; i += 1) console.log(`tick ${yield* counting.anext()}`);
  loop.stop(); // and the generator stays open
}

const loop = newPollEventLoop();
loop.createTask(program());
try {
  loop.runForever();
} finally {
  loop.runUntilComplete(loop.shutdownAsyncgens());
  loop.close();
}
console.log(`loop closed: ${loop.isClosed()}`);
