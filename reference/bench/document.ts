import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { availableParallelism, cpus, loadavg } from "node:os";
import { dirname, join } from "node:path";
import { packageRoot } from "#package-root";
import { bestOf, type LoopId } from "./job.ts";
import type { Judged } from "./judging.ts";
import type { Results } from "./results.ts";
import type { Installed, Interpreter } from "./virtual-environment.ts";

/** The machine at one moment. */
export interface Moment {
  readonly at: string;
  /** Processes that ran or wanted to, on average over the last 1, 5 and 15 minutes. */
  readonly loadAverage: readonly number[];
}

/** The machine now. */
export function now(): Moment {
  return { at: new Date().toISOString(), loadAverage: loadavg() };
}

/** What a bench has found out. */
export interface Found {
  readonly results: Results;
  readonly judged: readonly Judged[];
  readonly interpreter: Interpreter;
  readonly installed: readonly Installed[];
  /** The loops that are there. */
  readonly loops: readonly LoopId[];
  readonly rounds: number;
  readonly quick: boolean;
  readonly begin: Moment;
  readonly end: Moment;
}

/** The result as it is written. */
export function documentOf(found: Found): object {
  const { results, judged, interpreter, installed, rounds, quick, begin, end } = found;
  const { implementation, version, optimized } = interpreter;
  const [cpu] = cpus();
  return {
    schema: "loopspec-bench/1",
    quick,
    rounds,
    begin,
    end,
    host: {
      platform: process.platform,
      arch: process.arch,
      cpus: availableParallelism(),
      cpu: cpu?.model ?? "unknown",
    },
    versions: {
      reference: packageVersion(),
      node: process.versions.node,
      python: { implementation, version, optimized },
    },
    loops: installed,
    measurements: results.outcomes.map((outcome) => {
      const { job, values, failure } = outcome;
      const best = bestOf(outcome) ?? null;
      const quantity = results.workload(job.workload)?.quantity ?? "seconds";
      return { ...job, quantity, values, best, ratio: results.ratio(job) ?? null, failure };
    }),
    targets: judged.map(({ target, what, figure, measured, met }) => {
      return { ...target, what, figure: figure ?? null, measured: measured ?? null, met };
    }),
  };
}

/** Writes a document whole or not at all. */
export function writeDocument(file: string, document: object): void {
  mkdirSync(dirname(file), { recursive: true });
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, `${JSON.stringify(document, null, 2)}\n`);
  renameSync(unfinished, file);
}

function packageVersion(): string {
  const text = readFileSync(join(packageRoot, "package.json"), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}
