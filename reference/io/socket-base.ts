/** @source socket: Socket Objects */
import { OSError } from "../text/errors.ts";
import { ADDRESS_SIZE, decodeAddress, formatAddress, type SocketAddress } from "./address.ts";
import { constants } from "./constants.ts";
import { closeDescriptor, prepareDescriptor, setBlocking } from "./descriptors.ts";
import { libc } from "./libc.ts";
import { errnos, osError } from "./os-error.ts";

const { AF_INET, SOCK_STREAM, SOCK_NONBLOCK, SOCK_CLOEXEC, SOL_SOCKET, SO_ERROR } = constants;

/** @internal Flags that a socket is made with, so that no child started meanwhile inherits it. */
export const AT_BIRTH = (SOCK_NONBLOCK ?? 0) | (SOCK_CLOEXEC ?? 0);

/** What a socket is: its descriptor, its addresses and its options. */
export class SocketBase {
  /** AF_INET, AF_INET6 or AF_UNIX. */
  readonly family: number;
  /** SOCK_STREAM or SOCK_DGRAM. */
  readonly type: number;
  /** Protocol number; 0 is the one that fits. */
  readonly proto: number;
  protected fd: number;
  private blocking = false;

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

  /** The descriptor; -1 when the socket is closed. */
  fileno(): number {
    return this.fd;
  }

  /** Whether operations on it wait. No new socket does. */
  getblocking(): boolean {
    return this.blocking;
  }

  /**
   * Has operations on it wait, or fail with BlockingIOError instead. A loop needs sockets that do not wait.
   *
   * @param blocking whether they wait
   */
  setblocking(blocking: boolean): void {
    setBlocking(this.fd, blocking);
    this.blocking = blocking;
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

  /**
   * Sets an option that is a number.
   *
   * @param level SOL_SOCKET, or number of a protocol
   * @param name number of the option
   * @param value its new value
   */
  setsockopt(level: number, name: number, value: number): void {
    const result = libc().setsockopt(this.fd, level, name, new Int32Array([value]), 4);
    this.check(result, `setting socket option ${name}`);
  }

  /**
   * The value of an option that is a number.
   *
   * @param level SOL_SOCKET, or number of a protocol
   * @param name number of the option
   */
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

  protected readAddress(whose: "getsockname" | "getpeername", address: Uint8Array): number {
    const length = new Int32Array([address.length]);
    this.check(libc()[whose](this.fd, address, length), "asking for an address");
    return length[0] as number;
  }

  protected check(result: number, doing: string, address?: SocketAddress): number {
    if (result !== -1) return result;
    const errno = libc().errno();
    throw osError(errno, address === undefined ? doing : `${doing} ${formatAddress(address)}`);
  }
}
