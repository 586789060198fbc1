/** What is expected of programs, and who says so: the reference loop in virtual time, or loops that have real descriptors. */
import { type Oracle, referenceOracle } from "../execution/adapters/reference-oracle.ts";
import type { Program } from "../language/case.ts";
import { type Difference, differenceOf, type Sighting } from "./compare.ts";
import type { Profile } from "./profile.ts";
import { BUDGET, type Refusal, refusalOf } from "./refuse.ts";

/** Says what programs show. */
export interface Expecting {
  /** Finds out who can be asked; gives the profile without the parts of which nothing can be said. */
  begin(profile: Profile): Promise<Profile>;
  /** What a program shows; a reason if it does not take part. */
  ask(program: Program): Sighting | Refusal | Promise<Sighting | Refusal>;
  /** Who says what that program shows. */
  oracleOf(program: Program): string;
  /** Why a difference does not break the documentation, as far as the oracle can tell. */
  whyNoMore(program: Program, expected: Sighting, difference: Difference): string | undefined;
  /** Ends what it has started. */
  end(): Promise<void>;
  /** Ends it at once. */
  interrupt(): void;
}

/** The reference loop under the virtual selector, in this process. */
export class VirtualExpecting implements Expecting {
  private readonly clock: Profile["clock"];
  private readonly oracle: Oracle = referenceOracle(BUDGET);
  /** Loops that are as good, each with what no text says of it. */
  private readonly others: readonly (readonly [Oracle, string])[] = [
    [
      referenceOracle(BUDGET * 2, "slow-wake-ups"),
      "no text says how many iterations a future or a task takes to wake whoever waits for it",
    ],
    [
      referenceOracle(BUDGET * 2, "slow-return"),
      "no text says in which iteration run_until_complete() ends once its future is done",
    ],
  ];

  /** @param clock of the programs: on a real one, deadlines must be further apart */
  constructor(clock: Profile["clock"]) {
    this.clock = clock;
  }

  async begin(profile: Profile): Promise<Profile> {
    return profile;
  }

  ask(program: Program): Sighting | Refusal {
    const prophecy = this.oracle(program);
    return refusalOf(prophecy, this.clock) ?? prophecy.observation;
  }

  oracleOf(): string {
    return "the reference loop in virtual time";
  }

  /** Another way that is as good gives another trace up to there. */
  whyNoMore(program: Program, expected: Sighting, { channel, at }: Difference): string | undefined {
    const found = this.others.find(([oracle]) => {
      const other = differenceOf(expected, oracle(program).observation);
      if (other === undefined) return false;
      const before = other.channel === "trace" && (channel !== "trace" || other.at <= at);
      return before || other.channel === channel;
    });
    return found?.[1];
  }

  async end(): Promise<void> {}

  interrupt(): void {}
}
