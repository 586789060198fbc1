import type { ResultsDocument } from "../document.ts";
import { formatHtml } from "../html/page.ts";
import { formatBadgeJson, formatBadgeSvg } from "./badge.ts";
import { formatCsv } from "./csv.ts";
import { formatCtrf } from "./ctrf.ts";
import { formatJunit } from "./junit.ts";
import { formatMarkdown } from "./markdown.ts";
import { formatSarif } from "./sarif.ts";
import type { FormatOptions } from "./status.ts";
import { formatTap } from "./tap.ts";

/** Writes documents in one format. */
export type Writer = (documents: readonly ResultsDocument[], options: FormatOptions) => string;

/**
 * Every format by its name; the command line's table of options (`conformance/cli/format-options.ts`)
 * has a row for each.
 */
export const FORMATS = {
  html: formatHtml,
  junit: formatJunit,
  tap: formatTap,
  ctrf: formatCtrf,
  sarif: formatSarif,
  markdown: formatMarkdown,
  csv: formatCsv,
  badge: formatBadgeJson,
  badgeSvg: formatBadgeSvg,
} as const satisfies { [name: string]: Writer };

/** The name of a format. */
export type FormatName = keyof typeof FORMATS;
