import { OSError } from "../errors.ts";
import {
  ADDRESS_SIZE,
  decodeAddress,
  encodeAddress,
  familyOf,
  formatAddress,
  type SocketAddress,
} from "./address.ts";
import { constants } from "./constants.ts";
import { closeDescriptor, prepareDescriptor } from "./descriptors.ts";
import { libc, linuxLibc } from "./libc.ts";
import { errnos, osError } from "./os-error.ts";

const { AF_INET, AF_UNIX, SOCK_STREAM, SOCK_NONBLOCK, SOCK_CLOEXEC } = constants;
const { SOL_SOCKET, SO_TYPE, SO_ERROR } = constants;

/** Flags that a socket is made with, so that no child started meanwhile inherits it. */
const AT_BIRTH = (SOCK_NONBLOCK ?? 0) | (SOCK_CLOEXEC ?? 0);

/** A socket. It never blocks: what would have to wait fails with BlockingIOError. */
export class Socket {
  readonly family: number;
  readonly type: number;
  readonly proto: number;
  private fd: number;

  /**
   * Makes a socket.
   *
   * @param family AF_INET, AF_INET6 or AF_UNIX
   * @param type SOCK_STREAM or SOCK_DGRAM
   * @param proto protocol number; 0 is the one that fits
   * @param fd a descriptor of such a socket to take over, instead of a new one
   * @throws OSError when there are too many descriptors, or the system knows no such socket
   */
  constructor(family = AF_INET, type = SOCK_STREAM, proto = 0, fd: number | null = null) {
    this.family = family;
    this.type = type;
    this.proto = proto;
    this.fd = fd ?? libc().socket(family, type | AT_BIRTH, proto);
    if (this.fd === -1) throw osError(libc().errno(), "making a socket");
    if (AT_BIRTH === 0) prepareDescriptor(this.fd);
  }

  /**
   * Takes over a descriptor that comes from elsewhere.
   *
   * @throws OSError when it is closed, or no socket
   */
  static fromDescriptor(fd: number): Socket {
    prepareDescriptor(fd);
    const socket = new Socket(0, 0, 0, fd);
    const type = socket.getsockopt(SOL_SOCKET, SO_TYPE);
    const address = new Uint8Array(ADDRESS_SIZE);
    socket.readAddress("getsockname", address);
    return new Socket(familyOf(address), type, 0, fd);
  }

  /** The descriptor; -1 when the socket is closed. */
  fileno(): number {
    return this.fd;
  }

  /** Gives the socket its own address. Port 0 means any that is free. */
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

  /** Takes what has arrived, at most so many bytes. Nothing means that the peer has finished. */
  recv(size: number): Buffer {
    const buffer = Buffer.allocUnsafe(size);
    return buffer.subarray(0, this.recvInto(buffer));
  }

  /** Takes what has arrived into a buffer, and returns how many bytes that was. */
  recvInto(buffer: Uint8Array): number {
    return this.check(libc().read(this.fd, buffer, buffer.length), "receiving");
  }

  /** Takes a datagram, and where it came from. What does not fit into the buffer is lost. */
  recvfromInto(buffer: Uint8Array): [size: number, address: SocketAddress] {
    const address = new Uint8Array(ADDRESS_SIZE);
    const length = new Int32Array([ADDRESS_SIZE]);
    const size = libc().recvfrom(this.fd, buffer, buffer.length, 0, address, length);
    this.check(size, "receiving");
    return [size, decodeAddress(address, length[0] as number)];
  }

  /** Sends as much as fits now, and returns how many bytes that was. */
  send(data: Uint8Array): number {
    return this.check(libc().write(this.fd, data, data.length), "sending");
  }

  /** Sends a datagram. */
  sendto(data: Uint8Array, address: SocketAddress): number {
    const to = encodeAddress(this.family, address);
    const sent = libc().sendto(this.fd, data, data.length, 0, to, to.length);
    return this.check(sent, "sending to", address);
  }

  /** The socket's own address. */
  getsockname(): SocketAddress {
    return this.askAddress("getsockname");
  }

  /** The peer's address. */
  getpeername(): SocketAddress {
    return this.askAddress("getpeername");
  }

  /** The peer's address; null when there is none, or when it has gone already. */
  peerOrNull(): SocketAddress | null {
    try {
      return this.getpeername();
    } catch (error) {
      if (error instanceof OSError && error.errno === errnos.ENOTCONN) return null;
      throw error;
    }
  }

  /** Sets an option that is a number. */
  setsockopt(level: number, name: number, value: number): void {
    const result = libc().setsockopt(this.fd, level, name, new Int32Array([value]), 4);
    this.check(result, `setting socket option ${name}`);
  }

  /** The value of an option that is a number. */
  getsockopt(level: number, name: number): number {
    const value = new Int32Array(1);
    const result = libc().getsockopt(this.fd, level, name, value, new Int32Array([4]));
    this.check(result, `asking for socket option ${name}`);
    return value[0] as number;
  }

  /** Takes the error that has come up meanwhile; 0 when there is none. */
  takeError(): number {
    return this.getsockopt(SOL_SOCKET, SO_ERROR);
  }

  /** Ends one direction or both: SHUT_RD, SHUT_WR, SHUT_RDWR. */
  shutdown(how: number): void {
    this.check(libc().shutdown(this.fd, how), "shutting down");
  }

  /** Closes the socket. Without effect when it is closed. */
  close(): void {
    const fd = this.detach();
    if (fd !== -1) closeDescriptor(fd);
  }

  /** Gives the descriptor away: the socket counts as closed, and the descriptor stays open. */
  detach(): number {
    const { fd } = this;
    this.fd = -1;
    return fd;
  }

  /** For people: descriptor and family. */
  toString(): string {
    return `<Socket fd=${this.fd} family=${this.family} type=${this.type}>`;
  }

  private askAddress(whose: "getsockname" | "getpeername"): SocketAddress {
    const address = new Uint8Array(ADDRESS_SIZE);
    return decodeAddress(address, this.readAddress(whose, address));
  }

  private readAddress(whose: "getsockname" | "getpeername", address: Uint8Array): number {
    const length = new Int32Array([address.length]);
    this.check(libc()[whose](this.fd, address, length), "asking for an address");
    return length[0] as number;
  }

  private check(result: number, doing: string, address?: SocketAddress): number {
    if (result !== -1) return result;
    const errno = libc().errno();
    throw osError(errno, address === undefined ? doing : `${doing} ${formatAddress(address)}`);
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
