import type { Coroutine } from "../futures/coroutine.ts";
import type { Future } from "../futures/future.ts";
import { READ, WRITE } from "../waiting/selector.ts";
import type { DescriptorLoop } from "./descriptor-loop.ts";

// Whoever is cancelled may find that another one watches the descriptor by now, and leaves it alone.

/** Waits until a descriptor can be read from. */
export function* readable(loop: DescriptorLoop, fd: number): Coroutine<void> {
  const future = loop.createFuture<void>();
  loop.addReader(fd, readableNow, [loop, fd, future]);
  const watcher = loop.owned.watchOf(fd, READ);
  try {
    yield* future;
  } finally {
    if (watcher === loop.owned.watchOf(fd, READ)) loop.removeReader(fd);
  }
}

/** Waits until a descriptor can be written to. */
export function* writable(loop: DescriptorLoop, fd: number): Coroutine<void> {
  const future = loop.createFuture<void>();
  loop.addWriter(fd, writableNow, [loop, fd, future]);
  const watcher = loop.owned.watchOf(fd, WRITE);
  try {
    yield* future;
  } finally {
    if (watcher === loop.owned.watchOf(fd, WRITE)) loop.removeWriter(fd);
  }
}

// Each takes itself back, so that the descriptor is not found ready again before the task runs.

function readableNow(loop: DescriptorLoop, fd: number, future: Future<void>): void {
  loop.removeReader(fd);
  if (!future.done()) future.setResult();
}

function writableNow(loop: DescriptorLoop, fd: number, future: Future<void>): void {
  loop.removeWriter(fd);
  if (!future.done()) future.setResult();
}
