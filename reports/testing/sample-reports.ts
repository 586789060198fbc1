import { formatHtml } from "../html/page.ts";
import { sampleDocument } from "./sample-document.ts";

/** The document behind the usual report. */
export const document = sampleDocument({ implementations: 3, cases: 60 });

/** An implementation that breaks something, and a result that shows it. */
export const subject = document.implementations[1]!;
export const failing = subject.results.find((result) => result.verdict === "fail")!;

/** The usual report, and the fragment that opens the page of that result. */
export const HTML = formatHtml([document]);
export const CASE = `#${new URLSearchParams({ case: failing.case, on: subject.id })}`;

/** Three versions of two implementations. */
export const HISTORY = formatHtml(
  ["0.9.0", "0.10.0", "0.11.0"].map((version, i) =>
    sampleDocument({
      implementations: 2,
      cases: 60,
      seed: i + 1,
      version,
      startedAt: `2026-0${i + 1}-04T10:00:00.000Z`,
    }),
  ),
);
