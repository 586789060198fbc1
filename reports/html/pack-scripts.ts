import type { ResultsDocument } from "../document.ts";
import { lookup } from "../group.ts";
import { clip, visibleLine } from "../text.ts";
import type { Interner } from "./interner.ts";
import type { PackedCase } from "./payload.ts";

type Texts = { [language: string]: string } | undefined;

/**
 * The scripts of a case, of each language the newest: documents of several loops have scripts in several languages.
 *
 * @param documents The newest first
 */
export function packScripts(
  id: string,
  documents: readonly ResultsDocument[],
  strings: Interner,
): Pick<PackedCase, "scripts" | "unscripted"> {
  const texts = documents.map((document) => lookup(document.cases, id));
  const scripts = firstOfEach(texts.map((text) => text?.scripts));
  const unscripted = firstOfEach(texts.map((text) => text?.unscripted)).filter(
    ([language]) => !scripts.some(([other]) => other === language),
  );
  return {
    ...(scripts.length > 0 && {
      scripts: scripts.map(([language, text]) => [language, strings.text(text)]),
    }),
    ...(unscripted.length > 0 && {
      unscripted: unscripted.map(([language, why]) => [language, visibleLine(clip(why, 500))]),
    }),
  };
}

function firstOfEach(records: readonly Texts[]): readonly (readonly [string, string])[] {
  const found = new Map<string, string>();
  for (const record of records) {
    for (const [key, value] of Object.entries(record ?? {})) {
      const shown = visibleLine(clip(key, 100));
      if (!found.has(shown)) found.set(shown, value);
    }
  }
  return [...found];
}
