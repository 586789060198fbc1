/** Where commands write: never over what they read, and never two things to one place. */
import { realpathSync } from "node:fs";
import { resolve } from "node:path";
import { UsageError } from "../usage-error.ts";

/** The same file has one name here, whichever links and dots lead to it. */
function placeOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    // What is not there yet has no other name; what else is wrong with a path, reading or writing it tells.
    return resolve(path);
  }
}

/**
 * Refuses targets that would destroy what the command reads, or one another.
 *
 * @param inputs files that are read
 * @param targets files that are written; `-` is standard output and fits anything
 * @throws UsageError where two are one file
 */
export function refuseSameFiles(inputs: readonly string[], targets: readonly string[]): void {
  const read = new Map(inputs.map((input) => [placeOf(input), input]));
  const written = new Set<string>();
  for (const target of targets) {
    if (target === "-" || target.startsWith("/dev/")) continue;
    const place = placeOf(target);
    const input = read.get(place);
    if (input !== undefined)
      throw new UsageError(
        `${target} is read, and would be overwritten`,
        "Name another file to write. Nothing was overwritten.",
      );
    if (written.has(place))
      throw new UsageError(`two things would be written to ${target}`, "Give each its own file.");
    written.add(place);
  }
}
