/** Matches items whose length is fixed: groups in any order, sequences that interleave. */

/** A partial match: how far each sequence has come. */
type Positions = readonly number[];

/**
 * Whether `observed`, from `from` on, is made of all `sequences`, each in its own order.
 *
 * @param together true: a sequence that has begun must end before another goes on (`any_order`)
 * @returns how many entries matched before the first that fits nowhere; all of them if it is a match
 */
export function matchedLength(
  sequences: readonly (readonly string[])[],
  observed: readonly string[],
  from: number,
  together: boolean,
): number {
  const total = sequences.reduce((sum, sequence) => sum + sequence.length, 0);
  // All partial matches are followed side by side: equal entries in two sequences need no backtracking. Their number
  // is small where sequences have labels of their own, which the checks of the suite demand.
  let partial = new Map<string, Positions>([["", sequences.map(() => 0)]]);
  for (let taken = 0; taken < total; taken += 1) {
    const entry = observed[from + taken];
    const next = new Map<string, Positions>();
    for (const positions of partial.values()) {
      for (const which of candidates(sequences, positions, entry, together)) {
        const advanced = positions.with(which, (positions[which] ?? 0) + 1);
        next.set(advanced.join(), advanced);
      }
    }
    if (next.size === 0) return taken;
    partial = next;
  }
  return total;
}

function candidates(
  sequences: readonly (readonly string[])[],
  positions: Positions,
  entry: string | undefined,
  together: boolean,
): number[] {
  if (entry === undefined) return [];
  const fits = (which: number) => sequences[which]?.[positions[which] ?? 0] === entry;
  if (together) {
    const begun = sequences.findIndex((sequence, which) => {
      const position = positions[which] ?? 0;
      return position > 0 && position < sequence.length;
    });
    if (begun >= 0) return fits(begun) ? [begun] : [];
  }
  const found: number[] = [];
  const seen = new Set<string>();
  for (let which = 0; which < sequences.length; which += 1) {
    if (!fits(which)) continue;
    // Equal sequences that have come equally far are one candidate, or a hundred equal groups would explode.
    const state = `${positions[which]}\n${sequences[which]?.join("\n")}`;
    if (seen.has(state)) continue;
    seen.add(state);
    found.push(which);
  }
  return found;
}
