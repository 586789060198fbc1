/** Values as traces show them, in Python's notation. */
import { kindOf } from "./kinds.ts";
import { shownOther } from "./shown-other.ts";

/** A value as a trace shows it. */
export function show(value: unknown): string {
  if (Array.isArray(value)) {
    return value.length === 1 ? `(${show(value[0])},)` : `(${value.map(show).join(", ")})`;
  }
  if (value instanceof Uint8Array) return asciiText(value);
  if (value instanceof Error) return kindOf(value);
  return shownOther(value);
}

/** The trace entry of a function that takes arguments. */
export function showCall(
  name: string,
  args: readonly unknown[],
  keywords: { readonly [name: string]: unknown },
): string {
  const shown = args.map(show);
  for (const key of Object.keys(keywords).sort()) shown.push(`${key}=${show(keywords[key])}`);
  return `${name}(${shown.join(", ")})`;
}

function asciiText(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) {
    text += byte < 128 ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, "0")}`;
  }
  return text;
}
