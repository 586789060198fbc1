import type { ResultsDocument } from "../document.ts";
import type { CheckOptions } from "./check.ts";

/** How expectations are updated. */
export interface UpdateOptions extends Omit<CheckOptions, "today"> {
  /** The documents that hold the results: by their catalogue deviations are named as reports name them. */
  documents?: readonly ResultsDocument[];
  /** Why the loop deviates: the reason of new entries; what is wrong, if absent. */
  reason?: string;
  /** Where that is being discussed: the link of new entries. */
  issue?: string;
  /** Whether what the implementation offers is recorded too. */
  pin?: boolean;
}
