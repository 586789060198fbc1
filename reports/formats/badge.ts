import { type Column, columnsOf } from "../columns.ts";
import { claimOf, claimText } from "../deviations/claim.ts";
import { type Story, storyOf } from "../deviations/story.ts";
import type { ResultsDocument } from "../document.ts";
import { clip, visibleLine } from "../text.ts";
import type { FormatOptions } from "./status.ts";
import { element, escapeText } from "./xml.ts";

/** What a badge says. */
interface Badge {
  label: string;
  message: string;
  color: keyof typeof COLORS;
}

/** Colours that shields.io knows by these names, dark enough for white text on them. */
const COLORS = { green: "#2f7d32", orange: "#a85a00", red: "#b3261e", lightgrey: "#5f6368" };

/**
 * A badge for shields.io's endpoint: `https://img.shields.io/endpoint?url=…`.
 *
 * One implementation shows how many sentences with a MUST hold, several show how many conform. What is not the whole
 * suite makes no claim.
 */
export function formatBadgeJson(
  documents: readonly ResultsDocument[],
  options: FormatOptions = {},
): string {
  const { label, message, color } = badgeOf(documents, options);
  const isError = color === "red";
  return `${JSON.stringify({ schemaVersion: 1, label, message, color, isError })}\n`;
}

/** The same badge as a picture that needs no server. */
export function formatBadgeSvg(
  documents: readonly ResultsDocument[],
  options: FormatOptions = {},
): string {
  return drawBadge(badgeOf(documents, options));
}

function badgeOf(documents: readonly ResultsDocument[], options: FormatOptions): Badge {
  const columns = columnsOf(documents);
  const label = "loopspec";
  const whole = documents.every((document) => document.complete);
  if (columns.length === 0 || !whole) return { label, message: "incomplete", color: "lightgrey" };
  if (columns.length === 1) return badgeOfOne(columns[0]!, options);
  const states = columns.map((column) => stateOf(storyOf(column, options)));
  const conforming = states.filter((state) => state === "none").length;
  const message = `${conforming} of ${columns.length} loops conform`;
  const color = states.some((state) => state === "new" || state === "error")
    ? "red"
    : states.includes("known")
      ? "orange"
      : "green";
  return { label, message, color };
}

function badgeOfOne(column: Column, options: FormatOptions): Badge {
  const story = storyOf(column, options);
  const claim = claimOf(column);
  const label = clip(visibleLine(`asyncio chapter ${claim.edition}`), 40);
  if (!claim.whole || claim.judged === 0)
    return { label, message: "not the whole suite", color: "lightgrey" };
  const colors = { none: "green", known: "orange", new: "red", error: "red" } as const;
  return { label, message: claimText(claim), color: colors[stateOf(story)] };
}

/** Whether there are deviations, and whether all of them were foreseen. */
function stateOf({ failed, known, errors }: Story): "none" | "known" | "new" | "error" {
  if (failed.length > 0) return "new";
  if (errors.length > 0) return "error";
  return known.some(({ deviation }) => deviation.red) ? "known" : "none";
}

/** Width of a text in Verdana at 11 px: roughly, as `textLength` then makes it fit exactly. */
function widthOf(text: string): number {
  const narrow = [...text].filter((character) => /[ijlt.,:;|!'()/]/.test(character)).length;
  return Math.round(narrow * 4.5 + ([...text].length - narrow) * 7.2);
}

function drawBadge({ label, message, color }: Badge): string {
  const left = widthOf(label) + 12;
  const width = left + widthOf(message) + 12;
  const text = (said: string, from: number, to: number) =>
    element(
      "text",
      { x: (from + to) / 2, y: 14, textLength: widthOf(said), lengthAdjust: "spacingAndGlyphs" },
      escapeText(said),
    );
  const name = `${label}: ${message}`;
  return `${element(
    "svg",
    { xmlns: "http://www.w3.org/2000/svg", width, height: 20, role: "img", "aria-label": name },
    [
      element("title", {}, escapeText(name)),
      element("clipPath", { id: "r" }, element("rect", { width, height: 20, rx: 3 })),
      element("g", { "clip-path": "url(#r)" }, [
        element("rect", { width: left, height: 20, fill: "#40444b" }),
        element("rect", { x: left, width: width - left, height: 20, fill: COLORS[color] }),
      ]),
      element(
        "g",
        {
          fill: "#fff",
          "text-anchor": "middle",
          "font-family": "Verdana,sans-serif",
          "font-size": 11,
        },
        [text(label, 0, left), text(message, left, width)],
      ),
    ],
  )}\n`;
}
