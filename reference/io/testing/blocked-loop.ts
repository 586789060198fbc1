/** Programs that do not end by themselves, and whose mistakes must not keep them from being ended. */
import { writeSync } from "node:fs";
import { EventLoop } from "../../loop.ts";
import { newPollEventLoop } from "../poll-loop.ts";
import { socketPair } from "../socket.ts";

const ready = () => writeSync(1, "ready\n");

const PROGRAMS: { readonly [name: string]: () => void } = {
  "waits for a descriptor after a callback has failed, its handler too": () => {
    const loop = newPollEventLoop();
    const [reader] = socketPair();
    loop.addReader(reader, () => {});
    loop.callSoon(() => {
      throw new Error("a callback fails");
    });
    loop.setExceptionHandler(() => {
      ready();
      throw new Error("its handler too");
    });
    loop.runForever();
  },
  "waits for a timer without descriptors": () => {
    const loop = new EventLoop();
    loop.callLater(3600, () => {});
    loop.callSoon(ready);
    loop.runForever();
  },
  "has a callback that schedules itself": () => {
    const loop = newPollEventLoop();
    const again = () => void loop.callSoon(again);
    loop.callSoon(again);
    loop.callSoon(ready);
    loop.runForever();
  },
  "has a callback that never returns": () => {
    const loop = newPollEventLoop();
    loop.callSoon(() => {
      ready();
      for (;;);
    });
    loop.runForever();
  },
  "has a task that swallows every error and cancellation": () => {
    const loop = newPollEventLoop();
    const stubborn = function* () {
      for (;;) {
        try {
          yield* loop.createFuture();
        } catch {}
      }
    };
    const task = loop.createTask(stubborn());
    loop.callSoon(() => task.cancel());
    loop.callLater(0.01, ready);
    loop.runUntilComplete(task);
  },
};

PROGRAMS[process.argv[2] ?? ""]?.();
