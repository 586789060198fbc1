/** Colours text for a terminal, or leaves it as it is. */
export interface Style {
  bold(text: string): string;
  dim(text: string): string;
  red(text: string): string;
  green(text: string): string;
  yellow(text: string): string;
}

/** A style with colours, or without. */
export function styleFor(color: boolean): Style {
  const paint = (on: number, off: number) => (text: string) =>
    color ? `\u001b[${on}m${text}\u001b[${off}m` : text;
  return {
    bold: paint(1, 22),
    dim: paint(2, 22),
    red: paint(31, 39),
    green: paint(32, 39),
    yellow: paint(33, 39),
  };
}

/** A command in backticks stays whole, so that it can be copied and searched for: at most so many words of one. */
const MAX_QUOTED_WORDS = 12;

/**
 * Breaks text at spaces; a word that is longer than a line stays whole, so that it can be copied, and so does what stands
 * between backticks.
 *
 * @param text One paragraph
 * @param width Columns that a line may take, the indent included
 * @param indent What every line begins with
 */
export function wrap(text: string, width: number, indent = ""): string {
  const lines: string[] = [];
  let line: string | undefined;
  for (const word of unbrokenIn(text)) {
    const longer = line === undefined ? word : `${line} ${word}`;
    if (line !== undefined && indent.length + longer.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  return [...lines, line ?? ""].map((part) => indent + part).join("\n");
}

/** Columns that a beginning may take on any terminal. */
const LONG_BEGINNING = 20;

/**
 * The same with a beginning of its own: what does not fit stands below the text, not below the beginning. Where a long beginning
 * takes more than half of the width, it stands a little to the right of the beginning.
 *
 * @param first What the first line begins with; the others begin with as many spaces
 */
export function wrapAfter(first: string, text: string, width: number): string {
  if (first.length <= Math.max(width / 2, LONG_BEGINNING))
    return first + wrap(text, width, " ".repeat(first.length)).slice(first.length);
  const [, margin = "", words = ""] = /^( *)(.*)$/s.exec(first) ?? [];
  return wrap(`${words}${text}`, width, `${margin}  `).replace(/^ */, margin);
}

function unbrokenIn(text: string): string[] {
  const words = text.split(" ");
  const parts: string[] = [];
  for (let at = 0; at < words.length; ) {
    let end = at + 1;
    const part = () => words.slice(at, end).join(" ");
    while (isOpen(part()) && end < words.length && end - at < MAX_QUOTED_WORDS) end += 1;
    if (isOpen(part())) end = at + 1;
    parts.push(part());
    at = end;
  }
  return parts;
}

const isOpen = (text: string): boolean => (text.match(/`/g)?.length ?? 0) % 2 === 1;
