/** @source ours: the way to wait where nothing takes time */
import { DeadlockError, ValueError } from "../text/errors.ts";
import { describe } from "../text/format.ts";
import { READ, type SelectedEvent, type Selector } from "./selector.ts";

/** So many polls are recorded; a program that polls more often is running away. */
const MAX_RECORDED_POLLS = 100_000;

/**
 * Waits in virtual time: a wait takes none and moves the clock. Descriptors are numbers whose
 * readiness the program sets, so that every run of a program is the same.
 *
 * @clause run-forever.stop-before-run.polls-once-zero-timeout  `polls` shows it
 */
export class VirtualSelector implements Selector {
  readonly clockResolution = 1e-9;

  /** The timeout of every poll in order, seconds; null where the poll could wait without end. */
  readonly polls: (number | null)[] = [];

  private now: number;
  private nextFd = 3;
  /** Invariant: no entry is 0. */
  private readonly watched = new Map<number, number>();
  private readonly readiness = new Map<number, number>();
  private describePending = () => "";

  /** @param start what the clock shows first, in seconds */
  constructor(start = 0) {
    this.now = start;
  }

  /** Virtual seconds. */
  time(): number {
    return this.now;
  }

  /**
   * Answers the ready descriptors at once; where there are none, moves the clock.
   *
   * @throws DeadlockError when it would wait without end
   */
  select(timeout: number | null): readonly SelectedEvent[] {
    if (this.polls.length < MAX_RECORDED_POLLS) this.polls.push(timeout);
    const events = this.readyEvents();
    if (events.length > 0) return events;
    if (timeout === null) {
      throw new DeadlockError(
        `The loop would wait for ever at time ${this.now}: ${this.describePending()}`,
      );
    }
    this.now += timeout;
    return events;
  }

  /**
   * Moves the clock, as a callback does that takes its time.
   *
   * @param seconds how far, not negative
   */
  advance(seconds: number): void {
    if (!(seconds >= 0)) {
      throw new ValueError(`Expected \`seconds\` to be a number >= 0, got ${describe(seconds)}`);
    }
    this.now += seconds;
  }

  /**
   * Makes a descriptor ready, until it is cleared.
   *
   * @param fd descriptor
   * @param events READ, WRITE or both
   */
  makeReady(fd: number, events: number = READ): void {
    this.readiness.set(fd, (this.readiness.get(fd) ?? 0) | events);
  }

  /**
   * Ends the readiness of a descriptor.
   *
   * @param fd descriptor
   * @param events READ, WRITE or both
   */
  clearReady(fd: number, events: number = READ): void {
    this.readiness.set(fd, (this.readiness.get(fd) ?? 0) & ~events);
  }

  /** A descriptor number that was not given out before. */
  allocate(): number {
    return this.nextFd++;
  }

  /** Sets what a descriptor is watched for. */
  watch(fd: number, events: number): void {
    if (events === 0) this.watched.delete(fd);
    else this.watched.set(fd, events);
  }

  /** Nothing to end: no wait takes time. */
  wakeup(): void {}

  /** Forgets all descriptors. */
  close(): void {
    this.watched.clear();
    this.readiness.clear();
  }

  /** Learns how to say what the loop waits for. */
  attach(describePending: () => string): void {
    this.describePending = describePending;
  }

  private readyEvents(): SelectedEvent[] {
    const ready: SelectedEvent[] = [];
    for (const [fd, watchedFor] of this.watched) {
      const events = watchedFor & (this.readiness.get(fd) ?? 0);
      if (events !== 0) ready.push({ fd, events });
    }
    return ready;
  }
}
