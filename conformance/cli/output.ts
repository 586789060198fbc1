/** Where the command line writes: results to standard output, everything else to standard error. */

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
