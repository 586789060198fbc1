import type { Coroutine } from "../coroutine.ts";
import type { Future } from "../future.ts";
import type { DescriptorLoop } from "./descriptor-loop.ts";

/** Waits until a descriptor can be read from. */
export function* readable(loop: DescriptorLoop, fd: number): Coroutine<void> {
  const future = loop.createFuture<void>();
  loop.addReader(fd, readableNow, [loop, fd, future]);
  try {
    yield* future;
  } finally {
    if (future.cancelled() || !future.done()) loop.removeReader(fd);
  }
}

/** Waits until a descriptor can be written to. */
export function* writable(loop: DescriptorLoop, fd: number): Coroutine<void> {
  const future = loop.createFuture<void>();
  loop.addWriter(fd, writableNow, [loop, fd, future]);
  try {
    yield* future;
  } finally {
    if (future.cancelled() || !future.done()) loop.removeWriter(fd);
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
