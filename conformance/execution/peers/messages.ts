/** What the thread of the peers and the thread of the loop tell each other. */
import type { CertificateName } from "../../language/certificates.ts";
import type { PeerAddress } from "./addresses.ts";

/** A step of a peer, with its values: nothing in it refers to the program. */
export type Step =
  | { readonly op: "log"; readonly text: string }
  | { readonly op: "repeat"; readonly times: number; readonly body: readonly Step[] }
  /** Waits until the first number of the memory is not 0. */
  | { readonly op: "wait"; readonly event: SharedArrayBuffer }
  | { readonly op: "send" | "send_to"; readonly data: Uint8Array }
  | { readonly op: "receive"; readonly count: number }
  | { readonly op: "receive_nothing"; readonly seconds: number }
  | {
      readonly op:
        | "accept"
        | "connect"
        | "receive_end"
        | "swallow"
        | "half_close"
        | "hang_up"
        | "reset"
        | "stop_listening"
        | "take_over"
        | "receive_from"
        | "decrypt";
    }
  | {
      readonly op: "handshake";
      readonly side: "server" | "client";
      readonly certificate?: CertificateName;
      readonly name?: string;
    };

/** A descriptor that a peer goes on with. Whoever gave it closes it, unless the peer does. */
export interface TakenOver {
  readonly fd: number;
  readonly isSocket: boolean;
}

/** A peer that is to be started. */
export interface PeerStart {
  readonly id: number;
  readonly steps: readonly Step[];
  /** The descriptor of the socket that it listens with. */
  readonly listener?: number;
  readonly to?: PeerAddress | TakenOver;
  /** Seconds until it gives up. */
  readonly seconds: number;
}

/** What the loop's thread asks for. */
export type Request =
  | { readonly start: PeerStart }
  /** Ends all peers, and closes their sockets. */
  | { readonly release: true };

/** What the peers' thread tells. */
export type Report =
  | { readonly peer: number; readonly said: string }
  /** `failure`: the peer itself is at fault, and not what it met. */
  | { readonly peer: number; readonly ended: true; readonly failure?: string }
  | { readonly released: true };

/** How the threads of the peers and the loop are joined. */
export interface PeerThreadData {
  /** For requests and reports. */
  readonly port: import("node:worker_threads").MessagePort;
  /** The first number counts reports, and wakes whoever waits for one; the second one is 1 once the thread is there. */
  readonly state: SharedArrayBuffer;
  /** The end of a pipe that becomes readable when there is a request, or an event was set. */
  readonly wake: number;
}

export const REPORTS = 0;
export const READY = 1;
