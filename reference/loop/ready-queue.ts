/** What stands in the ready queue: a handle, or a task that is due for its next step. */
export interface Runnable {
  /** Does the work. Only interrupts leave it; other errors are reported. */
  run(): void;
}

const INITIAL_CAPACITY = 16;

/**
 * First in, first out, in a ring buffer.
 *
 * Rejected: `Array.shift()`, which moves the whole array; a linked list, which allocates per entry.
 *
 * @clause call-soon.fifo  callbacks run in the order of their registration
 */
export class ReadyQueue {
  /** Invariant: a power of two long, so that an index wraps by masking. */
  private slots: (Runnable | undefined)[] = new Array(INITIAL_CAPACITY);
  private head = 0;

  /** Number of entries. */
  length = 0;

  /** Adds at the end. */
  push(item: Runnable): void {
    if (this.length === this.slots.length) this.grow();
    this.slots[(this.head + this.length) & (this.slots.length - 1)] = item;
    this.length += 1;
  }

  /** Takes from the front; undefined when empty. */
  shift(): Runnable | undefined {
    if (this.length === 0) return undefined;
    const item = this.slots[this.head];
    this.slots[this.head] = undefined;
    this.head = (this.head + 1) & (this.slots.length - 1);
    this.length -= 1;
    return item;
  }

  /** Forgets all entries. */
  clear(): void {
    this.slots = new Array(INITIAL_CAPACITY);
    this.head = 0;
    this.length = 0;
  }

  private grow(): void {
    const old = this.slots;
    this.slots = new Array(old.length * 2);
    for (let i = 0; i < this.length; i += 1) {
      this.slots[i] = old[(this.head + i) & (old.length - 1)];
    }
    this.head = 0;
  }
}
