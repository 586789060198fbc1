import { execFile } from "node:child_process";

/** How a process has ended. */
export interface Ending {
  readonly stdout: string;
  readonly stderr: string;
  /** Why it failed; null when it did not. */
  readonly failure: string | null;
}

/**
 * Runs a program to its end.
 *
 * @param command program and arguments
 * @param options.seconds after so many it is killed
 * @param options.env variables added to this process's own
 * @returns how it has ended; a failure is no error here
 */
export function runToEnd(
  [program = "", ...args]: readonly string[],
  { seconds, env = {} }: { seconds: number; env?: Readonly<Record<string, string>> },
): Promise<Ending> {
  const options = {
    timeout: seconds * 1000,
    killSignal: "SIGKILL",
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, ...env },
  } as const;
  return new Promise((resolve) => {
    execFile(program, args, options, (error, stdout, stderr) => {
      if (error === null) return resolve({ stdout, stderr, failure: null });
      // Killed without a signal of ours is somebody else's doing, and says so by its signal.
      const late = error.killed ? `did not end within ${seconds} s` : null;
      resolve({ stdout, stderr, failure: late ?? (errorLine(stderr) || error.message) });
    });
  });
}

/** The line of an output that names the error: Python and pip end with it, Node does not. */
export function errorLine(text: string): string {
  const lines = text.split("\n").map((line) => line.trim());
  const named = lines.findLast((line) => /^[\w.]*(error|exception|interrupt)\b.*:/i.test(line));
  return named ?? lines.findLast((line) => line !== "") ?? "";
}
