/** @source Event Loop: Opening network connections, Creating network servers */
import type { Coroutine } from "../futures/coroutine.ts";
import type { ConnectionOptions } from "./create-connection.ts";
import type { DatagramOptions } from "./create-datagram-endpoint.ts";
import type { Hosts, ServerOptions } from "./create-server.ts";
import type { DatagramTransport } from "./datagram-transport.ts";
import type { FileLike, SendfileOptions } from "./file-like.ts";
import type { DatagramProtocol, StreamingProtocol } from "./protocols.ts";
import type { Server } from "./server.ts";
import type { Socket } from "./socket.ts";
import type { SocketLoop } from "./socket-loop.ts";
import type { StreamTransport } from "./stream-transport.ts";
import type { TlsUpgrade } from "./tls/start-tls.ts";
import type { ServerTlsOptions } from "./tls/tls-options.ts";
import type { TlsTransport } from "./tls/tls-transport.ts";
import type { BaseTransport } from "./transport.ts";
import type { UnixConnectionOptions, UnixPath, UnixServerOptions } from "./unix.ts";

/** A transport and the protocol that it calls. */
export type Connected<P> = Coroutine<[transport: StreamTransport, protocol: P]>;

/** A loop that opens connections and serves them. */
export interface NetworkLoop extends SocketLoop {
  /**
   * Connects over TCP.
   *
   * @param protocolFactory makes the protocol, once the connection stands
   * @param host name or number; null with `sock`
   * @param port number, or name of a service; null with `sock`
   * @param options addresses, look-up, a socket of one's own; delays in seconds
   * @returns transport and protocol; `connectionMade()` has been called
   * @throws OSError when no address can be reached; with `allErrors`, an ExceptionGroup
   * @throws GetAddrInfoError when the name does not resolve
   * @throws ValueError when options contradict each other
   */
  createConnection<P extends StreamingProtocol>(
    protocolFactory: () => P,
    host?: string | null,
    port?: number | string | null,
    options?: ConnectionOptions,
  ): Connected<P>;

  /**
   * Connects to a Unix socket.
   *
   * @param protocolFactory makes the protocol, once the connection stands
   * @param path where it is; null with `sock`. One that begins with NUL is not in the file system
   * @param options a connected socket to use instead of `path`
   * @returns transport and protocol; `connectionMade()` has been called
   * @throws FileNotFoundError, ConnectionRefusedError and other OSErrors
   */
  createUnixConnection<P extends StreamingProtocol>(
    protocolFactory: () => P,
    path?: UnixPath | null,
    options?: UnixConnectionOptions,
  ): Connected<P>;

  /**
   * Makes an endpoint for datagrams.
   *
   * @param protocolFactory makes the protocol
   * @param options addresses and settings; at least one address, `family` or `sock`
   * @throws OSError when the address cannot be used
   * @throws ValueError when options contradict each other
   */
  createDatagramEndpoint<P extends DatagramProtocol>(
    protocolFactory: () => P,
    options?: DatagramOptions,
  ): Coroutine<[transport: DatagramTransport, protocol: P]>;

  /**
   * Serves TCP connections.
   *
   * @param protocolFactory makes a protocol for each connection
   * @param host name, number, or several; null or empty means all interfaces
   * @param port number, or name of a service; 0 means any that is free, for each interface its own
   * @param options look-up, backlog (connections that wait), reuse, a socket of one's own
   * @returns the server; it listens already unless `startServing` is false
   * @throws OSError (EADDRINUSE and others) naming the address that cannot be used
   * @throws ValueError when options contradict each other
   */
  createServer(
    protocolFactory: () => StreamingProtocol,
    host?: Hosts,
    port?: number | string | null,
    options?: ServerOptions,
  ): Coroutine<Server>;

  /**
   * Serves connections to a Unix socket.
   *
   * @param protocolFactory makes a protocol for each connection
   * @param path where it is; a socket that stands there and is not in use gives way
   * @param options backlog (connections that wait), a bound socket to use instead of `path`
   * @throws OSError when the path cannot be used
   */
  createUnixServer(
    protocolFactory: () => StreamingProtocol,
    path?: UnixPath | null,
    options?: UnixServerOptions,
  ): Coroutine<Server>;

  /**
   * Sends a file over a transport, behind all that was written. Its position is moved behind what was sent.
   *
   * @param transport a connection; it receives nothing meanwhile, and nothing can be written
   * @param file open file
   * @param offset where to begin, in bytes
   * @param count most bytes to send; null means to the end of the file
   * @param options `fallback`: whether the file is read where the system does not send it
   * @returns number of bytes
   * @throws RuntimeError when the transport is closing, or cannot send files
   * @throws SendfileNotAvailableError without fallback, where the system does not send it
   */
  sendfile(
    transport: BaseTransport,
    file: FileLike,
    offset?: number,
    count?: number | null,
    options?: SendfileOptions,
  ): Coroutine<number>;

  /**
   * Makes transport and protocol of a connection that was accepted elsewhere.
   *
   * @param protocolFactory makes the protocol
   * @param sock the connection's socket, which the transport owns from now on
   * @param options how it is encrypted, as the server
   * @returns transport and protocol; `connectionMade()` has been called
   */
  connectAcceptedSocket<P extends StreamingProtocol>(
    protocolFactory: () => P,
    sock: Socket,
    options?: ServerTlsOptions,
  ): Connected<P>;

  /**
   * Encrypts a connection that stands.
   *
   * @param transport the connection, which nobody else may use from now on
   * @param protocol gets the plain data from now on; it is told no second time of its connection
   * @param upgrade context: certificates and whom to trust; options: which end this is, the server's name, times in seconds
   * @returns the transport to use instead
   * @throws SSLError and other OSErrors when the handshake fails; the connection is ended
   * @throws TypeError when transport or context is none
   * @throws RuntimeError when the transport is closing
   */
  startTls(
    transport: BaseTransport,
    protocol: StreamingProtocol,
    ...upgrade: TlsUpgrade
  ): Coroutine<TlsTransport>;
}
