/** The descriptor can be read from, or the peer has closed. */
export const READ = 1;
/** The descriptor can be written to. */
export const WRITE = 2;

/** One descriptor that became ready. */
export interface SelectedEvent {
  readonly fd: number;
  /** READ, WRITE, or both as a bit set. */
  readonly events: number;
}

/**
 * The one seam of the loop: the way in which it waits, and its clock.
 *
 * A selector belongs to one loop. The loop calls `select()` once in each iteration.
 */
export interface Selector {
  /** Smallest step of the clock, in seconds. A timer may fire early by less than this. */
  readonly clockResolution: number;

  /** The clock: seconds since an arbitrary moment, never decreasing. */
  time(): number;

  /**
   * Waits until a watched descriptor is ready, the time is over, or `wakeup()` is called.
   *
   * @param timeout seconds to wait at most; 0 only looks; null waits without end
   * @returns the descriptors that are ready, empty when the wait ended otherwise
   */
  select(timeout: number | null): readonly SelectedEvent[];

  /** Ends a wait that is going on, or the next one. Called from the loop's own thread. */
  wakeup(): void;

  /** Releases what the selector holds. */
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
