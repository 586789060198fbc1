/** Parsers of option values: each names the option's rule when a value breaks it. */
import { InvalidArgumentError } from "commander";
import { currentBasis } from "../clauses/basis.ts";
import { compareEditions, EDITIONS, isEdition } from "../clauses/editions.ts";
import type { Clock } from "../execution/protocol.ts";
import type { ShardChoice } from "../suite/shard.ts";

/** Collects the values of an option that may be given several times. */
export const collect = (value: string, before: readonly string[] = []): readonly string[] => [
  ...before,
  value,
];

/** A whole number of at least `least`, and at most `most` where that is given. */
export const wholeNumber =
  (least: number, most = Number.MAX_SAFE_INTEGER) =>
  (value: string): number => {
    const number = Number(value);
    if (!/^\d+$/.test(value) || number < least || number > most)
      throw new InvalidArgumentError(
        `Expected a whole number of at least ${least}${most === Number.MAX_SAFE_INTEGER ? "" : ` and at most ${most}`}.`,
      );
    return number;
  };

/** Drivers at the same time: each is a process, and more than this is a slip. */
export const jobs = wholeNumber(1, 1000);

/** A day, in seconds. Timers of Node hold 24 days, and fire at once where they are given more. */
const LONGEST = 86_400;

/** A duration in seconds, above 0 and at most a day. */
export function seconds(value: string): number {
  const number = Number(value);
  if (value.trim() === "" || !Number.isFinite(number) || number <= 0)
    throw new InvalidArgumentError("Expected a number of seconds above 0.");
  if (number > LONGEST)
    throw new InvalidArgumentError(`Expected seconds, at most ${LONGEST}: a day.`);
  return number;
}

export function clock(value: string): Clock {
  if (value !== "real" && value !== "virtual")
    throw new InvalidArgumentError("Expected `real` or `virtual`.");
  return value;
}

export function edition(value: string): string {
  if (!isEdition(value)) throw new InvalidArgumentError("Expected X.Y or X.Y.Z, such as 3.12.");
  const [oldest] = EDITIONS;
  if (compareEditions(value, `${oldest}.0`) < 0)
    throw new InvalidArgumentError(`The documentation is judged from edition ${oldest} on.`);
  return value;
}

const oneOf =
  (known: readonly string[], fold: (value: string) => string) =>
  (value: string, before: readonly string[] = []): readonly string[] => {
    const words = value.split(",").map((word) => fold(word.trim()));
    const unknown = words.find((word) => !known.includes(word));
    if (unknown !== undefined)
      throw new InvalidArgumentError(`Expected one of ${known.join(", ")}; got \`${unknown}\`.`);
    return [...before, ...words];
  };

/** Levels of clauses, comma-separated or repeated. */
export const levels = oneOf(["MUST", "SHOULD", "MAY", "INFO"], (word) => word.toUpperCase());

/** Bases of clauses, comma-separated or repeated. */
export const bases = oneOf(["chapter", "docs", "observed"], (word) =>
  currentBasis(word.toLowerCase()),
);

/** `I/N`: the I-th of N parts, counted from 1. */
export function shard(value: string): ShardChoice {
  const [, index, count] = /^(\d+)\/(\d+)$/.exec(value)?.map(Number) ?? [];
  if (index === undefined || count === undefined || index < 1 || index > count)
    throw new InvalidArgumentError("Expected I/N with I from 1 to N, such as 1/4.");
  return { index, count };
}
