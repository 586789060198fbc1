/**
 * Numbers of the C interface, one column for each system. The only place where they are written.
 *
 * The Linux column holds for every processor that Node runs on. A null means that the system lacks
 * it and that the code has another way.
 */
const TABLE = {
  //                            Linux      macOS
  AF_UNIX: [1, 1],
  AF_INET: [2, 2],
  AF_INET6: [10, 30],
  SOCK_STREAM: [1, 1],
  SOCK_DGRAM: [2, 2],
  SOCK_NONBLOCK: [0o4000, null],
  SOCK_CLOEXEC: [0o2000000, null],
  SOL_SOCKET: [1, 0xffff],
  SO_REUSEADDR: [2, 0x0004],
  SO_TYPE: [3, 0x1008],
  SO_ERROR: [4, 0x1007],
  SO_BROADCAST: [6, 0x0020],
  SO_SNDBUF: [7, 0x1001],
  SO_RCVBUF: [8, 0x1002],
  SO_KEEPALIVE: [9, 0x0008],
  SO_LINGER: [13, 0x1080],
  SO_REUSEPORT: [15, 0x0200],
  IPPROTO_TCP: [6, 6],
  IPPROTO_UDP: [17, 17],
  IPPROTO_IPV6: [41, 41],
  IPV6_V6ONLY: [26, 27],
  TCP_NODELAY: [1, 1],
  SHUT_RD: [0, 0],
  SHUT_WR: [1, 1],
  SHUT_RDWR: [2, 2],
  AI_PASSIVE: [0x0001, 0x0001],
  AI_CANONNAME: [0x0002, 0x0002],
  AI_NUMERICHOST: [0x0004, 0x0004],
  AI_NUMERICSERV: [0x0400, 0x1000],
  AI_ADDRCONFIG: [0x0020, 0x0400],
  EAI_NONAME: [-2, 8],
  EAI_SYSTEM: [-11, 11],
  POLLIN: [0x0001, 0x0001],
  POLLOUT: [0x0004, 0x0004],
  POLLERR: [0x0008, 0x0008],
  POLLHUP: [0x0010, 0x0010],
  POLLNVAL: [0x0020, 0x0020],
  F_DUPFD_CLOEXEC: [1030, 67],
  F_GETFD: [1, 1],
  F_SETFD: [2, 2],
  F_GETFL: [3, 3],
  F_SETFL: [4, 4],
  FD_CLOEXEC: [1, 1],
  O_NONBLOCK: [0o4000, 0x0004],
  O_CLOEXEC: [0o2000000, 0x1000000],
  WNOHANG: [1, 1],
  POSIX_SPAWN_SETPGROUP: [0x02, 0x0002],
  POSIX_SPAWN_SETSIGDEF: [0x04, 0x0004],
  POSIX_SPAWN_SETSIGMASK: [0x08, 0x0008],
  POSIX_SPAWN_SETSID: [0x80, 0x0400],
  /** System call number; the same on every processor. */
  SYS_PIDFD_OPEN: [434, null],
  /** Offsets in `struct addrinfo`, in bytes. */
  ADDRINFO_ADDR: [24, 32],
  ADDRINFO_CANONNAME: [32, 24],
  /** Whether an address begins with its length, as one byte. */
  SOCKADDR_HAS_LENGTH: [0, 1],
} as const satisfies Record<string, readonly [linux: number | null, macOS: number | null]>;

/** The constants of one system; null is what it lacks. */
export type Constants = {
  readonly [Name in keyof typeof TABLE]: null extends (typeof TABLE)[Name][number]
    ? number | null
    : number;
};

/**
 * The constants of a system.
 *
 * @param platform as in `process.platform`; what is not macOS is taken for Linux
 */
export function constantsOf(platform: string): Constants {
  const column = platform === "darwin" ? 1 : 0;
  const entries = Object.entries(TABLE).map(([name, values]) => [name, values[column]]);
  return Object.freeze(Object.fromEntries(entries)) as Constants;
}

/** The constants of this system. */
export const constants: Constants = constantsOf(process.platform);
