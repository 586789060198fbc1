/** @source Event Loop: Server Objects */
import type { Coroutine } from "../futures/coroutine.ts";
import type { Future } from "../futures/future.ts";
import { CancelledError, isInterrupt, OSError, RuntimeError } from "../text/errors.ts";
import type { DescriptorLoop } from "./descriptor-loop.ts";
import {
  BlockingIOError,
  ConnectionAbortedError,
  errnos,
  InterruptedError,
  isDescriptorGone,
} from "./os-error.ts";
import type { StreamingProtocol } from "./protocols.ts";
import type { Socket } from "./socket.ts";
import { connect } from "./socket-transport.ts";
import { TlsConnection } from "./tls/tls-connection.ts";
import type { TlsParts } from "./tls/tls-options.ts";
import type { BaseTransport } from "./transport.ts";

/** How long to wait, in seconds, before accepting again after the system had no more to give. */
const ACCEPT_RETRY_DELAY = 1;
/** Errors of a system that has no descriptor or memory left: the connection waits, it is not lost. */
const OUT_OF_RESOURCES = [errnos.EMFILE, errnos.ENFILE, errnos.ENOBUFS, errnos.ENOMEM];

/** What a server is made of. */
export interface ServerParts {
  readonly loop: DescriptorLoop;
  readonly sockets: readonly Socket[];
  readonly protocolFactory: () => StreamingProtocol;
  /** How many connections may wait to be accepted. */
  readonly backlog: number;
  /** How connections are encrypted; null when they are not. */
  readonly tls: TlsParts | null;
  /** Called when the server is closed. */
  readonly onClose?: (() => void) | undefined;
}

/** Accepts connections. Made by `createServer()` and `createUnixServer()`. */
export class Server {
  private readonly parts: ServerParts;
  private readonly loop: DescriptorLoop;
  private readonly clients = new Set<BaseTransport>();
  /** While the protocol of an accepted connection is made, which may close the server. */
  private making = false;
  private state: "made" | "serving" | "closed" = "made";
  /** Who waits for the server to be closed and all its connections to be over. */
  private waiters: Future<void>[] = [];
  /** Of `serveForever()`, while it runs. */
  private forever: Future<void> | null = null;

  /** @internal */
  constructor(parts: ServerParts) {
    this.parts = parts;
    this.loop = parts.loop;
    this.loop.owned.servers.add(this);
  }

  /** The sockets that listen; none when the server is closed. */
  get sockets(): readonly Socket[] {
    return this.state === "closed" ? [] : this.parts.sockets;
  }

  /** The loop that serves. */
  getLoop(): DescriptorLoop {
    return this.loop;
  }

  /** Whether connections are accepted. */
  isServing(): boolean {
    return this.state === "serving";
  }

  /**
   * Begins to accept connections. Without effect when it does already.
   *
   * @throws RuntimeError when the server is closed
   */
  *startServing(): Coroutine<void> {
    this.start();
    yield; // so that what listens is polled before the caller goes on
  }

  /**
   * Accepts connections until it is cancelled; then closes the server.
   *
   * @throws RuntimeError when the server is closed, or this is running already
   */
  *serveForever(): Coroutine<void> {
    if (this.forever !== null) {
      throw new RuntimeError("server is already being awaited on serveForever()");
    }
    this.start();
    this.forever = this.loop.createFuture<void>();
    try {
      yield* this.forever;
    } catch (error) {
      if (error instanceof CancelledError) {
        this.close();
        yield* this.waitClosed();
      }
      throw error;
    } finally {
      this.forever = null;
    }
  }

  /** Closes what listens. Connections that were accepted stay. */
  close(): void {
    if (this.state === "closed") return;
    this.state = "closed";
    for (const socket of this.parts.sockets) {
      const fd = socket.fileno(); // -1 when it was closed behind the server's back
      if (fd !== -1 && !this.loop.isClosed()) this.loop.removeReader(fd);
      socket.close();
    }
    this.loop.owned.servers.delete(this);
    this.parts.onClose?.();
    if (this.loop.isClosed()) return; // nobody can be woken any more
    if (this.forever !== null && !this.forever.done()) this.forever.cancel();
    this.wakeWhenOver();
  }

  /** Closes the connections in order. */
  closeClients(): void {
    for (const transport of [...this.clients]) transport.close();
  }

  /** Ends the connections at once. */
  abortClients(): void {
    for (const transport of [...this.clients]) transport.abort();
  }

  /** Waits until the server is closed and all its connections are over. */
  *waitClosed(): Coroutine<void> {
    if (this.isOver()) return;
    const waiter = this.loop.createFuture<void>();
    this.waiters.push(waiter);
    yield* waiter;
  }

  /** For people: state and number of connections. */
  toString(): string {
    return `<Server ${this.state} connections=${this.clients.size}>`;
  }

  /** @internal Begins to accept. */
  start(): void {
    if (this.state === "closed") throw new RuntimeError(`server ${this} is closed`);
    if (this.state === "serving") return;
    this.state = "serving";
    for (const socket of this.parts.sockets) {
      socket.listen(this.parts.backlog);
      this.accept(socket);
    }
  }

  private accept(socket: Socket): void {
    if (this.state !== "serving") return; // closed while it waited for the system to recover
    const fd = socket.fileno();
    this.loop.addReader(fd, () => this.acceptWaiting(socket, fd));
  }

  /** Accepts what waits, but no more than a full queue, so that others have their turn. */
  private acceptWaiting(socket: Socket, fd: number): void {
    // The system lets one wait even where none may.
    for (let left = this.parts.backlog || 1; left > 0 && this.isServing(); left -= 1) {
      let connection: Socket;
      try {
        [connection] = socket.accept();
      } catch (error) {
        this.acceptFailed(socket, fd, error);
        return;
      }
      this.serve(connection);
    }
  }

  private acceptFailed(socket: Socket, fd: number, error: unknown): void {
    if (error instanceof BlockingIOError || error instanceof InterruptedError) return;
    if (error instanceof ConnectionAbortedError) return; // the peer was impatient
    if (error instanceof OSError && isDescriptorGone(error.errno)) {
      this.loop.removeReader(fd); // which would be ready, and fail, for ever
      socket.detach(); // the number may be another's by now
    }
    if (!(error instanceof OSError && OUT_OF_RESOURCES.includes(error.errno as number))) {
      throw error; // to the exception handler
    }
    const message = "socket.accept() out of system resource";
    this.loop.callExceptionHandler({ message, exception: error, socket });
    // The connection still waits, so the socket is ready all the time: it is left alone a while.
    this.loop.removeReader(fd);
    this.loop.callLater(ACCEPT_RETRY_DELAY, () => this.accept(socket));
  }

  /** DIVERGES: an error of the factory is always reported, not in debug mode alone. */
  private serve(connection: Socket): void {
    this.making = true;
    try {
      const { tls, protocolFactory } = this.parts;
      const protocol = protocolFactory();
      // @clause create-server.ssl-accept
      const over = tls === null ? null : new TlsConnection(this.loop, protocol, tls, null);
      const onLost = () => this.forget(client);
      const transport = connect(this.loop, connection, over ?? protocol, { onLost });
      const client: BaseTransport = over?.transport ?? transport;
      this.clients.add(client);
      transport.begin(null);
    } catch (exception) {
      connection.close();
      if (isInterrupt(exception)) throw exception;
      const message = "Error on transport creation for incoming connection";
      this.loop.callExceptionHandler({ message, exception });
    } finally {
      this.making = false;
      this.wakeWhenOver();
    }
  }

  private forget(transport: BaseTransport): void {
    this.clients.delete(transport);
    this.wakeWhenOver();
  }

  private isOver(): boolean {
    return this.state === "closed" && this.clients.size === 0 && !this.making;
  }

  private wakeWhenOver(): void {
    if (!this.isOver()) return;
    for (const waiter of this.waiters) if (!waiter.done()) waiter.setResult();
    this.waiters = [];
  }
}
