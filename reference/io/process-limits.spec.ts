import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { promisify } from "node:util";
import { Worker } from "node:worker_threads";
import { expect } from "chai";
import { packageRoot } from "#package-root";
import { describeIo } from "./testing/real-io.ts";

/** Milliseconds after which a program that does not end is killed. */
const DEADLINE = 20_000;
const FOLDER = join(packageRoot, "reference/io/testing");
const program = (name: string) => [process.execPath, "--import", "tsx", join(FOLDER, name)];

describeIo("a process or thread whose loop blocks", function () {
  this.timeout(DEADLINE + 5000);

  for (const mistake of [
    "waits for a descriptor after a callback has failed, its handler too",
    "waits for a timer without descriptors",
    "has a callback that schedules itself",
    "has a callback that never returns",
    "waits for a child that ignores it",
    "waits for a thread that never returns",
    "waits in its host",
    "has a task that swallows every error and cancellation",
  ]) {
    it(`is ended by Ctrl-C when it ${mistake}`, async () => {
      const [node, ...args] = program("blocked-loop.ts") as [string, ...string[]];
      const child = spawn(node, [...args, mistake], { timeout: DEADLINE, killSignal: "SIGKILL" });
      const ended = once(child, "exit");
      await once(child.stdout, "data"); // now it would go on for ever
      child.kill("SIGINT");
      expect(await ended).to.deep.equal([null, "SIGINT"]);
    });
  }

  it("may be another thread, which starts and hears children of its own", async () => {
    const file = join(FOLDER, "other-thread.cjs");
    const worker = new Worker(file, { execArgv: [] });
    const [answer] = await once(worker, "message");
    expect(answer).to.equal("hello from a child of a worker, exit 3");
    await once(worker, "exit");
  });

  it("may be another thread, which can be terminated while it waits", async () => {
    const file = join(FOLDER, "waiting-thread.cjs");
    const worker = new Worker(file, { execArgv: [] });
    await once(worker, "message"); // from now on it waits for ever
    expect(await worker.terminate()).to.equal(1);
  });

  it("is told when it has no descriptor left, and goes on when it has", async () => {
    const command = `ulimit -n 64; exec ${program("no-descriptors.ts").join(" ")}`;
    const options = { timeout: DEADLINE, killSignal: "SIGKILL" } as const;
    const { stdout, stderr } = await promisify(execFile)("sh", ["-c", command], options);
    expect(stderr).to.equal("");
    expect(stdout.trim().split("\n")).to.deep.equal([
      "socket: EMFILE",
      "connection: EMFILE",
      "name: EMFILE",
      "child: EMFILE",
      "null: EMFILE",
      "server: EMFILE",
      "served after all",
      "resolved after all",
    ]);
  });
});
