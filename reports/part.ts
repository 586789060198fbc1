import type { ResultsDocument } from "./document.ts";

/** The options that leave cases out, and how the command line calls them. */
const NARROWING = ["select", "quick", "level", "basis", "edition", "without"] as const;

/**
 * Why a document is a part of what a run without options would have judged, as options: `--quick`, `--shard 1/2`.
 *
 * @returns undefined where it is whole
 */
export function partOf({ shard, suite: { options = {} } }: ResultsDocument): string | undefined {
  const given = NARROWING.filter((option) => options[option] !== undefined);
  const names = given.map((option) => `--${option}`);
  if (shard !== undefined) names.push(`--shard ${shard.index}/${shard.count}`);
  return names.length === 0 ? undefined : names.join(", ");
}
