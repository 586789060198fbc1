import { h } from "./dom.js";
import { data, unpack } from "./model.js";

/**
 * The script in the loop's language, changed so that it makes that loop and has the limit of the judged attempt.
 *
 * @param {typeof data.cases[number]} one
 * @param {typeof data.columns[number]} column
 * @param {number | undefined} limit seconds; the case's own unless given
 */
export function scriptOf(one, { languages, edits = [] }, limit) {
  const [language, packed] = ofLanguage(one.scripts, languages) ?? [];
  if (language === undefined || !packed) return undefined;
  // A function: in a replacement text `$&` and its like would be obeyed.
  const text = edits.reduce(
    (script, [find, replacement]) => script.replace(find, () => replacement),
    `${unpack(packed)}\n`,
  );
  if (limit === undefined) return { language, text };
  return { language, text: text.replace(/^LIMIT = .*$/m, `LIMIT = ${limit}  # seconds`) };
}

/**
 * @template T
 * @param {[string, T][] | undefined} list
 * @param {readonly string[]} languages the best first
 */
function ofLanguage(list, languages) {
  const language = languages.find((name) => list?.some(([other]) => other === name));
  return list?.find(([other]) => other === language);
}

/**
 * @param {typeof data.cases[number]} one
 * @param {typeof data.columns[number]} column
 */
export function whyNoScript(one, { languages }) {
  const [, why] = ofLanguage(one.unscripted, languages) ?? [];
  return why === undefined
    ? null
    : h("p", { class: "facts" }, "There is no script of it: ", why, ".");
}
