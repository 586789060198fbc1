import { checkText } from "../text/check.ts";
import { OSError, ValueError } from "../text/errors.ts";
import { describe } from "../text/format.ts";
import { constants } from "./constants.ts";
import { libc } from "./libc.ts";

const { AF_INET, AF_INET6, AF_UNIX, SOCKADDR_HAS_LENGTH } = constants;

/** Host and port; for IPv6 also flow label and scope. The host is a number in text, not a name. */
export type InternetAddress = readonly [host: string, port: number, flow?: number, scope?: number];

/** An address as Python writes it: a tuple for IPv4 and IPv6, a path for a Unix socket. */
export type SocketAddress = InternetAddress | string;

/** Enough for the address of any family. */
export const ADDRESS_SIZE = 128;
const PATH_OFFSET = 2;
const MAX_PATH = process.platform === "darwin" ? 103 : 107;

/**
 * Writes an address as the system wants it.
 *
 * @param family AF_INET, AF_INET6 or AF_UNIX
 * @throws TypeError when it is no address of the family
 * @throws ValueError for a host that is a name, or a port out of range
 */
export function encodeAddress(family: number, address: SocketAddress): Uint8Array {
  if (family === AF_UNIX) return encodePath(address);
  checkPair("address", address);
  const [host, port, flow = 0, scope = 0] = address;
  checkPort("port", port);
  const isV6 = family === AF_INET6;
  const bytes = headed(family, isV6 ? 28 : 16);
  const view = new DataView(bytes.buffer);
  view.setUint16(2, port);
  writeHost(family, host, bytes.subarray(isV6 ? 8 : 4));
  if (isV6) {
    view.setUint32(4, flow);
    new Uint32Array(bytes.buffer)[6] = scope;
  }
  return bytes;
}

/**
 * Reads an address that the system has written.
 *
 * @param bytes memory that begins with the address
 * @param length its length in bytes
 */
export function decodeAddress(bytes: Uint8Array, length: number): SocketAddress {
  if (length < 2) return "";
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const family = familyOf(bytes);
  if (family === AF_INET) return [readHost(AF_INET, bytes.subarray(4)), view.getUint16(2)];
  if (family === AF_INET6) {
    const scope = new Uint32Array(bytes.slice(24, 28).buffer)[0] as number;
    return [readHost(AF_INET6, bytes.subarray(8)), view.getUint16(2), view.getUint32(4), scope];
  }
  return decodePath(bytes, length);
}

/** The family of an address that the system has written. */
export function familyOf(bytes: Uint8Array): number {
  if (SOCKADDR_HAS_LENGTH) return bytes[1] as number;
  return new Uint16Array(bytes.slice(0, 2).buffer)[0] as number;
}

/** Whether a host is a number of the family, which needs no look-up. */
export function isNumericHost(family: number, host: string): boolean {
  if (family !== AF_INET && family !== AF_INET6) return false;
  checkText("host", host);
  return libc().inet_pton(family, host, new Uint8Array(16)) === 1;
}

/** An address as it is written in messages. */
export function formatAddress(address: SocketAddress): string {
  return typeof address === "string" ? `'${address}'` : `('${address[0]}', ${address[1]})`;
}

/** Refuses what is not host and port. */
export function checkPair(name: string, value: unknown): asserts value is InternetAddress {
  if (Array.isArray(value) && value.length >= 2) return;
  throw new TypeError(`Expected \`${name}\` to be [host, port], got ${describe(value)}`);
}

/** Refuses what is no port number. */
export function checkPort(name: string, port: unknown): void {
  if (Number.isInteger(port) && (port as number) >= 0 && (port as number) <= 65535) return;
  const message = `Expected \`${name}\` to be an integer from 0 to 65535, got ${describe(port)}`;
  throw typeof port === "number" ? new ValueError(message) : new TypeError(message);
}

function headed(family: number, size: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size);
  if (SOCKADDR_HAS_LENGTH) {
    bytes[0] = size;
    bytes[1] = family;
  } else {
    new Uint16Array(bytes.buffer, 0, 1)[0] = family;
  }
  return bytes;
}

function writeHost(family: number, host: string, target: Uint8Array): void {
  checkText("host", host);
  if (host === "") return; // all zeros: any address of this machine
  if (libc().inet_pton(family, host, target) === 1) return;
  const kind = family === AF_INET6 ? "an IPv6" : "an IPv4";
  throw new ValueError(
    `Expected \`host\` to be ${kind} address, got ${describe(host)}: resolve names with getaddrinfo()`,
  );
}

function readHost(family: number, address: Uint8Array): string {
  const text = new Uint8Array(64);
  libc().inet_ntop(family, address, text, text.length);
  return Buffer.from(text.subarray(0, text.indexOf(0))).toString("latin1");
}

function encodePath(path: unknown): Uint8Array {
  if (typeof path !== "string") {
    throw new TypeError(`Expected \`address\` to be a path, got ${describe(path)}`);
  }
  const name = Buffer.from(path);
  if (name.length > MAX_PATH) {
    throw new OSError(`AF_UNIX path too long: ${name.length} bytes, at most ${MAX_PATH} fit`);
  }
  // A name that begins with NUL is none of the file system's: it ends where the address ends.
  const end = name[0] === 0 ? 0 : 1;
  const bytes = headed(AF_UNIX, PATH_OFFSET + name.length + end);
  bytes.set(name, PATH_OFFSET);
  return bytes;
}

function decodePath(bytes: Uint8Array, length: number): string {
  const name = Buffer.from(bytes.subarray(PATH_OFFSET, length));
  if (name[0] === 0) return name.toString();
  const end = name.indexOf(0);
  return name.subarray(0, end === -1 ? name.length : end).toString();
}
