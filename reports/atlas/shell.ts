/** What all pages of the atlas share: head, navigation, foot. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "#package-root";
import { escapeAttribute, escapeText } from "../formats/xml.ts";

/** A page, ready to be framed. */
export interface Page {
  /** Its path from the site's root. */
  readonly path: string;
  readonly title: string;
  /** The content of `main`, finished markup. */
  readonly main: string;
  /** Scripts that it needs, in order, from the site's root. */
  readonly scripts?: readonly string[];
}

const PLACES = [
  ["index.html", "Chapter"],
  ["loops.html", "Loops"],
  ["compare.html", "Compare"],
  ["history.html", "History"],
  ["about.html", "About"],
] as const;

/** Only the site's own files are loaded, and no markup of a document can run. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self' file:",
  "style-src 'self' file:",
  "img-src 'self' file: data:",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

/** The whole page. */
export function frame({ path, title, main, scripts = [] }: Page): string {
  const up = "../".repeat(path.split("/").length - 1);
  const links = PLACES.map(
    ([place, name]) =>
      `<a href="${up}${place}"${place === path ? ' aria-current="page"' : ""}>${name}</a>`,
  );
  return `<!doctype html>
<html lang="en" data-theme="auto">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeAttribute(POLICY)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeText(title)}</title>
<link rel="stylesheet" href="${up}atlas.css">
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header class="top"><p class="brand"><b>loopspec</b> atlas</p><nav aria-label="Pages">${links.join("")}</nav></header>
<main id="main">
${main}
</main>
${scripts.map((script) => `<script src="${up}${script}"></script>\n`).join("")}</body>
</html>
`;
}

/** A file of the site that is written as it is kept. */
export function asset(name: string): string {
  return readFileSync(join(packageRoot, "reports", "atlas", "client", name), "utf8");
}

/** The colours and the base of the HTML report, then the atlas's own rules. */
export function styleSheet(): string {
  const shared = ["theme", "base"].map((name) =>
    readFileSync(join(packageRoot, "reports", "html", "client", `${name}.css`), "utf8"),
  );
  return [...shared, asset("atlas.css")].join("\n");
}
