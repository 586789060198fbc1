/** Whether the script of each deviation shows it without the suite, asked once for a document. */
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runStep } from "./steps.ts";

/** Seconds that the scripts of one loop may take. */
const LIMIT = 1_800;
/** `loopspec confirm` ends with 1 where a script shows something else; the text says which. */
const ASKED = [0, 1];

/**
 * Runs the smallest script of each deviation in the loop's interpreter, or finds what an earlier run
 * was told about the same document.
 *
 * @param out The loop's folder, with its `results.json`
 * @param loopspec The command that runs loopspec
 * @param run Whether scripts may be run; else only an earlier answer is taken
 * @returns what `loopspec confirm` says, or undefined where it was never asked
 * @throws StepError where the command fails
 */
export async function confirmLoop(
  out: string,
  loopspec: readonly string[],
  run: boolean,
): Promise<string | undefined> {
  const results = join(out, "results.json");
  const digest = createHash("sha256").update(readFileSync(results)).digest("hex");
  const kept = join(out, "confirmed.txt");
  if (existsSync(kept)) {
    const [about, ...lines] = readFileSync(kept, "utf8").split("\n");
    if (about === digest) return lines.join("\n");
  }
  if (!run) return undefined;
  const { out: printed } = await runStep([...loopspec, "confirm", "--smallest", results], {
    limit: LIMIT,
    accept: ASKED,
  });
  const said = printed.trim();
  writeFileSync(kept, `${digest}\n${said}`);
  return said;
}
