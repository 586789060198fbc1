import type { Coroutine } from "../futures/coroutine.ts";
import type { InternetAddress, SocketAddress } from "./address.ts";
import { DescriptorLoop } from "./descriptor-loop.ts";
import { type AddressHints, type AddressInfo, getaddrinfo, getnameinfo } from "./resolve.ts";
import * as operations from "./sock-operations.ts";
import type { Socket } from "./socket.ts";

/** The parts of the loop that the chapter's "Working with socket objects" and "DNS" describe. */
export class SocketLoop extends DescriptorLoop {
  /**
   * Receives from a socket.
   *
   * @param sock connected socket
   * @param size most bytes to receive
   * @returns what has arrived; nothing when the peer has finished
   * @throws ConnectionResetError and other OSErrors that the system reports
   * @throws TypeError, ValueError when an argument is wrong
   * @clause sock-recv.returns-bytes
   */
  override sockRecv(sock: Socket, size: number): Coroutine<Buffer> {
    return operations.sockRecv(this, sock, size);
  }

  /**
   * Receives from a socket into a buffer.
   *
   * @param sock connected socket
   * @param buffer memory to fill
   * @returns number of bytes; 0 when the peer has finished
   * @clause sock-recv-into.count
   */
  override sockRecvInto(sock: Socket, buffer: Uint8Array): Coroutine<number> {
    return operations.sockRecvInto(this, sock, buffer);
  }

  /**
   * Receives a datagram.
   *
   * @param sock datagram socket
   * @param size most bytes to receive; what is beyond is lost
   * @returns the datagram and where it came from
   * @clause sock-recvfrom.tuple
   */
  override sockRecvfrom(
    sock: Socket,
    size: number,
  ): Coroutine<[data: Buffer, address: SocketAddress]> {
    return operations.sockRecvfrom(this, sock, size);
  }

  /**
   * Receives a datagram into a buffer.
   *
   * @param sock datagram socket
   * @param buffer memory to fill
   * @param size most bytes to receive; 0 means as many as the buffer takes
   * @returns number of bytes, and where they came from
   * @clause sock-recvfrom-into.tuple
   */
  override sockRecvfromInto(
    sock: Socket,
    buffer: Uint8Array,
    size = 0,
  ): Coroutine<[size: number, address: SocketAddress]> {
    return operations.sockRecvfromInto(this, sock, buffer, size);
  }

  /**
   * Sends all bytes to a socket. After an error it is unknown how many were sent.
   *
   * @param sock connected socket
   * @param data what to send; not to be changed meanwhile
   * @throws BrokenPipeError, ConnectionResetError and other OSErrors that the system reports
   * @throws TypeError when an argument is wrong
   * @clause sock-sendall.all-data
   */
  override sockSendall(sock: Socket, data: Uint8Array): Coroutine<void> {
    return operations.sockSendall(this, sock, data);
  }

  /**
   * Sends a datagram.
   *
   * @param sock datagram socket
   * @param data the datagram
   * @param address where to; its host is a number
   * @returns number of bytes
   * @clause sock-sendto.count
   */
  override sockSendto(sock: Socket, data: Uint8Array, address: SocketAddress): Coroutine<number> {
    return operations.sockSendto(this, sock, data, address);
  }

  /**
   * Connects a socket.
   *
   * @param sock socket
   * @param address where to; a host's name is resolved
   * @throws ConnectionRefusedError and other OSErrors that the system reports
   * @throws GetAddrInfoError when the name does not resolve
   * @clause sock-connect.connects
   */
  override sockConnect(sock: Socket, address: SocketAddress): Coroutine<void> {
    return operations.sockConnect(this, sock, address);
  }

  /**
   * Accepts a connection.
   *
   * @param sock socket that listens
   * @returns a socket for the connection, and the peer's address
   * @clause sock-accept.pair
   */
  override sockAccept(sock: Socket): Coroutine<[connection: Socket, address: SocketAddress]> {
    return operations.sockAccept(this, sock);
  }

  /**
   * Resolves a host and a service, in a thread of the default executor.
   *
   * @param host name or number; null means this machine
   * @param port number of a port, or name of a service; null leaves the port 0
   * @param hints which addresses are wanted
   * @returns at least one way to reach it
   * @throws GetAddrInfoError when it does not resolve
   * @clause getaddrinfo.async-equivalent
   * @clause getaddrinfo.errors
   * @clause getaddrinfo.uses-default-executor
   */
  override getaddrinfo(
    host: string | null,
    port: number | string | null,
    hints: AddressHints = {},
  ): Coroutine<AddressInfo[]> {
    return getaddrinfo(this, host, port, hints);
  }

  /**
   * Finds the names of an address, in a thread of the default executor.
   *
   * @param address host, as a number, and port
   * @param flags flags NI_…, added up
   * @throws GetAddrInfoError when there is none
   * @clause getnameinfo.async-equivalent
   */
  override getnameinfo(
    address: InternetAddress,
    flags = 0,
  ): Coroutine<[host: string, service: string]> {
    return getnameinfo(this, address, flags);
  }
}
