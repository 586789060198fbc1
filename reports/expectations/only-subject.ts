import type { ImplementationResults } from "../document.ts";
import { ReportError } from "../errors.ts";
import { visibleLine } from "../text.ts";

/**
 * The one implementation that an expectations file without ids can be about.
 *
 * @returns Its id; undefined where the results hold none
 * @throws {ReportError} Where the results hold several
 */
export function onlySubject(
  file: string,
  subjects: readonly ImplementationResults[],
): string | undefined {
  const [id, ...more] = new Set(subjects.map((subject) => subject.id));
  if (more.length === 0) return id;
  throw new ReportError(
    "expectations-invalid",
    `${visibleLine(file)} does not say which implementation it is about, and the results are of ${more.length + 1}.`,
    `Write {"implementations": {${JSON.stringify(visibleLine(id ?? ""))}: [...]}}, one list for each.`,
  );
}
