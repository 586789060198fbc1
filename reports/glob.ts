/** Whether a text matches. */
export type Glob = (text: string) => boolean;

/**
 * Makes a test out of a glob: `*` matches any characters, dots and slashes too; everything else is
 * itself. Not a regular expression: with many stars those can take for ever on a hostile text.
 */
export function compileGlob(glob: string): Glob {
  const parts = glob.split("*");
  if (parts.length === 1) return (text) => text === glob;
  const first = parts[0]!;
  const last = parts.at(-1)!;
  const middle = parts.slice(1, -1);
  return (text) => {
    if (!text.startsWith(first)) return false;
    let at = first.length;
    for (const part of middle) {
      const found = text.indexOf(part, at);
      if (found < 0) return false;
      at = found + part.length;
    }
    return text.endsWith(last) && text.length - last.length >= at;
  };
}

/** Whether a case is meant: its id or one of its clauses matches. */
export function matchesCase(
  glob: Glob,
  subject: { case: string; clauses: readonly string[] },
): boolean {
  return glob(subject.case) || subject.clauses.some(glob);
}
