/** What the surroundings of a loop can do for a program: time, descriptors, records. */
import type { LogRecord, WarningRecord } from "../protocol.ts";

/** Two connected ends of a stream: what the program passes to `addReader()` and its like. */
export type Pair = readonly [unknown, unknown];

/** What a loop can do for programs about I/O. */
export interface IoHost {
  /** What the loop has. Said, not seen: a loop may well have the methods only to answer NotImplementedError. */
  readonly areas: readonly (
    | "network"
    | "unix-sockets"
    | "datagrams"
    | "pipes"
    | "files"
    | "children"
  )[];
  /** The implementation's object for a socket that does not block. It owns the descriptor: `fileno()`, `close()`. */
  socketFrom(fd: number): object;
  /** The implementation's TLS context, as the methods that open and serve connections take it. */
  tls?(material: TlsMaterial): object;
}

/** What a TLS context is made of, as PEM. */
export interface TlsMaterial {
  readonly side: "server" | "client";
  /** A server's certificate, and its private key. */
  readonly certificate?: string;
  /** The authorities that a client trusts. */
  readonly trusted: readonly string[];
}

/** All optional: a capability whose functions are missing is not offered. */
export interface Host {
  /** Called before a program's loop is made. Restores process-wide state, so that programs do not see each other's. */
  begin?(): void;
  /** Called after a program, whatever it did. */
  end?(): void;
  /** Monotonic seconds; default Node's clock. */
  now?(): number;
  /** Lets so many seconds pass on that clock; default: the thread sleeps. */
  block?(seconds: number): void;

  /** Makes two connected ends. */
  makePair?(): Pair;
  /**
   * Whether the loop's `sockRecv()` and its like take these ends. Said, not seen: a loop may well have the methods only to
   * answer NotImplementedError.
   */
  readonly sockets?: boolean;
  /** Lets one byte arrive at an end, so that it becomes readable. */
  makeReady?(end: unknown): void;
  /** Takes what has arrived at an end. */
  drain?(end: unknown): void;
  closePair?(pair: Pair): void;

  /**
   * Runs the garbage collector. The promise is done when everything that is weak has been told of what was collected:
   * {@link collectGarbage}, unless the implementation needs more. Before a program, where what others left behind is to
   * go, one round is asked for; within it the number is the collector's own.
   */
  collect?(rounds?: number): Promise<void>;
  /**
   * Runs the body as another thread would that is waited for at once: without a running loop, in an empty context. What
   * it raises is of no consequence here.
   */
  runThread?(body: () => void): void;
  /** Makes a pool of threads that `runInExecutor()` and `setDefaultExecutor()` take. */
  makeExecutor?(): unknown;
  /**
   * Runs a part of a program in which nothing can wait for a promise: whoever's run methods return promises, and can block
   * as well, has them block there.
   */
  blocking?<T>(body: () => T): T;
  /** Timeouts that the loop under test asked its selector for, in seconds; null: none. */
  polls?(): readonly (number | null)[];
  /** Has log records of the implementation passed to `receive`, until the function that is returned is called. */
  captureLogs?(receive: (record: CapturedLog) => void): () => void;
  /** The same for warnings. */
  captureWarnings?(receive: (record: WarningRecord) => void): () => void;
  /** Debugging text of a value: handles, partial objects. */
  repr?(value: unknown): string;
  /**
   * Whether signals of the process reach what `addSignalHandler()` has registered. Said, not seen, as with `sockets`: a
   * loop whose run methods block cannot be told of one.
   */
  readonly signals?: boolean;
  /** What programs about connections, pipes and children can ask of the loop. */
  readonly io?: IoHost;
  /** An awaitable of a child process that exits with that status; its result is the status. */
  subprocessExit?(status: number): unknown;
  /** Whether an error says that the loop would wait for ever: the program then counts as hung. */
  isHang?(error: unknown): boolean;
}

/** A log record with the error itself, whose kind the interpreter finds. */
export interface CapturedLog extends Pick<LogRecord, "message"> {
  /** Python's name of the level, in any case of letters. */
  readonly level: string;
  readonly exception?: unknown;
}

/** Monotonic seconds of Node's clock. */
export const monotonicSeconds = (): number => performance.now() / 1000;

/** Puts the thread to sleep. */
export function sleepThread(seconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, seconds * 1000);
}
