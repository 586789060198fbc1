/** What programs about I/O are given by the host: sockets, pipes, files, TLS contexts, child programs, signals' numbers. */
import type { CertificateName } from "./certificates.ts";
import type { Expression, Keywords, SignalName } from "./expression.ts";
import type { Count, FileName } from "./terms.ts";

/** What `make` makes of them. All are gone when the program is over. */
export type MadeResource =
  /**
   * A non-blocking socket. `state`: `bound` to a free port of 127.0.0.1 (or to a path of the temporary folder),
   * `listening` there, or `connected` to `to`, as the operation `peer` has it; without it, a socket without an address.
   */
  | {
      readonly make: "socket";
      readonly transport?: "tcp" | "udp" | "unix";
      readonly state?: "bound" | "listening" | "connected";
      readonly path?: FileName;
      readonly to?: Expression;
    }
  /** A pipe: end 0 is a file to read from, end 1 one to write to. */
  | { readonly make: "pipe" }
  /** A binary file with this content, open for reading, at its beginning. */
  | { readonly make: "file"; readonly content: Expression }
  /** So many bytes of zero that methods write into (`bytearray`). */
  | { readonly make: "buffer"; readonly size: Count }
  /**
   * A TLS context. A server's has a certificate (default `server`); a client's trusts the suite's authority unless
   * `trusts` is false, and matches names.
   */
  | {
      readonly make: "tls";
      readonly side: "server" | "client";
      readonly certificate?: CertificateName;
      readonly trusts?: boolean;
    };

/**
 * Child programs of the host's own interpreter. Each ends by itself after 20 seconds.
 *
 * - `exit`: exits with the status `with[0]`.
 * - `say`: writes `with[0]` to standard output and `with[1]`, if any, to standard error.
 * - `echo`: copies standard input to standard output until its end.
 * - `wait`: writes `ready`, and waits to be ended.
 * - `stubborn`: the same, and ignores SIGTERM.
 * - `environment`: writes the value of the variable `with[0]`, or `unset`.
 * - `folder`: writes the name of its current folder, without the folders above.
 */
export type ChildProgram = "exit" | "say" | "echo" | "wait" | "stubborn" | "environment" | "folder";

/** Expressions about resources. */
export type ResourceExpression =
  /** The arguments that start a child program, among the positional arguments of a call. */
  | { readonly child: ChildProgram; readonly with?: readonly (string | number)[] }
  /** A signal's number. */
  | { readonly signal_number: SignalName }
  /** What a child's standard stream is given instead of a file: a constant of `asyncio.subprocess`. */
  | { readonly standard: StandardStream }
  /** The bytes of a buffer from one place to another, as a view: what is written into it is in the buffer (`memoryview`). */
  | { readonly part: Expression; readonly start: Count; readonly stop: Count }
  /** A path as an object of the host (`pathlib.Path`), not a text. */
  | { readonly file_path: Expression }
  /** A mapping from texts to values. */
  | { readonly mapping: Keywords };

/** A pipe of the transport, the stream that is discarded, or standard output for standard error. */
export type StandardStream = "PIPE" | "DEVNULL" | "STDOUT";

/** Steps of peers over other things than TCP connections. */
export type ResourceStep =
  /** Goes on with the socket, or the end of a pipe, that the operation `peer` names in `to`. */
  | { readonly op: "take_over" }
  /** Encrypts the connection: `encrypted`, or `!Kind`. A client matches `name` if it is given. */
  | {
      readonly op: "handshake";
      readonly side: "server" | "client";
      readonly certificate?: CertificateName;
      readonly name?: string;
    }
  /**
   * Ends an encrypted stream in order: sends the closing message and awaits the other end's, then goes on in plain
   * text. No text promises that a loop sends one, so an end without it is not logged.
   */
  | { readonly op: "decrypt" }
  /** Receives a datagram: `datagram(DATA)`; answers go to its sender. */
  | { readonly op: "receive_from" }
  /** Sends a datagram to `to`, or to the sender of the last one. */
  | { readonly op: "send_to"; readonly data: Expression };
