/** The marks that a version control system leaves where two changes of a file do not fit together. */

/**
 * The first line, counted from 1, that begins a conflict; undefined where the text has none. JSON never has such a line,
 * not even within a string.
 */
export function conflictLine(text: string): number | undefined {
  const index = text.split(/\r?\n/).findIndex((line) => line.startsWith("<<<<<<< "));
  return index < 0 ? undefined : index + 1;
}
