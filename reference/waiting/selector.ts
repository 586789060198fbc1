/** The descriptor can be read from, or the peer has closed. */
export const READ = 1;
/** The descriptor can be written to. */
export const WRITE = 2;

/** A descriptor, or an object that has one. */
export type FileDescriptorLike = number | HasDescriptor;

/** An object that has a descriptor. */
export interface HasDescriptor {
  /** The descriptor. */
  fileno(): number;
}

/** One descriptor that became ready. */
export interface SelectedEvent {
  /** The descriptor. */
  readonly fd: number;
  /** READ, WRITE, or both as a bit set. */
  readonly events: number;
}

/** Places of the numbers in the state of a {@link ThreadWaker}. */
export const WAKEUPS = 0;
export const CLOSED = 1;
export const WRITERS = 2;

/** How another thread ends the wait of a selector. Can be sent to a worker. */
export interface ThreadWaker {
  /**
   * Three numbers in shared memory. The first counts the wake-ups: whoever wakes adds to it, then
   * calls `Atomics.notify()`. The second is 1 once the loop is closed. The third counts the threads
   * that are about to write to `fd`; who has counted itself looks at the second before it writes.
   */
  readonly state: Int32Array<SharedArrayBuffer>;
  /** A descriptor to write eight bytes to as well (the number 1); null where none is needed. */
  readonly fd: number | null;
}

/**
 * The one seam of the loop: the way in which it waits, and its clock.
 *
 * A selector belongs to one loop. The loop calls `select()` once in each iteration.
 */
export interface Selector {
  /** Smallest step of the clock, in seconds. A timer may fire early by less than this. */
  readonly clockResolution: number;

  /** How other threads wake the loop. Absent where the loop knows no other threads. */
  readonly waker?: ThreadWaker;

  /** The clock: seconds since an arbitrary moment, never decreasing. */
  time(): number;

  /**
   * Waits until a watched descriptor is ready, the time is over, or the loop is woken.
   *
   * @param timeout seconds to wait at most; 0 only looks; null waits without end
   * @returns the descriptors that are ready, empty when the wait ended otherwise
   */
  select(timeout: number | null): readonly SelectedEvent[];

  /** The same without blocking the thread. Present where the loop can be driven by its host. */
  selectAsync?(timeout: number | null): Promise<readonly SelectedEvent[]>;

  /** Ends a wait that is going on, or the next one. Called from the loop's own thread. */
  wakeup(): void;

  /** Releases what the selector holds. Other threads find the loop closed from now on. */
  close(): void;

  /**
   * Sets what a descriptor is watched for. Absent where there are no descriptors.
   *
   * @param fd descriptor
   * @param events READ, WRITE, both, or 0 to forget the descriptor
   */
  watch?(fd: number, events: number): void;

  /**
   * Called once by the loop that owns the selector.
   *
   * @param describePending tells in words what the loop still waits for
   */
  attach?(describePending: () => string): void;
}
