import { fileURLToPath } from "node:url";
import { checkText } from "../text/check.ts";
import { ValueError } from "../text/errors.ts";
import { describe } from "../text/format.ts";

/** A path or an argument for the system: text, bytes, or the URL of a file. */
export type PathText = string | Uint8Array | URL;

/**
 * The text of a path or an argument.
 *
 * @throws ValueError for bytes that are no UTF-8, which no text stands for, and for a NUL
 * @throws TypeError for what is neither text nor bytes nor a URL
 */
export function pathText(name: string, value: PathText): string {
  const text = value instanceof Uint8Array ? utf8Text(name, value) : value;
  const plain = text instanceof URL ? fileURLToPath(text) : text;
  checkText(name, plain);
  return plain;
}

/** Bytes as text; a NUL is one of its letters. */
export function utf8Text(name: string, bytes: Uint8Array): string {
  const text = Buffer.from(bytes).toString();
  if (Buffer.from(text).equals(bytes)) return text;
  throw new ValueError(`Expected \`${name}\` to be UTF-8, got ${describe(bytes)}`);
}
