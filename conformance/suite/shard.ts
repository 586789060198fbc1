/** Splits the cases into shards that take about the same time: deterministic, without overlap or gap. */
import type { Case } from "../language/case.ts";
import { walkProgram } from "../language/walk.ts";

/** Which part of the cases to run. */
export interface ShardChoice {
  /** Counted from 1. */
  readonly index: number;
  readonly count: number;
}

/** Milliseconds of any case, and what a process of its own adds. */
const BASE = 1;
const OWN_PROCESS = 8;

/** Milliseconds that a case will about take, from the delays that its program names. */
function estimate(kase: Case): number {
  let seconds = 0;
  walkProgram(kase.program, {
    operation: (operation) => {
      if (operation.op === "block") seconds += operation.seconds;
    },
    expression: (expression) => {
      const delay =
        "m" in expression && expression.m === "call_later"
          ? expression.args?.[0]
          : "asyncio" in expression && expression.asyncio === "sleep"
            ? expression.args?.[0]
            : undefined;
      // A timer far away is there to be cancelled or never reached.
      if (typeof delay === "number" && delay < kase.timeout) seconds += Math.max(0, delay);
    },
  });
  return BASE + (kase.isolate ? OWN_PROCESS : 0) + seconds * 1000;
}

/**
 * The cases of one shard, in their own order. Longest first, each goes to the shard with the least to do, so equal
 * cases and times give equal shards on every machine.
 *
 * @param recorded milliseconds by case id from an earlier run; cases without are estimated
 */
export function shardOf(
  cases: readonly Case[],
  { index, count }: ShardChoice,
  recorded: ReadonlyMap<string, number> = new Map(),
): readonly Case[] {
  const weighted = cases
    .map((kase) => ({ kase, ms: recorded.get(kase.id) ?? estimate(kase) }))
    .sort((a, b) => b.ms - a.ms || (a.kase.id < b.kase.id ? -1 : 1));
  const load = Array.from({ length: count }, () => 0);
  const chosen = new Set<Case>();
  for (const { kase, ms } of weighted) {
    const least = load.indexOf(Math.min(...load));
    load[least] = (load[least] ?? 0) + ms;
    if (least === index - 1) chosen.add(kase);
  }
  return cases.filter((kase) => chosen.has(kase));
}
