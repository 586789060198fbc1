/** Data that goes through channels: each step's can be told from every other one's. */
import { numbered, numberedBytes, shownData } from "../../language/build-network.ts";
import type { Expression } from "../../language/expression.ts";
import type { Random } from "../random.ts";

/** Some bytes: as an expression, as entries show them, and their count. */
export interface Data {
  readonly what: Expression;
  readonly shown: string;
  readonly length: number;
}

/** A short text. */
export function text(number: number, stem = "data"): Data {
  const words = `${stem}${number}`;
  return { what: { bytes: words }, shown: words, length: words.length };
}

/** The few lengths that there are, with their checksums. */
const known = new Map<number, Data>();

/** Bytes that tell their place; the length tells the step. */
export function bytes(length: number): Data {
  const found = known.get(length);
  if (found !== undefined) return found;
  const made = { what: numbered(length), shown: shownData(numberedBytes(length)), length };
  known.set(length, made);
  return made;
}

/** Lengths around which transports and sockets change what they do. */
const LENGTHS = [100, 4_096, 70_000, 300_000] as const;

/** A text, or more bytes, up to a length. */
export function some(random: Random, number: number, most = 300_100): Data {
  const lengths = LENGTHS.map((length) => length + number).filter((length) => length <= most);
  return random.chance(0.6) ? text(number) : bytes(random.pick(lengths));
}
