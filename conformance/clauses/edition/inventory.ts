/** Reads the `objects.inv` that Sphinx writes beside its pages: which name is described where. */
import { inflateSync } from "node:zlib";

/** A name that the documentation describes. */
export interface InventoryName {
  readonly name: string;
  /** What it is in Python: `function`, `method`, `class`, `attribute`, `exception`, `data`. */
  readonly role: string;
  /** Path of the page below the edition, without the ending. */
  readonly page: string;
  readonly anchor: string;
}

/** Thrown for a file that is no inventory of the layout that is known. */
export class InventoryError extends Error {
  override readonly name = "InventoryError";
  readonly code = "BAD_INVENTORY";
  readonly hint = "Give the folder that holds the HTML as Sphinx writes it, with objects.inv.";
}

const HEAD = "# Sphinx inventory version 2\n";
const HEAD_LINES = 4;

/**
 * The names of Python that an inventory lists.
 *
 * @param file the content of `objects.inv`: four lines of text, then compressed lines
 * @throws InventoryError if it has another layout
 */
export function inventoryNames(file: Uint8Array): readonly InventoryName[] {
  const bytes = Buffer.from(file);
  if (!bytes.subarray(0, HEAD.length).equals(Buffer.from(HEAD)))
    throw new InventoryError(`Expected a file that begins with ${JSON.stringify(HEAD.trim())}`);
  let start = 0;
  for (let line = 0; line < HEAD_LINES; line += 1) start = bytes.indexOf("\n", start) + 1;
  const lines = inflated(bytes.subarray(start)).split("\n");
  return lines.filter((line) => line.trim() !== "").flatMap(nameOf);
}

/** A line is `NAME DOMAIN:ROLE PRIORITY PAGE.html#ANCHOR TITLE`; `$` stands for the name. */
function nameOf(line: string): readonly InventoryName[] {
  const [, name, role, place] = /^(.+?) (\S+:\S+) -?\d+ (\S*) .*$/.exec(line) ?? [];
  if (name === undefined || role === undefined || place === undefined)
    throw new InventoryError(`Expected a line of an inventory, got ${JSON.stringify(line)}`);
  if (!role.startsWith("py:")) return [];
  const [page = "", anchor = ""] = place.replace(/\$$/, name).split("#");
  return [{ name, role: role.slice("py:".length), page: page.replace(/\.html$/, ""), anchor }];
}

function inflated(bytes: Uint8Array): string {
  try {
    return inflateSync(bytes).toString("utf8");
  } catch (error) {
    throw new InventoryError(`Expected compressed lines: ${(error as Error).message}`, {
      cause: error,
    });
  }
}
