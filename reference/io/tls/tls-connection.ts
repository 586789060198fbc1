/** What stands between the transport of a socket and a program's protocol, where the connection is encrypted. */

import type { TimerHandle } from "../../context/handle.ts";
import type { Future } from "../../futures/future.ts";
import { isInterrupt, OSError, TimeoutError } from "../../text/errors.ts";
import { log } from "../../text/logging.ts";
import type { DescriptorLoop } from "../descriptor-loop.ts";
import { ConnectionAbortedError, ConnectionResetError } from "../os-error.ts";
import { Protocol, type StreamingProtocol } from "../protocols.ts";
import type { StreamTransport } from "../stream-transport.ts";
import { deliver } from "./deliver.ts";
import type { TlsParts } from "./tls-options.ts";
import { TlsSession } from "./tls-session.ts";
import { TlsTransport, type TlsWork } from "./tls-transport.ts";

/** Bytes that are encrypted at once: the encrypted ones leave before the next are taken. */
const PIECE = 256 * 1024;
/** Where records are decrypted to that nobody gets. */
const scrap = Buffer.allocUnsafe(16_384);

/**
 * The protocol of the lower transport. Decrypts for the program's protocol, and encrypts for the peer.
 *
 * Invariant: the program's protocol is called only after the handshake, and not after `connectionLost()`.
 */
export class TlsConnection extends Protocol implements TlsWork {
  /** The transport that the program gets. */
  readonly transport: TlsTransport;
  private readonly loop: DescriptorLoop;
  private readonly parts: TlsParts;
  private readonly session: TlsSession;
  /** Who waits for the handshake. */
  private readonly waiter: Future<void> | null;
  /** Whether the program's protocol has been told of its connection before. */
  private readonly wasMade: boolean;
  private state: "handshake" | "open" | "closing" | "ended" = "handshake";
  private timer: TimerHandle | null = null;
  private failure: unknown = null;
  private below: StreamTransport | null = null;
  /** What is written and not encrypted yet; the first is under way. */
  private readonly waiting: Uint8Array[] = [];
  /** Whether the program has called close() amid a write. */
  private closesBehind = false;

  /**
   * @param waiter told when the handshake is complete, or has failed
   * @param wasMade whether the protocol has got its `connectionMade()` before
   */
  constructor(
    loop: DescriptorLoop,
    protocol: StreamingProtocol,
    parts: TlsParts,
    waiter: Future<void> | null,
    wasMade = false,
  ) {
    super();
    this.loop = loop;
    this.parts = parts;
    this.waiter = waiter;
    this.wasMade = wasMade;
    this.session = new TlsSession(parts.context, parts.side, parts.serverHostname);
    this.transport = new TlsTransport(loop, protocol, this);
  }

  get lower(): StreamTransport {
    return this.below as StreamTransport;
  }

  // What the lower transport calls

  override connectionMade(transport: StreamTransport): void {
    this.below = transport;
    const { handshakeTimeout: seconds } = this.parts;
    this.timer = this.loop.callLater(seconds, () => {
      this.fail(new ConnectionAbortedError(`the TLS handshake takes more than ${seconds} s`));
    });
    this.shakeHands();
  }

  override dataReceived(data: Buffer): void {
    this.session.feed(data);
    if (this.state === "handshake") this.shakeHands();
    else if (this.state === "open") this.decrypt();
    else this.discard();
  }

  override eofReceived(): void {
    if (this.state === "handshake") {
      this.fail(new ConnectionResetError("the other end has ended the TLS handshake"));
    } else if (this.state === "open") this.endOfStream();
  }

  override connectionLost(exception: unknown): void {
    const before = this.state;
    this.state = "ended";
    this.timer?.cancel();
    this.session.free();
    this.transport.hasEnded();
    const why = this.failure ?? exception;
    if (before === "handshake") {
      this.tellWaiter(why ?? new ConnectionAbortedError("the connection ended amid its handshake"));
    } else this.transport.getProtocol().connectionLost(why);
  }

  override pauseWriting(): void {
    if (this.state !== "handshake") this.transport.getProtocol().pauseWriting();
  }

  override resumeWriting(): void {
    if (this.state !== "handshake") this.transport.getProtocol().resumeWriting();
  }

  // What the program's transport calls

  write(data: Uint8Array): void {
    if (this.closesBehind) return;
    this.waiting.push(data);
    // A protocol that is paused amid a write may write itself: that comes behind.
    if (this.waiting.length > 1) return;
    for (let next = this.waiting[0]; next !== undefined; next = this.waiting[0]) {
      this.encrypt(next);
      this.waiting.shift();
    }
    if (this.closesBehind) this.close();
  }

  resumed(): void {
    this.loop.callSoon(() => this.decrypt());
  }

  close(): void {
    if (this.state !== "open") return;
    this.closesBehind = this.waiting.length > 0;
    if (this.closesBehind) return;
    this.state = "closing";
    const { shutdownTimeout: seconds } = this.parts;
    this.timer = this.loop.callLater(seconds, () => {
      this.fail(new TimeoutError(`the other end does not end TLS within ${seconds} s`));
    });
    this.lower.resumeReading(); // the answer must come through
    this.session.shutdown();
    this.send();
    this.discard();
  }

  known(name: string): unknown {
    const { session } = this;
    if (name === "sslcontext") return this.parts.context;
    if (name === "ssl_object") return session;
    if (this.state === "ended") return undefined; // the session's memory is gone
    if (name === "cipher") return session.cipher();
    if (name === "peercert") return session.peerCertificate()?.toLegacyObject();
    return undefined;
  }

  // The way through

  private shakeHands(): void {
    try {
      const complete = this.session.handshake();
      this.send();
      if (!complete) return;
    } catch (error) {
      this.send(); // the peer is told why
      this.fail(error);
      return;
    }
    this.timer?.cancel();
    this.state = "open";
    if (!this.wasMade) {
      this.callProgram("connectionMade", (protocol) => protocol.connectionMade(this.transport));
    }
    this.tellWaiter(null);
    // After the waiter, who shall have the transport before its protocol gets data.
    this.loop.callSoon(() => this.decrypt());
  }

  private decrypt(): void {
    try {
      while (this.state === "open" && this.transport.isReading()) {
        const protocol = this.transport.getProtocol() as StreamingProtocol;
        const size = deliver(this.session, protocol, (...call) => this.callProgram(...call));
        if (size === 0) this.endOfStream();
        if (size === null || size === 0) break;
      }
    } catch (error) {
      this.fail(error);
    }
    this.send();
  }

  /** After `close()` what still arrives goes nowhere, until the peer ends the stream as well. */
  private discard(): void {
    try {
      for (let size = this.session.read(scrap); size !== null; size = this.session.read(scrap)) {
        if (size !== 0) continue;
        this.lower.close();
        return;
      }
    } catch (error) {
      this.fail(error);
    }
  }

  private endOfStream(): void {
    this.callProgram("eofReceived", (protocol) => protocol.eofReceived());
    this.transport.close();
  }

  private encrypt(data: Uint8Array): void {
    for (let at = 0; at < data.length && this.state === "open"; at += PIECE) {
      this.session.write(data.subarray(at, at + PIECE));
      this.send();
    }
  }

  private send(): void {
    const data = this.session.take();
    if (data !== null && !this.lower.isClosing()) this.lower.write(data);
  }

  /** Calls the program's protocol; its error ends the connection. */
  private callProgram(method: string, call: (protocol: StreamingProtocol) => unknown): void {
    const protocol = this.transport.getProtocol() as StreamingProtocol;
    try {
      call(protocol);
    } catch (exception) {
      if (isInterrupt(exception)) throw exception;
      const message = `Fatal error: protocol.${method}() call failed.`;
      const { transport } = this;
      this.loop.callExceptionHandler({ message, exception, transport, protocol });
      this.fail(exception);
    }
  }

  private fail(error: unknown): void {
    this.failure ??= error;
    if (this.loop.getDebug() && error instanceof OSError) log("debug", `${this.transport}`, error);
    this.timer?.cancel();
    this.transport.hasEnded();
    this.lower.abort();
  }

  private tellWaiter(error: unknown): void {
    const { waiter } = this;
    if (waiter === null || waiter.done()) return;
    if (error === null) waiter.setResult();
    else waiter.setException(error as Error);
  }
}
