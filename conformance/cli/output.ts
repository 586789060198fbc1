/** Where the command line writes: results to standard output, everything else to standard error. */
import { EXIT } from "../exit-code.ts";

/** The two streams of a command, and what it may assume of them. */
export interface Output {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Whether standard error is a terminal: progress bars are for those. */
  readonly terminal: boolean;
  readonly color: boolean;
  /** Columns of the terminal that shows standard output; 100 where there is none. */
  readonly width: number;
}

/** The streams of a process, and its end. */
interface Streams {
  readonly stdout: NodeJS.WritableStream;
  readonly stderr: NodeJS.WritableStream;
  readonly exit: (code: number) => void;
}

/**
 * Lets a reader go away (`| head`) and the command end as it would have: a gate that is red stays red, and a run writes its
 * results. Any other error of a stream, such as a full disk, ends the process with one line.
 */
export function outliveReaders({ stdout, stderr, exit }: Streams): void {
  for (const stream of [stdout, stderr])
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EPIPE" || stream === stderr) return;
      stderr.write(`loopspec: standard output cannot be written: ${error.message}\n`);
      exit(EXIT.usage);
    });
}

/** The process's own streams. */
export function processOutput(): Output {
  const { stdout, stderr, env } = process;
  return {
    out: (text) => void stdout.write(`${text}\n`),
    err: (text) => void stderr.write(`${text}\n`),
    terminal: stderr.isTTY === true,
    color: stdout.isTTY === true && (env.NO_COLOR ?? "") === "",
    width: stdout.isTTY === true ? stdout.columns : 100,
  };
}
