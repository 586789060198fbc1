/** Sockets and pipes as descriptors, made by the system's calls. */
import { type PeerAddress, readPort, writeAddress } from "./addresses.ts";
import { checked, numbers, systemCalls } from "./system-calls.ts";

const { AF_INET, AF_UNIX, SOCK_STREAM, SOCK_DGRAM } = numbers;

/** What a socket speaks. */
export type Transport = "tcp" | "udp" | "unix";

/** Bytes of the receive buffer of a stream: one that grows could take in all that is to fill the sender's. */
const RECEIVE_BUFFER = 65_536;

/** A socket that children do not inherit. */
export function openSocket(transport: Transport): number {
  const type = transport === "udp" ? SOCK_DGRAM : SOCK_STREAM;
  const family = transport === "unix" ? AF_UNIX : AF_INET;
  return closedInChildren(checked(systemCalls().socket(family, type, 0), "making a socket"));
}

/** Keeps the receive buffer of a peer's socket from growing. */
export function fixReceiveBuffer(fd: number): void {
  const size = new Int32Array([RECEIVE_BUFFER]);
  const result = systemCalls().setsockopt(fd, numbers.SOL_SOCKET, numbers.SO_RCVBUF, size, 4);
  checked(result, "setting a socket's receive buffer");
}

/** Connects a socket to what listens. */
export function connectTo(fd: number, address: PeerAddress): void {
  const bytes = writeAddress(address);
  checked(systemCalls().connect(fd, bytes, bytes.length), "connecting a socket");
}

/** Gives a socket its own address. */
export function bindTo(fd: number, address: PeerAddress): void {
  const bytes = writeAddress(address);
  checked(systemCalls().bind(fd, bytes, bytes.length), "binding a socket");
}

/** Lets others connect. */
export function listenAt(fd: number, backlog: number): void {
  checked(systemCalls().listen(fd, backlog), "listening");
}

/** The port that a socket is bound to. */
export function portOf(fd: number): number {
  const address = new Uint8Array(128);
  const length = new Int32Array([address.length]);
  checked(systemCalls().getsockname(fd, address, length), "asking for a socket's address");
  return readPort(address);
}

/** Two ends of a pipe: one to read from, one to write to. */
export function openPipe(): readonly [reading: number, writing: number] {
  const fds = new Int32Array(2);
  checked(systemCalls().pipe(fds), "making a pipe");
  const [reading, writing] = fds as unknown as [number, number];
  return [closedInChildren(reading), closedInChildren(writing)];
}

/** Has calls on a descriptor wait, or not. */
export function setBlocking(fd: number, blocking: boolean): void {
  const { fcntl } = systemCalls();
  const flags = checked(fcntl(fd, numbers.F_GETFL, "int", 0), "asking for a descriptor's flags");
  const wanted = blocking ? flags & ~numbers.O_NONBLOCK : flags | numbers.O_NONBLOCK;
  if (wanted !== flags) {
    checked(fcntl(fd, numbers.F_SETFL, "int", wanted), "setting a descriptor's flags");
  }
}

/** Another descriptor for the same socket or file. */
export function copyDescriptor(fd: number): number {
  return checked(
    systemCalls().fcntl(fd, numbers.F_DUPFD_CLOEXEC, "int", 3),
    "copying a descriptor",
  );
}

/** Closes a descriptor; one that is closed already does no harm. */
export function closeDescriptor(fd: number): void {
  systemCalls().close(fd);
}

export function closedInChildren(fd: number): number {
  checked(
    systemCalls().fcntl(fd, numbers.F_SETFD, "int", numbers.FD_CLOEXEC),
    "setting FD_CLOEXEC",
  );
  return fd;
}
