/** Programs for property tests: an arbitrary of fast-check with the search's own shrinker behind it. */
import type { Arbitrary, Random, Stream, Value } from "fast-check";
import type { Program } from "../language/case.ts";
import { candidatesOf } from "./candidates.ts";
import { generateProgram } from "./generate.ts";
import { type Profile, parseProfile } from "./profile.ts";

/** What is taken of the caller's fast-check: the package itself is no dependency of this one. */
export interface FastCheck {
  // biome-ignore lint/suspicious/noExplicitAny: the base class is made for any value
  readonly Arbitrary: abstract new () => Arbitrary<any>;
  readonly Value: new <T>(value: T, context: unknown) => Value<T>;
  readonly stream: <T>(items: IterableIterator<T>) => Stream<T>;
}

const HIGHEST_SEED = 0xff_ff_ff_ff;

/**
 * Programs over one loop. A counterexample is shrunk by its structure: operations, functions, arguments, weaker calls.
 *
 * @param fc fast-check, as the test imports it
 * @param profile what programs are drawn from; default everything, in virtual time
 */
export function programs(
  fc: FastCheck,
  profile: Profile = parseProfile("default", "virtual"),
): Arbitrary<Program> {
  class Programs extends fc.Arbitrary {
    override generate(random: Random): Value<Program> {
      const seed = random.nextInt(0, HIGHEST_SEED);
      return new fc.Value(generateProgram(seed, profile), undefined);
    }

    override canShrinkWithoutContext(value: unknown): value is Program {
      return typeof value === "object" && value !== null && "fns" in value && "main" in value;
    }

    override shrink(value: Program): Stream<Value<Program>> {
      return fc.stream(candidatesOf(value)).map((smaller) => new fc.Value(smaller, undefined));
    }
  }
  return new Programs();
}
