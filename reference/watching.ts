import { checkCall, checkCallable } from "./check.ts";
import { copyContext } from "./context.ts";
import { NotImplementedError, ValueError } from "./errors.ts";
import { describe } from "./format.ts";
import { type Callback, Handle } from "./handle.ts";
import type { EventLoop } from "./loop.ts";
import { Scheduling } from "./scheduling.ts";
import { READ, type SelectedEvent, WRITE } from "./selector.ts";

/** A descriptor, or an object that has one. */
export type FileDescriptorLike = number | { fileno(): number };

/** The callbacks of one descriptor. */
interface Watched {
  reader: Handle | null;
  writer: Handle | null;
}

/** The part of the loop that the chapter's "Watching file descriptors" describes. */
export abstract class Watching extends Scheduling {
  private readonly watched = new Map<number, Watched>();

  /**
   * Has a callback called whenever a descriptor can be read from. Replaces an earlier one.
   *
   * @param fd descriptor, or an object with `fileno()`
   * @throws NotImplementedError when the loop's selector has no descriptors
   * @throws ValueError when it is no descriptor
   * @clause add-reader.fires-when-readable
   * @clause add-reader.replaces-and-cancels-previous
   */
  addReader(fd: FileDescriptorLike, callback: Callback, args: readonly unknown[] = []): Handle {
    return this.addWatch("addReader", "reader", fd, callback, args);
  }

  /**
   * Stops to watch a descriptor for reading.
   *
   * @returns whether it was watched
   * @clause remove-reader.returns-bool
   */
  removeReader(fd: FileDescriptorLike): boolean {
    return this.removeWatch("reader", descriptorOf(fd));
  }

  /**
   * Has a callback called whenever a descriptor can be written to. Replaces an earlier one.
   *
   * @param fd descriptor, or an object with `fileno()`
   * @throws NotImplementedError when the loop's selector has no descriptors
   * @throws ValueError when it is no descriptor
   * @clause add-writer.fires-when-writable
   */
  addWriter(fd: FileDescriptorLike, callback: Callback, args: readonly unknown[] = []): Handle {
    return this.addWatch("addWriter", "writer", fd, callback, args);
  }

  /**
   * Stops to watch a descriptor for writing.
   *
   * @returns whether it was watched
   * @clause remove-writer.returns-bool
   */
  removeWriter(fd: FileDescriptorLike): boolean {
    return this.removeWatch("writer", descriptorOf(fd));
  }

  /** Queues the callbacks of the descriptors that are ready. */
  protected queueReadyDescriptors(events: readonly SelectedEvent[]): void {
    for (const { fd, events: ready } of events) {
      const watched = this.watched.get(fd);
      if (watched === undefined) continue; // taken back since the poll began
      if (ready & READ) this.queueWatch("reader", fd, watched.reader);
      if (ready & WRITE) this.queueWatch("writer", fd, watched.writer);
    }
  }

  /** The watched descriptors in words. */
  protected describeWatched(): string[] {
    return [...this.watched].map(([fd, { reader, writer }]) => {
      const kinds = [reader && "reading", writer && "writing"].filter(Boolean);
      return `descriptor ${fd} (${kinds.join(", ")})`;
    });
  }

  protected forgetWatched(): void {
    this.watched.clear();
  }

  private queueWatch(kind: keyof Watched, fd: number, handle: Handle | null): void {
    if (handle === null) return;
    if (handle.cancelled()) this.removeWatch(kind, fd);
    else this.ready.push(handle);
  }

  private addWatch(
    method: string,
    kind: keyof Watched,
    fileno: FileDescriptorLike,
    callback: Callback,
    args: readonly unknown[],
  ): Handle {
    this.checkClosed();
    checkCall(method, callback, args);
    if (this.debug) checkCallable(method, callback);
    const fd = descriptorOf(fileno);
    if (this.selector.watch === undefined) {
      const name = this.selector.constructor.name;
      throw new NotImplementedError(`${method}() needs descriptors, which ${name} has not`);
    }
    const watched = this.watched.get(fd) ?? { reader: null, writer: null };
    const handle = new Handle(callback, args, this as unknown as EventLoop, copyContext());
    const events = maskOf(watched) | (kind === "reader" ? READ : WRITE);
    this.selector.watch(fd, events); // first: if it refuses the descriptor, nothing has changed
    watched[kind]?.cancel();
    watched[kind] = handle;
    this.watched.set(fd, watched);
    return handle;
  }

  private removeWatch(kind: keyof Watched, fd: number): boolean {
    const watched = this.watched.get(fd);
    const handle = watched?.[kind];
    if (watched === undefined || !handle) return false;
    handle.cancel(); // it may stand in the ready queue already
    watched[kind] = null;
    const events = maskOf(watched);
    if (events === 0) this.watched.delete(fd);
    this.selector.watch?.(fd, events);
    return true;
  }
}

function maskOf({ reader, writer }: Watched): number {
  return (reader === null ? 0 : READ) | (writer === null ? 0 : WRITE);
}

function descriptorOf(value: FileDescriptorLike): number {
  const fd = typeof value === "object" && value !== null ? value.fileno() : value;
  if (Number.isInteger(fd) && fd >= 0) return fd;
  throw new ValueError(`Expected \`fd\` to be a descriptor (an integer >= 0), got ${describe(fd)}`);
}
