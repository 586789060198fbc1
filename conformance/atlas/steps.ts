/** Commands that the atlas runs: what each printed, and why it failed. */
import { spawn } from "node:child_process";

/** A step that failed: the reason stands in the atlas. */
export class StepError extends Error {
  override readonly name = "StepError";
}

/** Characters of a command's output that a reason keeps. */
const KEPT = 600;

/**
 * Runs a command to its end.
 *
 * @param limit Seconds after which it is killed
 * @param accept Exit codes that are no failure
 * @returns what it printed on standard output, and the end of all that it printed
 * @throws StepError with the end of its output
 */
export function runStep(
  [command = "", ...args]: readonly string[],
  {
    limit,
    accept = [0],
    env = {},
  }: { limit: number; accept?: readonly number[]; env?: { readonly [name: string]: string } },
): Promise<{ readonly out: string; readonly end: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, ...env },
      detached: true,
    });
    let out = "";
    let all = "";
    const kill = () => {
      // The group: a command may have started others.
      if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
    };
    let expired = false;
    const timer = setTimeout(() => {
      expired = true;
      kill();
    }, limit * 1_000);
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      out += text;
      all += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      all += text;
    });
    child.on("error", (error) => {
      clearTimeout(timer);
      reject(new StepError(`${command} cannot be started: ${error.message}`));
    });
    child.on("close", (code, signal) => {
      clearTimeout(timer);
      if (code !== null && accept.includes(code))
        return resolve({ out, end: all.trim().slice(-KEPT) });
      const how = expired
        ? `took longer than ${limit} s`
        : signal === null
          ? `ended with status ${code}`
          : `was ended by ${signal}`;
      reject(new StepError(`${[command, ...args].join(" ")} ${how}: ${all.trim().slice(-KEPT)}`));
    });
  });
}
