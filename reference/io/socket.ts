/** @source socket: Socket Objects */
import { checkDescriptor } from "../text/check.ts";
import {
  ADDRESS_SIZE,
  decodeAddress,
  encodeAddress,
  familyOf,
  type SocketAddress,
} from "./address.ts";
import { constants } from "./constants.ts";
import { prepareDescriptor } from "./descriptors.ts";
import { libc, linuxLibc } from "./libc.ts";
import { osError } from "./os-error.ts";
import { AT_BIRTH, SocketBase } from "./socket-base.ts";

const { AF_UNIX, SOCK_STREAM, SOL_SOCKET, SO_TYPE } = constants;

/** A socket. It never blocks: what would have to wait fails with BlockingIOError. */
export class Socket extends SocketBase {
  /**
   * Takes over a descriptor that comes from elsewhere.
   *
   * @param fd an open socket
   * @throws OSError when it is closed, or no socket
   * @throws ValueError when it is no descriptor
   */
  static fromDescriptor(fd: number): Socket {
    prepareDescriptor(checkDescriptor("fd", fd));
    const socket = new Socket(0, 0, 0, fd);
    const type = socket.getsockopt(SOL_SOCKET, SO_TYPE);
    const address = new Uint8Array(ADDRESS_SIZE);
    socket.readAddress("getsockname", address);
    return new Socket(familyOf(address), type, 0, fd);
  }

  /**
   * Gives the socket its own address. Port 0 means any that is free.
   *
   * @param address host, as a number, and port; or a path
   */
  bind(address: SocketAddress): void {
    const bytes = encodeAddress(this.family, address);
    this.check(libc().bind(this.fd, bytes, bytes.length), "binding to", address);
  }

  /**
   * Lets others connect.
   *
   * @param backlog how many connections may wait to be accepted
   */
  listen(backlog = 128): void {
    this.check(libc().listen(this.fd, backlog), "listening");
  }

  /**
   * Begins to connect; for datagrams, sets the peer.
   *
   * @param address host, as a number, and port; or a path
   * @throws BlockingIOError (EINPROGRESS) when the peer has to answer first
   */
  connect(address: SocketAddress): void {
    const bytes = encodeAddress(this.family, address);
    this.check(libc().connect(this.fd, bytes, bytes.length), "connecting to", address);
  }

  /** Takes the next connection that waits. */
  accept(): [connection: Socket, address: SocketAddress] {
    const address = new Uint8Array(ADDRESS_SIZE);
    const length = new Int32Array([ADDRESS_SIZE]);
    const fd =
      linuxLibc()?.accept4(this.fd, address, length, AT_BIRTH) ??
      libc().accept(this.fd, address, length);
    this.check(fd, "accepting a connection");
    const connection = new Socket(this.family, this.type, this.proto, fd);
    return [connection, decodeAddress(address, length[0] as number)];
  }

  /**
   * Takes what has arrived, at most so many bytes. Nothing means that the peer has finished.
   *
   * @param size most bytes to take
   */
  recv(size: number): Buffer {
    const buffer = Buffer.allocUnsafe(size);
    return buffer.subarray(0, this.recvInto(buffer));
  }

  /**
   * Takes what has arrived into a buffer, and returns how many bytes that was.
   *
   * @param buffer memory to fill
   */
  recvInto(buffer: Uint8Array): number {
    return this.check(libc().read(this.fd, buffer, buffer.length), "receiving");
  }

  /**
   * Takes a datagram, and where it came from. What does not fit into the buffer is lost.
   *
   * @param buffer memory to fill
   */
  recvfromInto(buffer: Uint8Array): [size: number, address: SocketAddress] {
    const address = new Uint8Array(ADDRESS_SIZE);
    const length = new Int32Array([ADDRESS_SIZE]);
    const size = libc().recvfrom(this.fd, buffer, buffer.length, 0, address, length);
    this.check(size, "receiving");
    return [size, decodeAddress(address, length[0] as number)];
  }

  /**
   * Sends as much as fits now, and returns how many bytes that was.
   *
   * @param data bytes
   */
  send(data: Uint8Array): number {
    return this.check(libc().write(this.fd, data, data.length), "sending");
  }

  /**
   * Sends a datagram.
   *
   * @param data bytes
   * @param address where to; the host is a number
   */
  sendto(data: Uint8Array, address: SocketAddress): number {
    const to = encodeAddress(this.family, address);
    const sent = libc().sendto(this.fd, data, data.length, 0, to, to.length);
    return this.check(sent, "sending to", address);
  }

  /**
   * Ends one direction or both: SHUT_RD, SHUT_WR, SHUT_RDWR.
   *
   * @param how SHUT_RD, SHUT_WR or SHUT_RDWR
   */
  shutdown(how: number): void {
    this.check(libc().shutdown(this.fd, how), "shutting down");
  }
}

/**
 * Makes two sockets that are connected to each other.
 *
 * @param type SOCK_STREAM or SOCK_DGRAM
 */
export function socketPair(type: number = SOCK_STREAM): [Socket, Socket] {
  const fds = new Int32Array(2);
  if (libc().socketpair(AF_UNIX, type | AT_BIRTH, 0, fds) === -1) {
    throw osError(libc().errno(), "making a pair of sockets");
  }
  const [a, b] = fds as unknown as [number, number];
  return [new Socket(AF_UNIX, type, 0, a), new Socket(AF_UNIX, type, 0, b)];
}
