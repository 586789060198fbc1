import type { Column } from "../columns.ts";
import type { ClauseText, Verdict } from "../document.ts";
import { lookup } from "../group.ts";
import { JUDGED } from "../totals.ts";

/** How much of the chapter was judged. */
export interface Silence {
  /** Sentences of the catalogue. */
  sentences: number;
  /** Those that at least one case judged. */
  judged: number;
  /** Why the others were not, in plain words, with their number; the most frequent first. */
  why: [reason: string, sentences: number][];
}

/** Why a clause without cases has none, by its status. */
const STATUS: Record<string, string> = {
  pending: "no case written yet",
  untestable: "no test can tell",
  advice: "advice to readers",
  disputed: "disputed",
};

/** Why no case of a clause was judged, the reason that says most first. */
const UNJUDGED: [Verdict, string][] = [
  ["error", "the harness failed"],
  ["not-judged", "something that they need is broken"],
  ["unsupported", "not offered by the loop"],
  ["not-applicable", "of another edition"],
  ["not-run", "not run"],
];

/** How many sentences of the catalogue were judged on this implementation, and why not all. */
export function silenceOf({ implementation, document }: Column): Silence {
  const verdicts = new Map<string, Set<Verdict>>();
  for (const { clauses, verdict } of implementation.results) {
    for (const id of clauses) {
      const known = verdicts.get(id);
      if (known) known.add(verdict);
      else verdicts.set(id, new Set([verdict]));
    }
  }
  const ids = new Set([...Object.keys(document.clauses ?? {}), ...verdicts.keys()]);
  const why = new Map<string, number>();
  let judged = 0;
  for (const id of ids) {
    const reason = reasonOf(lookup(document.clauses, id), verdicts.get(id));
    if (reason === undefined) judged += 1;
    else why.set(reason, (why.get(reason) ?? 0) + 1);
  }
  return { sentences: ids.size, judged, why: [...why].sort((a, b) => b[1] - a[1]) };
}

function reasonOf(
  clause: ClauseText | undefined,
  verdicts: ReadonlySet<Verdict> | undefined,
): string | undefined {
  if (verdicts === undefined) {
    return STATUS[clause?.status ?? ""] ?? "without a case in this run";
  }
  if (JUDGED.some((verdict) => verdicts.has(verdict)) || verdicts.has("flaky")) return undefined;
  return UNJUDGED.find(([verdict]) => verdicts.has(verdict))![1];
}

/** `Not judged: 196 of 481 sentences: 147 no case written yet, 25 advice to readers.` */
export function silenceLine({ sentences, judged, why }: Silence): string {
  const all = sentences.toLocaleString("en-US");
  if (judged === sentences)
    return sentences === 1 ? "The one sentence was judged." : `All ${all} sentences were judged.`;
  const reasons = why.map(([reason, n]) => `${n.toLocaleString("en-US")} ${reason}`);
  const left = (sentences - judged).toLocaleString("en-US");
  return `Not judged: ${left} of ${all} sentences (${reasons.join(", ")}). Silence is not a pass.`;
}
