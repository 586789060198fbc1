/** Child programs of the host's own interpreter, and their end. */
import { readdirSync, readFileSync } from "node:fs";
import type { ChildProgram } from "../../../../language/resources.ts";

/** Milliseconds after which a child ends by itself. */
const CHILD_LIMIT = 20_000;

const WAIT = `fs.writeSync(1, "ready"); setTimeout(() => {}, 60000);`;

const PROGRAMS: { readonly [name in ChildProgram]: string } = {
  exit: "process.exitCode = Number(given[0]);",
  say: `fs.writeSync(1, given[0]); if (given.length > 1) fs.writeSync(2, given.slice(1).join(""));`,
  echo: "process.stdin.pipe(process.stdout);",
  wait: WAIT,
  stubborn: `process.on("SIGTERM", () => {}); ${WAIT}`,
  environment: `fs.writeSync(1, process.env[given[0]] ?? "unset");`,
  folder: `fs.writeSync(1, require("node:path").basename(process.cwd()));`,
};

/** Arguments of a call that stand for several: a child program and its arguments. */
export class Spread {
  readonly values: readonly unknown[];

  constructor(values: readonly unknown[]) {
    this.values = values;
  }
}

/** The arguments that start a child program. */
export function childArguments(name: ChildProgram, given: readonly (string | number)[]): Spread {
  const limit = `setTimeout(() => process.kill(process.pid, "SIGKILL"), ${CHILD_LIMIT}).unref();`;
  const start = `const fs = require("node:fs"); const given = process.argv.slice(1); ${limit}`;
  const code = `${start} ${PROGRAMS[name]}`;
  return new Spread([process.execPath, "-e", code, "--", ...given.map(String)]);
}

/** The children of this process, where the system tells of them. */
export function childrenOfProcess(): readonly number[] {
  const tasks = "/proc/self/task";
  try {
    return readdirSync(tasks).flatMap((task) =>
      readFileSync(`${tasks}/${task}/children`, "utf8").split(" ").filter(Boolean).map(Number),
    );
  } catch (error) {
    // A thread that has ended meanwhile, or another system: the children end by themselves.
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}

/** Kills the children that were not there before. */
export function endChildren(before: readonly number[]): void {
  for (const pid of childrenOfProcess()) {
    if (before.includes(pid)) continue;
    try {
      process.kill(pid, "SIGKILL");
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
    }
  }
}
