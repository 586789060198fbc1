/** Most bytes of one line of a driver. A trace at its limits is about 8 MB. */
export const LINE_LIMIT = 32 * 1024 * 1024;

/** Cuts a stream of bytes into lines, and gives up on a line that never ends. */
export class LineReader {
  private chunks: Buffer[] = [];
  private pending = 0;
  private readonly onLine: (line: string) => void;
  private readonly onTooLong: () => void;

  constructor(onLine: (line: string) => void, onTooLong: () => void) {
    this.onLine = onLine;
    this.onTooLong = onTooLong;
  }

  /** Takes what has arrived. */
  push(chunk: Buffer): void {
    let rest = chunk;
    for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10)) {
      this.chunks.push(rest.subarray(0, end));
      const line = Buffer.concat(this.chunks).toString("utf8");
      this.chunks = [];
      this.pending = 0;
      rest = rest.subarray(end + 1);
      this.onLine(line);
    }
    if (rest.length === 0) return;
    this.chunks.push(rest);
    this.pending += rest.length;
    if (this.pending > LINE_LIMIT) {
      this.chunks = [];
      this.pending = 0;
      this.onTooLong();
    }
  }

  /** What stands after the last line end. */
  get remainder(): string {
    return Buffer.concat(this.chunks).toString("utf8");
  }
}
