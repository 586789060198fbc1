/** The words of a command line, as the host's users quote them. */
import { split } from "shlex";

/** Words between spaces; double quotes hold spaces, and a backslash is one: it stands in every path. */
const WINDOWS_WORD = /(?:"[^"]*"|[^\s"])+/g;

/**
 * Splits a command line; no shell runs.
 *
 * @param windows whether a backslash is an ordinary character
 * @throws Error for a quotation that does not end
 */
export function commandWords(line: string, windows = process.platform === "win32"): string[] {
  if (!windows) return split(line);
  if ((line.match(/"/g) ?? []).length % 2 === 1)
    throw new Error("Got EOF while in a quoted string");
  return (line.match(WINDOWS_WORD) ?? []).map((word) => word.replaceAll('"', ""));
}
