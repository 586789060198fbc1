/** What an update would do, or did, to one entry. */
export interface ExpectationChange {
  action: "add" | "remove" | "change" | "split";
  implementation: string;
  /** The entry's match; of a new entry the new one. */
  match: string;
  /** Why, as a sentence. */
  why: string;
}
