/** @source Event Loop: Transferring files */

/** An open file: its descriptor, or an object that has one. One with `seek()` has a position. */
export type FileLike =
  | number
  | {
      /** The descriptor of the open file. */
      fileno(): number;
      /** Moves the file's position, in bytes from its beginning. */
      readonly seek?: ((position: number) => unknown) | undefined;
    };

/** Options of {@link PollEventLoop.sendfile} and {@link PollEventLoop.sockSendfile}. */
export interface SendfileOptions {
  /** Whether the file is read and written where the system does not send it. True without it. */
  readonly fallback?: boolean | undefined;
}

/** A part of a file: where it begins and its most bytes, null for all; and how it is sent. */
export type FilePart = [
  file: FileLike,
  offset?: number,
  count?: number | null,
  options?: SendfileOptions,
];
