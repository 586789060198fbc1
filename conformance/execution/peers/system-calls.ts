/** The C library's calls about sockets, as far as peers and made sockets need them: Node has no blocking sockets. */
import { createRequire } from "node:module";
import { constants } from "node:os";
import { packageRoot } from "#package-root";

type Memory = Uint8Array | Int32Array | Int16Array | null;

/** Numbers in, numbers out; see the manual page of each. */
export interface SystemCalls {
  /** The error number of the last call of this thread. To be asked at once after the call. */
  errno(): number;
  poll(fds: Memory, count: number, milliseconds: number): number;
  read(fd: number, buffer: Memory, length: number): number;
  write(fd: number, buffer: Memory, length: number): number;
  close(fd: number): number;
  pipe(fds: Memory): number;
  fcntl(fd: number, command: number, kind: "int", argument: number): number;
  socket(family: number, type: number, protocol: number): number;
  bind(fd: number, address: Memory, length: number): number;
  listen(fd: number, backlog: number): number;
  accept(fd: number, address: Memory, length: Memory): number;
  connect(fd: number, address: Memory, length: number): number;
  shutdown(fd: number, how: number): number;
  getsockname(fd: number, address: Memory, length: Memory): number;
  getsockopt(fd: number, level: number, name: number, value: Memory, length: Memory): number;
  setsockopt(fd: number, level: number, name: number, value: Memory, length: number): number;
  recv(fd: number, buffer: Memory, length: number, flags: number): number;
  send(fd: number, buffer: Memory, length: number, flags: number): number;
  recvfrom(fd: number, to: Memory, size: number, flags: number, from: Memory, of: Memory): number;
  sendto(fd: number, data: Memory, size: number, flags: number, to: Memory, of: number): number;
}

const PROTOTYPES = [
  "int poll(void *, ulong, int)",
  "intptr_t read(int, void *, size_t)",
  "intptr_t write(int, void *, size_t)",
  "int close(int)",
  "int pipe(void *)",
  "int fcntl(int, int, ...)",
  "int socket(int, int, int)",
  "int bind(int, void *, uint)",
  "int listen(int, int)",
  "int accept(int, void *, void *)",
  "int connect(int, void *, uint)",
  "int shutdown(int, int)",
  "int getsockname(int, void *, void *)",
  "int getsockopt(int, int, int, void *, void *)",
  "int setsockopt(int, int, int, void *, uint)",
  "intptr_t recv(int, void *, size_t, int)",
  "intptr_t send(int, void *, size_t, int)",
  "intptr_t recvfrom(int, void *, size_t, int, void *, void *)",
  "intptr_t sendto(int, void *, size_t, int, void *, uint)",
];

const MACOS = process.platform === "darwin";

/** Numbers of the C interface, on Linux and on macOS. */
export const numbers = {
  AF_UNIX: 1,
  AF_INET: 2,
  AF_INET6: MACOS ? 30 : 10,
  SOCK_STREAM: 1,
  SOCK_DGRAM: 2,
  SOL_SOCKET: MACOS ? 0xffff : 1,
  SO_ERROR: MACOS ? 0x1007 : 4,
  SO_RCVBUF: MACOS ? 0x1002 : 8,
  SO_LINGER: MACOS ? 0x1080 : 13,
  SHUT_WR: 1,
  POLLIN: 1,
  POLLOUT: 4,
  F_DUPFD_CLOEXEC: MACOS ? 67 : 1030,
  F_SETFD: 2,
  F_GETFL: 3,
  F_SETFL: 4,
  FD_CLOEXEC: 1,
  O_NONBLOCK: MACOS ? 4 : 0o4000,
  /** A call that does not wait, and raises no SIGPIPE, which Node ignores everywhere. */
  MSG_DONTWAIT: MACOS ? 0x80 : 0x40,
} as const;

/** An error that the system has reported. */
export class SystemError extends Error {
  override readonly name = "SystemError";
  readonly errno: number;

  constructor(errno: number, doing: string) {
    super(`error ${errno} (${codeOf(errno)}), while ${doing}`);
    this.errno = errno;
  }

  /** As in `ECONNRESET`. */
  get code(): string {
    return codeOf(this.errno);
  }
}

const codeOf = (errno: number): string =>
  Object.entries(constants.errno).find(([, number]) => number === errno)?.[0] ?? "unknown";

interface Koffi {
  load(path: null): { func(prototype: string): (...args: never[]) => unknown };
  errno(): number;
}

let bound: SystemCalls | undefined;

/** The calls. What loads them is an optional package: {@link systemCallsAbsence} tells whether it is there. */
export function systemCalls(): SystemCalls {
  bound ??= bind(loadKoffi());
  return bound;
}

/** Why there are no system calls here; undefined where there are. */
export function systemCallsAbsence(): string | undefined {
  if (process.platform === "win32") return "Windows has no POSIX sockets";
  try {
    loadKoffi();
    return undefined;
  } catch {
    return `the package koffi cannot be loaded: run \`npm install --no-save --omit=dev koffi\` in ${packageRoot}`;
  }
}

function loadKoffi(): Koffi {
  // An optional package must not keep the rest from loading: no static import.
  return createRequire(`${packageRoot}/package.json`)("koffi") as Koffi;
}

function bind(koffi: Koffi): SystemCalls {
  const library = koffi.load(null);
  const calls = PROTOTYPES.map((prototype) => {
    const name = /(\w+)\(/.exec(prototype)?.[1] as string;
    return [name, library.func(prototype)];
  });
  return { ...Object.fromEntries(calls), errno: () => koffi.errno() } as SystemCalls;
}

/** The result of a call, or the error that it has reported. */
export function checked(result: number, doing: string): number {
  if (result === -1) throw new SystemError(systemCalls().errno(), doing);
  return result;
}
