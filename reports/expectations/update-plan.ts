import type { JSONPath } from "jsonc-parser";
import type { ExpectationChange } from "./change.ts";
import { EXPECTABLE, type ExpectableVerdict, type PlacedEntry } from "./types.ts";

/** A change of the file's text. */
export type Edit = { path: JSONPath; value: unknown; insert?: boolean };

/** What an update will do to the section of one implementation. */
export type Plan = {
  edits: Edit[];
  changes: ExpectationChange[];
  /** Cases that an entry that is there covers from now on. */
  additions: Map<PlacedEntry, string[]>;
};

export function isExpectable(verdict: string): verdict is ExpectableVerdict {
  return (EXPECTABLE as readonly string[]).includes(verdict);
}
