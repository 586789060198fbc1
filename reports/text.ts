// C0 controls but for tab and line feed, DEL, C1 controls, every mark that changes the direction of
// text, zero-width characters, line separators, the byte order mark, tags, lone surrogates.
const UNSEEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the purpose
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff]|[\u{e0000}-\u{e007f}]|\p{Surrogate}/gu;

/** A character that cannot be seen, written so that it can: `␀` to `␡`, else `\u{202e}`. */
function seen(character: string): string {
  const code = character.codePointAt(0)!;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return "\u2421";
  return `\\u{${code.toString(16)}}`;
}

/**
 * The text with every character replaced that a terminal would obey, that XML forbids, or that
 * would change how the text around it reads. Tabs and line feeds stay.
 */
export function visible(text: string): string {
  return text.replace(UNSEEN, seen);
}

/** The same on one line: tabs and line feeds are shown too. */
export function visibleLine(text: string): string {
  return visible(text).replace(/[\t\n]/g, seen);
}

/**
 * Cuts a long text and says by how much.
 *
 * @param text The text
 * @param limit How many characters stay
 */
export function clip(text: string, limit: number): string {
  if (text.length <= limit) return text;
  // Not between the halves of a surrogate pair.
  const end = /[\ud800-\udbff]/.test(text[limit - 1] ?? "") ? limit - 1 : limit;
  return `${text.slice(0, end)} … (${text.length - end} more characters)`;
}

/** `1 case`, `2 cases`. */
export function count(n: number, singular: string, plural = `${singular}s`): string {
  return `${n.toLocaleString("en-US")} ${n === 1 ? singular : plural}`;
}
