import { visit } from "jsonc-parser";

/** A key that an object has a second time. */
export interface DuplicateKey {
  key: string;
  /** Where it stands the second time, in characters from the beginning. */
  offset: number;
}

/**
 * The first key of a text of JSON that its object has already. Parsers let the last one win: the value of the other is
 * lost, and nothing says so.
 *
 * @param text JSON, comments allowed
 */
export function duplicateKey(text: string): DuplicateKey | undefined {
  const open: Set<string>[] = [];
  let found: DuplicateKey | undefined;
  visit(text, {
    onObjectBegin: () => void open.push(new Set()),
    onObjectEnd: () => void open.pop(),
    onObjectProperty: (key, offset) => {
      const keys = open.at(-1);
      if (keys?.has(key)) found ??= { key, offset };
      keys?.add(key);
    },
  });
  return found;
}
