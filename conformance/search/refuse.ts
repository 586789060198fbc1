/** Which programs do not take part: those that would not end, or whose trace the documentation leaves open. */
import type { Prophecy } from "../execution/adapters/reference-oracle.ts";
import type { Profile } from "./profile.ts";

/** Why a program does not take part. */
export type Refusal =
  | "endless"
  | "deadlines"
  | "descriptors"
  | "shutdown"
  | "overdue"
  | "unbound name"
  | "unsupported";

/**
 * Polls and scheduled callbacks after which a program counts as endless. Of programs that end, none of thousands takes
 * more than some hundreds, and a program without end costs its oracle all of it.
 */
export const BUDGET = 1000;

/** Seconds that two deadlines must be apart, so that a loaded machine does not change their order. */
export const GAP: { readonly [clock in Profile["clock"]]: number } = { virtual: 1e-6, real: 0.004 };

/** Says why a program does not take part, from what the oracle saw; undefined if it does. */
export function refusalOf(
  {
    observation,
    deadlines,
    descriptorOrderOpen,
    shutdownTimeOpen,
    overdueOrderOpen,
    spent,
  }: Prophecy,
  clock: Profile["clock"],
): Refusal | undefined {
  const { outcome } = observation;
  if (spent || outcome === "hang") return "endless";
  if (outcome === "error") return "unbound name";
  if (outcome === "unsupported") return "unsupported";
  if (descriptorOrderOpen) return "descriptors";
  if (shutdownTimeOpen) return "shutdown";
  if (overdueOrderOpen) return "overdue";
  const gap = GAP[clock];
  let before = Number.NEGATIVE_INFINITY;
  for (const deadline of deadlines) {
    if (deadline - before < gap) return "deadlines";
    before = deadline;
  }
  return undefined;
}
