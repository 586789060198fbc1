/** Where calls from another thread arrive. */
export interface Inbox {
  /** Schedules calls that have arrived; what it leaves for the next iteration keeps the poll short. */
  drain(): void;
  /** Called when the loop is closed. */
  close(): void;
}
