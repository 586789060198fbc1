/** What the scripts of the site read: names, sentences and marks, as a script that sets one variable. */
import { clip, visibleLine } from "../text.ts";
import { marksText, type Sentence } from "./chapter.ts";
import type { JudgedEntry } from "./entry.ts";

/** The data of the site. A page opened from a file may load a script, but may not fetch JSON. */
export function siteData(judged: readonly JudgedEntry[], sentences: readonly Sentence[]): string {
  const data = {
    loops: judged.map(({ name, title }) => ({
      name,
      title,
      marks: marksText(sentences, name),
    })),
    clauses: sentences.map(({ id, clause }) => ({
      id,
      says: visibleLine(clip(clause.says, 600)),
      heading: visibleLine(clip(clause.heading, 200)),
      level: clause.level,
      promised: clause.basis !== "observed",
    })),
  };
  return `globalThis.ATLAS = ${JSON.stringify(data).replaceAll("<", "\\u003c")};\n`;
}
