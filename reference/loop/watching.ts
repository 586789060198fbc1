/** @source Event Loop: Watching file descriptors */
import { type Arguments, type Callback, Handle, type HandleOwner } from "../context/handle.ts";
import { checkDescriptor } from "../text/check.ts";
import { NotImplementedError } from "../text/errors.ts";
import {
  type FileDescriptorLike,
  type HasDescriptor,
  READ,
  type SelectedEvent,
  WRITE,
} from "../waiting/selector.ts";
import type { QueuesReadyDescriptors } from "./iteration.ts";
import { admit } from "./scheduling.ts";
import type { LoopState } from "./state.ts";

/** What a descriptor is watched for. */
export type Direction = typeof READ | typeof WRITE;

/** Calls back when descriptors are ready. */
export class Watching implements QueuesReadyDescriptors {
  private readonly readers = new Map<number, Handle>();
  private readonly writers = new Map<number, Handle>();
  private readonly state: LoopState;
  /** The loop, as its handles know it. */
  private readonly owner: HandleOwner;

  constructor(state: LoopState, owner: HandleOwner) {
    this.state = state;
    this.owner = owner;
  }

  /** The handle that a descriptor is watched with. */
  handleOf(fd: number, direction: Direction): Handle | undefined {
    return this.handlesFor(direction).get(fd);
  }

  /** @clause add-reader.level-triggered  at each poll that finds it ready */
  queueReady(events: readonly SelectedEvent[]): void {
    const { ready: queue } = this.state;
    for (const { fd, events: ready } of events) {
      const reader = ready & READ ? this.readers.get(fd) : undefined;
      const writer = ready & WRITE ? this.writers.get(fd) : undefined;
      if (reader !== undefined) queue.push(reader);
      if (writer !== undefined) queue.push(writer);
    }
  }

  /** The watched descriptors in words. */
  describe(): string[] {
    const kinds = { reading: [...this.readers.keys()], writing: [...this.writers.keys()] };
    return Object.entries(kinds).flatMap(([kind, fds]) => fds.map((fd) => `${kind} of ${fd}`));
  }

  /** Forgets all descriptors. */
  clear(): void {
    this.readers.clear();
    this.writers.clear();
  }

  /**
   * Watches a descriptor for one direction.
   *
   * @clause add-reader.replaces-and-cancels-previous
   * @clause close.rejects-executor-and-watchers
   */
  watch(
    method: string,
    direction: Direction,
    fd: number,
    callback: Callback,
    args: Arguments,
  ): void {
    const { state, owner } = this;
    const context = admit(state, method, callback, args);
    if (state.selector.watch === undefined) {
      const name = state.selector.constructor.name;
      throw new NotImplementedError(`${method}() needs descriptors, and ${name} has none`);
    }
    // The selector first: where it refuses the descriptor, nothing has changed.
    state.selector.watch(fd, this.watchedFor(fd) | direction);
    const handles = this.handlesFor(direction);
    handles.get(fd)?.cancel();
    handles.set(fd, new Handle(callback, args, owner, context));
  }

  /**
   * Stops watching a descriptor for one direction; false where it was not watched.
   *
   * @clause remove-reader.returns-bool
   * @clause remove-writer.returns-bool
   */
  unwatch(direction: Direction, fd: number): boolean {
    const handles = this.handlesFor(direction);
    const handle = handles.get(fd);
    if (handle === undefined) return false;
    handle.cancel(); // it may stand in the ready queue already
    handles.delete(fd);
    this.state.selector.watch?.(fd, this.watchedFor(fd));
    return true;
  }

  private handlesFor(direction: Direction): Map<number, Handle> {
    return direction === READ ? this.readers : this.writers;
  }

  private watchedFor(fd: number): number {
    return (this.readers.has(fd) ? READ : 0) | (this.writers.has(fd) ? WRITE : 0);
  }
}

/**
 * The number of a descriptor; what is none is refused.
 *
 * @clause add-reader.accepts-fd-or-object
 */
export function descriptorOf(value: FileDescriptorLike, name = "fd"): number {
  const owner = value as HasDescriptor;
  return checkDescriptor(name, typeof owner?.fileno === "function" ? owner.fileno() : value);
}
