/** What `loopspec run` prints at its end. */
import { type GateOutcome, type ResultsDocument, renderSummary } from "../../reports/index.ts";
import type { Output } from "./output.ts";

/** Prints the summary of each implementation, where the document is, and what was not judged. */
export function printSummary(
  document: ResultsDocument,
  path: string | undefined,
  { color, width, out }: Output,
  options: { strict: boolean; verbose: boolean; gate: GateOutcome },
): void {
  out(
    renderSummary(document, { color, width, ...(path === undefined ? {} : { path }), ...options }),
  );
}
