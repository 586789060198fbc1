/** A connection over which a peer speaks TLS: encrypted by the memory session of the reference loop's OpenSSL. */
import { constants } from "node:os";
import { TlsContext, TlsSession } from "../../../reference/index.ts";
import { AUTHORITY, CERTIFICATES, type CertificateName } from "../../language/certificates.ts";
import type { Waiting } from "./connection.ts";
import { SystemError } from "./system-calls.ts";

/** Bytes of one call on the connection below. */
const CHUNK = 65_536;

/** What lies below: a plain connection, or another encrypted one. */
interface Below {
  receive(buffer: Uint8Array, until: number): Waiting<number>;
  send(data: Uint8Array, until: number): Waiting<void>;
  halfClose(): void;
  close(): void;
  reset(): void;
}

/** Encrypts what is sent, and decrypts what is received. */
export class EncryptedConnection implements Below {
  private readonly below: Below;
  private readonly session: TlsSession;
  private readonly buffer = Buffer.allocUnsafe(CHUNK);

  /**
   * @param name the name that a client asks for and checks; nothing is checked without
   */
  constructor(
    below: Below,
    side: "server" | "client",
    certificate: CertificateName = "server",
    name?: string,
  ) {
    this.below = below;
    const context =
      side === "client"
        ? new TlsContext(side, { trusted: AUTHORITY, checkHostname: name !== undefined })
        : new TlsContext(side, { certificate: CERTIFICATES[certificate] });
    this.session = new TlsSession(context, side, name ?? null);
  }

  *handshake(until: number): Waiting<void> {
    for (;;) {
      const complete = yield* this.attempt(() => this.session.handshake(), until);
      yield* this.flush(until);
      if (complete) return;
      if (!(yield* this.more(until)))
        throw new SystemError(constants.errno.EPROTO, "the handshake");
    }
  }

  /** Ends the encryption, and gives what lies below. The other end may leave without a word. */
  *decrypt(until: number): Waiting<never> {
    let both = this.session.shutdown();
    yield* this.flush(until);
    while (!both && (yield* this.more(until))) {
      while (this.session.read(this.buffer)) {
        // What was still on its way is lost.
      }
      both = this.session.shutdown();
    }
    return this.below as never;
  }

  *receive(buffer: Uint8Array, until: number): Waiting<number> {
    for (;;) {
      const size = yield* this.attempt(() => this.session.read(buffer), until);
      if (size !== null) return size;
      if (!(yield* this.more(until))) return 0;
    }
  }

  *send(data: Uint8Array, until: number): Waiting<void> {
    for (let at = 0; at < data.length; at += CHUNK) {
      this.session.write(data.subarray(at, at + CHUNK));
      yield* this.flush(until);
    }
  }

  halfClose(): void {
    this.below.halfClose();
  }

  close(): void {
    this.session.free();
    this.below.close();
  }

  reset(): void {
    this.session.free();
    this.below.reset();
  }

  /** Tells the other end why before it fails. */
  private *attempt<T>(act: () => T, until: number): Waiting<T> {
    try {
      return act();
    } catch (error) {
      yield* this.flush(until);
      throw new SystemError(constants.errno.EPROTO, (error as Error).message);
    }
  }

  private *flush(until: number): Waiting<void> {
    const data = this.session.take();
    if (data !== null) yield* this.below.send(data, until);
  }

  /** Receives encrypted bytes; false at the end. */
  private *more(until: number): Waiting<boolean> {
    const size = yield* this.below.receive(this.buffer, until);
    if (size > 0) this.session.feed(this.buffer.subarray(0, size));
    return size > 0;
  }
}
