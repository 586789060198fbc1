/** @source Transports and Protocols: Base Transport, Read-only Transports, Write-only Transports */
import type { Coroutine } from "../../futures/coroutine.ts";
import { NotImplementedError } from "../../text/errors.ts";
import { checkBytes, joinBytes } from "../check.ts";
import type { DescriptorLoop } from "../descriptor-loop.ts";
import type { WriteBufferLimits } from "../flow-control.ts";
import { ConnectionError } from "../os-error.ts";
import type { StreamingProtocol } from "../protocols.ts";
import { SendingTurn } from "../sending-turn.ts";
import type { StreamTransport } from "../stream-transport.ts";
import { BaseTransport } from "../transport.ts";

/** What does the work of a transport over TLS. */
export interface TlsWork {
  /** The transport over which the encrypted bytes go. */
  readonly lower: StreamTransport;
  write(data: Uint8Array): void;
  resumed(): void;
  close(): void;
  /** What is known about the encryption; undefined for names of other things. */
  known(name: string): unknown;
}

/** An encrypted connection, as a program sees it: plain bytes go in and come out. */
export class TlsTransport extends BaseTransport<StreamingProtocol> implements StreamTransport {
  private readonly work: TlsWork;
  private paused = false;
  private readonly turn = new SendingTurn(this);

  /** @internal */
  constructor(loop: DescriptorLoop, protocol: StreamingProtocol, work: TlsWork) {
    super(loop, protocol, {});
    this.work = work;
  }

  /**
   * What is known about the connection.
   *
   * @param name of TLS: `sslcontext`, `ssl_object`, `cipher`, `peercert`, `compression`; the others as without TLS
   * @param fallback answered where nothing is known
   * @clause tls-transport.extra-info
   */
  override getExtraInfo(name: string, fallback: unknown = null): unknown {
    return this.work.known(name) ?? this.work.lower.getExtraInfo(name, fallback);
  }

  isReading(): boolean {
    return !this.closing && !this.paused;
  }

  pauseReading(): void {
    if (!this.isReading()) return;
    this.paused = true;
    this.work.lower.pauseReading();
  }

  resumeReading(): void {
    if (this.closing || !this.paused) return;
    this.paused = false;
    this.work.lower.resumeReading();
    this.work.resumed();
  }

  /** @throws TypeError when they are no bytes */
  write(data: Uint8Array): void {
    checkBytes("data", data);
    this.turn.refuseWhileTaken();
    this.work.write(data);
  }

  writelines(pieces: Iterable<Uint8Array>): void {
    this.write(joinBytes("pieces", pieces));
  }

  /** Not offered: a stream over TLS ends in both directions. */
  writeEof(): void {
    throw new NotImplementedError("A connection over TLS cannot be closed in one direction");
  }

  /** False: a stream over TLS ends in both directions. */
  canWriteEof(): boolean {
    return false;
  }

  /** Number of encrypted bytes that wait to be sent. */
  getWriteBufferSize(): number {
    return this.work.lower.getWriteBufferSize();
  }

  getWriteBufferLimits(): [low: number, high: number] {
    return this.work.lower.getWriteBufferLimits();
  }

  setWriteBufferLimits(limits: WriteBufferLimits = {}): void {
    this.work.lower.setWriteBufferLimits(limits);
  }

  whenSent(): Coroutine<void> {
    return this.work.lower.whenSent();
  }

  /**
   * @internal Sends behind all that was written. Receives nothing meanwhile, and refuses to write.
   *
   * @param send gets what writes a piece, and waits until it is sent
   * @throws RuntimeError when the transport is closing, or sends already
   */
  sendBehind<T>(
    send: (write: (piece: Uint8Array) => Coroutine<void>) => Coroutine<T>,
  ): Coroutine<T> {
    return this.turn.take(() => send((piece) => this.writeAndWait(piece)));
  }

  /** Ends the connection in order: sends what is buffered, then tells the peer, and waits for its answer. */
  close(): void {
    if (this.closing) return;
    this.closing = true;
    this.work.close();
  }

  abort(): void {
    this.closing = true;
    this.work.lower.abort();
  }

  release(): void {
    this.closing = true;
    this.work.lower.release();
  }

  /** @internal The connection has ended without the program's doing. */
  hasEnded(): void {
    this.closing = true;
  }

  private *writeAndWait(piece: Uint8Array): Coroutine<void> {
    if (this.closing) throw new ConnectionError("Connection closed by peer, or by the program");
    this.work.write(piece);
    yield* this.whenSent();
  }

  /** For people: state, and what lies below. */
  override toString(): string {
    return `<TlsTransport over ${this.work.lower} ${this.closing ? "closing" : "open"}>`;
  }
}
