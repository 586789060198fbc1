import { type Arguments, type Callback, Handle, NO_ARGS } from "../context/handle.ts";
import { checkDescriptor, checkNoOptions, NO_OPTIONS } from "../text/check.ts";
import { NotImplementedError } from "../text/errors.ts";
import { READ, type SelectedEvent, WRITE } from "../waiting/selector.ts";
import { Scheduling } from "./scheduling.ts";

/** A descriptor, or an object that has one. */
export type FileDescriptorLike = number | HasDescriptor;

/** An object that has a descriptor. */
export interface HasDescriptor {
  /** The descriptor. */
  fileno(): number;
}

/** The part of the loop that the chapter's "Watching file descriptors" describes. */
export abstract class Watching extends Scheduling {
  private readonly readers = new Map<number, Handle>();
  private readonly writers = new Map<number, Handle>();

  /**
   * Has a callback called whenever a descriptor can be read from. Replaces an earlier one.
   *
   * @param fd descriptor, or an object with `fileno()`
   * @param callback what to call
   * @param args positional arguments
   * @param options none: keywords for the callback are refused
   * @throws NotImplementedError when the loop's selector has no descriptors
   * @throws ValueError when it is no descriptor
   * @clause preface.performs-network-io
   * @clause partial.scheduling-functions-take-no-kwargs
   * @clause add-reader.fires-when-readable
   * @clause add-reader.replaces-and-cancels-previous
   */
  addReader(
    fd: FileDescriptorLike,
    callback: Callback,
    args = NO_ARGS,
    options = NO_OPTIONS,
  ): void {
    checkNoOptions("addReader", options);
    this.watch("addReader", this.readers, descriptorOf(fd), callback, args);
  }

  /**
   * Stops to watch a descriptor for reading.
   *
   * @param fd descriptor, or an object with `fileno()`
   * @returns whether it was watched
   * @clause remove-reader.returns-bool
   */
  removeReader(fd: FileDescriptorLike): boolean {
    return this.unwatch(this.readers, descriptorOf(fd));
  }

  /**
   * Has a callback called whenever a descriptor can be written to. Replaces an earlier one.
   *
   * @param fd descriptor, or an object with `fileno()`
   * @param callback what to call
   * @param args positional arguments
   * @param options none: keywords for the callback are refused
   * @throws NotImplementedError when the loop's selector has no descriptors
   * @throws ValueError when it is no descriptor
   * @clause add-writer.fires-when-writable
   */
  addWriter(
    fd: FileDescriptorLike,
    callback: Callback,
    args = NO_ARGS,
    options = NO_OPTIONS,
  ): void {
    checkNoOptions("addWriter", options);
    this.watch("addWriter", this.writers, descriptorOf(fd), callback, args);
  }

  /**
   * Stops to watch a descriptor for writing.
   *
   * @param fd descriptor, or an object with `fileno()`
   * @returns whether it was watched
   * @clause remove-writer.returns-bool
   */
  removeWriter(fd: FileDescriptorLike): boolean {
    return this.unwatch(this.writers, descriptorOf(fd));
  }

  /** @internal The handle that a descriptor is watched with, for READ or for WRITE. */
  watcherOf(fd: number, event: typeof READ | typeof WRITE): Handle | undefined {
    return (event === READ ? this.readers : this.writers).get(fd);
  }

  /** Queues the callbacks of the descriptors that are ready. */
  protected queueReadyDescriptors(events: readonly SelectedEvent[]): void {
    for (const { fd, events: ready } of events) {
      const reader = ready & READ ? this.readers.get(fd) : undefined;
      const writer = ready & WRITE ? this.writers.get(fd) : undefined;
      if (reader !== undefined) this.ready.push(reader);
      if (writer !== undefined) this.ready.push(writer);
    }
  }

  /** The watched descriptors in words. */
  protected describeWatched(): string[] {
    const kinds = { reading: [...this.readers.keys()], writing: [...this.writers.keys()] };
    return Object.entries(kinds).flatMap(([kind, fds]) => fds.map((fd) => `${kind} of ${fd}`));
  }

  protected forgetWatched(): void {
    this.readers.clear();
    this.writers.clear();
  }

  private watch(
    method: string,
    handles: Map<number, Handle>,
    fd: number,
    callback: Callback,
    args: Arguments,
  ): void {
    const context = this.admit(method, callback, args);
    if (this.selector.watch === undefined) {
      const name = this.selector.constructor.name;
      throw new NotImplementedError(`${method}() needs descriptors, and ${name} has none`);
    }
    // The selector first: where it refuses the descriptor, nothing has changed.
    this.selector.watch(fd, this.watchedFor(fd) | (handles === this.readers ? READ : WRITE));
    handles.get(fd)?.cancel();
    handles.set(fd, new Handle(callback, args, this, context));
  }

  private unwatch(handles: Map<number, Handle>, fd: number): boolean {
    const handle = handles.get(fd);
    if (handle === undefined) return false;
    handle.cancel(); // it may stand in the ready queue already
    handles.delete(fd);
    this.selector.watch?.(fd, this.watchedFor(fd));
    return true;
  }

  private watchedFor(fd: number): number {
    return (this.readers.has(fd) ? READ : 0) | (this.writers.has(fd) ? WRITE : 0);
  }
}

/** @internal The number of a descriptor; what is none is refused. */
export function descriptorOf(value: FileDescriptorLike, name = "fd"): number {
  const owner = value as HasDescriptor;
  return checkDescriptor(name, typeof owner?.fileno === "function" ? owner.fileno() : value);
}
