/** The driver's standard input and output: the protocol's, and nobody else's. */
import { readSync, writeSync } from "node:fs";
import { StringDecoder } from "node:string_decoder";

const STDIN = 0;
const STDOUT = 1;
const CHUNK = 64 * 1024;

/** From here on, what is printed goes to standard error. */
export function redirectPrints(): void {
  // `console` looks for process.stdout when it first prints.
  Object.defineProperty(process, "stdout", { value: process.stderr, configurable: true });
}

/** Lines of standard input. Reading blocks the thread: between programs there is nothing else to do. */
export class RequestLines {
  private readonly decoder = new StringDecoder("utf8");
  private readonly chunk = Buffer.alloc(CHUNK);
  private readonly parts: string[] = [];

  /** The next line without its end; undefined at the end of the input. */
  next(): string | undefined {
    for (;;) {
      const line = this.takeLine();
      if (line !== undefined) return line;
      const size = readSome(this.chunk);
      if (size === 0) return this.parts.splice(0).join("") || undefined;
      this.parts.push(this.decoder.write(this.chunk.subarray(0, size)));
    }
  }

  /** Only the last part can hold the end of a line: what came before has been searched. */
  private takeLine(): string | undefined {
    const last = this.parts.at(-1);
    const end = last?.indexOf("\n") ?? -1;
    if (last === undefined || end < 0) return undefined;
    const line = [...this.parts.slice(0, -1), last.slice(0, end)].join("");
    this.parts.splice(0, this.parts.length, last.slice(end + 1));
    return line;
  }
}

function readSome(chunk: Buffer): number {
  for (;;) {
    try {
      return readSync(STDIN, chunk);
    } catch (error) {
      if (isEndOfInput(error)) return 0;
      pauseUnlessAgain(error);
    }
  }
}

const isEndOfInput = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === "EOF";

/**
 * Writes one message as a line.
 *
 * Ends the process when nobody is left to read it.
 */
export function sendMessage(message: object): void {
  let rest = Buffer.from(`${JSON.stringify(message)}\n`);
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(STDOUT, rest));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "EPIPE") process.exit(0);
      pauseUnlessAgain(error);
    }
  }
}

/** A program may have made the descriptor non-blocking. */
function pauseUnlessAgain(error: unknown): void {
  if ((error as NodeJS.ErrnoException).code !== "EAGAIN") throw error;
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
}
