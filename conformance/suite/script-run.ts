/** Runs a printed script in the interpreter of a loop, as its maintainer would. */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What a script did. */
export interface ScriptEnd {
  /** `null` where a signal ended it. */
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Seconds after which a script is killed that should have ended at its own deadline. */
const DEADLINE = 60;

/**
 * Runs a script from a file of its own, so that tracebacks show its lines.
 *
 * @param interpreter the Python that has the loop
 * @throws Error if the interpreter cannot be started
 */
export async function runScript(interpreter: string, source: string): Promise<ScriptEnd> {
  const folder = mkdtempSync(join(tmpdir(), "loopspec-script-"));
  try {
    const file = join(folder, "script.py");
    writeFileSync(file, source);
    return await ended(interpreter, file, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function ended(interpreter: string, file: string, folder: string): Promise<ScriptEnd> {
  return new Promise((resolve, reject) => {
    // The module of a loop may lie in the current folder, which `python FILE` would not look into.
    const path = [process.cwd(), process.env.PYTHONPATH].filter(Boolean).join(":");
    const script = spawn(interpreter, [file], {
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, PYTHONPATH: path, TMPDIR: folder },
    });
    const timer = setTimeout(() => script.kill("SIGKILL"), DEADLINE * 1000);
    let [stdout, stderr] = ["", ""];
    script.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
    });
    script.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    script.on("error", reject);
    script.on("close", (status, signal) => {
      clearTimeout(timer);
      resolve({ status, signal, stdout, stderr });
    });
  });
}
