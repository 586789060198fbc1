/** Runs a program in a process of its own, for implementations whose programs would see each other's state. */
import { spawnSync } from "node:child_process";
import type { DriverCommand } from "../processes/driver-process.ts";
import type { Observation, ResultReply, RunRequest } from "../protocol.ts";
import { PROTOCOL_VERSION } from "../protocol.ts";

/** Seconds that the process may take to start; a hang is to be reported within the limit of the request. */
const START = 0.3;
/** Bytes. */
const MAX_OUTPUT = 64 * 1024 * 1024;

/**
 * Runs it. If the process dies, this one dies the same way: that is what the program does to a driver.
 *
 * @param command starts another driver for the same implementation
 */
export function runIsolated(request: RunRequest, command: DriverCommand): Observation {
  const timeout = Math.max(request.timeout / 2, request.timeout - START);
  const messages = [
    { type: "hello", protocol: PROTOCOL_VERSION },
    { ...request, isolate: false, timeout },
    { type: "bye" },
  ];
  const child = spawnSync(command.command, command.args, {
    input: messages.map((message) => `${JSON.stringify(message)}\n`).join(""),
    env: { ...process.env, ...command.env },
    stdio: ["pipe", "pipe", "inherit"],
    encoding: "utf8",
    timeout: request.timeout * 1000,
    killSignal: "SIGKILL",
    maxBuffer: MAX_OUTPUT,
  });
  const result = resultIn(child.stdout);
  if (result !== undefined) return result;
  if ((child.error as NodeJS.ErrnoException | undefined)?.code === "ETIMEDOUT") return hung();
  if (child.error !== undefined) throw child.error;
  if (child.signal !== null) process.kill(process.pid, child.signal);
  return process.exit(child.status ?? 1);
}

function resultIn(output: string): Observation | undefined {
  for (const line of output.split("\n")) {
    if (!line.startsWith("{")) continue;
    const message = JSON.parse(line) as ResultReply | { readonly type: "hello" | "fatal" };
    if (message.type !== "result") continue;
    const { type: _type, seq: _seq, us: _us, tainted: _tainted, ...observation } = message;
    return observation;
  }
  return undefined;
}

const hung = (): Observation => ({
  outcome: "hang",
  trace: [],
  metrics: {},
  reports: [],
  warnings: [],
  logs: [],
  why: "the program did not end in time in its separate process",
});
