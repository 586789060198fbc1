/** What both threads share. Deadlines are nanoseconds of `process.hrtime`, which all threads read alike. */
export interface WatchdogMemory {
  /** Deadline of the program that is running; when the watchdog will wake; no other values. */
  readonly times: SharedArrayBuffer;
  /** Number of the program that is running (0: none, -1: reported as hung); rung to wake the watchdog. */
  readonly state: SharedArrayBuffer;
  readonly trace: SharedArrayBuffer;
  /** Folders that go with the program. */
  readonly folders: SharedArrayBuffer;
}
