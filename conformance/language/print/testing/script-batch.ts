/** Runs many Python scripts, each in a fresh process, at the price of a fork each. */
import { spawn } from "node:child_process";

/** A script to run. */
export interface BatchScript {
  readonly id: string;
  readonly source: string;
  /** Seconds. */
  readonly timeout: number;
  /** Ends without the interpreter's tear-down, in which only threads can make a difference. */
  readonly quick: boolean;
}

/** What a script did. */
export interface ScriptResult {
  readonly stdout: string;
  readonly stderr: string;
  /** Exit status; negative: the signal that ended it. Absent: it did not end in time. */
  readonly status?: number;
}

/**
 * Reads scripts as JSON lines. The forked child runs its script as the main module would run, unless quick to the
 * interpreter's regular end; the parent has imported what scripts import and touched nothing of it.
 */
const SERVER = `
import asyncio, concurrent.futures, contextvars, functools, gc, inspect, json, logging, os, select
import signal, socket, subprocess, sys, tempfile, threading, time, traceback, warnings, weakref

def attend(pid, timeout):
    deadline = time.monotonic() + timeout
    while True:
        done, status = os.waitpid(pid, os.WNOHANG)
        if done:
            return -os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)
        if time.monotonic() > deadline:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
            return None
        time.sleep(0.001)

def serve():
    for line in sys.stdin:
        request = json.loads(line)
        outputs = [tempfile.TemporaryFile(), tempfile.TemporaryFile()]
        pid = os.fork()
        if pid == 0:
            os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
            os.dup2(outputs[0].fileno(), 1)
            os.dup2(outputs[1].fileno(), 2)
            return request
        answer = {"id": request["id"], "status": attend(pid, request["timeout"])}
        for name, output in zip(("stdout", "stderr"), outputs):
            output.seek(0)
            answer[name] = output.read().decode(errors="replace")
            output.close()
        print(json.dumps(answer), flush=True)
    return None

gc.collect()
if hasattr(gc, "freeze"):
    gc.freeze()  # Halves the price of a fork: the child copies no page for its collector.
request = serve()
if request is not None:
    exec(compile(request["source"], "script.py", "exec"), {"__name__": "__main__"})
    if request["quick"]:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(0)
`;

/**
 * Runs scripts, as many at a time as `jobs` says.
 *
 * @param python the interpreter
 * @throws Error if the interpreter cannot be started, or ends before it has answered for each script
 */
export async function runScripts(
  scripts: readonly BatchScript[],
  python = "python3",
  jobs = 2,
): Promise<ReadonlyMap<string, ScriptResult>> {
  const shares = Array.from({ length: jobs }, (_, job) =>
    scripts.filter((_script, index) => index % jobs === job),
  );
  const results = await Promise.all(shares.map((share) => runShare(share, python)));
  return new Map(results.flat());
}

function runShare(
  scripts: readonly BatchScript[],
  python: string,
): Promise<readonly (readonly [string, ScriptResult])[]> {
  return new Promise((resolve, reject) => {
    const server = spawn(python, ["-c", SERVER], { stdio: ["pipe", "pipe", "pipe"] });
    let [stdout, stderr] = ["", ""];
    server.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
    });
    server.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    server.on("error", reject);
    // A server that is gone is reported by its end.
    server.stdin.on("error", () => undefined);
    server.on("close", () => {
      const answers = stdout.split("\n").filter((line) => line !== "");
      if (answers.length !== scripts.length) {
        reject(new Error(`${answers.length} of ${scripts.length} scripts answered: ${stderr}`));
        return;
      }
      resolve(answers.map(parseAnswer));
    });
    server.stdin.end(scripts.map((script) => `${JSON.stringify(script)}\n`).join(""));
  });
}

function parseAnswer(line: string): readonly [string, ScriptResult] {
  const { id, status, stdout, stderr } = JSON.parse(line);
  return [id, status === null ? { stdout, stderr } : { stdout, stderr, status }];
}
