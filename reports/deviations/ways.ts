import type { CaseResult, Verdict } from "../document.ts";

/** In which way a result is wrong; one clause that breaks in two ways makes two deviations. */
export type Way = "answer" | "hang" | "crash" | "flaky" | "error";

/** All ways, in the order in which the deviations of one clause are numbered. */
export const WAYS: readonly Way[] = ["answer", "hang", "crash", "flaky", "error"];

const WAY_OF: Partial<Record<Verdict, Way>> = {
  fail: "answer",
  differs: "answer",
  timeout: "hang",
  crash: "crash",
  flaky: "flaky",
  error: "error",
};

/** How a result is wrong; undefined where it is right or was not judged. */
export function wayOf({
  verdict,
  reason,
}: Pick<CaseResult, "verdict" | "reason">): Way | undefined {
  // A hang on a clause that may not accuse is a difference, and still a hang.
  return verdict === "differs" && reason === "hang" ? "hang" : WAY_OF[verdict];
}

/** Operations that need the same thing of a loop: what breaks one of them breaks all. */
const FAMILIES: [name: string, member: RegExp][] = [
  ["a run", /^(loop\.run_forever|loop\.run_until_complete|asyncio\.run|run)$/],
  ["a timer", /^(loop\.call_later|loop\.call_at|asyncio\.(sleep|wait_for|timeout|timeout_at))$/],
];

/** The family of an operation: what it needs of the loop; its own name where it has none. */
export function familyOf(operation: string): string {
  return FAMILIES.find(([, member]) => member.test(operation))?.[0] ?? operation;
}
