/** Data as entries show it. */
import { crc32 } from "node:zlib";
import { SHOWN_BYTES } from "../../language/network.ts";

/** Data that arrived in one or more pieces with nothing else in between. */
export class Received {
  length = 0;
  private checksum = 0;
  private head = Buffer.alloc(0);

  add(data: Uint8Array): void {
    if (this.length <= SHOWN_BYTES) {
      this.head = Buffer.concat([this.head, data.subarray(0, SHOWN_BYTES + 1)]);
    }
    this.length += data.length;
    this.checksum = crc32(data, this.checksum);
  }

  /** Short data as text, longer data by its length and checksum. */
  toString(): string {
    if (this.length > SHOWN_BYTES) {
      return `${this.length} bytes, crc32 ${this.checksum.toString(16).padStart(8, "0")}`;
    }
    return shownBytes(this.head);
  }
}

/** Bytes as text; what is no ASCII as in `\xff`. */
export function shownBytes(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) {
    text += byte < 128 ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, "0")}`;
  }
  return text;
}
