/** Quantities that a program can read. */
import { readdirSync } from "node:fs";
import type { Measure } from "../../../language/operation.ts";
import { Unsupported } from "./faults.ts";
import { callMethod } from "./members.ts";
import type { Scope } from "./scope.ts";

/** Where Linux lists the open descriptors of the process. */
export const DESCRIPTORS = "/proc/self/fd";

const MEASURES: { readonly [what in Measure]: (scope: Scope) => number } = {
  time: ({ world }) => world.now(),
  loop_time: (scope) => callMethod(scope.lookup("loop"), "time", [], scope.world.errors) as number,
  cpu: () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6;
  },
  descriptors: () => readdirSync(DESCRIPTORS).length,
  threads: () => {
    throw new Unsupported("this adapter has no threads");
  },
};

/** Seconds, or a count. */
export const measureNow = (what: Measure, scope: Scope): number => MEASURES[what](scope);
