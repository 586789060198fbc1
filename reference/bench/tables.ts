import { GROWTH_LOOPS, growthSizes, type Workload } from "./catalogue.ts";
import type { LoopId } from "./job.ts";
import type { Judged } from "./judging.ts";
import type { Results } from "./results.ts";
import { digits, duration, table } from "./table.ts";

/**
 * The ratios, the growth and the figures as text.
 *
 * @param loops the loops that are there
 * @param judged the figures, compared
 */
export function tablesOf(
  results: Results,
  loops: readonly LoopId[],
  judged: readonly Judged[],
): string {
  const { workloads } = results;
  const timed = workloads.filter(({ quantity }) => quantity === undefined);
  const watched = timed
    .filter((workload) => workload.watched !== undefined)
    .map((workload) => ({ ...workload, n: workload.watched as number }));
  const rest = workloads.filter(({ quantity }) => quantity !== undefined);
  const growing = timed.filter(({ growsFrom }) => growsFrom !== undefined);
  return [
    ["asyncio's time / the loop's own", ratios(results, timed, loops, false)],
    ["The same with a descriptor registered", ratios(results, watched, loops, true)],
    ["Memory and idle CPU, and how many times asyncio's that is", amounts(results, rest, loops)],
    ["Growth: time for one item at n, 10 n, 100 n", growth(results, growing, loops)],
    ["Figures to reach", figures(judged)],
  ]
    .filter(([, text]) => text !== "")
    .map(([title, text]) => `${title}\n\n${text}\n`)
    .join("\n");
}

/** A failure is shown where its value would stand: the reasons follow below. */
function cell(results: Results, place: Parameters<Results["ratio"]>[0], text: string): string {
  return results.outcome(place)?.failure ? "failed" : text;
}

/** The loops that some of the workloads were measured on. */
function measuredLoops(
  results: Results,
  workloads: readonly Workload[],
  loops: readonly LoopId[],
  watched: boolean,
): LoopId[] {
  return loops.filter((loop) =>
    workloads.some(({ name, n }) => results.outcome({ loop, workload: name, n, watched })),
  );
}

function ratios(
  results: Results,
  workloads: readonly Workload[],
  loops: readonly LoopId[],
  watched: boolean,
): string {
  if (workloads.length === 0) return "";
  const measured = measuredLoops(results, workloads, loops, watched);
  const compared = measured.filter((loop) => loop !== "asyncio");
  const rows = workloads.map(({ name, n, unit }) => {
    const place = { workload: name, n, watched };
    const own = results.best({ ...place, loop: "asyncio" });
    // A wake-up is measured one by one, everything else all together.
    const each = own === undefined || name === "thread wake-up" ? own : own / n;
    const cells = compared.map((loop) =>
      cell(results, { ...place, loop }, digits(results.ratio({ ...place, loop }))),
    );
    return [name, n.toLocaleString("en"), `${duration(each)} / ${unit}`, ...cells];
  });
  return table([["", "n", "asyncio", ...compared], ...rows]);
}

function amounts(
  results: Results,
  workloads: readonly Workload[],
  loops: readonly LoopId[],
): string {
  if (workloads.length === 0) return "";
  const columns = measuredLoops(results, workloads, loops, false);
  const rows = workloads.map(({ name, n, quantity }) => {
    const cells = columns.map((loop) => {
      const place = { loop, workload: name, n, watched: false };
      const value = results.best(place);
      const amount =
        quantity === "bytes" ? `${digits(value)} B` : `${digits((value ?? 0) * 100)} %`;
      const text = value === undefined ? "-" : `${amount} (${digits(results.ratio(place))})`;
      return cell(results, place, text);
    });
    return [name, n.toLocaleString("en"), ...cells];
  });
  return table([["", "n", ...columns], ...rows]);
}

function growth(
  results: Results,
  workloads: readonly Workload[],
  loops: readonly LoopId[],
): string {
  const rows = workloads.flatMap((workload) =>
    GROWTH_LOOPS.filter((loop) => loops.includes(loop)).flatMap((loop) => {
      const costs = results.costs(workload, loop);
      if (costs.every((cost) => cost === undefined)) return [];
      const [first, last] = [costs[0], costs.at(-1)];
      const factor = first === undefined || last === undefined ? undefined : last / first;
      const smallest = (growthSizes(workload)[0] ?? 0).toLocaleString("en");
      return [[workload.name, loop, smallest, ...costs.map(duration), digits(factor)]];
    }),
  );
  return rows.length === 0 ? "" : table([["", "", "n", "n", "10 n", "100 n", "growth"], ...rows]);
}

function figures(judged: readonly Judged[]): string {
  const rows = judged.map(({ what, figure, least, measured, met }) => {
    const verdict = met === null ? "not measured" : met ? "met" : "MISSED";
    return [
      what,
      `target ${least ? "" : "at most "}${digits(figure)},`,
      `measured ${digits(measured)}`,
      verdict,
    ];
  });
  return rows.length === 0 ? "" : table(rows);
}
