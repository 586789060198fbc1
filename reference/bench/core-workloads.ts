import type { Coroutine } from "../futures/coroutine.ts";
import { gather } from "../futures/gather.ts";
import { sleep } from "../futures/sleep.ts";
import type { EventLoop } from "../loop/event-loop.ts";

/** Callbacks, tasks, timers and futures; `bench_core.py` has the same under the same names. */
export const coreWorkloads: { readonly [name: string]: (loop: EventLoop, n: number) => void } = {
  /** Each callback schedules the next. */
  "call_soon chain": (loop, n) => {
    let left = n;
    const step = () => {
      left -= 1;
      if (left > 0) loop.callSoon(step);
      else loop.stop();
    };
    loop.callSoon(step);
    loop.runForever();
  },
  /** A tenth of n callbacks at once, ten times. */
  "fan-out": (loop, n) => {
    for (let round = 0; round < 10; round += 1) atOnce(loop, n / 10);
  },
  "fan-out at once": atOnce,
  "task switch, 1 task": (loop, n) => {
    loop.runUntilComplete(switches(n));
  },
  "task switch, 100 tasks": (loop, n) => {
    loop.runUntilComplete(together(100, () => switches(n / 100)));
  },
  gather: (loop, n) => {
    loop.runUntilComplete(together(n, () => switches(1)));
  },
  "schedule and cancel timers": (loop, n) => {
    const nothing = () => {};
    for (let i = 0; i < n; i += 1) loop.callLater(3600 + i, nothing).cancel();
    loop.callSoon(() => loop.stop());
    loop.runForever();
  },
  "fire timers": (loop, n) => {
    let left = n;
    const fired = () => {
      left -= 1;
      if (left <= 0) loop.stop();
    };
    for (let i = 0; i < n; i += 1) loop.callLater((i % 100) / 10_000, fired);
    loop.runForever();
  },
  /** In no order, and without a wait: what is measured is the queue. */
  "fire timers, all due": (loop, n) => {
    let left = n;
    const fired = () => {
      left -= 1;
      if (left <= 0) loop.stop();
    };
    const start = loop.time();
    for (let i = 0; i < n; i += 1) loop.callAt(start + ((i * 7919) % n) * 1e-9, fired);
    loop.runForever();
  },
  "future callbacks": (loop, n) => {
    let left = n;
    const done = () => {
      left -= 1;
      if (left <= 0) loop.stop();
    };
    for (let i = 0; i < n; i += 1) {
      const future = loop.createFuture<null>();
      future.addDoneCallback(done);
      future.setResult(null);
    }
    loop.runForever();
  },
};

function atOnce(loop: EventLoop, n: number): void {
  const nothing = () => {};
  for (let i = 0; i < n; i += 1) loop.callSoon(nothing);
  loop.callSoon(() => loop.stop());
  loop.runForever();
}

function* switches(n: number): Coroutine<void> {
  for (let i = 0; i < n; i += 1) yield* sleep(0);
}

function* together(count: number, work: () => Coroutine<void>): Coroutine<void> {
  yield* gather(Array.from({ length: count }, work));
}
