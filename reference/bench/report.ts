import { availableParallelism } from "node:os";
import type { Found } from "./document.ts";
import type { LoopId, Outcome } from "./job.ts";
import { tablesOf } from "./tables.ts";

/** What is compared must be there; other loops may lack what is measured. */
const OWN: readonly LoopId[] = ["reference:thread", "reference:poll", "asyncio"];

/** All that was found, for people: nothing that is absent or has failed is left out. */
export function reportOf(found: Found): string {
  const { results, judged, loops } = found;
  return [heading(found), tablesOf(results, loops, judged), notes(found)].join("\n");
}

/** Whether something that is needed for the comparison could not be measured. */
export function hasFailed(outcomes: readonly Outcome[]): boolean {
  return outcomes.some(({ job, failure }) => failure !== null && OWN.includes(job.loop));
}

function heading({ interpreter, installed, rounds, quick }: Found): string {
  const { implementation, version, optimized } = interpreter;
  const build = optimized ? "" : " (built without profile-guided optimization: 10 to 30 % slower)";
  const others = installed.flatMap((one) =>
    "version" in one ? [`${one.name} ${one.version}`] : [],
  );
  const versions = [
    `Node ${process.versions.node}`,
    `${implementation} ${version}${build}`,
    ...others,
  ];
  const small = quick ? "; small n: for a look, not for figures" : "";
  return `${versions.join(", ")}\nBest of ${rounds}, interleaved, each in a separate process${small}\n`;
}

function notes({ installed, results, begin, end }: Found): string {
  const absent = installed.flatMap((one) =>
    "absent" in one ? [`${one.name}: ${one.absent}`] : [],
  );
  const failures = results.outcomes.flatMap(({ job, failure }) =>
    failure === null ? [] : [`${job.loop}, ${job.workload}: failed: ${failure}`],
  );
  const [before = 0, after = 0] = [begin.loadAverage[0], end.loadAverage[0]];
  const cpus = availableParallelism();
  const busy = before > 1 ? ": others were busy; repeat single workloads with --only" : "";
  const load = `Load average ${before.toFixed(1)} before, ${after.toFixed(1)} after, ${cpus} CPUs${busy}`;
  return [...absent, ...new Set(failures), load].join("\n");
}
