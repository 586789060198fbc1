import type { CheckOptions } from "./check.ts";

/** How expectations are updated. */
export interface UpdateOptions extends Omit<CheckOptions, "today"> {
  /** Why the loop deviates: the reason of new entries; what is wrong, if absent. */
  reason?: string;
  /** Where that is being discussed: the link of new entries. */
  issue?: string;
  /** Whether what the implementation offers is recorded too. */
  pin?: boolean;
}
