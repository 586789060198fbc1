import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "#package-root";
import { EventLoop } from "../loop.ts";
import { PollSelector } from "../selectors/poll.ts";
import { ThreadSelector } from "../selectors/thread.ts";
import { workloads } from "./workloads.ts";

/** Best of so many rounds; the rounds of all loops are interleaved, so that a noisy minute hits all of them. */
const ROUNDS = 5;
const NAMES = Object.keys(workloads);
const REFERENCE = {
  "reference:thread": () => new EventLoop(new ThreadSelector()),
  "reference:poll": () => new EventLoop(new PollSelector()),
} as const;

type Seconds = { [workload: string]: number };

/** Seconds of each workload on each loop, best of all rounds. */
export function measure(n: number, python: string): Map<string, Seconds> {
  const modules = ["asyncio", "uvloop", "rloop", "blazio"].filter((module) =>
    canImport(python, module),
  );
  const best = new Map<string, Seconds>();
  const note = (loop: string, seconds: Seconds) => {
    const before = best.get(loop) ?? {};
    for (const [name, value] of Object.entries(seconds))
      before[name] = Math.min(value, before[name] ?? Number.POSITIVE_INFINITY);
    best.set(loop, before);
  };
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [name, make] of Object.entries(REFERENCE)) note(name, onReference(make, n));
    for (const module of modules) note(module, onPython(python, module, n));
  }
  return best;
}

function onReference(make: () => EventLoop, n: number): Seconds {
  return Object.fromEntries(
    NAMES.map((name) => {
      const loop = make();
      const started = process.hrtime.bigint();
      workloads[name]?.(loop, n);
      const seconds = Number(process.hrtime.bigint() - started) / 1e9;
      loop.close();
      return [name, seconds];
    }),
  );
}

function canImport(python: string, module: string): boolean {
  const found = spawnSync(python, ["-c", `import ${module}`], { stdio: "ignore" }).status === 0;
  if (!found) process.stdout.write(`${module}: not installed for ${python}, left out\n`);
  return found;
}

function onPython(python: string, module: string, n: number): Seconds {
  const script = join(packageRoot, "reference/bench/bench_loops.py");
  const { stdout, stderr, status } = spawnSync(python, [script, module, String(n), ...NAMES], {
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`${module} under ${python} ended with ${status}:\n${stderr}`);
  return JSON.parse(stdout) as Seconds;
}

/** Prints asyncio's time divided by each loop's, and writes the seconds as JSON. */
function main(): void {
  const named = process.argv.indexOf("--python");
  const own = join(packageRoot, ".venv/bin/python");
  const python = named > 0 ? String(process.argv[named + 1]) : existsSync(own) ? own : "python3";
  const n = 100_000;
  const best = measure(n, python);
  const asyncio = best.get("asyncio");
  if (asyncio === undefined)
    throw new Error(`There is no asyncio under ${python} to compare with.`);
  const loops = [...best.keys()].filter((loop) => loop !== "asyncio");
  process.stdout.write(
    `asyncio's time / the loop's own; n = ${n}, best of ${ROUNDS}, interleaved\n\n`,
  );
  process.stdout.write(`${"".padEnd(28)}${loops.map((loop) => loop.padStart(18)).join("")}\n`);
  for (const name of NAMES) {
    const ratios = loops.map((loop) =>
      ((asyncio[name] ?? 0) / (best.get(loop)?.[name] ?? 0)).toFixed(2),
    );
    process.stdout.write(
      `${name.padEnd(28)}${ratios.map((ratio) => ratio.padStart(18)).join("")}\n`,
    );
  }
  const folder = join(packageRoot, "bench-results");
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, "bench.json"),
    `${JSON.stringify({ n, rounds: ROUNDS, seconds: Object.fromEntries(best) }, null, 2)}\n`,
  );
  process.stdout.write(`\nSeconds: bench-results/bench.json\n`);
}

main();
