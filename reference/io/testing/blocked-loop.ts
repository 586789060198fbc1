/** Programs that do not end by themselves, and whose mistakes must not keep them from being ended. */
import { writeSync } from "node:fs";
import { EventLoop } from "../../loop/event-loop.ts";
import { HostSelector } from "../../waiting/host.ts";
import { newPollEventLoop } from "../poll-loop.ts";
import { createSubprocessShell } from "../process.ts";
import { socketPair } from "../socket.ts";
import { PIPE } from "../stdio.ts";
import type { StreamReader } from "../stream-reader.ts";

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
  "waits for a child that ignores it": () => {
    const loop = newPollEventLoop();
    const program = function* () {
      const child = yield* createSubprocessShell("trap '' INT; echo; sleep 5", { stdout: PIPE });
      yield* (child.stdout as StreamReader).readline();
      ready();
      yield* child.wait();
    };
    loop.runUntilComplete(program());
  },
  "waits for a thread that never returns": () => {
    const loop = newPollEventLoop();
    const forever = { module: "node:timers/promises", name: "setTimeout" };
    loop.runInExecutor(null, forever, [2 ** 30]);
    const running = loop.runInExecutor(null, { module: "node:path", name: "basename" }, ["/a"]);
    running.addDoneCallback(ready);
    loop.runUntilComplete(loop.createFuture());
  },
  "waits in its host": () => {
    const loop = new EventLoop(new HostSelector());
    loop.callSoon(ready);
    loop.runAsync(loop.createFuture());
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
