/** @source Event Loop: Event Loop Implementations */
import { type Callback, NO_ARGS } from "../context/handle.ts";
import { EventLoop } from "../loop/event-loop.ts";
import { NO_OPTIONS } from "../text/check.ts";
import { PollSelector } from "../waiting/poll.ts";
import type { FileDescriptorLike } from "../waiting/selector.ts";
import type { InternetAddress, SocketAddress } from "./address.ts";
import type { AddressHints } from "./address-info.ts";
import * as connecting from "./create-connection.ts";
import { createDatagramEndpoint, type DatagramOptions } from "./create-datagram-endpoint.ts";
import { createServer, type Hosts, type ServerOptions } from "./create-server.ts";
import type { FilePart } from "./file-like.ts";
import type { NetworkLoop } from "./network-loop.ts";
import { OwnedDescriptors } from "./owned-descriptors.ts";
import type { PathText } from "./path-text.ts";
import type { PipeLike } from "./pipe-transports.ts";
import * as pipes from "./pipes.ts";
import type { ProcessLoop } from "./process-loop.ts";
import type { DatagramProtocol, StreamingProtocol, SubprocessProtocol } from "./protocols.ts";
import * as names from "./resolve.ts";
import * as files from "./sendfile.ts";
import * as sockets from "./sock-operations.ts";
import type { Socket } from "./socket.ts";
import * as children from "./subprocess.ts";
import { startTls, type TlsUpgrade } from "./tls/start-tls.ts";
import type { ServerTlsOptions } from "./tls/tls-options.ts";
import type { BaseProtocol, BaseTransport } from "./transport.ts";
import * as unix from "./unix.ts";

/**
 * An event loop on real descriptors: network I/O, pipes and child processes, on POSIX systems.
 *
 * What its methods do stands in {@link NetworkLoop}, {@link SocketLoop} and {@link ProcessLoop}; a
 * method that {@link EventLoop} has does the same here.
 *
 * DIVERGES: there are no signal handlers: Node's own loop stands still while this one blocks.
 *
 * @clause preface.performs-network-io
 * @clause preface.runs-subprocesses
 */
export class PollEventLoop extends EventLoop implements NetworkLoop, ProcessLoop {
  /** @internal */
  readonly owned: OwnedDescriptors;

  /**
   * @param selector how the loop waits for descriptors
   * @throws NotImplementedError where there is no such selector; says what to do
   */
  constructor(selector: PollSelector = new PollSelector()) {
    super(selector);
    this.owned = new OwnedDescriptors(this.watching);
  }

  /**
   * Closes the loop for ever, and gives back all that the system holds for it: connections are
   * dropped, children killed. A ResourceWarning names each.
   *
   * @throws RuntimeError when the loop is running
   */
  override close(): void {
    super.close();
    this.owned.releaseAll((context) => this.callExceptionHandler(context));
  }

  // Opening network connections

  createConnection<P extends StreamingProtocol>(
    protocolFactory: () => P,
    host: string | null = null,
    port: number | string | null = null,
    options: connecting.ConnectionOptions = {},
  ) {
    return connecting.createConnection(this, protocolFactory, host, port, options);
  }

  createDatagramEndpoint<P extends DatagramProtocol>(
    protocolFactory: () => P,
    options: DatagramOptions = {},
  ) {
    return createDatagramEndpoint(this, protocolFactory, options);
  }

  createUnixConnection<P extends StreamingProtocol>(
    protocolFactory: () => P,
    path: unix.UnixPath | null = null,
    options: unix.UnixConnectionOptions = {},
  ) {
    return unix.createUnixConnection(this, protocolFactory, path, options);
  }

  // Creating network servers

  createServer(
    protocolFactory: () => StreamingProtocol,
    host: Hosts = null,
    port: number | string | null = null,
    options: ServerOptions = {},
  ) {
    return createServer(this, protocolFactory, host, port, options);
  }

  createUnixServer(
    protocolFactory: () => StreamingProtocol,
    path: unix.UnixPath | null = null,
    options: unix.UnixServerOptions = {},
  ) {
    return unix.createUnixServer(this, protocolFactory, path, options);
  }

  connectAcceptedSocket<P extends StreamingProtocol>(
    protocolFactory: () => P,
    sock: Socket,
    options: ServerTlsOptions = {},
  ) {
    return connecting.connectAcceptedSocket(this, protocolFactory, sock, options);
  }

  // TLS Upgrade

  startTls(transport: BaseTransport, protocol: StreamingProtocol, ...upgrade: TlsUpgrade) {
    return startTls(this, transport, protocol, ...upgrade);
  }

  // Transferring files

  sendfile(transport: BaseTransport, ...part: FilePart) {
    return files.sendfile(transport, ...part);
  }

  // Watching file descriptors: not those of transports; one that was closed behind the loop's back
  // counts as ready, so that whoever uses it gets the system's error.

  /** @clause add-reader.invalid-fd */
  override addReader(
    fd: FileDescriptorLike,
    callback: Callback,
    args = NO_ARGS,
    options = NO_OPTIONS,
  ): void {
    this.owned.refuse(fd);
    super.addReader(fd, callback, args, options);
  }

  /** @clause remove-reader.pending-callback-dropped */
  override removeReader(fd: FileDescriptorLike): boolean {
    this.owned.refuse(fd);
    return super.removeReader(fd);
  }

  /** @clause add-writer.independent-of-reader */
  override addWriter(
    fd: FileDescriptorLike,
    callback: Callback,
    args = NO_ARGS,
    options = NO_OPTIONS,
  ): void {
    this.owned.refuse(fd);
    super.addWriter(fd, callback, args, options);
  }

  override removeWriter(fd: FileDescriptorLike): boolean {
    this.owned.refuse(fd);
    return super.removeWriter(fd);
  }

  // Working with socket objects directly

  sockRecv(sock: Socket, size: number) {
    return sockets.sockRecv(this, sock, size);
  }

  sockRecvInto(sock: Socket, buffer: Uint8Array) {
    return sockets.sockRecvInto(this, sock, buffer);
  }

  sockRecvfrom(sock: Socket, size: number) {
    return sockets.sockRecvfrom(this, sock, size);
  }

  sockRecvfromInto(sock: Socket, buffer: Uint8Array, size = 0) {
    return sockets.sockRecvfromInto(this, sock, buffer, size);
  }

  sockSendall(sock: Socket, data: Uint8Array) {
    return sockets.sockSendall(this, sock, data);
  }

  sockSendto(sock: Socket, data: Uint8Array, address: SocketAddress) {
    return sockets.sockSendto(this, sock, data, address);
  }

  sockConnect(sock: Socket, address: SocketAddress) {
    return sockets.sockConnect(this, sock, address);
  }

  sockAccept(sock: Socket) {
    return sockets.sockAccept(this, sock);
  }

  sockSendfile(sock: Socket, ...part: FilePart) {
    return files.sockSendfile(this, sock, ...part);
  }

  // DNS

  getaddrinfo(host: string | null, port: number | string | null, hints: AddressHints = {}) {
    return names.getaddrinfo(this, host, port, hints);
  }

  getnameinfo(address: InternetAddress, flags = 0) {
    return names.getnameinfo(this, address, flags);
  }

  // Working with pipes

  connectReadPipe<P extends StreamingProtocol>(protocolFactory: () => P, pipe: PipeLike) {
    return pipes.connectReadPipe(this, protocolFactory, pipe);
  }

  connectWritePipe<P extends BaseProtocol>(protocolFactory: () => P, pipe: PipeLike) {
    return pipes.connectWritePipe(this, protocolFactory, pipe);
  }

  // Running subprocesses

  subprocessExec<P extends SubprocessProtocol>(
    protocolFactory: () => P,
    args: readonly PathText[],
    options: children.SubprocessOptions = {},
  ) {
    return children.subprocessExec(this, protocolFactory, args, options);
  }

  subprocessShell<P extends SubprocessProtocol>(
    protocolFactory: () => P,
    command: string | Uint8Array,
    options: children.SubprocessOptions = {},
  ) {
    return children.subprocessShell(this, protocolFactory, command, options);
  }
}

/**
 * Makes a loop on real descriptors.
 *
 * @throws NotImplementedError where there is no `poll(2)` or the package koffi is missing
 */
export function newPollEventLoop(): PollEventLoop {
  return new PollEventLoop();
}
