import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { packageRoot } from "#package-root";
import type { EventLoop } from "../loop/event-loop.ts";
import { LoopPort } from "../threads/loop-port.ts";
import { moduleFile, runsFromSources } from "./modules.ts";

/** What a loop does that waits; `bench_waiting.py` has the same under the same names. */
export const waitingWorkloads: {
  readonly [name: string]: (loop: EventLoop, n: number) => number;
} = {
  "thread wake-up": wakeUps,
  "CPU of an idle loop": idle,
};

/** The median of the seconds from another thread's call to the callback. */
function wakeUps(loop: EventLoop, n: number): number {
  const latencies: bigint[] = [];
  const seen = new Int32Array(new SharedArrayBuffer(4));
  const port = new LoopPort(loop, {
    woken: (sent: bigint) => {
      latencies.push(process.hrtime.bigint() - sent);
      Atomics.add(seen, 0, 1);
      Atomics.notify(seen, 0);
    },
    stop: () => loop.stop(),
  });
  const end = port.open();
  const remote = { module: moduleFile("threads/remote-loop"), sources: runsFromSources() };
  new Worker(join(packageRoot, "reference/bench/wake-up-worker.cjs"), {
    workerData: { end, n, seen, remote },
    transferList: [end.port],
    execArgv: [],
  });
  loop.runForever();
  latencies.sort((a, b) => Number(a - b));
  return Number(latencies[latencies.length >> 1]) / 1e9;
}

/** Seconds of CPU for each second of waiting for a timer. */
function idle(loop: EventLoop, milliseconds: number): number {
  loop.callLater(milliseconds / 1000, () => loop.stop());
  const before = process.cpuUsage();
  loop.runForever();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6 / (milliseconds / 1000);
}
