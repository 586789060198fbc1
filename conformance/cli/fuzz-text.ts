/** What a search says of itself at its end. */
import type { Search, Tally } from "../search/search.ts";

const share = (part: number, whole: number): string =>
  whole === 0 ? "0 %" : `${((part / whole) * 100).toFixed(1)} %`;

/** The summary of a search, as lines. */
export function tallyLines(search: Search, tally: Tally): readonly string[] {
  const { drawn, refused, equal, different, flaky, shared, classes, known, seconds } = tally;
  const reasons = Object.entries(refused);
  const out = reasons.reduce((sum, [, count]) => sum + count, 0);
  const judged = equal + different;
  const { name, version } = search.greeting.implementation;
  const subject = `${search.implementation.id}: ${name} ${version}`;
  return [
    `${subject}, ${search.clock} clock, profile ${search.profileName}, seeds from ${search.options.seed}`,
    `  ${drawn} programs in ${seconds.toFixed(1)} s (${(drawn / Math.max(seconds, 0.001)).toFixed(0)}/s)`,
    `  ${out} did not take part (${share(out, drawn)})${out === 0 ? "" : `: ${reasons.map(([reason, count]) => `${reason} ${count}`).join(", ")}`}`,
    `  ${equal} equal, ${different} different (${share(different, judged)})`,
    `  of these ${flaky} did not repeat (${share(flaky, judged)}), ${shared} are shared with the interpreter's own asyncio`,
    ...[...known].map(([id, count]) => `  known: ${id}, ${count} times`),
    ...[...classes].map(([key, count]) => `  new: ${key}, ${count} times`),
    ...(search.corpus.failure === undefined ? [] : [`  ${search.corpus.failure}`]),
  ];
}
