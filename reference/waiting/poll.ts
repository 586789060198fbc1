/** @source select: Polling Objects */
import { isMainThread } from "node:worker_threads";
import { constants } from "../io/constants.ts";
import { closeDescriptor, isOpen, pipe } from "../io/descriptors.ts";
import { type Libc, libc, linuxLibc } from "../io/libc.ts";
import { errnos, osError } from "../io/os-error.ts";
import {
  CLOSED,
  READ,
  type SelectedEvent,
  type Selector,
  type ThreadWaker,
  WAKEUPS,
  WRITE,
  WRITERS,
} from "./selector.ts";

const { POLLIN, POLLOUT, O_CLOEXEC, O_NONBLOCK } = constants;
const NO_EVENTS: readonly SelectedEvent[] = [];
const INITIAL_CAPACITY = 16;
/** Sixteen-bit units of one `struct pollfd`: the descriptor takes two, then what is wanted and found. */
const UNITS = 4;
const WANTED = 2;
const FOUND = 3;
/**
 * Milliseconds of one wait. A worker comes back from time to time: while it is in the C library it
 * can neither be terminated nor let the process exit. An empty iteration is all that it costs.
 */
const LONGEST_WAIT = isMainThread ? Infinity : 250;
/** Milliseconds that a closing loop waits for a thread that writes; one that was ended never says. */
const WRITER_LIMIT = 100;

/**
 * Waits for real descriptors with `poll(2)`, on POSIX systems. Needs the package koffi.
 *
 * Rejected: `epoll(7)`, which is faster from about a hundred idle descriptors on, but is Linux's
 * alone and keeps state in the kernel that a closed descriptor silently falls out of.
 *
 * A descriptor that was closed behind the loop's back counts as ready for all it is watched for,
 * so that whoever uses it gets the system's error.
 */
export class PollSelector implements Selector {
  readonly clockResolution = 1e-6;
  readonly waker: ThreadWaker;

  private readonly libc: Libc;
  /** The end of the waker to read from. The same as `waker.fd` where there is an eventfd. */
  private readonly wakeReader: number;
  /** Invariant: the first `count` entries are watched; the first of them is `wakeReader`. */
  private table = new Int16Array(INITIAL_CAPACITY * UNITS);
  /** The same memory from the second entry on. */
  private tableOfOthers = this.table.subarray(UNITS);
  /** The same memory; every second number is a descriptor. */
  private descriptors = new Int32Array(this.table.buffer);
  private count = 0;
  /** Index in the table, by descriptor. */
  private readonly places = new Map<number, number>();
  /** The count of wake-ups up to which the loop has been woken. */
  private seen = 0;

  /** @throws NotImplementedError where descriptors cannot be polled; says what to do */
  constructor() {
    this.libc = libc();
    const eventfd = linuxLibc()?.eventfd(0, O_CLOEXEC | O_NONBLOCK);
    if (eventfd === -1) throw osError(this.libc.errno(), "making the loop's eventfd");
    const [reader, writer] = eventfd === undefined ? pipe() : [eventfd, eventfd];
    this.wakeReader = reader;
    this.waker = { state: new Int32Array(new SharedArrayBuffer(12)), fd: writer };
    this.watch(reader, READ);
  }

  /** Seconds since this thread began. */
  time(): number {
    return performance.now() / 1000;
  }

  /** Waits; the time is rounded up to a millisecond, so that no timer fires early. */
  select(timeout: number | null): readonly SelectedEvent[] {
    const { state } = this.waker;
    // The count is compared before the wait begins; after that, the descriptor ends the wait.
    const wait = Atomics.load(state, WAKEUPS) === this.seen ? timeout : 0;
    this.seen = Atomics.load(state, WAKEUPS);
    // A look costs less than a wait: for that the system notes the caller at each descriptor.
    // And it can leave out the waker, which has nothing to end yet.
    const others = this.count - 1;
    let ready = others === 0 ? 0 : this.libc.poll(this.tableOfOthers, others, 0);
    if (ready === 0 && wait !== 0) {
      const milliseconds = Math.ceil((wait ?? Infinity) * 1000);
      const most = Math.min(milliseconds, LONGEST_WAIT);
      ready = this.libc.poll(this.table, this.count, most === Infinity ? -1 : most);
    }
    if (ready > 0) return this.collect(ready);
    if (ready === 0) return NO_EVENTS;
    const errno = this.libc.errno();
    if (errno === errnos.EINTR) return NO_EVENTS; // the loop looks at its clock and polls again
    throw osError(errno, "polling");
  }

  /**
   * Sets what a descriptor is watched for.
   *
   * @throws OSError (EBADF) when it is not open
   */
  watch(fd: number, events: number): void {
    let place = this.places.get(fd);
    if (events === 0) {
      if (place !== undefined) this.forget(fd, place);
      return;
    }
    if (place === undefined) {
      if (!isOpen(fd)) throw osError(errnos.EBADF, `watching descriptor ${fd}`);
      place = this.add(fd);
    }
    this.table[place * UNITS + WANTED] =
      (events & READ ? POLLIN : 0) | (events & WRITE ? POLLOUT : 0);
  }

  /** Ends the wait. */
  wakeup(): void {
    Atomics.add(this.waker.state, WAKEUPS, 1);
  }

  /** Tells other threads that the loop is closed, and closes the waker. */
  close(): void {
    const { state, fd } = this.waker;
    if (Atomics.exchange(state, CLOSED, 1) === 1) return;
    this.awaitWriters(); // else they would write to whatever gets the number of the descriptor next
    closeDescriptor(this.wakeReader);
    if (fd !== null && fd !== this.wakeReader) closeDescriptor(fd);
    this.places.clear();
    this.count = 0;
  }

  private awaitWriters(): void {
    const { state } = this.waker;
    for (let n = Atomics.load(state, WRITERS); n > 0; n = Atomics.load(state, WRITERS)) {
      if (Atomics.wait(state, WRITERS, n, WRITER_LIMIT) === "timed-out") return;
    }
  }

  private collect(ready: number): readonly SelectedEvent[] {
    const { table } = this;
    const events: SelectedEvent[] = [];
    let left = ready;
    for (let place = 0; left > 0 && place < this.count; place += 1) {
      const found = table[place * UNITS + FOUND] as number;
      if (found === 0) continue;
      left -= 1;
      if (place === 0) this.drainWaker();
      else events.push({ fd: this.descriptorAt(place), events: this.eventsOf(place, found) });
    }
    return events;
  }

  /** Errors and hang-ups make a descriptor ready for all that it is watched for. */
  private eventsOf(place: number, found: number): number {
    const wanted = this.table[place * UNITS + WANTED] as number;
    return (
      (wanted & POLLIN && found & ~POLLOUT ? READ : 0) |
      (wanted & POLLOUT && found & ~POLLIN ? WRITE : 0)
    );
  }

  private drainWaker(): void {
    this.table[FOUND] = 0; // a look leaves it as it is
    this.libc.read(this.wakeReader, scratch, scratch.length);
  }

  private add(fd: number): number {
    if (this.count * UNITS === this.table.length) this.grow();
    const place = this.count++;
    this.places.set(fd, place);
    this.descriptors[place * 2] = fd;
    return place;
  }

  /** The last entry takes the place of the one that goes. */
  private forget(fd: number, place: number): void {
    const last = --this.count;
    this.places.delete(fd);
    if (place === last) return;
    this.places.set(this.descriptorAt(last), place);
    this.table.copyWithin(place * UNITS, last * UNITS, (last + 1) * UNITS);
  }

  private descriptorAt(place: number): number {
    return this.descriptors[place * 2] as number;
  }

  private grow(): void {
    const larger = new Int16Array(this.table.length * 2);
    larger.set(this.table);
    this.table = larger;
    this.tableOfOthers = larger.subarray(UNITS);
    this.descriptors = new Int32Array(larger.buffer);
  }
}

const scratch = new Uint8Array(1024);
