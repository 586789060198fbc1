/** How deep the brackets of a JSON text with comments may stand in each other before any parser sees it. */
export const MAX_NESTING = 200;

/** Text between quotes, and comments, whose brackets do not count. */
const SILENT = /"(?:[^"\\]|\\.)*"|\/\/[^\n]*|\/\*[\s\S]*?\*\//y;

/**
 * Where a JSON text is nested deeper than `MAX_NESTING`: its parsers and checks call themselves for each level.
 *
 * @returns The offset of the bracket that is one too deep, or undefined
 */
export function tooDeepAt(text: string): number | undefined {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    SILENT.lastIndex = at;
    const silent = /["/]/.test(text[at]!) ? SILENT.exec(text) : null;
    if (silent !== null) at += silent[0].length - 1;
    else if (text[at] === "[" || text[at] === "{") depth += 1;
    else if (text[at] === "]" || text[at] === "}") depth -= 1;
    if (depth > MAX_NESTING) return at;
  }
  return undefined;
}
