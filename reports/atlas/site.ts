/** The whole site, from the documents of all loops. */
import { formatBadgeSvg } from "../formats/badge.ts";
import type { OutputFile } from "../write.ts";
import { aboutPage } from "./about-page.ts";
import { sentencesOf } from "./chapter.ts";
import { chapterPage } from "./chapter-page.ts";
import { comparePage } from "./compare-page.ts";
import { siteData } from "./data.ts";
import { type AtlasEntry, sortEntries } from "./entry.ts";
import { historyPage } from "./history-page.ts";
import { loopPage } from "./loop-page.ts";
import { loopsPage } from "./loops-page.ts";
import { scriptPage } from "./script-page.ts";
import { scriptsData } from "./scripts.ts";
import { asset, frame, styleSheet } from "./shell.ts";
import { atlasSummary } from "./summary.ts";

/** Paths of the site's files from its root, with their contents. */
export type Site = readonly (OutputFile & { readonly content: string })[];

/**
 * The static site of the atlas. It needs no server and no network.
 *
 * @param entries All loops of the table, judged or not
 * @param command The command that made the documents, for the page about the atlas
 * @throws Error where two entries have one name
 */
export function atlasSite(entries: readonly AtlasEntry[], command: string): Site {
  const { judged, others } = sortEntries(entries);
  const sentences = sentencesOf(judged);
  const loops = judged.map((entry) => loopPage(entry, sentences));
  const pages = [
    chapterPage(judged, sentences),
    loopsPage(judged, others, sentences),
    comparePage(),
    historyPage(judged),
    scriptPage(),
    aboutPage(command),
    ...loops,
  ];
  return [
    ...pages.map((page) => ({ path: page.path, content: frame(page) })),
    ...judged.map(({ name, document }) => ({
      path: `badges/${name}.svg`,
      content: formatBadgeSvg([document]),
    })),
    scriptsData(loops.flatMap(({ shown }) => shown)),
    { path: "data.js", content: siteData(judged, sentences) },
    ...["chapter.js", "compare.js", "script.js"].map((name) => ({
      path: name,
      content: asset(name),
    })),
    { path: "atlas.css", content: styleSheet() },
    { path: "ATLAS.md", content: atlasSummary(judged, others, sentences, command) },
  ];
}
