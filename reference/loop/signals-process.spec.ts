import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { Worker } from "node:worker_threads";
import { expect } from "chai";
import { packageRoot } from "#package-root";

/** Milliseconds after which a program that does not end is killed. */
const DEADLINE = 20_000;
const FOLDER = join(packageRoot, "reference/loop/testing");

interface End {
  readonly output: string;
  readonly status: number | null;
  readonly signal: string | null;
}

/** Runs a program, sends it a signal once it has written a line, and waits for its end. */
async function signalled(name: string, signal?: NodeJS.Signals): Promise<End> {
  const args = ["--import", "tsx", join(FOLDER, "signalled.ts"), name];
  const child = spawn(process.execPath, args, { timeout: DEADLINE, killSignal: "SIGKILL" });
  const ended = once(child, "close");
  const output = text(child.stdout);
  await once(child.stdout, "readable");
  if (signal !== undefined) child.kill(signal);
  const [status, endedBy] = await ended;
  return { output: await output, status, signal: endedBy };
}

describe("a process with signal handlers", function () {
  this.timeout(DEADLINE + 5000);

  for (const [program, signal, expected] of [
    ["waits in a run, and leaves it at the signal", "SIGTERM", ["ready\nSIGTERM\n", 0, null]],
    ["exits from the handler", "SIGTERM", ["ready\n", 7, null]],
    ["blocks for ever with a handler for SIGINT", "SIGINT", ["ready\n", null, "SIGINT"]],
    [
      "blocks for ever after a handler for SIGINT was set in the run",
      "SIGINT",
      ["ready\n", null, "SIGINT"],
    ],
    ["blocks for ever in another loop", "SIGINT", ["ready\n", null, "SIGINT"]],
    ["has blocked, and waits in a run that does not", "SIGINT", ["ready\nSIGINT\n", 0, null]],
    ["has had its handler removed", "SIGTERM", ["removed: true\n", null, "SIGTERM"]],
    ["has closed the loop", "SIGTERM", ["ready\n", null, "SIGTERM"]],
    ["has a handler and nothing else to do", undefined, ["ready\n", 0, null]],
  ] as const) {
    it(`that ${program} ends as it should`, async () => {
      const { output, status, signal: endedBy } = await signalled(program, signal);
      expect([output, status, endedBy]).to.deep.equal(expected);
    });
  }

  it("has them in its main thread only", async () => {
    const worker = new Worker(join(FOLDER, "signals-in-worker.cjs"), { execArgv: [] });
    const [answer] = await once(worker, "message");
    expect(answer).to.deep.equal([
      "RuntimeError",
      "signals are handled in the main thread only",
      false,
    ]);
    await once(worker, "exit");
  });
});
