import { growthSizes, type Workload } from "./catalogue.ts";
import type { Results } from "./results.ts";
import type { Target } from "./targets.ts";

/** What became of a figure that is to be reached. */
export interface Judged {
  readonly target: Target;
  /** What is compared, in words. */
  readonly what: string;
  /** The figure; undefined when nothing could be measured. */
  readonly figure: number | undefined;
  /** Whether the figure is a lower bound. */
  readonly least: boolean;
  /** What was measured; undefined when there is nothing to compare. */
  readonly measured: number | undefined;
  /** Whether the figure is reached; null when nothing was measured. */
  readonly met: boolean | null;
}

/**
 * Compares what was measured with the figures to reach. What was left out by choice is left out here.
 *
 * @param results what was measured
 * @param targets the figures
 */
export function judge(results: Results, targets: readonly Target[]): Judged[] {
  return targets.flatMap((target) => {
    const workload = results.workload(target.workload);
    return workload === undefined ? [] : [judgeOne(results, target, workload)];
  });
}

function judgeOne(results: Results, target: Target, workload: Workload): Judged {
  const measured = measuredFor(results, target, workload);
  const figure = target.kind === "logarithmic growth" ? logarithmic(workload) : target.figure;
  const least = target.kind === "speed" || target.kind === "speed at each n";
  const known = measured !== undefined && figure !== undefined;
  const met = known ? (least ? measured >= figure : measured <= figure) : null;
  return { target, what: inWords(target), figure, least, measured, met };
}

function measuredFor(results: Results, target: Target, workload: Workload): number | undefined {
  const { loop } = target;
  const place = { loop, workload: workload.name, n: workload.n, watched: false };
  switch (target.kind) {
    case "speed": {
      const n = target.watched ? (workload.watched ?? workload.n) : workload.n;
      return results.ratio({ ...place, n, watched: target.watched }, target.against);
    }
    case "speed at each n":
      return least(
        growthSizes(workload).map((n) => results.ratio({ ...place, n }, target.against)),
      );
    case "memory":
      return results.ratio(place, target.against);
    case "share":
      return results.best(place);
    default: {
      const costs = results.costs(workload, loop);
      const [first, last] = [costs[0], costs.at(-1)];
      return first === undefined || last === undefined ? undefined : last / first;
    }
  }
}

/** The least of all; undefined when one is missing. */
function least(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 || known.length < values.length ? undefined : Math.min(...known);
}

function logarithmic(workload: Workload): number | undefined {
  const sizes = growthSizes(workload);
  const [first, last] = [sizes[0], sizes.at(-1)];
  return first === undefined || last === undefined ? undefined : Math.log(last) / Math.log(first);
}

function inWords(target: Target): string {
  const { workload, loop, kind } = target;
  if (kind === "share") return `${workload}, ${loop}, share of a CPU`;
  if (kind === "growth" || kind === "logarithmic growth") return `${workload}, ${loop}, growth`;
  const { against } = target;
  if (kind === "memory") return `${workload}, ${loop} / ${against}`;
  if (kind === "speed at each n") return `${workload}, ${against} / ${loop}, at each n`;
  return `${workload}, ${against} / ${loop}${target.watched ? ", with a descriptor" : ""}`;
}
