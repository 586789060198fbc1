/** The formats of `loopspec report`: the option of each, and what its help says. */
import type { FormatName } from "../../reports/index.ts";

/**
 * A row for each format of `reports/formats/registry.ts`; the compiler names one that is missing.
 * The writers are not here: help is printed without loading them.
 */
export const FORMAT_OPTIONS: {
  readonly [name in FormatName]: readonly [option: string, help: string];
} = {
  html: ["--html <file>", "one self-contained page for people"],
  junit: ["--junit <file>", "JUnit XML"],
  tap: ["--tap <file>", "TAP 14"],
  ctrf: ["--ctrf <file>", "CTRF JSON"],
  sarif: ["--sarif <file>", "SARIF 2.1.0"],
  markdown: ["--markdown <file>", "Markdown, made for a CI job's summary"],
  csv: ["--csv <file>", "CSV, a row a result"],
  badge: ["--badge <file>", "JSON for a shields endpoint"],
  badgeSvg: ["--badge-svg <file>", "a badge as SVG"],
};
