/** The name of a basis today; the chapter's was `seed`, and old configurations say so. */
export const currentBasis = (word: string) => (word === "seed" ? "chapter" : word);
