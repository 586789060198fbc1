/** How an update corrects the entries that are already in a file. */
import type { CaseResult } from "../document.ts";
import { count } from "../text.ts";
import type { ExpectationChange } from "./change.ts";
import { type Claim, meantBy } from "./check.ts";
import { DEFAULT_MAX, type ExpectationEntry } from "./types.ts";
import type { UpdateOptions } from "./update-options.ts";
import { isExpectable, type Plan } from "./update-plan.ts";

/** Takes out of an entry that lists its cases what passes, is wrong otherwise, or is gone. */
export function reviseList(
  plan: Plan,
  claim: Claim,
  own: readonly CaseResult[],
  implementation: string,
  options: UpdateOptions,
): void {
  const { entry, path } = claim.placed;
  const listed = entry.cases ?? [];
  const judged = new Map(own.map((result) => [result.case, result.verdict]));
  const elsewhere = new Set(options.universe?.map((one) => one.case) ?? []);
  const idle = new Set(claim.unjudged);
  const stays = listed.filter((id) => {
    const verdict = judged.get(id);
    if (verdict === undefined) return idle.has(id) || elsewhere.has(id);
    return verdict === entry.verdict || verdict === "error" || entry.verdict === "flaky";
  });
  const cases = [...stays, ...(plan.additions.get(claim.placed) ?? [])];
  const change = (action: ExpectationChange["action"], why: string) =>
    plan.changes.push({ action, implementation, match: entry.match, why });
  if (cases.length === 0) {
    plan.edits.push({ path, value: undefined });
    change("remove", "None of its cases fails as recorded.");
  } else if (cases.length !== listed.length || stays.length !== listed.length) {
    plan.edits.push({ path: [...path, "cases"], value: cases });
    const less = listed.length - stays.length;
    if (less > 0) change("change", `${count(less, "case")} no longer fail as recorded.`);
  }
}

/** Corrects an entry that names its cases by a glob; splits it where it no longer holds as a whole. */
export function revise(
  plan: Plan,
  claim: Claim,
  own: readonly CaseResult[],
  implementation: string,
  options: UpdateOptions,
): void {
  const { entry, path } = claim.placed;
  const change = (action: ExpectationChange["action"], why: string) =>
    plan.changes.push({ action, implementation, match: entry.match, why });
  const still = own.filter(({ verdict }) => isExpectable(verdict) || verdict === "error");
  const keeps = entry.verdict === "flaky" && own.length > 0;
  if (still.length === 0 && !keeps) {
    if (isIdle(claim, options)) return;
    plan.edits.push({ path, value: undefined });
    change("remove", own.length > 0 ? "All that it matches passes." : whyEmpty(claim));
    return;
  }
  const whole = own.length === claim.matched.length && (keeps || still.length === own.length);
  const kinds = new Set(still.map((result) => result.verdict));
  if (whole && kinds.size <= 1) {
    for (const [key, value, why] of corrections(entry, own, still)) {
      plan.edits.push({ path: [...path, key], value });
      change("change", why);
    }
    return;
  }
  split(plan, claim, still);
  change("split", "Not all that it matches is as recorded; each case has an entry now.");
}

/** An entry about cases that were left out on purpose, or that could not be judged here. */
function isIdle({ placed, matched, idle }: Claim, { universe = [] }: UpdateOptions) {
  if (matched.length > 0) return false;
  return idle > 0 || universe.some(meantBy(placed.entry));
}

function whyEmpty({ matched }: Claim): string {
  return matched.length > 0 ? "Earlier entries match all of it." : "It matches nothing.";
}

function corrections(
  entry: ExpectationEntry,
  own: readonly CaseResult[],
  still: readonly CaseResult[],
): [key: string, value: unknown, why: string][] {
  const list: [string, unknown, string][] = [];
  const verdict = still[0]?.verdict ?? entry.verdict;
  // An error can never be expected: the entry stays as it is, and the gate stays red.
  if (verdict !== entry.verdict && isExpectable(verdict)) {
    list.push(["verdict", verdict, `The verdict is ${verdict}, not ${entry.verdict}.`]);
  }
  if (entry.mismatch !== undefined && still.some((r) => r.reason !== entry.mismatch)) {
    const reasons = new Set(still.map((result) => result.reason));
    const [only] = reasons;
    // Several kinds under one entry: without the property every kind is accepted.
    list.push(["mismatch", reasons.size === 1 ? only : undefined, "It is wrong in another way."]);
  }
  if (own.length > (entry.max ?? DEFAULT_MAX)) {
    list.push(["max", own.length, `It matches ${own.length} results.`]);
  }
  return list;
}

function split(plan: Plan, { placed }: Claim, still: readonly CaseResult[]): void {
  const { max, mismatch, ...kept } = placed.entry;
  const parts = still.filter(({ verdict }) => isExpectable(verdict));
  plan.edits.push({ path: placed.path, value: undefined });
  const at = placed.path.at(-1) as number;
  parts.forEach((result, i) => {
    const value = {
      ...kept,
      match: result.case,
      verdict: result.verdict,
      ...(mismatch !== undefined && result.reason !== undefined && { mismatch: result.reason }),
    };
    plan.edits.push({ path: [...placed.path.slice(0, -1), at + i], value, insert: true });
  });
}
