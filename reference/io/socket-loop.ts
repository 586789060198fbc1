/** @source Event Loop: Working with socket objects directly, DNS */
import type { Coroutine } from "../futures/coroutine.ts";
import type { InternetAddress, SocketAddress } from "./address.ts";
import type { AddressHints, AddressInfo } from "./address-info.ts";
import type { DescriptorLoop } from "./descriptor-loop.ts";
import type { FileLike, SendfileOptions } from "./file-like.ts";
import type { Socket } from "./socket.ts";

/** A loop that works with sockets and resolves names. */
export interface SocketLoop extends DescriptorLoop {
  /**
   * Receives from a socket.
   *
   * @param sock connected socket
   * @param size most bytes to receive
   * @returns what has arrived; nothing when the peer has finished
   * @throws ConnectionResetError and other OSErrors that the system reports
   * @throws TypeError, ValueError when an argument is wrong
   */
  sockRecv(sock: Socket, size: number): Coroutine<Buffer>;

  /**
   * Receives from a socket into a buffer.
   *
   * @param sock connected socket
   * @param buffer memory to fill
   * @returns number of bytes; 0 when the peer has finished
   */
  sockRecvInto(sock: Socket, buffer: Uint8Array): Coroutine<number>;

  /**
   * Receives a datagram.
   *
   * @param sock datagram socket
   * @param size most bytes to receive; what is beyond is lost
   * @returns the datagram and where it came from
   */
  sockRecvfrom(sock: Socket, size: number): Coroutine<[data: Buffer, address: SocketAddress]>;

  /**
   * Receives a datagram into a buffer.
   *
   * @param sock datagram socket
   * @param buffer memory to fill
   * @param size most bytes to receive; 0 means as many as the buffer takes
   * @returns number of bytes, and where they came from
   */
  sockRecvfromInto(
    sock: Socket,
    buffer: Uint8Array,
    size?: number,
  ): Coroutine<[size: number, address: SocketAddress]>;

  /**
   * Sends all bytes to a socket. After an error it is unknown how many were sent.
   *
   * @param sock connected socket
   * @param data what to send; not to be changed meanwhile
   * @throws BrokenPipeError, ConnectionResetError and other OSErrors that the system reports
   * @throws TypeError when an argument is wrong
   */
  sockSendall(sock: Socket, data: Uint8Array): Coroutine<void>;

  /**
   * Sends a datagram.
   *
   * @param sock datagram socket
   * @param data the datagram
   * @param address where to; its host is a number
   * @returns number of bytes
   */
  sockSendto(sock: Socket, data: Uint8Array, address: SocketAddress): Coroutine<number>;

  /**
   * Connects a socket.
   *
   * @param sock socket
   * @param address where to; a host's name is resolved
   * @throws ConnectionRefusedError and other OSErrors that the system reports
   * @throws GetAddrInfoError when the name does not resolve
   */
  sockConnect(sock: Socket, address: SocketAddress): Coroutine<void>;

  /**
   * Accepts a connection.
   *
   * @param sock socket that listens
   * @returns a socket for the connection, and the peer's address
   */
  sockAccept(sock: Socket): Coroutine<[connection: Socket, address: SocketAddress]>;

  /**
   * Sends a file to a socket. Its position is moved behind what was sent, also after an error.
   *
   * @param sock connected stream socket
   * @param file open file
   * @param offset where to begin, in bytes
   * @param count most bytes to send; null means to the end of the file
   * @param options `fallback`: whether the file is read where the system does not send it
   * @returns number of bytes
   * @throws SendfileNotAvailableError without fallback, where the system does not send it
   * @throws BrokenPipeError, ConnectionResetError and other OSErrors that the system reports
   * @throws TypeError, ValueError when an argument is wrong
   */
  sockSendfile(
    sock: Socket,
    file: FileLike,
    offset?: number,
    count?: number | null,
    options?: SendfileOptions,
  ): Coroutine<number>;

  /**
   * Resolves a host and a service, in a thread of the default executor.
   *
   * @param host name or number; null means this machine
   * @param port number of a port, or name of a service; null leaves the port 0
   * @param hints which addresses are wanted
   * @returns at least one way to reach it
   * @throws GetAddrInfoError when it does not resolve
   */
  getaddrinfo(
    host: string | null,
    port: number | string | null,
    hints?: AddressHints,
  ): Coroutine<AddressInfo[]>;

  /**
   * Finds the names of an address, in a thread of the default executor.
   *
   * @param address host, as a number, and port
   * @param flags flags NI_…, added up
   * @throws GetAddrInfoError when there is none
   */
  getnameinfo(address: InternetAddress, flags?: number): Coroutine<[host: string, service: string]>;
}
