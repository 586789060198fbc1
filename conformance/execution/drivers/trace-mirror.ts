/** The trace of the program that is running, in memory that another thread can read while this one is stuck. */

/** Bytes. A longer trace is mirrored as far as it fits; only a hang needs it. */
const CAPACITY = 4 * 1024 * 1024;
/** Bytes before each entry: its length. */
const PREFIX = 4;

/** Writes trace entries into shared memory. */
export class TraceMirror {
  /** For `readMirror`, here or in another thread. */
  readonly memory: SharedArrayBuffer;
  private readonly capacity: number;
  /** The number of bytes in use; what lies behind them is of an earlier program. */
  private readonly used: Int32Array;
  /** Where the last entry begins. */
  private last = 0;
  private readonly bytes: Buffer;

  /** @param capacity bytes */
  constructor(capacity = CAPACITY) {
    this.capacity = capacity;
    this.memory = new SharedArrayBuffer(PREFIX + capacity);
    this.used = new Int32Array(this.memory, 0, 1);
    this.bytes = Buffer.from(this.memory, PREFIX);
  }

  /** Forgets the entries. */
  clear(): void {
    Atomics.store(this.used, 0, 0);
  }

  /** Adds an entry, if it fits. `replaces`: in the place of the last one. */
  add(entry: string, replaces = false): void {
    const start = replaces ? this.last : Atomics.load(this.used, 0);
    if (replaces) Atomics.store(this.used, 0, start);
    this.last = start;
    const length = Buffer.byteLength(entry);
    if (start + PREFIX + length > this.capacity) return;
    this.bytes.writeUInt32LE(length, start);
    this.bytes.write(entry, start + PREFIX);
    // Last: a reader never sees half of an entry.
    Atomics.store(this.used, 0, start + PREFIX + length);
  }
}

/** The entries in the memory of a mirror. Self-contained: the watchdog's thread gets its text. */
export function readMirror(memory: SharedArrayBuffer): string[] {
  const used = Atomics.load(new Int32Array(memory, 0, 1), 0);
  const bytes = Buffer.from(memory, 4, used);
  const entries: string[] = [];
  for (let at = 0; at < used; ) {
    const length = bytes.readUInt32LE(at);
    entries.push(bytes.toString("utf8", at + 4, at + 4 + length));
    at += 4 + length;
  }
  return entries;
}
