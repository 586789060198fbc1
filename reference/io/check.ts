import { ValueError } from "../text/errors.ts";
import { describe } from "../text/format.ts";
import { Socket } from "./socket.ts";

/** Refuses what is no socket. */
export function checkSocket(name: string, value: unknown): asserts value is Socket {
  if (value instanceof Socket) return;
  throw new TypeError(`Expected \`${name}\` to be a Socket, got ${describe(value)}`);
}

/** Refuses what are no bytes: text has to be encoded first. */
export function checkBytes(name: string, value: unknown): asserts value is Uint8Array {
  if (value instanceof Uint8Array) return;
  const help = typeof value === "string" ? ": encode text with Buffer.from()" : "";
  throw new TypeError(
    `Expected \`${name}\` to be bytes (a Uint8Array), got ${describe(value)}${help}`,
  );
}

/** Joins pieces to write; what is no bytes is refused. A generator may give them, once. */
export function joinBytes(name: string, pieces: Iterable<Uint8Array>): Buffer {
  if (typeof pieces === "string" || typeof pieces?.[Symbol.iterator] !== "function") {
    const wanted = "an iterable of bytes (Uint8Arrays)";
    throw new TypeError(`Expected \`${name}\` to be ${wanted}, got ${describe(pieces)}`);
  }
  const all = [...pieces];
  for (const piece of all) checkBytes(name, piece);
  return Buffer.concat(all);
}

/** Refuses what is no number of bytes. */
export function checkSize(name: string, value: unknown): asserts value is number {
  if (Number.isInteger(value) && (value as number) >= 0) return;
  const message = `Expected \`${name}\` to be an integer >= 0, got ${describe(value)}`;
  throw typeof value === "number" ? new ValueError(message) : new TypeError(message);
}

/** Refuses what is no integer. */
export function checkInteger(name: string, value: unknown): asserts value is number {
  if (Number.isInteger(value)) return;
  throw new TypeError(`Expected \`${name}\` to be an integer, got ${describe(value)}`);
}

/** Refuses what cannot be called. */
export function checkFunction(name: string, value: unknown): void {
  if (typeof value === "function") return;
  throw new TypeError(`Expected \`${name}\` to be a function, got ${describe(value)}`);
}
