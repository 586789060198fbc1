import { NotImplementedError } from "../text/errors.ts";
import { constants } from "./constants.ts";
import { type Koffi, koffi } from "./koffi.ts";

/** Memory that a function reads or writes. */
export type Memory = Uint8Array | Int32Array | Int16Array | BigInt64Array | null;

/** The functions of the C library that are used. Numbers in, numbers out; see its manual pages. */
export interface Libc {
  /** The error number of the last call. To be asked before any other call. */
  errno(): number;
  poll(fds: Memory, count: number, milliseconds: number): number;
  read(fd: number, buffer: Memory, length: number): number;
  write(fd: number, buffer: Memory, length: number): number;
  close(fd: number): number;
  pipe(fds: Memory): number;
  fcntl(fd: number, command: number, kind: "int", argument: number): number;
  socket(family: number, type: number, protocol: number): number;
  socketpair(family: number, type: number, protocol: number, fds: Memory): number;
  bind(fd: number, address: Memory, length: number): number;
  listen(fd: number, backlog: number): number;
  accept(fd: number, address: Memory, length: Memory): number;
  connect(fd: number, address: Memory, length: number): number;
  shutdown(fd: number, how: number): number;
  getsockname(fd: number, address: Memory, length: Memory): number;
  getpeername(fd: number, address: Memory, length: Memory): number;
  getsockopt(fd: number, level: number, name: number, value: Memory, length: Memory): number;
  setsockopt(fd: number, level: number, name: number, value: Memory, length: number): number;
  recvfrom(
    fd: number,
    buffer: Memory,
    length: number,
    flags: number,
    address: Memory,
    addressLength: Memory,
  ): number;
  sendto(
    fd: number,
    buffer: Memory,
    length: number,
    flags: number,
    address: Memory,
    addressLength: number,
  ): number;
  inet_pton(family: number, text: string, address: Memory): number;
  inet_ntop(family: number, address: Memory, text: Memory, length: number): unknown;
  waitpid(pid: number, status: Memory, options: number): number;
  posix_spawnp(
    pid: Memory,
    file: string,
    actions: Memory,
    attributes: Memory,
    argv: readonly (string | null)[],
    envp: readonly (string | null)[],
  ): number;
  posix_spawn_file_actions_init(actions: Memory): number;
  posix_spawn_file_actions_destroy(actions: Memory): number;
  posix_spawn_file_actions_adddup2(actions: Memory, fd: number, newFd: number): number;
  posix_spawn_file_actions_addchdir_np(actions: Memory, path: string): number;
  posix_spawnattr_init(attributes: Memory): number;
  posix_spawnattr_destroy(attributes: Memory): number;
  posix_spawnattr_setflags(attributes: Memory, flags: number): number;
  posix_spawnattr_setpgroup(attributes: Memory, group: number): number;
  posix_spawnattr_setsigdefault(attributes: Memory, signals: Memory): number;
  posix_spawnattr_setsigmask(attributes: Memory, signals: Memory): number;
  sigemptyset(signals: Memory): number;
  sigaddset(signals: Memory, signal: number): number;
}

const PROTOTYPES = [
  "int poll(void *, ulong, int)",
  "intptr_t read(int, void *, size_t)",
  "intptr_t write(int, void *, size_t)",
  "int close(int)",
  "int pipe(void *)",
  "int fcntl(int, int, ...)",
  "int socket(int, int, int)",
  "int socketpair(int, int, int, void *)",
  "int bind(int, void *, uint)",
  "int listen(int, int)",
  "int accept(int, void *, void *)",
  "int connect(int, void *, uint)",
  "int shutdown(int, int)",
  "int getsockname(int, void *, void *)",
  "int getpeername(int, void *, void *)",
  "int getsockopt(int, int, int, void *, void *)",
  "int setsockopt(int, int, int, void *, uint)",
  "intptr_t recvfrom(int, void *, size_t, int, void *, void *)",
  "intptr_t sendto(int, void *, size_t, int, void *, uint)",
  "int inet_pton(int, str, void *)",
  "void *inet_ntop(int, void *, void *, uint)",
  "int waitpid(int, void *, int)",
  "int posix_spawnp(void *, str, void *, void *, const char **, const char **)",
  "int posix_spawn_file_actions_init(void *)",
  "int posix_spawn_file_actions_destroy(void *)",
  "int posix_spawn_file_actions_adddup2(void *, int, int)",
  "int posix_spawn_file_actions_addchdir_np(void *, str)",
  "int posix_spawnattr_init(void *)",
  "int posix_spawnattr_destroy(void *)",
  "int posix_spawnattr_setflags(void *, short)",
  "int posix_spawnattr_setpgroup(void *, int)",
  "int posix_spawnattr_setsigdefault(void *, void *)",
  "int posix_spawnattr_setsigmask(void *, void *)",
  "int sigemptyset(void *)",
  "int sigaddset(void *, int)",
];

/** Functions of Linux alone. */
export interface LinuxLibc {
  pipe2(fds: Memory, flags: number): number;
  accept4(fd: number, address: Memory, length: Memory, flags: number): number;
  eventfd(count: number, flags: number): number;
  sendfile(to: number, from: number, offset: Memory, count: number): number;
  syscall(number: number, kind: "int", first: number, kind2: "int", second: number): number;
}

const LINUX_PROTOTYPES = [
  "int pipe2(void *, int)",
  "int accept4(int, void *, void *, int)",
  "int eventfd(uint, int)",
  "intptr_t sendfile(int, int, void *, size_t)",
  "long syscall(long, ...)",
];

let bound: Libc | null = null;
let boundLinux: LinuxLibc | null = null;

/**
 * The C library.
 *
 * @throws NotImplementedError where C functions cannot be called
 */
export function libc(): Libc {
  bound ??= { ...bind<Omit<Libc, "errno">>(PROTOTYPES), errno: () => koffi().errno() };
  return bound;
}

/**
 * The functions of the C library that only Linux has; null elsewhere.
 *
 * @throws NotImplementedError where C functions cannot be called
 */
export function linuxLibc(): LinuxLibc | null {
  if (constants.SOCK_CLOEXEC === null) return null;
  boundLinux ??= bind<LinuxLibc>(LINUX_PROTOTYPES);
  return boundLinux;
}

function bind<T>(prototypes: readonly string[]): T {
  const library = koffi().load(null);
  const functions = prototypes.map((prototype) => {
    const name = /(\w+)\(/.exec(prototype)?.[1] ?? prototype;
    return [name, bindOne(library, name, prototype)];
  });
  return Object.fromEntries(functions) as T;
}

/** A function that this C library lacks is an error only where it is needed. */
function bindOne(library: ReturnType<Koffi["load"]>, name: string, prototype: string): unknown {
  try {
    return library.func(prototype);
  } catch (cause) {
    return () => {
      throw new NotImplementedError(`The C library of this system has no ${name}()`, { cause });
    };
  }
}
