/** Where a separator stands. */
export interface Found {
  readonly start: number;
  readonly end: number;
}

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

  /** The separator that ends first, looked for from an offset on; null when there is none. */
  find(separators: readonly Uint8Array[], offset: number): Found | null {
    const all = this.joined();
    let first: Found | null = null;
    for (const separator of separators) {
      const start = all.indexOf(separator, offset);
      const end = start + separator.length;
      if (start !== -1 && (first === null || end < first.end)) first = { start, end };
    }
    return first;
  }

  /** Whether bytes stand at an offset. */
  hasAt(bytes: Uint8Array, offset: number): boolean {
    return this.joined()
      .subarray(offset, offset + bytes.length)
      .equals(bytes);
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
