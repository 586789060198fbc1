/** What is sent at once at most, when many small pieces are waiting. */
const BLOCK = 256 * 1024;

/** Bytes that wait to be written, in order. */
export class WriteQueue {
  private pieces: Uint8Array[] = [];
  /** How much of the first piece is written. */
  private done = 0;

  /** Number of bytes that wait. */
  size = 0;

  /** Adds bytes at the end. They are copied: the caller may use its memory again. */
  push(data: Uint8Array): void {
    if (data.length === 0) return;
    this.pieces.push(Buffer.from(data));
    this.size += data.length;
  }

  /** The next bytes to write: all that wait, or a good part of them. */
  block(): Uint8Array {
    if (this.pieces.length > 1) this.join();
    const first = this.pieces[0];
    return first === undefined ? new Uint8Array() : first.subarray(this.done);
  }

  /** Forgets bytes that are written. */
  drop(count: number): void {
    this.size -= count;
    this.done += count;
    const first = this.pieces[0];
    if (first === undefined || this.done < first.length) return;
    this.pieces.shift();
    this.done = 0;
  }

  /** Forgets everything. */
  clear(): void {
    this.pieces = [];
    this.done = 0;
    this.size = 0;
  }

  /** Makes one piece of the first ones, so that one call writes them. */
  private join(): void {
    const [first, second] = this.pieces as [Uint8Array, Uint8Array];
    if (first.length - this.done + second.length > BLOCK) return;
    let count = 0;
    let size = -this.done;
    for (const piece of this.pieces) {
      if (size + piece.length > BLOCK) break;
      size += piece.length;
      count += 1;
    }
    const joined = Buffer.concat(this.pieces.slice(0, count)).subarray(this.done);
    this.pieces.splice(0, count, joined);
    this.done = 0;
  }
}
