/**
 * A producer in a worker thread, a consumer in a coroutine. The loop blocks while it waits, and is
 * woken by the other thread.
 *
 * Run: npx tsx reference/examples/producer-consumer.ts
 */
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { packageRoot } from "#package-root";
import {
  type Coroutine,
  type Future,
  LoopPort,
  newPollEventLoop,
  type PollEventLoop,
} from "../index.ts";

/** Hands items from callbacks to a coroutine. */
class Channel {
  private readonly loop: PollEventLoop;
  private readonly items: number[] = [];
  private ended = false;
  private waiter: Future<void> | null = null;

  constructor(loop: PollEventLoop) {
    this.loop = loop;
  }

  put(item: number): void {
    this.items.push(item);
    this.wake();
  }

  end(): void {
    this.ended = true;
    this.wake();
  }

  /** The next item; null when there will be no more. */
  *take(): Coroutine<number | null> {
    while (this.items.length === 0) {
      if (this.ended) return null;
      this.waiter = this.loop.createFuture<void>();
      yield* this.waiter;
    }
    return this.items.shift() as number;
  }

  private wake(): void {
    if (this.waiter !== null && !this.waiter.done()) this.waiter.setResult();
  }
}

function* consume(channel: Channel): Coroutine<[count: number, sum: number]> {
  let [count, sum] = [0, 0];
  for (;;) {
    const item = yield* channel.take();
    if (item === null) return [count, sum];
    count += 1;
    sum += item;
  }
}

const loop = newPollEventLoop();
const channel = new Channel(loop);
const port = new LoopPort(loop, {
  put: (item: number) => channel.put(item),
  end: () => channel.end(),
});
const end = port.open();
new Worker(join(packageRoot, "reference/examples/producer.cjs"), {
  workerData: { end, items: 1000 },
  transferList: [end.port],
  execArgv: [],
});
const [count, sum] = loop.runUntilComplete(consume(channel));
console.log(`${count} items, sum ${sum}`);
loop.close();
