/** Splits text into sentences, so that a clause can name one by its number. */

/** A full stop after one of these ends no sentence. */
const ABBREVIATION = /(?:^|[\s(])(?:e\.g|i\.e|vs|etc|cf|No)\.$/;

/**
 * The sentences of a paragraph.
 *
 * A sentence ends with a full stop, question mark or exclamation mark that white space follows; a
 * paragraph ends its last sentence whatever stands there. The rule needs no knowledge of English,
 * and so gives the same numbers wherever it runs.
 */
export function sentencesOf(paragraph: string): readonly string[] {
  const sentences: string[] = [];
  let begun = "";
  for (const piece of paragraph.trim().split(/(?<=[.?!]["”)]?)\s+/)) {
    begun = begun === "" ? piece : `${begun} ${piece}`;
    if (ABBREVIATION.test(begun)) continue;
    sentences.push(begun);
    begun = "";
  }
  return [...sentences, begun].filter((sentence) => sentence !== "");
}
