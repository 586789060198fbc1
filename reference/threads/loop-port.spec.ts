import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { expect } from "chai";
import { packageRoot } from "#package-root";
import {
  connectLoop,
  EventLoop,
  getRunningLoop,
  type LogRecord,
  LoopPort,
  type LoopPortEnd,
  NotImplementedError,
  RuntimeError,
  setLogHook,
  sleep,
  VirtualSelector,
} from "../index.ts";

const PROGRAMS = join(packageRoot, "reference/threads/fixtures/programs.cjs");

/** Runs one of the programs in a thread of its own. */
function startThread(name: string, data: { end: LoopPortEnd }): Worker {
  return new Worker(PROGRAMS, {
    workerData: { name, data },
    transferList: [data.end.port],
  });
}

const ended = (worker: Worker) => new Promise((resolve) => worker.once("exit", resolve));

describe("LoopPort, from other threads", function () {
  this.timeout(30_000);

  it("wakes a loop that blocks, loses no call, and keeps each thread's order", async () => {
    const loop = new EventLoop();
    const [threads, count] = [2, 500];
    const received: number[][] = [[], []];
    let open = threads;
    const workers = received.map((items) => {
      const port = new LoopPort(loop, {
        item: (i: number) => items.push(getRunningLoop() === loop ? i : -1),
        done: () => {
          open -= 1;
          if (open === 0) loop.stop();
        },
      });
      return startThread("produce", { end: port.open(), count } as { end: LoopPortEnd });
    });
    loop.runForever(); // nothing else is scheduled: only the threads can end this
    loop.close();
    const expected = Array.from({ length: count }, (_, i) => i);
    expect(received).to.deep.equal([expected, expected]);
    await Promise.all(workers.map(ended));
  });

  it("lives on beside a thread that calls without pause", async () => {
    const loop = new EventLoop();
    let items = 0;
    const port = new LoopPort(loop, {
      item: () => {
        if (items === 0) loop.callLater(0.02, () => loop.stop());
        items += 1;
      },
    });
    const worker = startThread("flood", { end: port.open() });
    const noticed = new Promise((resolve) => worker.once("message", resolve));
    loop.runForever(); // more arrives than it can take: only its own timer ends this
    loop.close();
    expect(items).to.be.greaterThan(0);
    expect(await noticed).to.equal("RuntimeError");
    await ended(worker);
  });

  it("hears what a thread has sent before it died, and lives on", async () => {
    const loop = new EventLoop();
    const heard: string[] = [];
    const port = new LoopPort(loop, {
      item: () => {
        heard.push("item");
        loop.callLater(0.05, () => loop.stop());
      },
      done: () => heard.push("done"),
    });
    const worker = startThread("die", { end: port.open() });
    const exit = ended(worker);
    loop.runForever();
    expect(heard).to.deep.equal(["item"]);
    expect(await exit).to.equal(3);
    expect(loop.runUntilComplete(sleep(0.001, "alive"))).to.equal("alive");
    loop.close();
  });

  it("lets a thread have running and current loops of its own", async () => {
    const loop = new EventLoop();
    let seen: unknown;
    const port = new LoopPort(loop, {
      seen: (what: unknown) => {
        seen = what;
        loop.stop();
      },
    });
    const worker = startThread("inspect", { end: port.open() });
    loop.runForever();
    loop.close();
    expect(seen).to.deep.equal({
      before: ["RuntimeError", "RuntimeError"],
      during: ["own", "own"],
    });
    await ended(worker);
  });
});

describe("LoopPort and connectLoop", () => {
  it("queues calls before a run, in order with the others", () => {
    const loop = new EventLoop();
    const trace: unknown[] = [];
    const port = new LoopPort(loop, { log: (...args: unknown[]) => trace.push(args) });
    const remote = connectLoop(port.open());
    remote.callSoonThreadsafe("log", [1, { a: [2] }]);
    remote.callSoonThreadsafe("log");
    loop.runUntilComplete(sleep(0.001));
    loop.close();
    expect(trace).to.deep.equal([[1, { a: [2] }], []]);
  });

  it("cancels a call whose turn has not come, and not one that ran", () => {
    const loop = new EventLoop();
    const trace: unknown[] = [];
    const port = new LoopPort(loop, { log: (text: string) => trace.push(text) });
    const remote = connectLoop(port.open());
    const [kept, cancelled] = ["kept", "cancelled"].map((text) =>
      remote.callSoonThreadsafe("log", [text]),
    );
    cancelled?.cancel();
    loop.runUntilComplete(sleep(0.001));
    kept?.cancel();
    cancelled?.cancel();
    loop.runUntilComplete(sleep(0.001));
    loop.close();
    expect(trace).to.deep.equal(["kept"]);
  });

  it("reports an error of a callback under its name, and a name that nobody offers", () => {
    const loop = new EventLoop();
    const logs: LogRecord[] = [];
    setLogHook((record) => logs.push(record));
    try {
      const port = new LoopPort(loop, {
        fails: function fails() {
          throw new Error("e");
        },
      });
      const remote = connectLoop(port.open());
      remote.callSoonThreadsafe("nobody");
      remote.callSoonThreadsafe("toString");
      remote.callSoonThreadsafe("fails");
      loop.runUntilComplete(sleep(0.001));
      loop.close();
    } finally {
      setLogHook(null);
    }
    expect(logs[0]?.message).to.contain("`nobody`");
    expect(logs[1]?.message).to.contain("`toString`");
    expect(logs[2]?.message).to.match(/^Exception in callback fails/);
  });

  it("raises RuntimeError for a call once the loop is closed, and not for a cancellation", () => {
    const loop = new EventLoop();
    const port = new LoopPort(loop, { log: () => {} });
    const remote = connectLoop(port.open());
    const handle = remote.callSoonThreadsafe("log");
    loop.close();
    expect(() => remote.callSoonThreadsafe("log")).to.throw(RuntimeError, "closed");
    handle.cancel();
    expect(() => port.open()).to.throw(RuntimeError, "closed");
    expect(() => new LoopPort(loop, {})).to.throw(RuntimeError, "closed");
  });

  it("refuses arguments that cannot be cloned, callbacks that are none, and virtual time", () => {
    const loop = new EventLoop();
    const port = new LoopPort(loop, { log: () => {} });
    const remote = connectLoop(port.open());
    expect(() => remote.callSoonThreadsafe("log", [() => {}])).to.throw(/could not be cloned/);
    for (const args of [5, "text", null]) {
      expect(() => remote.callSoonThreadsafe("log", args as never)).to.throw(TypeError, "`args`");
    }
    expect(() => remote.callSoonThreadsafe(5 as never)).to.throw(TypeError, "`name`");
    expect(() => connectLoop({} as never)).to.throw(TypeError, "`end`");
    expect(() => new LoopPort(loop, { log: 5 as never })).to.throw(TypeError, "`log`");
    expect(() => new LoopPort(loop, null as never)).to.throw(TypeError, "`callbacks`");
    loop.close();
    const virtual = new EventLoop(new VirtualSelector());
    expect(() => new LoopPort(virtual, {})).to.throw(NotImplementedError, "VirtualSelector");
  });
});
