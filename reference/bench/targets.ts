import type { LoopId } from "./job.ts";

/** A figure to reach. The first loop of two is better where the figure is larger. */
export type Target =
  /** The time of `against` divided by that of `loop` is at least `figure`. */
  | (Common & { readonly kind: "speed"; readonly watched: boolean; readonly against: LoopId })
  /** The same at each size by which the growth is measured. */
  | (Common & { readonly kind: "speed at each n"; readonly against: LoopId })
  /** The memory of `loop` divided by that of `against` is at most `figure`. */
  | (Common & { readonly kind: "memory"; readonly against: LoopId })
  /** The cost of an item at 100 n divided by that at n is at most `figure`. */
  | (Common & { readonly kind: "growth" })
  /** The same; at most log(100 n) / log(n). */
  | (Omit<Common, "figure"> & { readonly kind: "logarithmic growth" })
  /** At most this share of a CPU. */
  | (Common & { readonly kind: "share" });

interface Common {
  readonly workload: string;
  readonly loop: LoopId;
  readonly figure: number;
}

const THREAD = "reference:thread";
const POLL = "reference:poll";
const BOTH = [THREAD, POLL] as const;

/** Least speed against asyncio, without and with a descriptor registered. */
const SPEED: readonly (readonly [workload: string, without: number, watched: number])[] = [
  ["call_soon chain", 12, 2.7],
  ["fan-out", 10, 10],
  ["task switch, 1 task", 10, 3],
  ["task switch, 100 tasks", 6, 5],
  ["gather", 1.5, 1.3],
  ["schedule and cancel timers", 4, 4],
  ["future callbacks", 4, 4],
];

const speed = (
  workload: string,
  loop: LoopId,
  figure: number,
  { watched = false, against = "asyncio" as LoopId } = {},
): Target => ({ kind: "speed", workload, loop, against, figure, watched });

/** The figures that the reference loop is to reach, on one machine in one run. */
export const TARGETS: readonly Target[] = [
  ...SPEED.flatMap(([workload, without, watched]) => [
    ...BOTH.map((loop) => speed(workload, loop, without)),
    speed(workload, POLL, watched, { watched: true }),
  ]),
  ...BOTH.flatMap((loop) => [
    speed("call_soon chain", loop, 1, { against: "rloop" }),
    speed("call_soon chain", loop, 1, { against: "blazio" }),
  ]),
  speed("TCP echo, 1 connection", POLL, 0.9, { against: "uvloop" }),
  speed("TCP echo, 64 connections", POLL, 1, { against: "uvloop" }),
  speed("TLS echo, 1 connection", POLL, 1),
  ...BOTH.flatMap((loop): Target[] => [
    { kind: "growth", workload: "call_soon chain", loop, figure: 1.15 },
    { kind: "growth", workload: "task switch, 1 task", loop, figure: 1.15 },
    { kind: "logarithmic growth", workload: "schedule and cancel timers", loop },
    { kind: "logarithmic growth", workload: "fire timers, all due", loop },
    { kind: "speed at each n", workload: "fan-out at once", loop, against: "asyncio", figure: 5 },
    {
      kind: "memory",
      workload: "memory per queued callback",
      loop,
      against: "asyncio",
      figure: 1,
    },
    { kind: "memory", workload: "memory per waiting task", loop, against: "asyncio", figure: 1.4 },
    { kind: "share", workload: "CPU of an idle loop", loop, figure: 0.01 },
  ]),
  { kind: "growth", workload: "TCP echo, 1 connection", loop: POLL, figure: 1.15 },
];
