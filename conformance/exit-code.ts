/** Exit codes of the command line. */
export const EXIT = {
  /** The gate holds. */
  ok: 0,
  /** The gate does not hold: something red, nothing run, or not everything run. */
  red: 1,
  /** Wrong usage: an unknown option or id, an unreadable file. */
  usage: 2,
  /** An implementation could not be started. */
  cannotStart: 3,
  /** Ended by Ctrl-C. */
  interrupted: 130,
} as const;

/** An exit code that a command ends with. */
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
