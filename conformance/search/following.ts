/** Follows up a difference: confirmed, controlled, shrunk, attributed, written down. */
import type { Case, Program } from "../language/case.ts";
import { attribute, isPromised } from "./attribute.ts";
import { reducedToClasses } from "./class-member.ts";
import { type Difference, differenceOf, isSeen, type Sighting, shapeOf } from "./compare.ts";
import type { Expecting } from "./expecting.ts";
import { FINDING_VERSION, type Finding, keyOf, partsOf, seenOf } from "./finding.ts";
import { KnownClasses } from "./known.ts";
import type { Peer } from "./peer.ts";
import { GENERATOR_VERSION } from "./profile.ts";
import { BUDGET } from "./refuse.ts";
import type { SecondLook, SecondLookOptions } from "./second-look.ts";
import { shrink } from "./shrink.ts";
import { stretched } from "./stretch.ts";
import { tidied } from "./tidy.ts";

/** Most programs that shrinking one difference may take. */
const ATTEMPTS = 400;
/** Most seconds that it may take. */
const SECONDS = 20;
/** Times that a finding has to show itself in fresh processes. */
const CONFIRMATIONS = { virtual: 1, real: 3 } as const;

/** A program that takes part, and what is expected of it. */
export interface Draw {
  readonly seed: number;
  readonly program: Program;
  readonly expected: Sighting;
}

/** What following up needs of the search that it belongs to. */
export interface Seeker extends SecondLookOptions {
  readonly profileName: string;
  /** The cases that a finding is compared with. */
  cases(): Promise<readonly Case[]>;
  /** Whether the search is to end. */
  over(): boolean;
  /** Who says what is expected. */
  readonly expecting: Expecting;
  /** Counts a difference that comes to nothing new. */
  count(what: "flaky" | "shared"): void;
  countKnown(id: string): void;
  /** The classes found, each with the number of its members. */
  readonly classes: ReadonlyMap<string, number>;
  /** Counts a difference that belongs to one of them. */
  countMember(key: string): void;
  /** Takes a finding, of a class that may have been found already. */
  take(finding: Finding): void;
}

/** Follows up differences, one at a time. */
export class Following {
  private readonly search: Seeker;
  private readonly peer: Peer;
  private readonly look: SecondLook;
  private readonly known: KnownClasses;

  /**
   * @param peer a driver of its own
   * @param look shared with others
   */
  constructor(search: Seeker, peer: Peer, look: SecondLook) {
    this.search = search;
    this.peer = peer;
    this.look = look;
    this.known = new KnownClasses(search.greeting.implementation, BUDGET);
  }

  /** Follows up one difference to its end. */
  async follow({ seed, program, expected }: Draw, got: Sighting): Promise<void> {
    const { search } = this;
    const difference = differenceOf(expected, got) as Difference;
    const known = this.known.explaining(program, expected, got);
    if (known !== undefined) {
      search.countKnown(known.id);
      return;
    }
    const shape = shapeOf(difference);
    let key = keyOf(program, difference, got.outcome);
    const found = await this.classOf(program, key, shape);
    if (found !== undefined) {
      search.countMember(found);
      return;
    }
    if (!(await this.look.confirms(program, expected, difference, 1, this.peer))) {
      search.count("flaky");
      return;
    }
    if ((await this.look.controlDifference(program, expected)) !== undefined) {
      search.count("shared");
      return;
    }
    const deadline = performance.now() + SECONDS * 1000;
    const { program: small, complete } = await shrink(
      program,
      async (candidate) => {
        const shown = await this.keyShown(candidate, shape);
        key = shown ?? key;
        return shown !== undefined;
      },
      {
        attempts: ATTEMPTS,
        over: () => performance.now() > deadline || search.over(),
      },
    );
    // Such a finding was confirmed and written down before.
    if (search.classes.has(key)) {
      search.countMember(key);
      return;
    }
    // What only a process shows that has run other programs may not be as small as that.
    const finding =
      (await this.finding(seed, tidied(small), complete)) ??
      (await this.finding(seed, tidied(program), false));
    if (finding === undefined) search.count("flaky");
    else search.take(finding);
  }

  /**
   * The class found before that the program belongs to: with no more than that class needs, it still shows the same.
   * Most differences of a loop that is often wrong end here, after a program or two in place of some thirty.
   */
  private async classOf(program: Program, key: string, shape: string): Promise<string | undefined> {
    const { classes } = this.search;
    // Where words play no part, it is of its class as it stands.
    const trials =
      partsOf(key).words.length === 0 && classes.has(key)
        ? [{ key, program }]
        : reducedToClasses(program, key, classes);
    for (const { key: other, program: reduced } of trials) {
      if ((await this.keyShown(reduced, shape)) === other) return other;
    }
    return undefined;
  }

  /** The key of a program on which the loop still differs in the same way, and the interpreter's own asyncio does not. */
  private async keyShown(candidate: Program, shape: string): Promise<string | undefined> {
    const expected = await this.search.expecting.ask(candidate);
    if (typeof expected === "string") return undefined;
    const got = await this.peer.observe(candidate);
    if (!isSeen(got)) return undefined;
    const difference = differenceOf(expected, got);
    if (difference === undefined || shapeOf(difference) !== shape) return undefined;
    if (this.known.explaining(candidate, expected, got) !== undefined) return undefined;
    if ((await this.look.controlDifference(candidate, expected)) !== undefined) return undefined;
    return keyOf(candidate, difference, got.outcome);
  }

  /** Whether the same shows itself where everything has more time. If not, the machine was too slow for the delays. */
  private async confirmedAtLeisure(program: Program, difference: Difference): Promise<boolean> {
    if (this.search.clock === "virtual") return true;
    const slower = stretched(program);
    const expected = await this.search.expecting.ask(slower);
    return (
      typeof expected === "string" || this.look.confirms(slower, expected, difference, 1, this.peer)
    );
  }

  private async finding(
    seed: number,
    program: Program,
    shrunk: boolean,
  ): Promise<Finding | undefined> {
    const { search } = this;
    const expected = await search.expecting.ask(program);
    if (typeof expected === "string") return undefined;
    const got = await this.look.fresh(program, this.peer);
    const difference = isSeen(got) ? differenceOf(expected, got) : undefined;
    if (difference === undefined) return undefined;
    const times = CONFIRMATIONS[search.clock];
    if (!(await this.look.confirms(program, expected, difference, times, this.peer)))
      return undefined;
    if (!(await this.confirmedAtLeisure(program, difference))) return undefined;
    const { implementation } = search.greeting;
    const control = !this.look.hasControl
      ? undefined
      : (await this.look.controlDifference(program, expected)) === undefined
        ? "the interpreter's own asyncio shows what is expected"
        : "the interpreter's own asyncio differs as well";
    const { clauses, nearest } = attribute(program, difference, await search.cases());
    const because =
      search.expecting.whyNoMore(program, expected, difference) ??
      (isPromised(clauses) ? undefined : "no sentence of the documentation is near");
    return {
      finding: FINDING_VERSION,
      key: keyOf(program, difference, got.outcome),
      spec: search.implementation.spec,
      implementation,
      seed,
      profile: search.profileName,
      generator: GENERATOR_VERSION,
      clock: search.clock,
      program,
      difference,
      expected: seenOf(expected),
      got: seenOf(got),
      oracle: search.expecting.oracleOf(program),
      ...(control === undefined ? {} : { control }),
      accusation: because === undefined ? "breaks the documentation" : "differs from CPython",
      ...(because === undefined ? {} : { because }),
      clauses,
      nearest,
      shrunk,
    };
  }

  /** Ends its driver. */
  async end(): Promise<void> {
    await this.peer.end();
  }

  /** Ends it at once. */
  interrupt(): void {
    this.peer.interrupt();
  }
}
