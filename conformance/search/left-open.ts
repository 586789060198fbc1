/** What the documentation leaves open, and how programs keep from depending on it. */

/** One thing that loops may do in more than one way. */
export interface LeftOpen {
  readonly what: string;
  /** The clause that leaves it open, or "no text" where nothing speaks of it. */
  readonly by: string;
  /** How it is kept out: no program has it, such programs are refused, or what follows it is marked. */
  readonly kept: "by construction" | "refused" | "marked";
}

/** All of it. Programs that would depend on any row do not accuse a loop. */
export const LEFT_OPEN: readonly LeftOpen[] = [
  {
    what: "the order of two timers whose deadlines are equal, or nearer than the clock is trusted",
    by: "no text",
    kept: "refused",
  },
  {
    what: "the order of a timer that is due when it is set and of what is queued",
    by: "call-later.zero-vs-call-soon-order",
    kept: "refused",
  },
  { what: "the order of two descriptors that are ready at once", by: "no text", kept: "refused" },
  {
    what: "the order of a ready descriptor's callback and of what is queued",
    by: "no text",
    kept: "refused",
  },
  {
    what: "when an object that nothing refers to is collected, and what its end then writes",
    by: "no text",
    kept: "by construction",
  },
  {
    what: "how many iterations shutdown_asyncgens() takes: for generators that are finished and not collected, and between a report of one that fails and its end",
    by: "no text",
    kept: "refused",
  },
  {
    what: "how many iterations pass until a future or a task wakes whoever waits for it",
    by: "no text",
    kept: "marked",
  },
  {
    what: "the words of messages, reports and debugging texts",
    by: "no text",
    kept: "by construction",
  },
  {
    what: "warnings, which differ between versions of Python",
    by: "no text",
    kept: "by construction",
  },
];
