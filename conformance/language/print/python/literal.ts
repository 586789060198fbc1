/** Values and texts as Python source. */
import { isUnsafe } from "../unsafe-characters.ts";

const ESCAPES: { readonly [character: string]: string } = {
  "\\": "\\\\",
  '"': '\\"',
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
};

/** A Python string literal in double quotes that evaluates to the text. */
export function pythonString(text: string): string {
  return `"${escaped(text, ESCAPES)}"`;
}

/** The inside of a Python f-string: as in `pythonString`, with braces doubled. */
export function pythonFormatText(text: string): string {
  return escaped(text, { ...ESCAPES, "{": "{{", "}": "}}" });
}

/** A Python bytes literal of an ASCII text. */
export function pythonBytes(text: string): string {
  return `b${pythonString(text)}`;
}

/** A number as Python source; what JSON writes as an integer is one. */
export function pythonNumber(value: number): string {
  return String(value);
}

function escaped(text: string, escapes: { readonly [character: string]: string }): string {
  return [...text]
    .map((character) => {
      const known = escapes[character];
      if (known !== undefined) return known;
      return isUnsafe(character) ? codeEscape(character.codePointAt(0) ?? 0) : character;
    })
    .join("");
}

function codeEscape(code: number): string {
  const hex = code.toString(16);
  if (code <= 0xff) return `\\x${hex.padStart(2, "0")}`;
  return code <= 0xffff ? `\\u${hex.padStart(4, "0")}` : `\\U${hex.padStart(8, "0")}`;
}

/** Characters of a line, at most. */
const LINE = 88;

/** A list of sources behind `head`: on one line if it is short, else an item a line. */
export function listLines(head: string, items: readonly string[]): readonly string[] {
  const line = `${head}[${items.join(", ")}]`;
  if (line.length <= LINE) return [line];
  return [`${head}[`, ...items.map((item) => `    ${item},`), "]"];
}
