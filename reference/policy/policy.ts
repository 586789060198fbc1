/** @source Policies: Getting and Setting the Policy, Policy Objects */
import { isMainThread } from "node:worker_threads";
import type { AbstractEventLoop } from "../loop/abstract-event-loop.ts";
import { _getRunningLoop } from "../loop/current-loop.ts";
import { EventLoop } from "../loop/event-loop.ts";
import { RuntimeError } from "../text/errors.ts";
import { describe } from "../text/format.ts";
import { DeprecationWarning, warn } from "../text/warnings.ts";

/** What decides about the current loop of a thread and about new loops. */
export interface EventLoopPolicy {
  /** The current loop. Never null: without one, raises. */
  getEventLoop(): AbstractEventLoop;
  /** Makes a loop the current one; null leaves the thread without. */
  setEventLoop(loop: AbstractEventLoop | null): void;
  /** Makes a loop. */
  newEventLoop(): AbstractEventLoop;
}

/** The policy that is in force where no other was set. */
export class DefaultEventLoopPolicy implements EventLoopPolicy {
  private readonly loopFactory: () => AbstractEventLoop;
  private current: AbstractEventLoop | null = null;
  private wasSet = false;

  /** @param loopFactory makes the loops; without it, loops in real time */
  constructor(loopFactory: () => AbstractEventLoop = () => new EventLoop()) {
    this.loopFactory = loopFactory;
  }

  /**
   * The current loop. In the main thread, where none was ever set, makes one and warns.
   *
   * @throws RuntimeError when there is none and none is made
   * @clause get-event-loop.may-return-closed-loop
   * @clause get-event-loop.set-loop-no-warning
   */
  getEventLoop(): AbstractEventLoop {
    // @clause get-event-loop.auto-creates-in-main-thread @clause get-event-loop.auto-created-is-installed
    // @clause get-event-loop.auto-create-warns
    if (this.current === null && !this.wasSet && isMainThread) {
      warn(DeprecationWarning, "There is no current event loop: creating one is deprecated");
      this.setEventLoop(this.newEventLoop());
    }
    // @clause get-event-loop.after-explicit-none-raises @clause get-event-loop.no-loop-error-type
    // @clause get-event-loop.not-auto-created-in-other-threads
    if (this.current === null) {
      const thread = isMainThread ? "the main thread" : "this worker thread";
      throw new RuntimeError(`There is no current event loop in ${thread}: call setEventLoop()`);
    }
    return this.current;
  }

  /**
   * Makes a loop the current one of this thread.
   *
   * @param loop the loop; null leaves the thread without
   * @throws TypeError when it is neither loop nor null
   * @clause set-event-loop.does-not-start-or-close
   * @clause set-event-loop.during-run-does-not-redirect
   */
  setEventLoop(loop: AbstractEventLoop | null): void {
    // @clause set-event-loop.rejects-non-loop
    if (loop !== null && !isLoop(loop)) {
      throw new TypeError(`Expected \`loop\` to be an event loop or null, got ${describe(loop)}`);
    }
    this.wasSet = true;
    this.current = loop; // @clause set-event-loop.none-clears
  }

  /** Makes a loop, and nothing else. */
  newEventLoop(): AbstractEventLoop {
    return this.loopFactory();
  }
}

/**
 * Each worker has modules of its own, and so a policy of its own.
 *
 * @clause get-event-loop.independent-per-thread
 * @clause set-event-loop.installs-for-calling-thread
 * @clause set-event-loop.other-threads-unaffected
 */
let policy: EventLoopPolicy = new DefaultEventLoopPolicy();

/** The policy of this thread. */
export function getEventLoopPolicy(): EventLoopPolicy {
  return policy;
}

/**
 * Replaces the policy of this thread.
 *
 * @param next the new policy; null restores the default behaviour
 * @throws TypeError when it is neither policy nor null
 * @clause policy.none-restores-default
 */
export function setEventLoopPolicy(next: EventLoopPolicy | null): void {
  if (next !== null && typeof next?.getEventLoop !== "function") {
    throw new TypeError(`Expected \`policy\` to be a policy or null, got ${describe(next)}`);
  }
  policy = next ?? new DefaultEventLoopPolicy();
}

/**
 * The running loop; where none runs, the current loop of the policy.
 *
 * @throws RuntimeError when there is none
 * @clause obtaining.four-functions-exist
 * @clause get-event-loop.running-beats-current
 * @clause get-event-loop.never-null
 */
export function getEventLoop(): AbstractEventLoop {
  // @clause get-event-loop.returns-running-in-coroutine
  // @clause get-event-loop.returns-running-in-callback @clause policy.not-consulted-while-running
  // @clause get-event-loop.returns-set-loop @clause policy.overrides-get-when-not-running
  return _getRunningLoop() ?? policy.getEventLoop();
}

/**
 * Makes a loop the current one of this thread.
 *
 * @param loop the loop; null leaves the thread without
 * @throws TypeError when it is neither loop nor null
 * @clause obtaining.four-functions-exist
 * @clause set-event-loop.returns-none
 * @clause policy.overrides-set
 */
export function setEventLoop(loop: AbstractEventLoop | null): void {
  policy.setEventLoop(loop);
}

/**
 * Makes a new loop. It is neither installed nor run.
 *
 * @clause obtaining.four-functions-exist
 * @clause new-event-loop.fresh-each-call
 * @clause new-event-loop.not-installed
 */
export function newEventLoop(): AbstractEventLoop {
  // @clause new-event-loop.any-thread @clause new-event-loop.while-another-runs
  // @clause policy.overrides-new
  return policy.newEventLoop();
}

/** A loop of another make is welcome, as long as it can be one. */
function isLoop(value: unknown): value is AbstractEventLoop {
  if (typeof value !== "object" || value === null) return false;
  const { runForever, callSoon } = value as Record<string, unknown>;
  return typeof runForever === "function" && typeof callSoon === "function";
}
