/** The scripts of all deviations, in one file of the site: what many have in common is held once. */
import type { OutputFile } from "../write.ts";

/** The script that shows a deviation of a loop. */
export interface ShownScript {
  /** The loop's name in the atlas. */
  readonly loop: string;
  /** The id of the case, as the document has it: any text. */
  readonly id: string;
  /** What the script is written in: the name of a language. */
  readonly language: string;
  /** The whole script. */
  readonly text: string;
}

/** Between paragraphs of a script. Most scripts share most of their paragraphs with others. */
const BREAK = "\n\n";

/** Where the page of scripts shows one, from the site's root. No name of a loop has a slash. */
export const scriptAddress = ({ loop, id }: Pick<ShownScript, "loop" | "id">): string =>
  `script.html#${loop}/${encodeURIComponent(id)}`;

/**
 * The file that the page of scripts reads, as a script that sets one variable: the paragraphs, the scripts as
 * lists of indices of paragraphs, and for each script shown the loop, the case, the index, and the language.
 * Scripts as files of their own were half of the site, and most of their text was in other scripts too.
 */
export function scriptsData(shown: readonly ShownScript[]): OutputFile & { content: string } {
  const paragraphs = new Map<string, number>();
  const scripts = new Map<string, number>();
  const rows = shown.map(({ loop, id, language, text }) => {
    const parts = text.split(BREAK).map((part) => indexOf(paragraphs, part));
    return [loop, id, indexOf(scripts, parts.join()), language] as const;
  });
  const data = {
    paragraphs: [...paragraphs.keys()],
    scripts: [...scripts.keys()].map((parts) => parts.split(",").map(Number)),
    shown: rows,
  };
  const text = JSON.stringify(data).replaceAll("<", "\\u003c");
  return { path: "scripts.js", content: `globalThis.ATLAS_SCRIPTS = ${text};\n` };
}

/** The index of a text in a table, which gets it if it is new. */
function indexOf(table: Map<string, number>, text: string): number {
  const known = table.get(text);
  if (known !== undefined) return known;
  table.set(text, table.size);
  return table.size - 1;
}
