/** Bytes that have arrived and were not read yet. */
export class ByteQueue {
  private pieces: Buffer[] = [];

  /** Number of bytes. */
  size = 0;

  /** Adds bytes at the end. */
  push(data: Buffer): void {
    if (data.length === 0) return;
    this.pieces.push(data);
    this.size += data.length;
  }

  /** Takes bytes from the front, at most so many. */
  take(count: number): Buffer {
    if (count >= this.size) return this.takeAll();
    const all = this.joined();
    this.pieces = [all.subarray(count)];
    this.size -= count;
    return all.subarray(0, count);
  }

  /** Takes everything. */
  takeAll(): Buffer {
    const all = this.joined();
    this.clear();
    return all;
  }

  /** Where a separator begins, looked for from an offset on; -1 when there is none. */
  indexOf(separator: Uint8Array, offset: number): number {
    return this.joined().indexOf(separator, offset);
  }

  /** Forgets everything. */
  clear(): void {
    this.pieces = [];
    this.size = 0;
  }

  private joined(): Buffer {
    if (this.pieces.length !== 1) this.pieces = [Buffer.concat(this.pieces)];
    return this.pieces[0] as Buffer;
  }
}
