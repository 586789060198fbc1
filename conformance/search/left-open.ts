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
    what: "in which iteration run_until_complete() ends once its future is done, and what else runs until then",
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
  // Programs of input and output: each step is waited for, on both sides, before the next one begins.
  {
    what: "when data, a datagram, a connection or the end of a stream arrives, and which of two channels is served first",
    by: "no text",
    kept: "by construction",
  },
  {
    what: "in which pieces a stream hands its data over: entries join them, and a step's entry keeps them from those of the last one",
    by: "protocol.data-received",
    kept: "by construction",
  },
  {
    what: "whether sock_recv() waits for all that was sent at once: what is received in parts has arrived whole before",
    by: "sock-recv.returns-bytes",
    kept: "by construction",
  },
  {
    what: "whether flow control shows where much is written",
    by: "no text",
    kept: "by construction",
  },
  {
    what: "what is left of data that an aborted connection had not sent: the other end has it all before, or says nothing of it",
    by: "transport.abort",
    kept: "by construction",
  },
  {
    what: "whether a protocol hears of an end that follows the program's own close(): the other end stays until the program is over",
    by: "no text",
    kept: "by construction",
  },
  {
    what: "which error a connection is lost with, and what is written behind an end or to a peer that has gone",
    by: "no text",
    kept: "by construction",
  },
  {
    what: "when a job of an executor, a thread or a signal's handler runs beside the program: each is awaited at once, and jobs write nothing",
    by: "no text",
    kept: "by construction",
  },
  {
    what: "a program in which something is waited for in vain, on the loop that says what is expected",
    by: "no text",
    kept: "refused",
  },
];
