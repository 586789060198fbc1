/** @source Streams: StreamReader */
import { ValueError } from "../text/errors.ts";
import { checkBytes } from "./check.ts";

/**
 * What `readuntil()` was given, as a list.
 *
 * @param given one separator or several, of at least one byte each
 * @returns the shorter ones first: of two that end at the same byte the shorter one is found
 * @throws TypeError when one is no bytes
 * @throws ValueError when there is none, or one is empty
 */
export function separatorsOf(given: Uint8Array | readonly Uint8Array[]): readonly Uint8Array[] {
  const separators = Array.isArray(given) ? [...given] : [given];
  if (separators.length === 0) {
    throw new ValueError("Separator should contain at least one element");
  }
  for (const separator of separators) {
    checkBytes("separator", separator);
    if (separator.length > 0) continue;
    throw new ValueError("Separator should be at least one-byte string");
  }
  return separators.sort((a, b) => a.length - b.length);
}
