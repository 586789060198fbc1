/** Addresses that peers use: ports of the loopback interface, and paths. */
import { numbers } from "./system-calls.ts";

/** A port of 127.0.0.1, an IPv4 host and a port, or the path of a Unix socket. */
export type PeerAddress = number | readonly [host: string, port: number] | string;

const MACOS = process.platform === "darwin";
const LOOPBACK = "127.0.0.1";

/** The family of an address. */
export const familyOf = (address: PeerAddress): number =>
  typeof address === "string" ? numbers.AF_UNIX : numbers.AF_INET;

/** An address as the system reads it. */
export function writeAddress(address: PeerAddress): Uint8Array {
  if (typeof address === "string") return writePath(address);
  const [host, port] = typeof address === "number" ? [LOOPBACK, address] : address;
  const bytes = headed(numbers.AF_INET, 16);
  new DataView(bytes.buffer).setUint16(2, port);
  bytes.set(host.split(".").map(Number), 4);
  return bytes;
}

/** The port in an address of the internet that the system has written. */
export const readPort = (bytes: Uint8Array): number =>
  new DataView(bytes.buffer, bytes.byteOffset).getUint16(2);

function writePath(path: string): Uint8Array {
  const name = Buffer.from(path);
  // A name that begins with NUL is none of the file system's: it ends where the address ends.
  const end = name[0] === 0 ? 0 : 1;
  const bytes = headed(numbers.AF_UNIX, 2 + name.length + end);
  bytes.set(name, 2);
  return bytes;
}

function headed(family: number, size: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size);
  if (MACOS) bytes.set([size, family]);
  else new Uint16Array(bytes.buffer, 0, 1)[0] = family;
  return bytes;
}
