/** What changed from version to version, for loops that the atlas has in several. */
import { groupBy } from "../group.ts";
import { historyInOrder } from "../history.ts";
import { historySection } from "../history-render.ts";
import type { JudgedEntry } from "./entry.ts";
import type { Page } from "./shell.ts";

const byVersion = (a: JudgedEntry, b: JudgedEntry): number =>
  a.implementation.version.localeCompare(b.implementation.version, "en", { numeric: true });

/** The page of all histories. */
export function historyPage(judged: readonly JudgedEntry[]): Page {
  const several = [...groupBy(judged, ({ label }) => label)].filter(([, of]) => of.length > 1);
  const sections = several.flatMap(([label, versions]) =>
    historyInOrder(
      versions.toSorted(byVersion).map(({ document, implementation }) => ({
        ...document,
        implementations: [{ ...implementation, id: label }],
      })),
    ),
  );
  return {
    path: "history.html",
    title: "History",
    main: `<h1>Which sentence was broken or mended in which version</h1>
<p class="facts lead">Loops that the atlas has in several versions. ✓ holds, ✗ broken, – not judged.</p>
${sections.length === 0 ? "<p>No loop was judged in several versions.</p>" : sections.map(historySection).join("\n")}`,
  };
}
