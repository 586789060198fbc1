/** Characters that must not stand in printed source as they are. */

const UNSAFE = /[\p{C}\p{Zl}\p{Zp}]/u;

/** True for controls, separators of lines, marks of direction, lone surrogates. */
export const isUnsafe = (character: string): boolean => UNSAFE.test(character);

/** A text that is safe in a comment line. */
export function commentText(text: string): string {
  if (!UNSAFE.test(text)) return text;
  return [...text].map((character) => (isUnsafe(character) ? " " : character)).join("");
}
