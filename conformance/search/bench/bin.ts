/** `npm run bench:search`: how many programs a second `loopspec fuzz` gets through. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { Command } from "commander";
import { packageRoot } from "#package-root";
import { measuredOf, ROWS, type Row } from "./rows.ts";

/** By how much `--quick` makes a row shorter. */
const QUICK = 10;

/** Seconds of processor time of all processes that this one has waited for, and of theirs; undefined where nothing tells. */
function processorTime(): number | undefined {
  try {
    const fields = readFileSync("/proc/self/stat", "utf8").split(") ").at(-1)?.split(" ") ?? [];
    return (Number(fields[13]) + Number(fields[14])) / 100;
  } catch {
    return undefined;
  }
}

/** Measures one row, in a process of its own; a line of the table. */
function measure({ name, implementation, jobs, runs, figure }: Row, python: string): string {
  const load = loadavg()[0]?.toFixed(1);
  const out = mkdtempSync(join(tmpdir(), "loopspec-bench-"));
  const before = processorTime();
  const words = ["fuzz", "-i", implementation, "--python", python, "--jobs", String(jobs)];
  const { stderr } = spawnSync(
    process.execPath,
    [
      join(packageRoot, "dist/conformance/cli/bin.js"),
      ...words,
      "--runs",
      String(runs),
      "--out",
      out,
    ],
    { encoding: "utf8", stdio: ["ignore", "ignore", "pipe"], maxBuffer: 1 << 28 },
  );
  rmSync(out, { recursive: true });
  const after = processorTime();
  const measured = measuredOf(stderr);
  if (measured === undefined)
    return `| ${name} | could not be measured: ${stderr.split("\n")[0]} |`;
  const { programs, seconds, different } = measured;
  const rate = programs / seconds;
  const spent = ((after ?? Number.NaN) - (before ?? Number.NaN)) * 1000;
  const cells = [
    name,
    `${rate.toFixed(0)}/s`,
    `${figure}/s`,
    rate >= figure ? "met" : "missed",
    `${(spent / programs).toFixed(2)} ms`,
    `${((different / programs) * 100).toFixed(1)} %`,
    load,
  ];
  return `| ${cells.join(" | ")} |`;
}

const { python, quick, only } = new Command("npm run bench:search --")
  .description(
    "Measures how many programs a second `loopspec fuzz` gets through, its start included.",
  )
  .option("--python <exe>", "interpreter that has uvloop and rloop", "python3")
  .option("--quick", "a tenth of the programs: for a look, not for figures", false)
  .option("--only <text>", "only rows whose name has this in it", "")
  .parse()
  .opts<{ python: string; quick: boolean; only: string }>();

console.log("| search | programs | figure | | processor time a program | differ | load before |");
console.log("| --- | --- | --- | --- | --- | --- | --- |");
for (const row of ROWS.filter(({ name }) => name.includes(only)))
  console.log(measure(quick ? { ...row, runs: row.runs / QUICK } : row, python));
