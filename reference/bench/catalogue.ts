import type { LoopId } from "./job.ts";

/** What the value of a workload is. */
export type Quantity = "seconds" | "bytes" | "share of a CPU";

/** A workload and how much of it is measured. */
export interface Workload {
  readonly name: string;
  /** What is counted by `n`, for people. */
  readonly unit: string;
  readonly n: number;
  /** How much is measured with a descriptor registered; absent where that would tell nothing. */
  readonly watched?: number;
  /**
   * The smallest n of three, each ten times the one before, by which the growth is measured. Absent where most of the time
   * is spent waiting, where the system does the work, and where another workload does the same.
   */
  readonly growsFrom?: number;
  /** Whether it needs network or subprocesses, which the thread selector has not. */
  readonly io?: boolean;
  /** Seconds, unless told otherwise. */
  readonly quantity?: Quantity;
  /** Whether the runtime is warmed up. True unless told otherwise. */
  readonly warm?: false;
}

/** Everything that is measured. */
export const CATALOGUE: readonly Workload[] = [
  { name: "call_soon chain", unit: "callback", n: 1e6, watched: 2e5, growsFrom: 1e4 },
  { name: "fan-out", unit: "callback", n: 1e6, watched: 1e6 },
  { name: "fan-out at once", unit: "callback", n: 1e6, growsFrom: 1e4 },
  { name: "task switch, 1 task", unit: "switch", n: 1e6, watched: 2e5, growsFrom: 1e4 },
  { name: "task switch, 100 tasks", unit: "switch", n: 1e6, watched: 2e5, growsFrom: 1e4 },
  { name: "gather", unit: "task", n: 1e5, watched: 1e5, growsFrom: 1e3 },
  {
    name: "schedule and cancel timers",
    unit: "timer",
    n: 1e6,
    watched: 2e5,
    growsFrom: 1e4,
  },
  { name: "fire timers", unit: "timer", n: 1e5, watched: 1e5 },
  // From 100, so that even 100 n timers fit into a processor's cache: it is the queue that is measured.
  { name: "fire timers, all due", unit: "timer", n: 1e5, growsFrom: 100 },
  { name: "future callbacks", unit: "future", n: 2e5, watched: 2e5, growsFrom: 2e3 },
  { name: "thread wake-up", unit: "wake-up", n: 2000 },
  { name: "TCP echo, 1 connection", unit: "message", n: 2e4, growsFrom: 500, io: true },
  { name: "TCP echo, 64 connections", unit: "message", n: 64_000, growsFrom: 1280, io: true },
  { name: "TLS echo, 1 connection", unit: "message", n: 1e4, io: true },
  { name: "subprocess spawn", unit: "child", n: 100, io: true },
  { name: "CPU of an idle loop", unit: "ms", n: 500, quantity: "share of a CPU", warm: false },
  {
    name: "memory per queued callback",
    unit: "callback",
    n: 1e6,
    quantity: "bytes",
    warm: false,
  },
  { name: "memory per waiting task", unit: "task", n: 2e5, quantity: "bytes", warm: false },
];

/** The loops whose growth is measured: the rest would take long and answers to no target. */
export const GROWTH_LOOPS: readonly LoopId[] = ["reference:thread", "reference:poll", "asyncio"];

/** The sizes by which a workload's growth is measured; none where it is not. */
export function growthSizes({ growsFrom }: Workload): number[] {
  return growsFrom === undefined ? [] : [growsFrom, growsFrom * 10, growsFrom * 100];
}

/**
 * The same workloads, smaller by a factor.
 *
 * @param factor what each n is divided by
 */
export function smaller(workloads: readonly Workload[], factor: number): Workload[] {
  const scaled = (n: number) => Math.max(1, Math.round(n / factor));
  return workloads.map((workload) => {
    const { n, watched, growsFrom, ...rest } = workload;
    // A share of a CPU is measured by time, and less time would tell nothing.
    if (workload.quantity === "share of a CPU") return workload;
    return {
      ...rest,
      n: scaled(n),
      ...(watched === undefined ? {} : { watched: scaled(watched) }),
      ...(growsFrom === undefined ? {} : { growsFrom: scaled(growsFrom) }),
    };
  });
}
