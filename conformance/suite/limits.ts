/** How long a case may take on an implementation that hangs often: judging a bad loop must not take all day. */
import type { ClauseId } from "../clauses/index.ts";
import type { Case } from "../language/case.ts";
import { hasPeers, statedWaits } from "../language/waits.ts";

/** Hangs of one implementation that get the full limit and a second look. */
const HANGS_AT_FULL_LIMIT = 4;
/** With `thorough`: hangs that get a second look; all get the full limit. */
const THOROUGH_SECOND_LOOKS = 3;
/** Slow differences of one implementation that get a second look. */
const SLOW_SECOND_LOOKS = 6;
/** Seconds from which an attempt counts as slow, and the least that a short limit leaves beside stated waits. */
const SHORT = 0.5;
/** A short limit allows this many times what the control loop takes. */
const CONTROL_FACTOR = 20;
/** Seconds that the second look at a hang leaves at least, beside stated waits. */
const SECOND_LOOK = 2;
/** A program in which peers or waits give up after half its limit may take this many times as long. */
const WITH_PEERS = 2;

/** The limit of one attempt. */
export interface Limit {
  /** Seconds. */
  readonly seconds: number;
  /** Whether it is shorter than the case's own. */
  readonly short: boolean;
}

/**
 * What an implementation has used up of the time that hangs may cost.
 *
 * The first hangs get the case's full limit and are looked at twice. They are spread over clauses: of cases about a
 * clause that is known to hang, and of all cases once there were four, the rest get a short limit and one attempt.
 */
export class Limits {
  private readonly thorough: boolean;
  private readonly hanging = new Set<ClauseId>();
  private readonly pardoned = new Set<string>();
  private hangs = 0;
  private slow = 0;

  /** @param thorough every case gets its full limit */
  constructor(thorough = false) {
    this.thorough = thorough;
  }

  /** Cases whose hangs do not count: those of known defects of a loop that is otherwise sound. */
  pardon(cases: readonly string[]): void {
    for (const each of cases) this.pardoned.add(each);
  }

  /** Whether a case is about a clause that is known to hang. */
  expectsHang(kase: Case): boolean {
    return !this.thorough && this.hanging.has(kase.clauses[0]);
  }

  /**
   * The limit for a case's next attempt.
   *
   * @param full seconds that the case may take by its own account
   * @param control seconds that the control loop took for it, where that is known
   */
  of(kase: Case, full: number, control = 0): Limit {
    const known = this.hanging.has(kase.clauses[0]) || this.hangs >= HANGS_AT_FULL_LIMIT;
    if (this.thorough || !known) return { seconds: full, short: false };
    const seconds = needed(kase, full, Math.max(SHORT, CONTROL_FACTOR * control));
    return { seconds, short: seconds < full };
  }

  /**
   * The limit for the second look at a case that hung for its full time: the first has shown that it is not a matter of
   * patience. Without a measure it is the full limit.
   *
   * @param full seconds that the case may take by its own account
   * @param control seconds that the control loop took for it; undefined where that is not known
   */
  ofSecondLook(kase: Case, full: number, control: number | undefined): number {
    if (this.thorough || control === undefined) return full;
    return needed(kase, full, Math.max(SECOND_LOOK, CONTROL_FACTOR * control));
  }

  /** Takes note of a hang at a full limit, or of peers that gave up in vain; whether a hang is worth a second look. */
  noteHang(kase: Case): boolean {
    if (this.pardoned.has(kase.id)) return true;
    this.hanging.add(kase.clauses[0]);
    this.hangs += 1;
    return this.hangs <= (this.thorough ? THOROUGH_SECOND_LOOKS : HANGS_AT_FULL_LIMIT);
  }

  /**
   * Takes note of a case that differs; whether it is worth a second look.
   *
   * @param ms milliseconds that the attempt took
   */
  noteDifference(ms: number): boolean {
    if (this.thorough || ms < SHORT * 1000) return true;
    this.slow += 1;
    return this.slow <= SLOW_SECOND_LOOKS;
  }
}

/** Seconds that a case needs by its own account, and some beside; never more than its full limit. */
function needed({ program }: Case, full: number, beside: number): number {
  const seconds = statedWaits(program, full) + beside;
  return Math.min(full, seconds * (hasPeers(program) ? WITH_PEERS : 1));
}
