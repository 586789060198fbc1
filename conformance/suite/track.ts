/** One implementation's share of a run. */

import type { DriverFault } from "../execution/processes/driver-fault.ts";
import type { Implementation } from "../execution/processes/implementation.ts";
import type { HelloReply } from "../execution/protocol.ts";
import type { Judgement, Verdict } from "../judge/verdict.ts";
import type { Case } from "../language/case.ts";
import type { Confirmation } from "./confirm.ts";
import { Limits } from "./limits.ts";
import type { CaseOutcome } from "./outcome.ts";
import { type Deferred, notJudged } from "./plan.ts";
import type { Session } from "./session.ts";
import type { Trials } from "./trials.ts";

/** A driver is worth its start for about this many cases. */
const CASES_PER_DRIVER = 25;
/** Milliseconds from which a case counts as slow: another driver is then worth its start for a single case. */
const SLOW = 500;
/** Milliseconds after which a program of a loop that keeps others waiting counts as one that merely waits. */
const MERELY_WAITS = 250;
/** Failures that took a while, after which a loop is one that keeps programs waiting. */
const WAITED_IN_VAIN = 3;
/** Verdicts that show a clause to be broken. */
const BROKEN: ReadonlySet<Verdict> = new Set<Verdict>(["fail", "timeout", "crash"]);

/** Something that can be ended at once. */
export interface Helper {
  interrupt(): void;
}

/** What a run knows of one implementation, and the drivers that work on it. */
export class Track {
  readonly implementation: Implementation;
  readonly outcomes = new Map<Case, CaseOutcome>();
  readonly shared: Confirmation;
  readonly sessions = new Set<Session>();
  /** What else has drivers of its own: second looks, trials, the control's clock. */
  readonly helpers = new Set<Helper>();
  queue: Case[] = [];
  private deferred: readonly Deferred[] = [];
  /** What the first driver said. */
  firstGreeting: HelloReply | undefined;
  /** The same, without what the trials have shown not to work. */
  hello: HelloReply | undefined;
  trials: Trials | undefined;
  /** Names of the preconditions that do not hold. */
  broken: ReadonlySet<string> = new Set();
  /** Fulfilled when it is decided what becomes of each case: by the first driver that greets. */
  planned: Promise<void> | undefined;
  failure: DriverFault | undefined;
  greeted = false;
  /** Fulfilled at the next change that may make another driver worth its start, or end the wait for one. */
  whenChanged!: Promise<void>;
  private readonly cases: number;
  private readonly running = new Set<Case>();
  private slow = false;
  private waitedInVain = 0;
  private tellChanged!: () => void;

  /**
   * @param cases how many there are, of which some may turn out not to be run
   * @param thorough every case gets its full limit
   */
  constructor(implementation: Implementation, cases: number, thorough = false) {
    this.implementation = implementation;
    this.cases = cases;
    this.shared = { limits: new Limits(thorough), confirmedFailures: 0, familiar: new Set() };
    this.renewSignal();
  }

  markGreeted(): void {
    this.greeted = true;
    this.changed();
  }

  /** Wakes the lanes that wait for work. */
  changed(): void {
    this.tellChanged();
    this.renewSignal();
  }

  /**
   * Takes the next case of the queue, and keeps watch over it: while it is slow, other lanes may take those behind it.
   * Those about a clause of which a case is under way come later, if there are others: if it hangs, that is known then.
   *
   * @param waits called when the case merely waits, on a loop that keeps programs waiting
   * @returns the case and what is to be called at its end; undefined where the queue is empty
   */
  next(
    waits: () => void = () => undefined,
  ): { readonly kase: Case; readonly done: () => void } | undefined {
    const kase = this.takeCase();
    if (kase === undefined) return undefined;
    this.running.add(kase);
    const timer = setTimeout(() => {
      this.slow = true;
      this.changed();
    }, SLOW);
    const waiting = setTimeout(() => this.keepsWaiting && waits(), MERELY_WAITS);
    const done = () => {
      clearTimeout(timer);
      clearTimeout(waiting);
    };
    return { kase, done };
  }

  private takeCase(): Case | undefined {
    const underWay = new Set([...this.running].map(({ clauses: [first] }) => first));
    const at = this.queue.findIndex(({ clauses: [first] }) => !underWay.has(first));
    return this.queue.splice(Math.max(at, 0), 1)[0];
  }

  /** Leaves cases until those about the clauses that they wait for have run. */
  defer(deferred: readonly Deferred[]): void {
    this.deferred = deferred;
  }

  /**
   * Takes note of an outcome.
   *
   * A clause is shown to be broken by one red case. If all its cases are through and none was, what waits for it is
   * run after all.
   *
   * @returns the judgements of the cases that need not run now
   */
  release({ kase, verdict, ms }: CaseOutcome): readonly ({ kase: Case } & Judgement)[] {
    this.running.delete(kase);
    if (verdict !== "pass" && ms >= MERELY_WAITS) this.noteWait();
    const [clause] = kase.clauses;
    const waiting = this.deferred.filter(({ because }) => because === clause);
    if (waiting.length === 0) return [];
    const broken = BROKEN.has(verdict);
    if (!broken && this.isUnderWay(clause)) return [];
    this.deferred = this.deferred.filter(({ because }) => because !== clause);
    if (broken) return waiting.map((each) => ({ kase: each.kase, ...notJudged(each) }));
    this.queue.push(...waiting.map((each) => each.kase));
    this.changed();
    return [];
  }

  private noteWait(): void {
    this.waitedInVain += 1;
    if (this.waitedInVain === WAITED_IN_VAIN) this.changed();
  }

  /**
   * Whether much of the time goes by while programs wait in vain: for what a peer is to send, or for an end. More of them
   * than there are places can then be under way.
   */
  get keepsWaiting(): boolean {
    return this.waitedInVain >= WAITED_IN_VAIN;
  }

  private isUnderWay(clause: string): boolean {
    const open = [...this.queue, ...this.running];
    return open.some(({ clauses: [first] }) => first === clause);
  }

  /** Whether another driver for this implementation is worth its start. */
  get wantsDriver(): boolean {
    if (this.failure !== undefined) return false;
    const { size } = this.sessions;
    // All that a long run wants start at once: to start takes longer than most programs.
    if (!this.greeted) return size === 0 || this.cases > size * CASES_PER_DRIVER;
    if (size === 0 || this.slow) return this.queue.length > 0;
    return this.queue.length > size * CASES_PER_DRIVER;
  }

  /** Whether cases may still turn up in its queue, or a driver become worth its start. */
  get isOpen(): boolean {
    return this.sessions.size > 0 || this.wantsDriver;
  }

  private renewSignal(): void {
    this.whenChanged = new Promise((resolve) => {
      this.tellChanged = resolve;
    });
  }
}
