/** A binary file or an end of a pipe, with the methods of Python's that programs use. */
import { closeSync, fstatSync, readSync, writeSync } from "node:fs";

/** Owns a descriptor. */
export class ProgramFile {
  private fd: number;
  /** The place of the next byte to be read; null where there are no places, as in pipes. */
  private position: number | null;

  constructor(fd: number) {
    this.fd = fd;
    this.position = fstatSync(fd).isFile() ? 0 : null;
  }

  get closed(): boolean {
    return this.fd === -1;
  }

  fileno(): number {
    return this.fd;
  }

  /** Reads so many bytes, fewer at the end; without a number everything. None where nothing is there yet. */
  read(size = -1): Uint8Array | null {
    const pieces: Uint8Array[] = [];
    let left = size < 0 ? Number.POSITIVE_INFINITY : size;
    while (left > 0) {
      const piece = new Uint8Array(Math.min(left, 65_536));
      const count = this.readInto(piece);
      if (count === null && pieces.length === 0) return null;
      if (count === null || count === 0) break;
      if (this.position !== null) this.position += count;
      pieces.push(piece.subarray(0, count));
      left -= count;
    }
    return new Uint8Array(Buffer.concat(pieces));
  }

  /** Null where the file does not block and has nothing. */
  private readInto(piece: Uint8Array): number | null {
    try {
      return readSync(this.fd, piece, 0, piece.length, this.position);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EAGAIN") throw error;
      return null;
    }
  }

  write(data: Uint8Array): number {
    return writeSync(this.fd, data);
  }

  tell(): number {
    return this.position ?? 0;
  }

  seek(position: number): number {
    this.position = position;
    return position;
  }

  /** Closes it, unless it is closed already. */
  close(): void {
    const { fd } = this;
    this.fd = -1;
    if (fd !== -1) closeSync(fd);
  }
}
