/** The options that decide which question a run asks: documents with other ones are not compared or joined. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { SuiteOptions } from "../../reports/index.ts";
import type { RunPlan } from "./run-plan.ts";

/** What a plan asks, for its document. */
export function suiteOptions({ settings }: RunPlan): SuiteOptions {
  const { select, quick, level, basis, edition, clock, timeout, repeat, without, timings } =
    settings;
  return {
    clock,
    repeat,
    ...(select === undefined ? {} : { select: [...select] }),
    ...(quick ? { quick } : {}),
    ...(level === undefined ? {} : { level: [...level] }),
    ...(basis === undefined
      ? {}
      : { basis: basis.map((each) => (each === "seed" ? "chapter" : each)) }),
    ...(edition === undefined ? {} : { edition }),
    ...(timeout === undefined ? {} : { timeout }),
    ...(without === undefined ? {} : { without: [...without] }),
    // Shards that were balanced by different times do not fit together.
    ...(timings === undefined
      ? {}
      : { timings: createHash("sha256").update(readFileSync(timings)).digest("hex").slice(0, 16) }),
  };
}
