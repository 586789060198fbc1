/** What somebody may have meant who misspelt a name. */

/** Insertions, deletions, replacements and swaps of neighbours that lead from one word to another. */
export function editDistance(from: string, to: string): number {
  let before: number[] = [];
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= to.length; j += 1) {
      const same = from[i - 1] === to[j - 1];
      const swapped = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      next[j] = Math.min(
        (row[j] as number) + 1,
        (next[j - 1] as number) + 1,
        (row[j - 1] as number) + (same ? 0 : 1),
        swapped ? (before[j - 2] as number) + 1 : Number.POSITIVE_INFINITY,
      );
    }
    before = row;
    row = next;
  }
  return row[to.length] as number;
}

/**
 * The known names that are nearest to a word, at most three and all equally near. None if the nearest differs in more
 * than a quarter of its letters: a suggestion that is only the least bad one misleads.
 */
export function nearest(word: string, known: Iterable<string>): readonly string[] {
  let best = Math.min(3, Math.max(1, Math.floor(word.length / 4)));
  let found: string[] = [];
  for (const name of known) {
    if (Math.abs(name.length - word.length) > best) continue;
    const distance = editDistance(word.toLowerCase(), name.toLowerCase());
    if (distance > best) continue;
    if (distance < best) found = [];
    best = distance;
    found.push(name);
  }
  return found.slice(0, 3);
}

/** The names that hold every part of a word, for ids of which somebody remembers a piece; at most three. */
export function containing(word: string, known: Iterable<string>): readonly string[] {
  const parts = word
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((part) => part.length > 2);
  if (parts.length === 0) return [];
  return [...known]
    .filter((name) => parts.every((part) => name.toLowerCase().includes(part)))
    .sort((one, other) => one.length - other.length)
    .slice(0, 3);
}

/** Globs for the ids that begin nearly as a word does, for a glob or the first words of an id; at most three. */
export function beginning(word: string, known: Iterable<string>): readonly string[] {
  const [start = ""] = word.split("*");
  const starts = new Set<string>();
  for (const name of known)
    for (const { index } of name.matchAll(/[./-]/g)) {
      starts.add(name.slice(0, index));
      starts.add(name.slice(0, index + 1));
    }
  return nearest(start, starts).map((each) => `${each}*`);
}

/** ``Did you mean `a` or `b`? `` with a space at its end, or nothing. */
export function didYouMean(word: string, known: readonly string[]): string {
  const [meant = []] = [nearest, containing, beginning]
    .map((find) => find(word, known))
    .filter((found) => found.length > 0);
  if (meant.length === 0) return "";
  const quoted = meant.map((name) => `\`${name}\``);
  return `Did you mean ${quoted.join(" or ")}? `;
}
